"""Who knows about a theme, and the one search box."""

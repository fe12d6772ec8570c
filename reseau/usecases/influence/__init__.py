"""Who influences whom, as somebody says, and what follows."""

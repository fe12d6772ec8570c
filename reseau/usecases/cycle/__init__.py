"""From signal to impact: watch, analysis, strategic dissemination."""

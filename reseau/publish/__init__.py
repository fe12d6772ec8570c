"""What is looked at: maps and pages."""

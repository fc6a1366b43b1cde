"""What places, rows and people of filled papers are called."""

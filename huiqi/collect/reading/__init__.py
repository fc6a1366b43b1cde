"""What was written into a filled paper: its text taken apart, aligned with its form, read."""

"""What is kept of filled papers on this machine: what was read, what counts, what the office marked."""

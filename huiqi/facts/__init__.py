"""The facts of one meeting cycle, and what follows from them alone."""

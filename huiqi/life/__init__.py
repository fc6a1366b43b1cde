"""The life of a cycle: how a new one begins, and what changed from one to the other."""

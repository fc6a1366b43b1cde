"""The model of the facts: which there are, of which kind, and how they are marked."""

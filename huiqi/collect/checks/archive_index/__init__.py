"""The index of the archive (D28) from what was handed in, and a folder in its order."""

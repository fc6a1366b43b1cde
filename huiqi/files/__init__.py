"""Writing and reading files: whole or not at all, the same bytes for the same content."""

"""Word files: rendered, converted by pandoc, post-processed, packed."""

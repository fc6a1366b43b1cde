"""A Word file's XML rewritten as what Word shows, before pandoc sees it."""

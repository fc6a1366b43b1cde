"""Markdown as office staff write it, made ready for a reader that takes every blank seriously."""

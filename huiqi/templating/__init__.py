"""Jinja, strictly: the one environment of pages and Word templates, and what is wrong in them."""

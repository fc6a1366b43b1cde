"""The report on what came in, as one page."""

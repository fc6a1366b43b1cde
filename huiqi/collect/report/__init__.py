"""The report on what came in: a page, tables, data."""

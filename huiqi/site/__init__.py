"""The site of a cycle: its pages, theme, search, feeds and checks, and the front page of all."""

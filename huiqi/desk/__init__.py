"""The desk (工作台): facts, builds and publication from a page in the clerk's own browser."""

"""The search of a site: what its worker looks through, made when the site is built."""

from huiqi.search.data import DATA_FILE, READINGS_FILE, write_search

__all__ = ["DATA_FILE", "READINGS_FILE", "write_search"]

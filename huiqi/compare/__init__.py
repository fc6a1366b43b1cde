"""What changed between two files of facts: for the terminal, and in short for the site."""

from huiqi.compare.changes import Change, compare
from huiqi.compare.summary import summarize

__all__ = ["Change", "compare", "summarize"]

"""Which of the files that came in for one paper the office takes."""

from __future__ import annotations

from huiqi.collect.kept.marks import Choice
from huiqi.collect.kept.states import rivals_of
from huiqi.collect.model import CollectedPaper, Collection
from huiqi.errors import HuiqiError


def choose_file(collection: Collection, paper: CollectedPaper) -> Choice:
    """Return the choice of a file among those of which only one can count."""
    rivals = rivals_of(paper)
    seen = tuple(one.digest for one in collection.papers if rivals_of(one) == rivals)
    return Choice(paper.key, paper.digest, seen)


def find_choice(collection: Collection, file: str) -> Choice:
    """Return the choice of a file, by the path under which it came in.

    Raises:
        HuiqiError: no file came in under it, or several did.
    """
    found = [one for one in collection.papers if one.file == file]
    if len(found) != 1:
        there = f"有{len(found)}个" if found else "没有"
        raise HuiqiError(
            f"收到的文件中{there}“{file}”。改法：照报告中的写法写文件，或者在工作台上选用。"
        )
    return choose_file(collection, found[0])

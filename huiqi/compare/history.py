"""The facts as they were published: what the site compares itself with."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.errors import HuiqiError
from huiqi.facts.folders import FACTS_FILE

if TYPE_CHECKING:
    from huiqi.facts.reading.load import Facts

FOLDER = "published"


def keep_published(folder: Path, today: dt.date) -> None:
    """Keep a cycle's facts beside them, after they were published; the same facts once."""
    kept = _list_kept(folder)
    facts = folder / FACTS_FILE
    if kept and kept[-1].read_bytes() == facts.read_bytes():
        return
    number = int(kept[-1].name[:3]) + 1 if kept else 1
    target = folder / FOLDER / f"{number:03}-{today.isoformat()}.yml"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(facts, target)


def describe_changes(facts: Facts) -> str:
    """Say in a sentence what readers find changed since the last publication; empty for nothing."""
    earlier = find_earlier(facts.folder)
    if earlier is None:
        return ""
    from huiqi.compare.summary import summarize
    from huiqi.facts.reading.load import open_facts

    try:
        old = open_facts(facts.folder.parent, str(earlier)).cycle
    except HuiqiError:
        return ""  # written for an older edition of the program
    return summarize(old, facts.cycle)


def find_earlier(folder: Path) -> Path | None:
    """Return the facts that a cycle's site compares itself with, if there are any.

    The last ones published that are others: a site that is built again still tells what it told.
    """
    now = (folder / FACTS_FILE).read_bytes()
    others = [path for path in _list_kept(folder) if path.read_bytes() != now]
    return others[-1] if others else None


def find_last_published(folder: Path) -> Path | None:
    """Return a cycle's facts as they were last published, if they ever were."""
    return next(reversed(_list_kept(folder)), None)


def find_edition(folder: Path) -> tuple[int, dt.date | None]:
    """Return how many other facts were published before these, and when the last of them was.

    Both only grow, and are the same before and after the facts themselves are published.
    """
    kept = _list_kept(folder)
    if kept and kept[-1].read_bytes() == (folder / FACTS_FILE).read_bytes():
        kept = kept[:-1]
    if not kept:
        return 0, None
    return int(kept[-1].name[:3]), dt.date.fromisoformat(kept[-1].stem[4:])


def _list_kept(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("[0-9][0-9][0-9]-*.yml"))

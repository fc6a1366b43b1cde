"""Which of several hand-ins of one paper counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from huiqi.collect.model import CollectedPaper, CopyKey
from huiqi.facts.templates import load_templates

State = Literal["counted", "replaced", "double"]
Rivals = tuple[CopyKey, tuple[str, ...]]
_OCCASION = ("when", "where", "interviewee", "first", "second")


@dataclass(frozen=True)
class KeptPaper:
    """A paper that was read, and what tells newer from older.

    ``run`` is the number of the collecting that brought it; ``saved`` when its program says that it was saved,
    ``modified`` the time of its file, both in seconds. ``copies`` is how often the same bytes came in at once.
    """

    paper: CollectedPaper
    run: int
    saved: float | None
    modified: float
    copies: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not self.paper.reading.answers and not self.paper.reading.unplaced


def settle_states(kept: Iterable[KeptPaper]) -> tuple[CollectedPaper, ...]:
    """Return the papers in the order of arrival, each with whether it counts.

    A newer hand-in replaces the older: one of a later collecting, else one that was saved later, else one whose
    file is newer. Where none of that decides, both are double. A paper in which nobody wrote never
    replaces one with answers, and one whose file names somebody else none that is its owner's.
    """
    listed = sorted(kept, key=lambda one: one.paper.received)
    groups: dict[Rivals, list[KeptPaper]] = {}
    for one in listed:
        groups.setdefault(rivals_of(one.paper), []).append(one)
    states: dict[str, State] = {}
    for group in groups.values():
        states |= _settle(group)
    return tuple(
        replace(one.paper, state=states[one.paper.digest], doubts=tuple(_list_doubts(one)))
        for one in listed
    )


def _list_doubts(kept: KeptPaper) -> Iterator[str]:
    """Yield the doubts of a paper; of an anonymous one nobody knows whether the same bytes are two people's."""
    yield from kept.paper.doubts
    if kept.copies > 1 and is_anonymous(kept.paper.key):
        yield f"内容完全相同的文件有{kept.copies}个，只计1份，请核对"


def is_anonymous(key: CopyKey) -> bool:
    """Whether a paper is nobody's, so that many may come in of it."""
    template = load_templates().get(key.paper)
    return template is not None and template.head.anonymous


def rivals_of(paper: CollectedPaper) -> Rivals:
    """Return what all papers have in common of which only one can count.

    An anonymous paper has no rival. Where there is a record for each occasion, its day, place and people tell one
    from the next, and a record without a day is one of its own.
    """
    template = load_templates().get(paper.key.paper)
    if is_anonymous(paper.key):
        return paper.key, (paper.digest,)
    if template is None or not template.head.several or paper.key.people:
        return paper.key, ()
    said = ("".join(paper.reading.answers.get(key, ())) for key in _OCCASION)
    occasion = tuple("".join(text.split()) for text in said)
    return paper.key, occasion if occasion[0] else (paper.digest,)


def _settle(group: Sequence[KeptPaper]) -> Mapping[str, State]:
    sure = [one for one in group if not one.paper.contested]
    contested = [one for one in group if one.paper.contested]
    newest = {digest for part in (sure, contested) if part for digest in _find_newest(part)}
    single: State = "counted" if len(newest) == 1 else "double"
    return {one.paper.digest: single if one.paper.digest in newest else "replaced" for one in group}


def _find_newest(group: Sequence[KeptPaper]) -> Iterator[str]:
    written = [one for one in group if not one.is_empty] or group
    last = max(one.run for one in written)
    latest = [one for one in written if one.run == last]
    times = [one.saved for one in latest]
    if None in times:
        times = [one.modified for one in latest]
    newest = max(time or 0.0 for time in times)
    yield from (
        one.paper.digest for one, time in zip(latest, times, strict=True) if (time or 0.0) == newest
    )

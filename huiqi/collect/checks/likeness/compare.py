"""The outlines of a cycle held against each other, and against those of older cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.checks.likeness.issued import (
    IssuedTexts,
    list_facts,
    list_quoted_titles,
    list_templates_and_plan,
)
from huiqi.collect.checks.likeness.normal import NormalText, normalise
from huiqi.collect.checks.likeness.passages import Compared, Passage, find_passages
from huiqi.collect.checks.outline_places import EXAMINATION, OUTLINE, list_places
from huiqi.collect.model import CollectedPaper, Collection, CopyKey
from huiqi.collect.naming.persons import name_owner, rank_of
from huiqi.collect.naming.place_names import name_place
from huiqi.facts.model.cycle import Cycle

_CONTEXT = 16  # signs around a passage
UNPLACED = "未归位的文字"


@dataclass(frozen=True)
class Archive:
    """What was collected for one cycle, with its facts."""

    collection: Collection
    cycle: Cycle


@dataclass(frozen=True)
class Author:
    """One paper that was compared.

    ``own`` counts its signs without what was issued or is common to many; ``alike`` those of them that stand
    in another paper of this cycle too, ``alike_older`` in one of an older cycle.
    """

    cycle: str
    key: CopyKey
    who: str
    file: str
    older: bool
    own: int
    alike: int
    alike_older: int


@dataclass(frozen=True)
class Excerpt:
    """A passage in one paper, with a few signs around it; ``author`` is a place in ``Likeness.authors``."""

    author: int
    place: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Shared:
    """One passage side by side: ``own`` of its signs were not issued."""

    own: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Likeness:
    """What was found, longest first: a hint that somebody has to read, and no verdict."""

    authors: tuple[Author, ...]
    passages: tuple[Shared, ...]
    common: tuple[Shared, ...]
    note: str = ""


@dataclass(frozen=True)
class _Text:
    paper: CollectedPaper
    cycle: Cycle
    older: bool
    labels: tuple[str, ...]
    normal: NormalText


def find_likeness(
    now: Archive, older: Sequence[Archive] = (), issued: Iterable[str] = (), note: str = ""
) -> Likeness:
    """Return the passages that outlines have in common beyond what was issued.

    ``issued`` are further texts that everybody was given, as the study materials; ``note`` says in Chinese what
    of them is missing.
    """
    sources = (now, *older)
    texts = [text for source in sources for text in _texts(source, source is not now)]
    known = IssuedTexts([*issued, *_list_issued(sources, texts)])
    compared = [
        Compared(
            text.normal.text, known.mark_own(text.normal.text), (text.cycle.id, text.paper.key),
            text.older,
        )
        for text in texts
    ]  # fmt: skip
    passages, common = find_passages(compared)
    return Likeness(
        tuple(_count(number, texts, compared, passages) for number in range(len(texts))),
        tuple(_show(passage, texts) for passage in passages),
        tuple(_show(passage, texts) for passage in common),
        note,
    )


def _list_issued(sources: Sequence[Archive], texts: Sequence[_Text]) -> Iterator[str]:
    """Yield what everybody was given: templates, plan, facts, the forms of older papers; and titles."""
    yield from list_templates_and_plan()
    for source in sources:
        yield from list_facts(source.cycle)
        for place in (one for places in source.collection.forms.values() for one in places):
            yield from (place.prompt, place.label)
    for text in texts:
        for answer in text.normal.answers:
            yield from list_quoted_titles(answer)


def _texts(source: Archive, older: bool) -> Iterator[_Text]:
    """Yield the answers of each outline, in the order of the facts."""
    papers = [one for one in source.collection.papers
              if one.key.document in (EXAMINATION, OUTLINE) and one.state != "replaced"]  # fmt: skip
    ranks = {person.id: rank_of(source.cycle, person.id) for person in source.cycle.people}
    papers.sort(key=lambda one: [ranks.get(person, len(ranks)) for person in one.key.people])
    for paper in papers:
        labels = {
            key: f"{topic}{label}" for key, topic, label in list_places(source.cycle, paper.key.document)
        }  # fmt: skip
        answers = {
            _label(source, paper, key, labels): "\n".join(words)
            for key, words in paper.reading.answers.items()
        }
        answers |= {UNPLACED: "\n".join(paper.reading.unplaced)} if paper.reading.unplaced else {}
        yield _Text(paper, source.cycle, older, tuple(answers), normalise(tuple(answers.values())))


def _label(source: Archive, paper: CollectedPaper, key: str, labels: Mapping[str, str]) -> str:
    """Return where an answer stands; in an older form it may be of another area than today's."""
    own = None if paper.older_form else labels.get(key)
    return own or name_place(source.collection, paper, key)


def _count(
    number: int, texts: Sequence[_Text], compared: Sequence[Compared], passages: Sequence[Passage]
) -> Author:
    one, text = compared[number], texts[number]
    # By whether the other paper is an older one.
    counted = {older: bytearray(len(one.text)) for older in (False, True)}
    for passage in passages:
        starts = dict(passage.places)
        if number in starts:
            begin, end = starts[number], starts[number] + len(passage.text)
            for older in {texts[other].older for other in starts if other != number}:
                counted[older][begin:end] = one.own[begin:end]
    return Author(
        text.cycle.id, text.paper.key, name_owner(text.cycle, text.paper.key), text.paper.file,
        text.older, sum(one.own), sum(counted[False]), sum(counted[True]),
    )  # fmt: skip


def _show(passage: Passage, texts: Sequence[_Text]) -> Shared:
    return Shared(
        passage.own,
        tuple(
            _excerpt(number, texts[number], start, start + len(passage.text))
            for number, start in passage.places
        ),
    )


def _excerpt(author: int, text: _Text, start: int, end: int) -> Excerpt:
    number, begin, behind = text.normal.locate(start, end)
    answer = text.normal.answers[number]
    before, after = answer[max(0, begin - _CONTEXT) : begin], answer[behind : behind + _CONTEXT]
    return Excerpt(author, text.labels[number], before, answer[begin:behind], after)

"""The places of an outline and of the group's material (D12, D13), each with its topic and what it is of."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.collect.model import CollectedPaper, Collection
from huiqi.facts.calendar import format_ordinal
from huiqi.facts.documents import list_templates
from huiqi.facts.kinds import speaks_of
from huiqi.facts.model.cycle import Cycle

OUTLINE, EXAMINATION = "outline", "group-examination"
LAST = "last_rectification"
PlaceOf = tuple[str, str, str]  # key, topic, label
TOPICS = {"problems": "问题", "causes": "剖析", "measures": "措施"}


def list_places(cycle: Cycle, document: str) -> Iterator[PlaceOf]:
    """Yield key, topic and label of each place of an outline, personal matters apart."""
    yield LAST, "上年度整改", "上年度整改落实情况"
    titles = [area.title or area.text or "" for area in cycle.areas]
    dimensions = [f"{name}上" for name in cycle.dimensions]
    for topic, items in (("problems", titles), ("causes", dimensions), ("measures", titles)):
        for number, title in enumerate(items, start=1):
            yield f"{topic}_{number}", TOPICS[topic], f"（{format_ordinal(number)}）{title}"
    if document == OUTLINE and speaks_of(cycle, "explanation"):
        for number, matter in enumerate(list_templates(cycle)["explanation"].head.contents, 1):
            yield f"matter_{number}_note", "事项", matter


def places_of(paper: CollectedPaper, collection: Collection, cycle: Cycle) -> Iterator[PlaceOf]:
    """Yield the places of a paper: an older form had those of the facts of its day."""
    places = collection.forms.get(paper.form, ()) if paper.older_form else ()
    if not places:
        yield from list_places(cycle, paper.key.document)
    for place in places:
        topic = TOPICS.get(place.key.partition("_")[0])
        if place.key == LAST:
            yield place.key, "上年度整改", place.label
        elif topic:
            yield place.key, topic, place.path[-1]
        elif place.key.startswith("matter_") and place.key.endswith("_note"):
            yield place.key, "事项", place.path[-1]

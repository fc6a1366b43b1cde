"""The documents of a cycle: the standard list joined with what the facts assign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.calendar import Deadline
from huiqi.facts.date_forms import parse_deadline
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.paperwork import CycleDocument, ExtraDocument
from huiqi.facts.model.parties import Stage
from huiqi.facts.templates import Template, load_templates

_APPRAISAL = "preparation.appraisal"


@dataclass(frozen=True)
class Document:
    """One document of a cycle: what it is, who sees to it, and when.

    Drafters, reviewer and receivers are ids; ``readers`` is a text of the facts that says to whom
    a document is made known.
    """

    number: str
    id: str
    title: str
    stage: Stage
    category: str
    purpose: str
    contents: tuple[str, ...]
    drafters: tuple[str, ...]
    reviewer: str | None
    receivers: tuple[str, ...]
    readers: str | None
    deadline: Deadline | None
    personal: bool
    filled_internal: bool
    path: KeyPath


def load_catalogue() -> dict[str, Template]:
    """Return the standard list by id, in its order: the templates that have a number.

    Raises:
        FindingsError: a template is malformed.
    """
    return {name: item for name, item in load_templates().items() if item.head.number}


@once_per_cycle
def list_templates(cycle: Cycle) -> dict[str, Template]:
    """Return all templates by id, as this kind of meeting has them."""
    templates = load_templates()
    if not cycle.branch:
        return templates
    return {name: template.for_branch() for name, template in templates.items()}


@once_per_cycle
def list_documents(cycle: Cycle) -> tuple[Document, ...]:
    """Return all documents of the cycle: the standard list's order, then the extra ones.

    Assignments whose id the standard list lacks are left out; rule R13 reports them.
    """
    catalogue = [item for item in list_templates(cycle).values() if item.head.number]
    assigned = {item.id: (index, item) for index, item in enumerate(cycle.documents)}
    standard = tuple(
        _standard(cycle, kind, assigned[kind.id][1], ("documents", assigned[kind.id][0]))
        for kind in catalogue
        if kind.id in assigned
    )
    extra = tuple(
        _extra(item, ("extra_documents", index)) for index, item in enumerate(cycle.extra_documents)
    )
    return standard + extra


def _standard(cycle: Cycle, kind: Template, item: CycleDocument, path: KeyPath) -> Document:
    head = kind.head
    return Document(
        head.number or "", kind.id, head.title, head.stage or "plan", head.category or "", head.purpose or "",
        head.contents, _give(item.drafter) or _give(look_up(cycle, head.drafter)),
        item.reviewer or look_up(cycle, head.reviewer),
        item.receivers or _give(look_up(cycle, head.receivers)), look_up(cycle, head.readers),
        item.deadline or _default_deadline(cycle, head.deadline),
        head.personal, head.filled_internal, path,
    )  # fmt: skip


def _extra(item: ExtraDocument, path: KeyPath) -> Document:
    return Document(
        "D25", item.id, item.title, item.stage, "其他材料", item.purpose, (),
        _give(item.drafter), item.reviewer, item.receivers, None, item.deadline, False, False, path,
    )  # fmt: skip


def _give(found: Any) -> tuple[str, ...]:
    """Return one id, several, or none as a tuple, each once."""
    several = found if isinstance(found, tuple) else (found,)
    return tuple(dict.fromkeys(name for name in several if name))


def _default_deadline(cycle: Cycle, place: str | None) -> Deadline | None:
    if place == "preparation.criticism.deadline":
        return cycle.preparation.criticism.deadline or Deadline()
    if place and place.startswith(_APPRAISAL):
        return look_up(cycle, place) or look_up(cycle, f"{_APPRAISAL}.deadline") or Deadline()
    if place and "." not in place:
        return parse_deadline(place)
    found: Deadline | None = look_up(cycle, place)
    return found


def look_up(facts: Any, place: str | None) -> Any:
    """Return the fact at a dotted place of the standard list, of each item where it is listed."""
    if place is None:
        return None
    name, _, rest = place.partition(".")
    value = getattr(facts, name)
    if isinstance(value, tuple) and rest:
        return tuple(look_up(item, rest) for item in value)
    return look_up(value, rest) if rest else value

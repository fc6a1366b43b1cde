"""The documents of a cycle: the standard list joined with what the facts assign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from huiqi.calendar import Deadline, parse_deadline
from huiqi.cycle.decode import file_fault, read_text
from huiqi.cycle.fields import Fact, Id, Text
from huiqi.cycle.messages import explain
from huiqi.cycle.model import Cycle
from huiqi.cycle.paperwork import CycleDocument, ExtraDocument
from huiqi.cycle.parties import Stage
from huiqi.errors import FindingsError, KeyPath

CATALOGUE = Path(__file__).resolve().parent.parent / "templates" / "documents.yml"


class DocumentKind(Fact):
    """A document of the standard list. Deadline, parties and readers are paths into the facts."""

    number: str = Field(pattern=r"^D\d\d$")
    id: Id
    title: Text
    stage: Stage
    category: Text
    purpose: Text
    deadline: Text | None = None
    contents: tuple[Text, ...]
    drafter: Text | None = None
    reviewer: Text | None = None
    receivers: Text | None = None
    readers: Text | None = None
    personal: bool = False
    filled_internal: bool = False


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


@lru_cache
def load_catalogue(path: Path = CATALOGUE) -> dict[str, DocumentKind]:
    """Return the standard list by id, in its order.

    Raises:
        FindingsError: the list is malformed.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        rows = YAML(typ="safe", pure=True).load(read_text(path, file))
        # A list from YAML is not a tuple, so this file of our own is read in lax mode.
        kinds = TypeAdapter(tuple[DocumentKind, ...]).validate_python(rows, strict=False)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        fault = file_fault(file, "正确的 YAML 写法", "读不通", "核对这一行和上下两行", line)
        raise FindingsError([fault]) from error
    except ValidationError as error:
        faults = (explain(detail, DocumentKind) for detail in error.errors())
        raise FindingsError(fault.at(file, 0) for fault in faults) from error
    return {kind.id: kind for kind in kinds}


def list_documents(cycle: Cycle) -> tuple[Document, ...]:
    """Return all documents of the cycle: the standard list's order, then the extra ones.

    Assignments whose id the standard list lacks are left out; rule R13 reports them.
    """
    catalogue = load_catalogue()
    assigned = {item.id: (index, item) for index, item in enumerate(cycle.documents)}
    standard = tuple(
        _standard(cycle, kind, assigned[kind.id][1], ("documents", assigned[kind.id][0]))
        for kind in catalogue.values()
        if kind.id in assigned
    )
    extra = tuple(
        _extra(item, ("extra_documents", index)) for index, item in enumerate(cycle.extra_documents)
    )
    return standard + extra


def _standard(cycle: Cycle, kind: DocumentKind, item: CycleDocument, path: KeyPath) -> Document:
    return Document(
        kind.number, kind.id, kind.title, kind.stage, kind.category, kind.purpose, kind.contents,
        _give(item.drafter) or _give(look_up(cycle, kind.drafter)),
        item.reviewer or look_up(cycle, kind.reviewer),
        item.receivers or _give(look_up(cycle, kind.receivers)), look_up(cycle, kind.readers),
        item.deadline or _default_deadline(cycle, kind.deadline),
        kind.personal, kind.filled_internal, path,
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

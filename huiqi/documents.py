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
    """A document of the standard list. ``deadline`` and the parties are paths into the facts."""

    number: str = Field(pattern=r"^D\d\d$")
    id: Id
    title: Text
    stage: Stage
    category: Text
    purpose: Text
    deadline: Text
    contents: tuple[Text, ...]
    drafter: Text | None = None
    reviewer: Text | None = None
    receivers: Text | None = None
    personal: bool = False
    filled_internal: bool = False


@dataclass(frozen=True)
class Document:
    """One document of a cycle: what it is, who sees to it, and when."""

    number: str
    id: str
    title: str
    stage: Stage
    category: str
    purpose: str
    contents: tuple[str, ...]
    drafter: str | None
    reviewer: str | None
    receivers: tuple[str, ...]
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
    receivers = item.receivers or (_look_up(cycle, kind.receivers),)
    return Document(
        kind.number, kind.id, kind.title, kind.stage, kind.category, kind.purpose, kind.contents,
        item.drafter or _look_up(cycle, kind.drafter),
        item.reviewer or _look_up(cycle, kind.reviewer),
        tuple(receiver for receiver in receivers if receiver),
        item.deadline or _default_deadline(cycle, kind.deadline),
        kind.personal, kind.filled_internal, path,
    )  # fmt: skip


def _extra(item: ExtraDocument, path: KeyPath) -> Document:
    return Document(
        "D25", item.id, item.title, "follow-up", "其他材料", item.purpose, (),
        item.drafter, item.reviewer, item.receivers, item.deadline, False, False, path,
    )  # fmt: skip


def _default_deadline(cycle: Cycle, place: str) -> Deadline | None:
    if place == "preparation.criticism.deadline":
        return cycle.preparation.criticism.deadline or Deadline()
    if "." not in place:
        return parse_deadline(place)
    found: Deadline | None = _look_up(cycle, place)
    return found


def _look_up(cycle: Cycle, place: str | None) -> Any:
    """Return the fact at a dotted place of the standard list; None without a place."""
    value: Any = cycle
    for part in place.split(".") if place else ():
        value = getattr(value, part)
    return value if place else None

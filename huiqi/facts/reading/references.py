"""Ids and {references}: what they may name, and which of them dangle."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, RefKind
from huiqi.facts.model.parties import RecurringParty, Roles
from huiqi.facts.model.walk import Node, walk
from huiqi.facts.reading.reference_loops import find_reference_loops

NAMED = (
    "theme", "team", "unit", "self_reference", "chair", "campaign", "special_name", "meeting_title",
    "meeting_short", "meeting_word", "cycle_year", "feedback_source", "guidance_group",
)  # fmt: skip
_GROUPS = {
    "campaign": "campaign",
    "feedback_source": "feedback",
    "guidance_group": "guidance_group",
}
# Readings, materials, areas and documents are never confused with people or bodies.
_APART = {
    "reading_list": "reading:", "materials": "material:", "areas": "area:", "documents": "document:", "extra_documents": "document:",
}  # fmt: skip
LOCAL = {"owner": "duties", "party_anniversary": "reading_list"}
_KIND_WORDS: dict[RefKind, str] = {
    "party": "责任方", "body": "机构", "office": "责任单位", "person": "人员",
    "department": "分管部门", "reading": "学习篇目",
}  # fmt: skip


def ids_of(cycle: Cycle, kind: RefKind) -> tuple[str, ...]:
    """Return the ids that a reference of this kind may name, in the order of the facts."""
    people = tuple(person.id for person in cycle.people)
    bodies = tuple(body.id for body in cycle.bodies)
    offices = tuple(office.id for office in cycle.offices)
    if kind == "party":
        group = (RecurringParty.GUIDANCE_GROUP.value,) if cycle.guidance_group else ()
        return (*Roles.model_fields, *group, *offices, *bodies, *people)
    choices: dict[RefKind, tuple[str, ...]] = {
        "body": bodies,
        "office": offices,
        "person": people,
        "department": tuple(item.id for item in cycle.departments),
        "reading": tuple(item.id for item in cycle.readings),
    }
    return choices[kind]


def find_reference_faults(cycle: Cycle, unread: Collection[str] = ()) -> Iterator[Finding]:
    """Yield every dangling reference, every text that refers to itself, every id used twice.

    ``unread`` holds the texts of faulty facts: an id among them may well be meant, and is not
    reported.
    """
    yield from _find_repeated_ids(cycle)
    yield from _find_repeated_references(cycle)
    for node in walk(cycle):
        if isinstance(node.value, str):
            ref = node.ref
            found = _check_id(cycle, node, ref.kind) if ref else _check_text(cycle, node)
            yield from (item for item in found if item.found.strip("“{}”") not in unread)
    yield from find_reference_loops(cycle, _list_references(cycle))


def _list_references(cycle: Cycle) -> dict[KeyPath, list[str]]:
    """Return the names that each text refers to, where it refers to any."""
    texts = {
        node.path: REFERENCE.findall(node.value)
        for node in walk(cycle)
        if isinstance(node.value, str) and node.ref is None
    }
    return {path: names for path, names in texts.items() if names}


def _check_id(cycle: Cycle, node: Node, kind: RefKind) -> Iterator[Finding]:
    known = ids_of(cycle, kind)
    if node.value not in known:
        word = _KIND_WORDS[kind]
        yield _dangling(node.path, f"已写明的{word}的代号", node.value, known)


def _check_text(cycle: Cycle, node: Node) -> Iterator[Finding]:
    names = REFERENCE.findall(node.value)
    if not names:
        return
    absent = {name for name, group in _GROUPS.items() if getattr(cycle, group) is None}
    named = (name for name in NAMED if name not in absent)
    terms = (term.id for term in cycle.terms)
    known = (*named, *terms, *ids_of(cycle, "body"), *ids_of(cycle, "office"))
    for name in names:
        if name in known or name in Roles.model_fields or LOCAL.get(name) in node.path:
            continue
        yield _dangling(node.path, "已写明的名称的代号", f"{{{name}}}", known)


def _dangling(path: KeyPath, expected: str, found: str, known: tuple[str, ...]) -> Finding:
    near = difflib.get_close_matches(found.strip("{}"), known, n=1, cutoff=0.6)
    remedy = (
        f"改为 {near[0]}"
        if near
        else "可用的代号：" + ("、".join(dict.fromkeys(known)) or "（还没有）")
    )
    return Finding("facts", expected, f"“{found}”", remedy, path)


def _find_repeated_references(cycle: Cycle) -> Iterator[Finding]:
    """Yield who stands twice in one list; the preparatory group counts as one list."""
    seen: dict[KeyPath, set[str]] = {}
    for node in walk(cycle):
        group = node.path[:1] if node.path[0] == "prep_group" else node.path[:-1]
        listed = group == ("prep_group",) or isinstance(node.path[-1], int)
        if node.ref is None or not listed or not isinstance(node.value, str):
            continue
        names = seen.setdefault(group, set())
        if node.value in names:
            yield Finding("facts", "不重复的代号", f"“{node.value}”已列入", "删去一处", node.path)
        names.add(node.value)


def _find_repeated_ids(cycle: Cycle) -> Iterator[Finding]:
    taken = (*Roles.model_fields, *NAMED, *LOCAL, *RecurringParty)
    seen: dict[str, KeyPath] = dict.fromkeys(taken, ())
    for node in walk(cycle):
        if node.path[-1] != "id" or len(node.path) < 3:
            continue
        key = _APART.get(str(node.path[0]), "") + node.value
        if key in seen:
            remedy = "合并为一项" if node.path[0] == "documents" else "换一个代号"
            yield Finding("facts", "不重复的代号", f"“{node.value}”已用过", remedy, node.path)
        seen[key] = node.path

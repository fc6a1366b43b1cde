"""Ids and {references}: what they may name, and which of them dangle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from huiqi.errors import Finding, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, RefKind
from huiqi.facts.model.parties import RecurringParty, Roles
from huiqi.facts.model.walk import Node, walk
from huiqi.facts.reading.referable import (
    KIND_WORDS,
    LOCAL,
    NAMED,
    explain_misplaced,
    kind_of_id,
    likely_names_of,
    names_in_texts,
    names_of,
)
from huiqi.facts.reading.reference_loops import find_reference_loops
from huiqi.facts.reading.suggestions import list_choices, suggest

# Readings, materials, areas and documents are never confused with people or bodies.
_APART = {
    "reading_list": "reading:", "materials": "material:", "areas": "area:", "documents": "document:", "extra_documents": "document:",
}  # fmt: skip


def ids_of(cycle: Cycle, kind: RefKind) -> tuple[str, ...]:
    """Return the ids that a reference of this kind may name, in the order of the facts."""
    return tuple(names_of(cycle, kind))


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
    if node.value in names_of(cycle, kind):
        return
    word, other = KIND_WORDS[kind], kind_of_id(cycle, node.value)
    likely = likely_names_of(cycle, kind, _key_of(node.path))
    if node.value == RecurringParty.GUIDANCE_GROUP and kind == "party":
        remedy = "补写 guidance_group 这一组（指导组）；没有指导组的，改用别的代号"
        yield Finding("facts", f"已写明的{word}的代号", f"“{node.value}”", remedy, node.path)
    elif other:
        remedy = f"可用的代号：{list_choices(likely)}"
        found = f"“{node.value}”（{other}）"
        yield Finding("facts", f"已写明的{word}的代号", found, remedy, node.path)
    else:
        yield _dangling(node.path, f"已写明的{word}的代号", node.value, likely)


def _key_of(path: KeyPath) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


def _check_text(cycle: Cycle, node: Node) -> Iterator[Finding]:
    names = REFERENCE.findall(node.value)
    if not names:
        return
    known = names_in_texts(cycle)
    for name in names:
        if name in known or name in Roles.model_fields or LOCAL.get(name) in node.path:
            continue
        misplaced = explain_misplaced(name)
        if misplaced:
            yield Finding("facts", "此处可用的代号", f"“{{{name}}}”", misplaced, node.path)
        else:
            yield _dangling(node.path, "已写明的名称的代号", f"{{{name}}}", known)


def _dangling(path: KeyPath, expected: str, found: str, known: Mapping[str, str]) -> Finding:
    return Finding("facts", expected, f"“{found}”", suggest(found.strip("{}"), known), path)


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

"""What ids and texts may refer to, with the Chinese name beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.fields import RefKind
from huiqi.facts.model.parties import RecurringParty, Roles

NAMED = {
    "theme": "会议主题", "team": "班子", "unit": "单位", "self_reference": "自称", "chair": "主要负责同志",
    "campaign": "教育活动", "special_name": "专题名称", "meeting_title": "会议名称", "meeting_short": "会议简称",
    "meeting_word": "会议用语", "cycle_year": "会议年度", "feedback_source": "反馈来源", "guidance_group": "指导组",
}  # fmt: skip
_GROUPS = {
    "campaign": "campaign",
    "feedback_source": "feedback",
    "guidance_group": "guidance_group",
}
LOCAL = {"owner": "duties", "party_anniversary": "reading_list"}
KIND_WORDS: dict[RefKind, str] = {
    "party": "责任方", "body": "机构", "office": "责任单位", "person": "人员",
    "department": "分管部门", "reading": "学习篇目",
}  # fmt: skip
_LISTS: tuple[tuple[RefKind, str], ...] = (
    ("office", "offices"), ("body", "bodies"), ("person", "people"),
    ("department", "departments"), ("reading", "readings"),
)  # fmt: skip
# What goes to or comes from an organisation is never corrected to a person.
_ORGANISATIONS = {"receivers", "cc", "printed_by", "collector", "recipient", "recipients", "sender"}


def names_of(cycle: Cycle, kind: RefKind) -> Mapping[str, str]:
    """Return what a reference of this kind may name, in the order of the facts."""
    return _name_all(cycle)[kind]


@once_per_cycle
def _name_all(cycle: Cycle) -> dict[RefKind, dict[str, str]]:
    names: dict[RefKind, dict[str, str]] = {
        kind: _list_names(cycle, group) for kind, group in _LISTS
    }
    group = {RecurringParty.GUIDANCE_GROUP.value: "指导组"} if cycle.guidance_group else {}
    roles = {name: str(getattr(cycle.roles, name)) for name in Roles.model_fields}
    parties = names["person"] | names["body"] | names["office"]
    order = (*names["office"], *names["body"], *names["person"])
    return names | {"party": roles | group | {name: parties[name] for name in order}}


def likely_names_of(cycle: Cycle, kind: RefKind, key: str) -> Mapping[str, str]:
    """Return the same for suggestions: the cycle's own first, nobody where no person belongs."""
    names = names_of(cycle, kind)
    if kind != "party":
        return names
    people = names_of(cycle, "person")
    roles = [name for name in names if name in Roles.model_fields]
    own = [name for name in names if name not in roles and name not in people]
    last = [] if key in _ORGANISATIONS else list(people)
    return {name: names[name] for name in (*own, *roles, *last)}


@once_per_cycle
def names_in_texts(cycle: Cycle) -> dict[str, str]:
    """Return what {…} may refer to in any text of a cycle."""
    absent = {name for name, group in _GROUPS.items() if getattr(cycle, group) is None}
    named = {name: words for name, words in NAMED.items() if name not in absent}
    terms = {term.id: term.text or "" for term in cycle.terms}
    return {**named, **terms, **names_of(cycle, "body"), **names_of(cycle, "office")}


def kind_of_id(cycle: Cycle, name: str) -> str | None:
    """Return what an id stands for, if for anything: 责任单位 市委办公室."""
    for kind, _ in _LISTS:
        words = names_of(cycle, kind).get(name)
        if words is not None:
            return f"{KIND_WORDS[kind]}{f' {words}' if words else ''}"
    return None


def explain_misplaced(name: str) -> str | None:
    """Return the remedy for a name that exists, but not here or not in this cycle."""
    if name in LOCAL:
        group = {"duties": "offices 的 duties", "reading_list": "reading_list 的篇目"}[LOCAL[name]]
        return f"{{{name}}} 只用在 {group} 中；这里直接写出，或改用别的代号"
    if name in _GROUPS:
        return f"补写 {_GROUPS[name]} 这一组（{NAMED[name]}）；没有这项内容的，删去这处引用"
    return None


def names_in_raw_texts(data: dict[str, Any]) -> set[str]:
    """Return what {…} may refer to, from facts that are not checked yet."""
    ids = {
        item.get("id") for group in ("terms", "bodies", "offices") for item in _items(data, group)
    }
    return {*NAMED, *LOCAL, *Roles.model_fields} | {name for name in ids if isinstance(name, str)}


def _items(data: dict[str, Any], group: str) -> Iterator[dict[str, Any]]:
    listed = data.get(group)
    for item in listed if isinstance(listed, tuple) else ():
        if isinstance(item, dict):
            yield item


def _list_names(cycle: Cycle, group: str) -> dict[str, str]:
    """Return ids with names; a person without a name is known by the post."""
    found: dict[str, str] = {}
    for item in getattr(cycle, group):
        words = (getattr(item, key, None) for key in ("name", "post", "title"))
        found.setdefault(item.id, next((word for word in words if word), ""))
    return found

"""Texts whose {references} lead back to themselves: they could never be written out."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import Roles
from huiqi.facts.model.walk import walk

Links = dict[KeyPath, set[KeyPath]]


def find_reference_loops(cycle: Cycle, names_in: dict[KeyPath, list[str]]) -> Iterator[Finding]:
    """Yield a finding for each text that refers to itself, directly or through other texts.

    ``names_in`` holds the names that each text refers to, by the text's key path.
    """
    places = _list_places(cycle)
    links: Links = {
        path: {place for name in names for place in places.get(name, ())}
        for path, names in names_in.items()
    }
    for path, names in names_in.items():
        if _leads_to(links, path):
            found = f"“{'、'.join(f'{{{name}}}' for name in names)}”又绕回这一项"
            yield Finding("facts", "不引用自身的文字", found, "直接写出名称", path)


def _leads_to(links: Links, start: KeyPath) -> bool:
    seen: set[KeyPath] = set()
    ahead = list(links[start])
    while ahead:
        path = ahead.pop()
        if path == start:
            return True
        if path not in seen:
            seen.add(path)
            ahead += links.get(path, ())
    return False


def _list_places(cycle: Cycle) -> dict[str, tuple[KeyPath, ...]]:
    """Return where the texts stand that a reference is replaced by, by its name."""
    named: dict[str, tuple[KeyPath, ...]] = {
        node.value: tuple((*node.path[:-1], name) for name in ("name", "post", "text"))
        for node in walk(cycle)
        if node.path[-1] == "id"
        and node.path[0] in ("offices", "bodies", "members", "staff", "terms")
    }
    word, special = ("meeting_word",), ("special_name",)
    group = cycle.guidance_group
    sender = named.get(group.sent_by or "", ()) if group else ()
    roles = {name: (("roles", name),) for name in Roles.model_fields}
    return (
        named
        | roles
        | {
            "theme": (("theme",),),
            "team": (("team", "name"),),
            "unit": (("team", "unit"),),
            "self_reference": (("team", "self_reference"),),
            "chair": named.get(cycle.team.chair or "", ()),
            "campaign": (("campaign", "name"),),
            "special_name": (special,),
            "meeting_title": (special, word),
            "meeting_short": (word,),
            "meeting_word": (word,),
            "feedback_source": (("feedback", "source"),),
            "guidance_group": (*sender, ("guidance_group", "prefix"), ("guidance_group", "word")),
        }
    )

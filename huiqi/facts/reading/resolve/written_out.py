"""Names as they read: a name that refers to another, 省委{special_name}领导小组, written out."""

from __future__ import annotations

from typing import Any

from huiqi.facts.model.fields import REFERENCE
from huiqi.facts.reading.resolve.long_form import look_up

# What a {reference} inside a name may stand for, besides the names of bodies and offices.
_PLACES = {
    "special_name": "special_name", "meeting_word": "meeting_word", "cycle_year": "cycle_year",
    "team": "team.name", "unit": "team.unit", "self_reference": "team.self_reference",
    "campaign": "campaign.name", "feedback_source": "feedback.source", "theme": "theme",
}  # fmt: skip
_TEXTS = (("bodies", "name"), ("offices", "name"), ("terms", "text"))
_MOST_ROUNDS = 4


def write_out_references(data: dict[str, Any], text: str) -> str:
    """Return a text with the {references} that names use replaced; others stay."""
    for _ in range(_MOST_ROUNDS):
        names = set(REFERENCE.findall(text))
        found = {name: _find(data, name) for name in names}
        known = {name: said for name, said in found.items() if said is not None}
        if not known:
            return text
        for name, said in known.items():
            text = text.replace(f"{{{name}}}", str(said))
    return text


def _find(data: dict[str, Any], name: str) -> Any:
    if name in _PLACES:
        return look_up(data, _PLACES[name])
    for group, fact in _TEXTS:
        for item in data.get(group) or ():
            if isinstance(item, dict) and item.get("id") == name:
                return item.get(fact)
    return None

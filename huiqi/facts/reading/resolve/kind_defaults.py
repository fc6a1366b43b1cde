"""What a kind of meeting has unless the facts say otherwise: data, merged into the facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.reading.resolve.document_list import list_changed_documents
from huiqi.facts.reading.resolve.long_form import DEFAULTS, LongForm, look_up, thaw
from huiqi.facts.reading.yaml_source import read_source

FOLDER = Path(__file__).resolve().parents[2] / "defaults"


@dataclass(frozen=True)
class KindDefaults:
    """The defaults of a kind: facts, what each item of a list has, the kind's own words.

    ``without`` names the places of facts that a meeting of this kind usually has not at all,
    ``always`` those of ``facts`` that hold for files too that ask for no defaults: what is called
    how. ``labels`` maps words in the designations of facts to the kind's own.
    """

    file: str
    kinds: tuple[str, ...]
    facts: dict[str, Any]
    each: dict[str, dict[str, Any]]
    words: dict[str, Any]
    without: tuple[str, ...]
    always: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def say(self, label: str) -> str:
        """Return what a fact is called in a meeting of this kind; the model's words are a group's."""
        for word, own in self.labels.items():
            label = label.replace(word, own)
        return label


@cache
def load_kind_defaults() -> dict[str, KindDefaults]:
    """Return the defaults by kind of meeting."""
    found: dict[str, KindDefaults] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        data = read_source(path, path.name).data
        defaults = KindDefaults(path.name, **data)
        found |= dict.fromkeys(defaults.kinds, defaults)
    return found


def take_defaults(form: LongForm) -> bool:
    """Merge the kind's defaults into facts that ask for them by ``defaults: true``.

    Return whether they did.
    """
    wanted = form.data.pop(DEFAULTS, False)
    if not isinstance(wanted, bool):
        form.refuse((DEFAULTS,), "true 或 false", f"“{wanted}”", "写 true 或 false，不加引号")
    kind = form.data.get("kind")
    defaults = load_kind_defaults().get(kind) if isinstance(kind, str) else None
    if wanted is not True or defaults is None:
        if defaults:
            for name in defaults.always:
                _fill(form.data, name, defaults.facts[name])
        list_changed_documents(form, {})
        return False
    facts = _choose(form, thaw(defaults.facts))
    usual = facts.pop("documents")
    _merge(form, form.data, facts, ())
    for group, values in defaults.each.items():
        _complete_items(form, group, values)
    list_changed_documents(form, usual)
    return True


def _choose(form: LongForm, default: Any) -> Any:
    """Leave out what needs a fact that is not there."""
    if isinstance(default, list):
        chosen = (_choose(form, item) for item in default)
        return [item for item in chosen if item is not None]
    if not isinstance(default, dict):
        return default
    needed = default.pop("needs", None)
    if needed and look_up(form.data, needed) in (None, False, []):
        return None
    if set(default) == {"value"}:
        return default["value"]
    chosen_items = ((key, _choose(form, item)) for key, item in default.items())
    return {key: item for key, item in chosen_items if item is not None}


def _fill(own: dict[str, Any], name: str, default: Any) -> None:
    """Put in a fact, or what is missing of a group, as the model does by itself."""
    if isinstance(default, dict) and isinstance(own.setdefault(name, {}), dict):
        own[name] = {**default, **own[name]}
    else:
        own.setdefault(name, default)


def _merge(form: LongForm, own: dict[str, Any], default: dict[str, Any], path: KeyPath) -> None:
    for key, value in default.items():
        here = (*path, key)
        if isinstance(value, dict) and isinstance(own.setdefault(key, {}), dict):
            _merge(form, own[key], value, here)
        elif key not in own:
            own[key] = form.taken[here] = value


def _complete_items(form: LongForm, group: str, values: dict[str, Any]) -> None:
    listed = form.data.get(group)
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(item, dict):
            continue
        for key, value in values.items():
            # Who oversees something does not oversee nothing.
            if key not in item and not (key == "oversees_none" and item.get("oversees")):
                item[key] = form.taken[(group, index, key)] = value

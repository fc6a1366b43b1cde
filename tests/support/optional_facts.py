"""Cycles with one of their optional facts taken away, and their pages and papers as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults
from huiqi.facts.reading.resolve.long_form import thaw
from huiqi.facts.reading.yaml_source import read_source
from huiqi.rules.check import check_facts
from huiqi.site.pages import page_sources
from huiqi.templating.environment import compile_text, open_environment
from huiqi.word.copies import blank_copies
from macros.scope import Rendition, Scope, open_scope
from macros.vocabulary import build_vocabulary
from tests.support.papers import WORKSHOP, first_copies
from tests.support.projects import ROOT

_NEVER = {"id", "kind", "defaults", "cycle_year"}
_DOCS = ROOT / "docs"


def list_facts(folder: Path) -> list[KeyPath]:
    """Return the places of all facts that a file writes, of the usual documents, of all together.

    An item of a list stands for the same fact of every item: ``("areas", -1, "prompts")``.
    """
    data = thaw(read_source(folder / "cycle.yml", "").data)
    places = dict.fromkeys(_list_places(data, ()))
    if data.get("defaults"):
        usual = load_kind_defaults()[data["kind"]].facts["documents"]
        places |= {("documents", name): None for name in usual}
    return [*places, ("documents",)]


def _list_places(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in _NEVER:
                yield (*path, key)
                yield from _list_places(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _list_places(item, (*path, -1))


def take_away(folder: Path, place: KeyPath, to: Path) -> Facts | None:
    """Return a cycle without some fact; None where the fact is asked for."""
    data = thaw(read_source(folder / "cycle.yml", "").data)
    _drop(data, place)
    copy = to / folder.name
    copy.mkdir(parents=True, exist_ok=True)
    (copy / "cycle.yml").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    try:
        facts = load_cycle(copy)
    except FindingsError:
        return None
    errors = {item.rule for item in check_facts(facts) if item.severity == "error"} - {"ids"}
    return None if errors else facts


def _drop(value: Any, place: KeyPath) -> None:
    first, *rest = place
    if first == -1:
        for item in value:
            if isinstance(item, dict):
                _drop(item, tuple(rest))
    elif rest and first == "documents" and isinstance(value.get(first, {}), dict):
        value.setdefault(first, {})[rest[0]] = False
    elif rest and isinstance(value, dict) and first in value:
        _drop(value[first], tuple(rest))
    elif isinstance(value, dict):
        value.pop(first, None)
        if place == ("documents",):
            value[first] = []


def render_pages(cycle: Cycle) -> dict[str, str]:
    """Return the Markdown of every page that stands in docs/ or is made of the facts."""
    environment = open_environment(_DOCS / "parts")
    names = build_vocabulary(open_scope(cycle))
    return {
        name.removeprefix("docs/"): compile_text(environment, text).render(names)
        for name, text in page_sources(cycle, _DOCS).items()
    }


def render_papers(cycle: Cycle) -> dict[str, str]:
    """Return the Markdown of one copy of each paper, for the office and for the site."""
    papers = WORKSHOP.render(Scope(cycle, Rendition.office()), first_copies(cycle))
    papers += WORKSHOP.render(Scope(cycle, Rendition.public(cycle)), blank_copies(cycle))
    return {f"{number}-{paper.copy.key}": paper.markdown for number, paper in enumerate(papers)}

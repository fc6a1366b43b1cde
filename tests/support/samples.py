"""Sample cycles with some facts changed, for tests that need no file."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.facts.reading.resolve.long_form import ResolvedSource
from huiqi.facts.reading.resolve.resolve import read_resolved
from tests.support.projects import ROOT

FIRST, SECOND = "2021-party-history", "2024-discipline"
BRANCH = "2022-branch"  # stands in cycles/ in the short form alone
LONG_FORM = ROOT / "tests" / "data" / "long-form"
SHORT_FORM = ROOT / "tests" / "data" / "short-form"


@cache
def read_sample(name: str) -> ResolvedSource:
    """Read a sample once, in the long form, where every fact has a line of its own to be changed."""
    return read_resolved(LONG_FORM / name / "cycle.yml", f"cycles/{name}/cycle.yml")


def make_cycle(name: str, *changes: tuple[KeyPath, Any]) -> Cycle:
    """Return a sample cycle with some facts changed."""
    data = _thaw(read_sample(name).data)
    for path, value in changes:
        target = data
        for part in path[:-1]:
            target = target[part] if isinstance(part, int) else target.setdefault(part, {})
        target[path[-1]] = value
    return Cycle.model_validate(_freeze(data))


def make_facts(name: str, *changes: tuple[KeyPath, Any]) -> Facts:
    """Return the same with the lines of the sample's own file."""
    return Facts(make_cycle(name, *changes), read_sample(name), ROOT / "cycles" / name)


def _thaw(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _thaw(item) for key, item in value.items()}
    return [_thaw(item) for item in value] if isinstance(value, tuple) else copy.copy(value)


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _freeze(item) for key, item in value.items()}
    return tuple(_freeze(item) for item in value) if isinstance(value, list) else value

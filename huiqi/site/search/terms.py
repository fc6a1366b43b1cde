"""The terms of the domain: found by pinyin, and offered where a query finds nothing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from huiqi.facts.model.fields import Text
from huiqi.facts.reading.yaml_source import read_source

_TABLE = Path(__file__).with_name("terms.yml")


@lru_cache
def load_terms(path: Path = _TABLE) -> tuple[str, ...]:
    """Return the terms of the domain in the order of their list; a test finds faults in it."""
    return TypeAdapter(tuple[Text, ...]).validate_python(
        tuple(read_source(path, path.name).data["terms"])
    )

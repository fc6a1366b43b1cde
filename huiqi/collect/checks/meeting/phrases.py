"""The table of phrases that stand for no criticism; each names its source."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from huiqi.facts.model.fields import Fact, Text
from huiqi.facts.reading.yaml_source import read_source

PHRASES = Path(__file__).with_name("phrases.yml")
Column = Literal["problem", "advice"]


class Phrase(Fact):
    """A phrase, the columns of the form in which it says too little, and who says so."""

    phrase: Text
    places: tuple[Column, ...]
    source: Text


@lru_cache
def load_phrases(path: Path = PHRASES) -> tuple[Phrase, ...]:
    """Return the table; an empty one is none. Its own faults are ours, and a test finds them."""
    rows = read_source(path, path.name).data
    return tuple(TypeAdapter(dict[str, Phrase]).validate_python(rows or {}).values())

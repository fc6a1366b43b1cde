"""What people wrote in filled papers, and what the office wrote of them, as sentences to look for in a site.

What came back lies in ``collected/<cycle>/index.json``, which ``huiqi.collect.kept.store`` writes; the office's reasons
in ``marks.json``, its tables and papers in ``整理/``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from huiqi.materials.screening import RefusedError
from huiqi.materials.word_package import unpack_parts
from huiqi.word.ooxml import W, parse, text_of

COLLECTED, _FORMS = "collected", "handed-out/*/forms/*.json"
_INDEX, _MARKS, _OFFICE, _ASIDE = "index", "marks", "整理", "-旧"
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_PART = re.compile(r"word/[^/]+\.xml")
_LEAST = 14  # signs of a sentence; shorter ones many people write alike
LEAST_REASON = 8  # of a whole reason: of illness and journeys is written in few
_FAULTS = (
    OSError, ValueError, KeyError, TypeError, AttributeError, RefusedError, etree.XMLSyntaxError,
)  # fmt: skip


@dataclass(frozen=True)
class Unreadable:
    """A file whose sentences nobody can look for, by its path in the project; ``office`` where the office made it."""

    file: str
    office: bool


def read_collected(root: Path) -> tuple[set[str], list[Unreadable]]:
    """Return every distinct sentence, without blanks, and the files that cannot be read."""
    sentences, faults = set[str](), list[Unreadable]()
    for path in _list_files(root / COLLECTED):
        try:
            sentences |= _read(path)
        except _FAULTS:
            if path.suffix == ".json" and _ASIDE in path.stem:
                continue  # it was put aside because nobody can read it
            name = path.relative_to(root).as_posix()
            faults.append(Unreadable(name, path.stem != _INDEX))
    return sentences, faults


def list_form_texts(root: Path) -> Iterator[str]:
    """Yield the fixed texts of the forms that were handed out; what cannot be read allows nothing."""
    for path in sorted(root.glob(_FORMS)):
        try:
            yield from _walk(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError):
            continue


def tighten(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def _list_files(folder: Path) -> Iterator[Path]:
    for name in (f"{_INDEX}*.json", f"{_MARKS}*.json", f"{_OFFICE}/*.docx"):
        for path in sorted(folder.glob(f"*/{name}")):
            if not path.name.startswith("~$"):
                yield path


def _read(path: Path) -> set[str]:
    if path.suffix == ".docx":
        return _split(_read_word(path.read_bytes()))
    data = json.loads(path.read_text("utf-8"))
    if path.stem.partition(_ASIDE)[0] == _INDEX:
        return _split(text for paper in data["papers"] for text in _list_answers(paper))
    reasons = [str(mark["reason"]) for mark in data]
    whole = {reason for reason in map(tighten, reasons) if len(reason) >= LEAST_REASON}
    return whole | _split(reasons)


def _list_answers(paper: dict[str, Any]) -> Iterator[str]:
    for texts in (*paper["answers"].values(), paper["unplaced"]):
        yield from texts


def _read_word(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word file, those in its notes, remarks and margins too."""
    parts = unpack_parts(data, lambda name: _PART.fullmatch(name) is not None).parts
    for part in parts.values():
        yield from (text_of(paragraph) for paragraph in parse(part).iter(f"{W}p"))


def _split(texts: Iterable[str]) -> set[str]:
    parts = (tighten(part) for text in texts for part in _SENTENCE.split(text))
    return {part for part in parts if len(part) >= _LEAST}


def _walk(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _walk(item)

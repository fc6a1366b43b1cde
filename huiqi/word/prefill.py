"""Writing into the places of a paper beforehand: as if somebody had typed there, the controls stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy

from huiqi.errors import ExpectationError
from huiqi.facts.date_forms import parse_day
from huiqi.files.zip_archive import write_zip
from huiqi.word.ooxml import Element, W, all_of, parse, text_element, text_of, to_bytes, w

_NOTHING = "　　"  # as in a paper that is filled in by hand
_DOCUMENT = "word/document.xml"
Answers = Mapping[str, Sequence[str]]


def prefill(paper: bytes, answers: Answers) -> bytes:
    """Return a blank paper with the paragraphs of each answer in its place.

    A place whose answer is empty loses its prompt: it may stay empty.

    Raises:
        KeyError: the paper has no place of that key.
    """
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = parse(parts[_DOCUMENT])
    controls = _find_controls(root)
    for key, paragraphs in answers.items():
        _write(controls[key], [text for text in paragraphs if text] or [_NOTHING])
    return write_zip(parts | {_DOCUMENT: to_bytes(root)})


def read_back(paper: bytes) -> dict[str, tuple[str, ...]]:
    """Return what stands in each place of a paper that no other program has saved since, prompts too."""
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        root = parse(archive.read(_DOCUMENT))
    return {
        key: tuple(map(text_of, control.iter(f"{W}p"))) or tuple(text_of(control).split("\n"))
        for key, control in _find_controls(root).items()
    }


def _find_controls(root: Element) -> dict[str, Element]:
    return {tag.get(f"{W}val"): tag.getparent().getparent() for tag in all_of(root, "tag")}


def _write(control: Element, paragraphs: Sequence[str]) -> None:
    """Write into the control; where it stands round a paragraph or a cell, one paragraph for each text."""
    inner = next(iter(control.iter(f"{W}placeholder"))).getparent().getparent()
    for mark in list(all_of(inner, "showingPlcHdr")):
        mark.getparent().remove(mark)
    _say_date(inner, paragraphs)
    content = inner.find(f"{W}sdtContent")
    if inner is control:
        content[:] = [_run(*paragraphs)]
        return
    content[:] = [_run(paragraphs[0])]
    paragraph = inner.getparent()
    last = paragraph
    for text in paragraphs[1:]:
        more = w("p", deepcopy(paragraph.find(f"{W}pPr")), _run(text))
        last.addnext(more)
        last = more
    end = paragraph.find(f"{W}bookmarkEnd")
    if end is not None:
        last.append(end)


def _say_date(inner: Element, paragraphs: Sequence[str]) -> None:
    """Tell a place for a date which day it shows, where the text is one."""
    date = inner.find(f"{W}sdtPr/{W}date")
    if date is None or len(paragraphs) > 1:
        return
    try:
        day = parse_day(paragraphs[0])
    except ExpectationError:
        return
    date.set(f"{W}fullDate", f"{day.isoformat()}T00:00:00Z")


def _run(*lines: str) -> Element:
    run = w("r", w("rPr", w("rFonts", hint="eastAsia")))
    for place, line in enumerate(lines):
        run.extend([*([w("br")] if place else []), text_element(line)])
    return run

"""What people wrote in filled papers, in the files of a built site.

What came back lies in ``collected/<cycle>/index.json``, which ``huiqi.collect.kept.store`` writes. Without it this gate
costs nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from huiqi.errors import Finding
from huiqi.facts.leftovers import walk_texts
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.facts.templates import load_templates
from huiqi.site.gates.file_names import name_files
from huiqi.site.gates.leaks import read_plain
from macros.escape import plain
from macros.scope import open_scope

_PLACE = "collected/*/index.json"
_MATERIALS = "materials/"
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_LEAST = 14  # signs of a sentence; shorter ones many people write alike
_BEGIN = 10
_SAID = 6  # signs of an answer that a message quotes
_REMEDY = (
    "从页面中删去：填写后的材料不公开；与公开的文字相同的，把这句话写入 allow_terms 并说明理由"
)
_DAMAGED = "把文件夹 collected 中这个周期的移走或用 huiqi collect 周期 --forget 清除，再收一次"


def find_answers(facts: Facts, site: Path) -> Iterator[Finding]:
    """Yield each sentence of a filled paper that stands in a site; messages show its beginning alone."""
    root = facts.folder.parent.parent
    sentences: set[str] = set()
    for path in sorted(root.glob(_PLACE)):
        try:
            sentences |= _read_sentences(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # What cannot be read cannot be looked for; a gate that passes then would be none.
            yield Finding(
                "gate", "收回材料的记录", "文件损坏，不能核对网站中有没有填写的内容", _DAMAGED,
                file=path.relative_to(root).as_posix(),
            )  # fmt: skip
    if not sentences:
        return
    texts = [(name, _tighten(text)) for name, text in read_plain(site)]
    begins: dict[str, list[str]] = {}
    for sentence in sentences:
        begins.setdefault(sentence[:_BEGIN], []).append(sentence)
    found: dict[str, list[str]] = {}
    for name, text in texts:
        for sentence in _find_in(text, begins):
            found.setdefault(sentence, []).append(name)
    # Only of what stands in the site it has to be asked whether anybody may quote it.
    public = _join_public(facts.cycle, root, texts) if found else ""
    found = {sentence: names for sentence, names in found.items() if sentence not in public}
    for sentence, names in found.items():
        place = f"“{sentence[:_SAID]}……”出现在 {name_files(names)}"
        yield Finding(
            "gate", "不含填写内容的网站", f"交回材料中的一句{place}", _REMEDY, file=names[0]
        )


def _find_in(text: str, begins: dict[str, list[str]]) -> Iterator[str]:
    for place in range(len(text) - _BEGIN):
        for sentence in begins.get(text[place : place + _BEGIN], ()):
            if text.startswith(sentence, place):
                yield sentence


def _read_sentences(path: Path) -> set[str]:
    """Return every distinct sentence that somebody wrote in the papers of one cycle."""
    papers = json.loads(path.read_text("utf-8"))["papers"]
    texts = [text for paper in papers for text in _list_texts(paper)]
    parts = (_tighten(part) for text in texts for part in _SENTENCE.split(text))
    return {part for part in parts if len(part) >= _LEAST}


def _list_texts(paper: dict[str, Any]) -> Iterator[str]:
    for texts in (*paper["answers"].values(), paper["unplaced"]):
        yield from texts


def _join_public(cycle: Cycle, root: Path, texts: Iterable[tuple[str, str]]) -> str:
    """Return what anybody may quote: facts that are not internal, pages, templates, study materials."""
    pages = (path.read_text("utf-8") for path in sorted((root / "docs").rglob("*.md")))
    papers = (template.text for template in load_templates().values())
    allowed = (item.term for item in cycle.allow_terms)
    groups = (_list_facts(cycle), pages, papers, allowed)
    sources = (_tighten(text) for group in groups for text in group)
    materials = (text for name, text in texts if name.startswith(_MATERIALS))
    return "\n".join((*sources, *materials))


def _list_facts(cycle: Cycle) -> Iterator[str]:
    """Yield the texts of the facts as pages show them, their references followed."""
    scope = open_scope(cycle)
    for node in walk_texts(cycle):
        if not node.internal:
            with suppress(AttributeError, KeyError):  # a reference to what is open
                yield plain(scope.write(node.value))


def _tighten(text: str) -> str:
    return "".join(text.split())

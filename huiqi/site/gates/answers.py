"""What people wrote in filled papers, in the files of a built site; where nothing was collected it costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from huiqi.errors import Finding, FindingsError
from huiqi.facts.leftovers import walk_texts
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.templates import load_templates
from huiqi.site.gates.collected_texts import (
    COLLECTED,
    LEAST_REASON,
    list_form_texts,
    read_collected,
    tighten,
)
from huiqi.site.gates.file_names import name_files
from huiqi.site.gates.leaks import read_plain
from macros.escape import plain
from macros.scope import open_scope

_MATERIALS = "materials/"
_SAID = 6  # signs of an answer that a message quotes
_REMEDY = (
    "从页面中删去：填写后的材料不公开；与公开的文字相同的，把这句话写入 allow_terms 并说明理由"
)
_DAMAGED = "文件损坏，不能核对网站中有没有填写的内容"
_COLLECT_AGAIN = (
    "把文件夹 collected 中这个周期的移走或用 huiqi collect 周期 --forget 清除，再收一次"
)
_UNREADABLE = "读不出来，不能核对网站中有没有其中的内容"
_CLOSE = "关闭打开着它的程序；打不开的，从 collected 中移走"


def find_answers(facts: Facts, site: Path) -> Iterator[Finding]:
    """Yield each sentence of collected papers that stands in a site; messages show its beginning alone."""
    root = facts.folder.parent.parent
    sentences, unreadable = read_collected(root)
    for one in unreadable:
        # What cannot be read cannot be looked for; a gate that passes then would be none.
        fault, remedy = (_UNREADABLE, _CLOSE) if one.office else (_DAMAGED, _COLLECT_AGAIN)
        yield Finding("gate", "收回材料的记录", fault, remedy, file=one.file)
    if not sentences:
        return
    texts = [(name, tighten(text)) for name, text in read_plain(site)]
    begins: dict[str, list[str]] = {}
    for sentence in sentences:
        begins.setdefault(sentence[:LEAST_REASON], []).append(sentence)
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


def refuse_answers(root: Path, sites: Mapping[str, Path]) -> None:
    """Refuse sites, by their cycles, with words of papers that were not there to be looked for when they were built.

    Papers come in after a build, and no other machine has any.

    Raises:
        HuiqiError: facts cannot be read, or a site holds such words; it names them all.
    """
    if not (root / COLLECTED).is_dir():
        return
    findings = [
        finding
        for cycle, site in sites.items()
        for finding in find_answers(load_cycle(root / "cycles" / cycle), site)
    ]
    if findings:
        raise FindingsError(dict.fromkeys(findings))


def _find_in(text: str, begins: dict[str, list[str]]) -> Iterator[str]:
    for place in range(len(text) - LEAST_REASON + 1):
        for sentence in begins.get(text[place : place + LEAST_REASON], ()):
            if text.startswith(sentence, place):
                yield sentence


def _join_public(cycle: Cycle, root: Path, texts: Iterable[tuple[str, str]]) -> str:
    """Return what anybody may quote: facts that are not internal, pages, blank papers, study materials."""
    pages = (path.read_text("utf-8") for path in sorted((root / "docs").rglob("*.md")))
    papers = (template.text for template in load_templates().values())
    allowed = (item.term for item in cycle.allow_terms)
    groups = (_list_facts(cycle), pages, papers, list_form_texts(root), allowed)
    sources = (tighten(text) for group in groups for text in group)
    materials = (text for name, text in texts if name.startswith(_MATERIALS))
    return "\n".join((*sources, *materials))


def _list_facts(cycle: Cycle) -> Iterator[str]:
    """Yield the texts of the facts as pages show them, their references followed."""
    scope = open_scope(cycle)
    for node in walk_texts(cycle):
        if not node.internal:
            with suppress(AttributeError, KeyError):  # a reference to what is open
                yield plain(scope.write(node.value))

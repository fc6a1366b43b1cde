"""What is to be done with a new cycle's facts: a list for people, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from huiqi.errors import KeyPath
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.kinds import say_label
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.sections import label_path, section_of
from huiqi.facts.model.varying import find_varying
from huiqi.facts.model.walk import marks_of
from huiqi.facts.open_facts import list_open_facts
from huiqi.facts.reading.load import Facts
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults
from huiqi.facts.reading.resolve.long_form import DEFAULTS, look_up, thaw
from huiqi.facts.reading.text_file import read_text
from huiqi.lifecycle.create import CreatedCycle

_COMMENT = re.compile(r"(?:^|\s)#(.*)")


def explain_created(begun: CreatedCycle) -> str:
    """Say what was made, what to fill, what to look through, and the next step."""
    cycle, old = begun.facts.cycle, begun.old
    required = {slot.path for slot in list_open_facts(cycle)} - set(_list_left(begun.facts))
    later = set(_list_later(begun.facts)) - required
    taken = f"，沿用 {old.cycle.id} 中不变的事实" if old else ""
    lines = [f"已新建 {begun.facts.source.file}{taken}。", ""]
    lines += [f"要填写的有 {len(required)} 处，另有 {len(later)} 处可以后填："]
    places = dict.fromkeys(required, "") | dict.fromkeys(later, "（可以后填）")
    lines += _list_places(begun.facts, places)
    if old:
        lines += ["", "沿用了、但每次可能不同的，请逐项核对："]
        lines += _list_places(begun.facts, dict.fromkeys(_list_kept(begun.facts), ""))
        lines += _list_stale_comments(begun)
        if cycle.materials:
            lines += [f"学习材料 {len(cycle.materials)} 份随学习篇目一并复制；删去篇目时删去材料。"]
    else:
        lines += ["", "写着 [] 的列表按文件中的样子填写；没有列出的事实取默认值。"]
    lines += ["", f"下一步：填写后运行 huiqi check {cycle.id}"]
    return "\n".join(lines)


def _list_left(facts: Facts) -> Iterator[KeyPath]:
    """Yield the open facts that the kind's defaults fill in later, or that it has not at all."""
    defaults = load_kind_defaults()[facts.cycle.kind]
    if (DEFAULTS,) not in facts.source.lines:
        return
    for slot in list_open_facts(facts.cycle):
        usual = look_up(thaw(defaults.facts), ".".join(map(str, slot.path)))
        if slot.path not in facts.source.lines and (usual or slot.path[0] in defaults.without):
            yield slot.path


def _list_later(facts: Facts) -> Iterator[KeyPath]:
    """Yield what each meeting has anew and may be open by right, where it stands in the file."""
    for fact in find_varying(facts.cycle):
        inside = marks_of(Cycle)[str(fact.path[0])].internal
        if fact.varies.opens and fact.value in (None, ()) and not inside:
            yield from [fact.path] if fact.path in facts.source.lines else []


def _list_kept(facts: Facts) -> Iterator[KeyPath]:
    """Yield what is taken over although the next meeting may well have another."""
    for fact in find_varying(facts.cycle):
        if not fact.varies.opens and fact.value and not facts.source.is_taken(fact.path):
            yield fact.path


def _list_places(facts: Facts, places: Mapping[KeyPath, str]) -> Iterator[str]:
    """Yield the places under their headings, each with its remark, in the order of the file."""
    sections = list(dict.fromkeys(section_of((name,)) for name in Cycle.model_fields))
    listed = sorted(
        (sections.index(section_of(path)), facts.source.line_of(path), path) for path in places
    )
    for section, group in groupby(listed, key=lambda place: place[0]):
        yield say_label(facts.cycle, sections[section])
        for _, line, path in group:
            labels = say_label(facts.cycle, " → ".join(label_path(facts.cycle, path)))
            yield f"  第 {line:>3} 行  {labels}{places[path]}"


def _list_stale_comments(begun: CreatedCycle) -> Iterator[str]:
    """Point to comments that still speak of the older cycle."""
    old = begun.old.cycle if begun.old else None
    words = [str(word) for word in (old and old.cycle_year, old and old.special_name) if word]
    text = read_text(begun.facts.folder / FACTS_FILE, begun.facts.source.file)
    numbers = [
        str(number)
        for number, line in enumerate(text.split("\n"), start=1)
        for comment in [_COMMENT.search(line)]
        if comment and any(word in comment[1] for word in words)
    ]
    if numbers:
        yield f"注释照旧保留，其中还写着 {'、'.join(words)} 的：第 {'、'.join(numbers)} 行。"

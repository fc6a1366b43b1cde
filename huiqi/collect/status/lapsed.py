"""What the office marked or chose and what does not hold any more: its paper is no longer due, its file is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huiqi.collect.kept.choosing import find_effective
from huiqi.collect.kept.keyed_list import write_key
from huiqi.collect.kept.states import is_anonymous
from huiqi.collect.model import MARKS, Choice, Collection, CopyKey, Due, OfficeMark
from huiqi.collect.status.due import describe_unasked
from huiqi.collect.status.find_due import find_named, name_due
from huiqi.errors import HuiqiError
from huiqi.facts.calendar import format_day
from huiqi.facts.documents import list_templates
from huiqi.facts.reading.load import Facts
from huiqi.facts.templates import load_templates
from macros.escape import plain
from macros.scope import Rendition, Scope

NOT_DUE = "现在不在应交的材料中"
_GONE = "选用的文件已经不在收到的材料中"
_OVERTAKEN = "选用以后又收到了这份材料的其他文件，要重新选用"


@dataclass(frozen=True)
class Lapsed:
    """A mark or a choice that does not hold now, of which paper, and why; ``file`` is what was chosen."""

    due: Due
    said: OfficeMark | Choice
    why: str
    file: str = ""

    @property
    def words(self) -> str:
        """What the office said."""
        if isinstance(self.said, OfficeMark):
            mark = self.said
            return f"{MARKS[mark.mark]}，{format_day(mark.day)}，{mark.reason}"
        return f"选用 {self.file}" if self.file else "选用的文件"


def list_lapsed(collection: Collection, facts: Facts) -> tuple[Lapsed, ...]:
    """Return all that the office said and that does not hold now: marks, then choices."""
    return (*_list_marks(collection, facts), *_list_choices(collection, facts))


def lapsed_json(lapsed: Lapsed) -> dict[str, Any]:
    """Return one as plain data."""
    kind = "mark" if isinstance(lapsed.said, OfficeMark) else "choice"
    return write_key(lapsed.said.key) | {
        "kind": kind, "title": lapsed.due.title, "whose": lapsed.due.whose,
        "said": lapsed.words, "why": lapsed.why,
    }  # fmt: skip


def describe_key(collection: Collection, facts: Facts, key: CopyKey) -> Due:
    """Return what is known of a paper, whether it is due or not; one of another program is called by its id."""
    for due in collection.due:
        if due.key == key:
            return due
    came = (one.title for one in collection.papers if one.key == key)
    return describe_unasked(facts, key, next(came, "") or _name_template(facts, key))


def _name_template(facts: Facts, key: CopyKey) -> str:
    template = list_templates(facts.cycle).get(key.paper) or load_templates().get(key.paper)
    if template is None:
        return key.paper
    return plain(
        Scope(facts.cycle, Rendition.office()).write(template.head.paper or template.head.title)
    )


def _list_marks(collection: Collection, facts: Facts) -> Iterator[Lapsed]:
    asked = {due.key for due in collection.due}
    for mark in collection.marks:
        if mark.key not in asked:
            yield Lapsed(describe_key(collection, facts, mark.key), mark, NOT_DUE)


def _list_choices(collection: Collection, facts: Facts) -> Iterator[Lapsed]:
    holding = set(find_effective(collection.papers, collection.choices).values())
    files = name_files(collection)
    asked = {due.key for due in collection.due}
    for choice in collection.choices:
        there = any(paper.digest == choice.digest for paper in collection.papers)
        why = ""
        if not there:
            why = _GONE
        elif choice not in holding:
            why = _OVERTAKEN
        elif choice.key not in asked:
            why = NOT_DUE
        if why:
            due = describe_key(collection, facts, choice.key)
            yield Lapsed(due, choice, why, files.get(choice.digest, ""))


def name_files(collection: Collection) -> Mapping[str, str]:
    """Return the files that came in by their digests, but for those whose authors nobody is to know."""
    return {one.digest: one.file for one in collection.papers if not is_anonymous(one.key)}


def find_marked(collection: Collection, facts: Facts, name: str) -> Due:
    """Return the paper with a mark that a person means, due or not.

    Raises:
        HuiqiError: none fits, or several do, or it has no mark.
    """
    marked = [describe_key(collection, facts, mark.key) for mark in collection.marks]
    keys = {one.key for one in marked}
    unmarked = [one for one in collection.due if one.key not in keys]
    try:
        return find_named(marked, name)
    except HuiqiError:
        due = find_named([*marked, *unmarked], name)
    raise HuiqiError(f"{name_due(due)}没有登记过。改法：核对材料和姓名，登记过的在报告中列出。")


def find_chosen(collection: Collection, facts: Facts, name: str) -> list[Choice]:
    """Return the choices that a person means by a file, or by the paper where the file is gone.

    Raises:
        HuiqiError: there is none, or several papers fit.
    """
    files = name_files(collection)
    found = [one for one in collection.choices if files.get(one.digest) == name]
    if found:
        return found
    chosen = {one.key: describe_key(collection, facts, one.key) for one in collection.choices}
    try:
        due = find_named(list(chosen.values()), name)
    except HuiqiError:
        raise HuiqiError(
            f"没有选用过“{name}”。改法：照报告中的写法写文件；文件已经不在的，写材料的名称和姓名。"
        ) from None
    return [one for one in collection.choices if one.key == due.key]

"""Macros for who drafts, reviews, receives and keeps which document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import BESIDE_THE_TEAM, WITHIN_THE_TEAM, RecurringParty
from macros.duties import find_recorder, name_party
from macros.matrix import Entry, Mark, Row, draw_list, draw_matrix
from macros.scope import Scope

Part = Literal["draft", "review", "receive", "keep"]
MARKS: dict[Part, Mark] = {
    "draft": Mark("起", "起草"),
    "review": Mark("审", "审核"),
    "receive": Mark("收", "接收"),
    "keep": Mark("存", "存档"),
}


@dataclass(frozen=True)
class Assignment:
    """What one party has to do with one document, both by id.

    To whom a document is made known is a text of the facts, and stands for the party.
    """

    document: str
    party: str
    part: Part


def list_assignments(cycle: Cycle) -> tuple[Assignment, ...]:
    """Return who has what to do with which document, each once, in the order of the documents."""
    return tuple(dict.fromkeys(_list_all(cycle)))


def _list_all(cycle: Cycle) -> Iterator[Assignment]:
    for document in list_documents(cycle):
        received = [name for name in (document.readers, *document.receivers) if name]
        for name in document.drafters:
            yield Assignment(document.id, _find_party(cycle, name), "draft")
        if document.reviewer:
            yield Assignment(document.id, _find_party(cycle, document.reviewer), "review")
        for name in received:
            part: Part = "keep" if name == RecurringParty.ARCHIVE else "receive"
            yield Assignment(document.id, _find_party(cycle, name), part)


def _find_party(cycle: Cycle, name: str) -> str:
    """Return one id for whoever the facts call by a word in one place, by an id in another."""
    if name == RecurringParty.RECORDER:
        return find_recorder(cycle)
    return RecurringParty.CHAIR if name == cycle.team.chair else name


def list_parties(cycle: Cycle) -> tuple[tuple[str, ...], ...]:
    """Return who has to do with documents: offices, the group and its members, all others."""
    busy = dict.fromkeys(item.party for item in list_assignments(cycle))
    offices = [office.id for office in cycle.offices]
    own = [*WITHIN_THE_TEAM, *(member.id for member in cycle.members)]
    named = (cycle.staff, cycle.departments, cycle.bodies)
    others = [*BESIDE_THE_TEAM, *(item.id for group in named for item in group)]
    readers = [
        name for name in busy if name not in {*offices, *own, *others, RecurringParty.ARCHIVE}
    ]
    groups = (offices, own, [*others, *readers, RecurringParty.ARCHIVE])
    return tuple(tuple(name for name in group if name in busy) for group in groups)


def _label(scope: Scope, name: str) -> str:
    readers = {document.readers for document in list_documents(scope.cycle)}
    return scope.write(name) if name in readers else name_party(scope, name)


def assignment_marks(scope: Scope) -> str:  # noqa: ARG001
    """材料分工总表的记号。

    例：{{ assignment_marks() }}
    """
    return "，".join(f"**{mark.sign}**为{mark.name}" for mark in MARKS.values())


def assignment_lists(scope: Scope) -> str:
    """逐个单位和人员列出起草、审核、接收、存档的材料，链接到材料下载页。

    例：{{ assignment_lists() }}
    """
    roles = scope.view.roles
    titles = ("责任单位", f"{roles.team}和{roles.members}", "其他单位和人员")
    return "\n\n".join(
        f"### {title}\n\n{draw_list(_entry(scope, name) for name in names)}"
        for title, names in zip(titles, list_parties(scope.cycle), strict=True)
        if names
    )


def _entry(scope: Scope, name: str) -> Entry:
    links = {
        document.id: f'<a href="documents.html#{document.id}">{scope.write(document.title)}</a>'
        for document in list_documents(scope.cycle)
    }
    theirs = [item for item in list_assignments(scope.cycle) if item.party == name]
    found = {
        mark.name: [links[item.document] for item in theirs if item.part == part]
        for part, mark in MARKS.items()
    }
    lines = {f"{word}{len(items)}种": items for word, items in found.items() if items}
    return Entry(f"party-{name}", _label(scope, name), "", lines)


def assignment_table(scope: Scope) -> str:
    """把材料分工画成一张总表：每行一种材料，每列一个单位或一类人员。

    例：{{ assignment_table() }}
    """
    parties = [name for names in list_parties(scope.cycle) for name in names]
    found = list_assignments(scope.cycle)

    def cell(document: str, name: str) -> str:
        parts = (item.part for item in found if (item.document, item.party) == (document, name))
        return "".join(str(MARKS[part]) for part in parts)

    documents = list_documents(scope.cycle)
    groups: dict[str, list[Row]] = {document.category: [] for document in documents}
    for document in documents:
        cells = tuple(cell(document.id, name) for name in parties)
        groups[document.category].append(Row(scope.write(document.title), cells))
    columns = [_label(scope, name) for name in parties]
    return draw_matrix("材料分工总表", "材料", columns, groups.items())

"""Who drafts, reviews, receives and keeps which document: lists and table say what the facts say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from huiqi.facts.documents import list_documents
from macros.assignments import (
    MARKS,
    assignment_lists,
    assignment_marks,
    assignment_table,
    list_assignments,
    list_parties,
)
from macros.duties import duties_by_stage
from macros.scope import open_scope
from macros.steps import list_steps
from tests.support.samples import FIRST, SECOND, make_cycle

CYCLES = (FIRST, SECOND)


def parts(name: str, document: str) -> set[tuple[str, str]]:
    found = list_assignments(make_cycle(name))
    return {(item.party, item.part) for item in found if item.document == document}


@pytest.mark.parametrize(("name", "document", "wanted"), [
    (FIRST, "plan", {("preparers", "draft"), ("province-organization", "review"), ("province-discipline", "receive"),
                     ("province-organization", "receive"), ("province-campaign-office", "receive"), ("province-organs", "receive")}),
    (FIRST, "study-record", {("general-office", "draft"), ("archive", "keep")}),
    (FIRST, "minutes", {("recording-clerk", "draft"), ("province", "receive")}),
    (FIRST, "circular", {("general-office", "draft"), ("chair", "review"), ("市委管理的领导班子和领导干部", "receive")}),
    # The facts name the chair by id as approver of the report, and by a word elsewhere.
    (SECOND, "report", {("party-office", "draft"), ("chair", "review"), ("superior", "receive")}),
])  # fmt: skip
def test_parts(name: str, document: str, wanted: set[tuple[str, str]]) -> None:
    assert parts(name, document) == wanted


@pytest.mark.parametrize("name", CYCLES)
def test_every_document_has_its_parts_once_and_in_order(name: str) -> None:
    cycle = make_cycle(name)
    found = list_assignments(cycle)
    assert len(set(found)) == len(found)
    order = [document.id for document in list_documents(cycle)]
    assert list(dict.fromkeys(item.document for item in found)) == order
    for document in list_documents(cycle):
        theirs = [item.part for item in found if item.document == document.id]
        assert theirs.count("draft") == len(document.drafters)
        assert theirs.count("review") == bool(document.reviewer)
        assert theirs.count("keep") == document.receivers.count("archive")
        received = len(document.receivers) + bool(document.readers)
        assert theirs.count("receive") + theirs.count("keep") == received
    parties = [name for names in list_parties(cycle) for name in names]
    assert len(set(parties)) == len(parties)
    assert set(parties) == {item.party for item in found}
    offices = [office.id for office in cycle.offices]
    assert list(list_parties(cycle)[0]) == [name for name in offices if name in parties]


@pytest.mark.parametrize("name", CYCLES)
def test_lists_and_table_hold_the_same(name: str) -> None:
    cycle = make_cycle(name)
    scope, found = open_scope(cycle), list_assignments(cycle)
    lists = BeautifulSoup(assignment_lists(scope), "html.parser")
    assert len(lists.select("dd a")) == len(found)
    assert len(lists.select("dl > div")) == len({item.party for item in found})
    table = BeautifulSoup(assignment_table(scope), "html.parser")
    signs = [tag.get_text() for tag in table.select("td i")]
    for part, mark in MARKS.items():
        assert signs.count(mark.sign) == sum(item.part == part for item in found) > 0
        assert len(table.select(f'i[aria-label="{mark.name}"]')) == signs.count(mark.sign)
        assert f"**{mark.sign}**为{mark.name}" in assignment_marks(scope)
    assert len(table.select("th[scope=row]")) == len(list_documents(cycle))


def test_a_mark_stands_where_row_and_column_meet() -> None:
    table = BeautifulSoup(assignment_table(open_scope(make_cycle(FIRST))), "html.parser")
    columns = [th.get_text() for th in table.select("thead th")]
    (row,) = [tr for tr in table.select("tr") if tr.th and tr.th.get_text() == "会议主持词"]
    cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
    said = {columns[place]: cell for place, cell in enumerate(cells) if cell and place}
    assert said == {"市委办公室": "起", "班子主要负责同志": "审收"}


@pytest.mark.parametrize("name", CYCLES)
def test_links_lead_to_documents_and_duties(name: str, public: Path) -> None:
    site = public / name
    for page in ("assignments", "duties"):
        text = (site / f"{page}.html").read_text("utf-8")
        article = BeautifulSoup(text, "html.parser").article
        assert article is not None
        links = [str(link["href"]) for link in article.select("a[href*='#']")]
        links = [link for link in links if "__" not in link]
        assert len(links) > 5
        for link in links:
            file, _, anchor = link.partition("#")
            target = site / file if file else site / f"{page}.html"
            assert f'id="{anchor}"' in target.read_text("utf-8"), link


@pytest.mark.parametrize("name", CYCLES)
def test_every_duty_stands_at_its_stage(name: str) -> None:
    cycle = make_cycle(name)
    rows = duties_by_stage(open_scope(cycle)).splitlines()[2:]
    assert len(rows) == len(list_steps(cycle)) + 2
    for stage, row in zip((*list_steps(cycle), "meeting", "follow-up"), rows, strict=True):
        wanted = [
            f"duty-{office.id}-{number}"
            for office in cycle.offices
            for number, duty in enumerate(office.duties, start=1)
            if duty.stage == stage
        ]
        assert re.findall(r"\(#([\w-]+)\)", row) == wanted


def test_the_sheet_of_tables_weighs_only_on_pages_with_tables(public: Path) -> None:
    with_sheet = [
        path.relative_to(public / FIRST).as_posix()
        for path in sorted((public / FIRST).rglob("*.html"))
        if "assets/tables.css" in path.read_text("utf-8")
    ]
    steps = ("criticism", "index", "make-plan", "materials", "opinions", "study", "talks")
    assert with_sheet == [
        "assignments.html", "documents.html", "duties.html",
        *(f"preparation/{step}.html" for step in steps), "requirements.html",
    ]  # fmt: skip


def test_open_slots_are_blanks_in_lists_and_tables() -> None:
    scope = open_scope(
        make_cycle(
            FIRST,
            (("offices", 0, "name"), None),
            (("follow_up", "notice", "scope"), None),
            (("meeting", "recorder"), None),
        )
    )
    blank = '<span class="blank">〔责任单位名称：待定〕</span>'
    assert f"<dt>{blank}</dt>" in assignment_lists(scope)
    assert f'<th scope="col"><span>{blank}</span></th>' in assignment_table(scope)
    assert "<dt>记录人</dt>" in assignment_lists(scope)
    assert f"[{blank}第1项](#duty-general-office-1)" in duties_by_stage(scope)

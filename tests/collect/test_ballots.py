"""A secret ballot: totals alone, every row of every ballot in exactly one of them; nothing belongs to one ballot."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from huiqi.collect.model import CollectedPaper, Collection, CopyKey, Place
from huiqi.collect.naming.place_names import list_open
from huiqi.collect.office.ballots.count import count_ballots
from huiqi.collect.office.ballots.model import CHOICES, Ballots
from huiqi.collect.office.ballots.section import ballots_json, ballots_section, has_ballots
from huiqi.collect.office.ballots.summary import SUMMARY
from huiqi.collect.office.evaluation import evaluate
from huiqi.collect.reading.forms import take_form
from huiqi.collect.reading.read import read_filled
from huiqi.collect.report.tables import list_tables
from huiqi.commands.collect_office import OfficeFlags, make_office_papers
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.prefill import prefill, read_back
from macros.scope import Rendition, Scope
from tests.collect.answered import answered, collection, marked
from tests.collect.filled import document_of
from tests.support.papers import KEPT
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, make_cycle, make_facts

FACTS = load_cycle(ROOT / "cycles" / BRANCH)
CYCLE = FACTS.cycle
FIRST_MEMBER, SECOND_MEMBER, THIRD_MEMBER, *_ = (one.id for one in CYCLE.members)
BALLOT = "appraisal-form"


def _ballots(*answers: Mapping[str, str | Sequence[str]], **more: Any) -> list[CollectedPaper]:
    return [answered(BALLOT, one, number=number, **more) for number, one in enumerate(answers)]


def _count(*papers: CollectedPaper) -> Ballots:
    return count_ballots(collection(BRANCH, papers), CYCLE)


def _votes(ballots: Ballots, member: str) -> tuple[int, ...]:
    (row,) = (one for one in ballots.rows if one.member == member)
    return (*row.choices.values(), row.open, row.doubtful)


def test_each_row_of_each_ballot_is_in_one_total() -> None:
    found = _count(
        *_ballots({"a_1": "√", "b_2": "✓"}, {"a_1": "V", "b_2": "合格"}, {"d_1": "√"}, {})
    )
    assert _votes(found, FIRST_MEMBER) == (2, 0, 0, 1, 1, 0)
    assert _votes(found, SECOND_MEMBER) == (0, 2, 0, 0, 2, 0)
    assert all(sum(_votes(found, row.member)) == found.returned == 4 for row in found.rows)
    assert (found.complete, found.partly, found.blank, found.doubtful) == (0, 3, 1, 0)


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({"a_1": "√", "b_1": "√"}, {}), ({"a_1": "×"}, {}), ({"a_1": "1"}, {}), ({"a_1": "合格"}, {}),
        ({"a_1": "√"}, {"unsure": {"a_1": "两处不一致"}}), ({"a_1": "√"}, {"unsure": {"c_1": "位置不明"}}),
        ({}, {"unplaced": ("√",)}),
    ],
)  # fmt: skip
def test_what_is_not_plain_counts_for_no_choice(
    answers: Mapping[str, str], more: Mapping[str, Any]
) -> None:
    found = _count(answered(BALLOT, answers, number=9, **more), *_ballots({"a_1": "√"}))
    assert _votes(found, FIRST_MEMBER) == (1, 0, 0, 0, 0, 1)
    assert found.doubtful == 1


def test_a_full_ballot_is_complete() -> None:
    full = {
        f"{letter}_{number}": "√"
        for number, letter in zip(range(1, len(CYCLE.members) + 1), "abcd" * 9, strict=False)
    }
    found = _count(*_ballots(full, full))
    assert (found.complete, found.partly, found.due) == (2, 0, len(CYCLE.members))
    assert _votes(found, THIRD_MEMBER) == (0, 0, 2, 0, 0, 0)


def test_a_single_ballot_is_not_shown() -> None:
    found = _count(*_ballots({"a_1": "√", "advice": "只有一个人会这样写。"}))
    assert (found.returned, found.withheld, found.rows, found.texts, found.blank) == (
        1,
        True,
        (),
        (),
        0,
    )
    shown = ballots_section(found, CYCLE).html + json.dumps(ballots_json(found), ensure_ascii=False)
    assert "只有一个人会这样写" not in shown
    assert "只收到1份，列出就看得出怎样填写，收到两份以上再统计。" in shown


def test_texts_stand_by_their_words_and_belong_to_nobody() -> None:
    ballots = _ballots(
        {"advice": "乙：多办实事。"}, {"advice": ["丙", "第二段"]}, {"advice": "乙：多办实事。"}
    )
    papers = [*ballots, *_ballots({}, unplaced=("写在表外的话",))]
    found = _count(*papers)
    assert found.texts == ("丙\n第二段", "乙：多办实事。", "乙：多办实事。")
    assert found.elsewhere == ("写在表外的话",)
    assert _count(*reversed(papers)) == found
    assert "丙<br>第二段" in ballots_section(found, CYCLE).html


def test_numbers_that_disagree_and_what_was_not_read_are_said() -> None:
    many = _ballots(*[{"a_1": "√", "b_2": "√"}] * 16)
    sheet = answered(SUMMARY, {
        "given": "十五份", "returned": "14", "a_1": "15", "b_2": "16", "a_2": "约2",
    })  # fmt: skip
    came_in = collection(BRANCH, [*many, sheet], marked(BALLOT, "paper"))
    found = count_ballots(came_in, CYCLE)
    assert (found.due, found.given, found.returned) == (15, 15, 16)
    name = CYCLE.members[0].name
    assert found.notes == (
        "办公室登记了已收纸质件，其中的票没有读入，没有计入。",
        "收回16份，多于应到的15人，请核对。", "收回16份，多于发出的15份，请核对。",
        "汇总表写收回14份，读入16份，请核对。", f"汇总表上{name}的票数与读入的不同：优秀写15票、读入16票，请核对。",
    )  # fmt: skip


def test_rows_of_an_older_form_are_known_by_their_names() -> None:
    second = f"{CYCLE.members[1].name}（原职务）"
    places = tuple(
        Place(f"{letter}_{number}", "", f"{name}›{choice}")
        for number, name in enumerate((second, "离开的人（原职务）"), start=1)
        for letter, choice in CHOICES.items()
    )
    ballots = _ballots({"a_1": "√"}, {"a_1": "√", "b_2": "√"}, older_form=True)
    found = count_ballots(Collection(BRANCH, tuple(ballots), forms={"form": places}), CYCLE)
    assert _votes(found, SECOND_MEMBER) == (2, 0, 0, 0, 0, 0)
    assert found.notes == ("有1行认不出测评对象，没有计入，请核对。",)
    assert found.doubtful == 1


def test_other_boxes_of_a_ticked_row_are_not_open() -> None:
    places = tuple(
        Place(f"{letter}_{number}", choice, f"{name}›{choice}")
        for number, name in enumerate(("甲（职务）", "乙（职务）"), start=1)
        for letter, choice in CHOICES.items()
    )
    left = tuple(place.key for place in places if place.key != "b_1")
    ballot = answered(BALLOT, {"b_1": "√"}, open=left)
    shown = list_open(Collection(BRANCH, (ballot,), forms={"form": places}), ballot)
    assert shown == tuple(f"乙（职务）›{choice}" for choice in CHOICES.values())


def test_a_cycle_without_a_ballot_has_no_section() -> None:
    first = make_cycle(FIRST)
    assert not has_ballots(count_ballots(collection(FIRST, []), first), first)
    assert has_ballots(_count(), CYCLE)
    assert "还没有收到民主测评表。" in ballots_section(_count(), CYCLE).html
    # Of a leadership group nobody says who votes.
    stray = count_ballots(collection(FIRST, _ballots({"a_1": "√"}, {})), first)
    assert has_ballots(stray, first)
    assert stray.due is None


def test_the_tables_have_the_totals_and_no_ballot() -> None:
    papers = _ballots({"a_1": "√", "advice": "多开展活动。"}, {"b_1": "√"})
    tables = {one.name: one for one in list_tables(collection(BRANCH, papers), FACTS)}
    assert tables["民主测评"].rows[0][1:] == ("1", "1", "0", "0", "2", "0", "0", "2")
    assert tables["民主测评意见建议"].rows == (("多开展活动。",),)
    assert tables["填写内容"].rows == ()
    # A single one is withheld: empty tables take the place of earlier ones.
    alone = {one.name: one.rows for one in list_tables(collection(BRANCH, papers[:1]), FACTS)}
    assert (alone["民主测评"], alone["民主测评意见建议"]) == ((), ())
    assert "民主测评" not in {
        one.name for one in list_tables(collection(FIRST, []), make_facts(FIRST))
    }


@pytest.fixture(scope="module")
def really_filled() -> Collection:
    """Ballots of the sample's own form, filled in and read back."""
    (copy,) = (one for one in all_copies(CYCLE) if one.template.id == BALLOT)
    blank = KEPT.make_files(KEPT.render(Scope(CYCLE, Rendition.office()), [copy]), BRANCH)[copy.key]
    form = take_form(document_of(blank), document_id=BALLOT, paper=BALLOT, title="民主测评表")
    papers = []
    for number, last in enumerate(("a", "b", "b")):
        rows = range(1, len(CYCLE.members))
        ticks = {f"a_{row}": ["√"] for row in rows} | {f"{last}_{len(CYCLE.members)}": ["√"]}
        filled = prefill(blank, ticks | ({"advice": ["多办讲座。"]} if number else {}))
        reading = read_filled(document_of(filled), form)
        papers.append(CollectedPaper(
            "", str(number), CopyKey(BALLOT, BALLOT), "民主测评表", reading, form.digest, number, "properties",
        ))  # fmt: skip
    return Collection(BRANCH, tuple(papers), forms={form.digest: form.places})


def test_really_filled_ballots_are_counted(really_filled: Collection) -> None:
    found = count_ballots(really_filled, CYCLE)
    assert (found.returned, found.complete, found.notes) == (3, 3, ())
    assert _votes(found, FIRST_MEMBER) == (3, 0, 0, 0, 0, 0)
    assert _votes(found, CYCLE.members[-1].id) == (1, 2, 0, 0, 0, 0)
    assert found.texts == ("多办讲座。", "多办讲座。")


def test_the_sheet_of_totals_is_filled_in(really_filled: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "cycles" / BRANCH
    shutil.copytree(ROOT / "cycles" / BRANCH, folder)
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    facts = load_cycle(folder)
    doubtful = replace(really_filled.papers[0], reading=replace(
        really_filled.papers[0].reading, unsure={"a_2": "两处不一致"},
    ))  # fmt: skip
    came_in = replace(really_filled, papers=(doubtful, *really_filled.papers[1:]))
    kept = tmp_path / "collected" / BRANCH
    evaluation = evaluate(came_in, facts.cycle, kept)
    flags = OfficeFlags(summaries=True)
    lines = list(make_office_papers(flags, tmp_path, facts, evaluation, date(2023, 2, 1)))
    name = CYCLE.members[1].name
    assert lines[0] == "征求意见表0份、座谈会记录0份、个别访谈记录0份，意见0条。"
    assert lines[1] == "民主测评表3份。"
    assert lines[-1] == f"{name}的票有1张请核对，汇总表里没有写他的票数。改法：核对后填写。"
    (made,) = kept.rglob("*D30*.docx")
    answers = read_back(made.read_bytes())
    last = len(CYCLE.members)
    assert answers["returned"] == ("3",)
    assert [answers[f"{letter}_1"] for letter in CHOICES] == [("3",), ("0",), ("0",), ("0",)]
    assert [answers[f"{letter}_{last}"] for letter in CHOICES] == [("1",), ("2",), ("0",), ("0",)]
    assert answers["a_2"] != ("2",)
    assert answers["given"] != ("3",)

"""What the office makes of really filled papers, from the first file to the facts; what it typed is never lost."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from huiqi.collect.model import CollectedPaper, Collection, CopyKey
from huiqi.collect.office.evaluation import TABLE, Evaluation, evaluate
from huiqi.collect.reading.forms import Form, take_form
from huiqi.collect.reading.read import read_filled
from huiqi.commands.collect_office import OfficeFlags, make_office_papers
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.prefill import prefill, read_back
from huiqi.word.render import Copy
from macros.scope import Rendition, Scope
from tests.collect.filled import document_of
from tests.collect.test_opinion_table import move_last_to_the_top, rows_of, write
from tests.support.filling import pack_again
from tests.support.papers import KEPT, part
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST

Answers = Mapping[str, Sequence[str]]
FILLED: dict[tuple[str, str | None, str | None], Answers] = {
    ("opinion-form", None, "general-office"): {
        "author": ["某单位"], "team_1": ["学习抓得不够紧，", "集中研讨偏少。", "文件偏多。"], "member_2": ["到基层少。"],
    },
    ("opinion-form", None, "organs-committee"): {"team_1": ["文件偏多。"], "team_other": ["无"]},
    ("listening-record", None, None): {"speaker_1": ["孔一"], "said_1": ["办事流程偏长。"]},
    ("outline", "mayor", None): {"problems_1": ["抓学习不够经常。"], "measures_1": ["每月自学一次。"]},
    ("criticism-form", "secretary", None): {"problem_1": ["督促落实不够。"], "advice_1": ["按月调度。"]},
}  # fmt: skip


def _key_of(copy: Copy) -> tuple[str, str | None, str | None]:
    return copy.template.id, copy.member, copy.office


def _read_papers(
    cycle: Cycle, wanted: Mapping[tuple[str, str | None, str | None], Answers]
) -> Collection:
    """Return what the reader reads of papers that were made, filled in and taken apart."""
    copies = [copy for copy in all_copies(cycle) if _key_of(copy) in wanted]
    papers = KEPT.render(Scope(cycle, Rendition.office()), copies)
    files = KEPT.make_files(papers, cycle.id)
    found, forms = [], {}
    for number, copy in enumerate(copies):
        blank = files[copy.key]
        form = _form_of(blank, copy)
        filled = prefill(blank, wanted[_key_of(copy)])
        reading = read_filled(document_of(filled), form)
        people = (copy.member,) if copy.member else ()
        key = CopyKey(copy.document, copy.template.id, people, copy.office)
        found.append(
            CollectedPaper(
                f"{number}.docx", str(number), key, "", reading, form.digest, number, "properties"
            )
        )
        forms[form.digest] = form.places
    return Collection(cycle.id, tuple(found), forms=forms)


def _form_of(blank: bytes, copy: Copy) -> Form:
    return take_form(
        document_of(blank),
        document_id=copy.document,
        paper=copy.template.id,
        title=copy.template.head.title,
    )


@pytest.fixture(scope="module")
def came_in() -> Collection:
    return _read_papers(load_cycle(ROOT / "cycles" / FIRST).cycle, FILLED)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a project with the first sample, where nothing was made yet."""
    shutil.copytree(ROOT / "cycles" / FIRST, tmp_path / "cycles" / FIRST)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    return tmp_path


def _evaluate(root: Path, collection: Collection) -> Evaluation:
    cycle = load_cycle(root / "cycles" / FIRST).cycle
    return evaluate(collection, cycle, root / "collected" / FIRST)


def _run(root: Path, collection: Collection, **flags: bool) -> list[str]:
    facts = load_cycle(root / "cycles" / FIRST)
    found = _evaluate(root, collection)
    return list(make_office_papers(OfficeFlags(**flags), root, facts, found, date(2022, 1, 20)))


def test_really_filled_papers_give_opinions_and_problems(office: Path, came_in: Collection) -> None:
    found = _evaluate(office, came_in)
    assert sorted(one.opinion.text for one in found.arranged.entries) == [
        "到基层少。", "办事流程偏长。", "学习抓得不够紧，\n集中研讨偏少。", "文件偏多。", "文件偏多。",
    ]  # fmt: skip
    assert found.gathered.nothing == 1
    assert [(one.text, one.row.measure) for one in found.problems.of("mayor")] == [
        ("到基层少。", ""), ("抓学习不够经常。", "每月自学一次。"), ("督促落实不够。", "按月调度。"),
    ]  # fmt: skip


def test_the_way_from_the_table_to_the_facts(office: Path, came_in: Collection) -> None:
    place = f"collected/{FIRST}/整理"
    head = "征求意见表2份、座谈会记录1份、个别访谈记录0份，意见5条。"
    assert _run(office, came_in, opinions=True) == [head, f"{place}/{TABLE}"]
    table = office / place / TABLE
    root = part(table.read_bytes())
    rows = rows_of(root)
    spoken = next(row for row in rows if "办事流程偏长。" in "".join(row.itertext()))
    write(spoken, "方面", "以人民为中心、为群众办实事")
    write(spoken, "对象", "市委常委班子")
    move_last_to_the_top(rows)
    table.write_bytes(pack_again(table.read_bytes(), root))
    said = _run(office, came_in, summaries=True)
    assert "核对：意见汇总表共5条，与统计一致，原话校验值 " in said[-1]
    report = next((office / place).rglob("D08-*.docx"))
    assert read_back(report.read_bytes())["opinions_3"] == ("1.办事流程偏长。",)
    assert "召开座谈会1场" in "".join(part(report.read_bytes()).itertext())
    lists = _run(office, came_in, rectification=True)
    assert lists[0] == "列出问题6条。"
    assert _run(office, came_in, results=True)[0].startswith(
        "座谈会场数：1（座谈会记录1份）；会议事实：没有写"
    )
    assert _run(office, came_in, results=True, write=True) == [
        f"cycles/{FIRST}/cycle.yml：已写入座谈会场数、意见、查摆问题条数、相互批评意见条数。"
    ]
    assert _run(office, came_in, results=True, write=True) == [
        f"cycles/{FIRST}/cycle.yml：没有要写入的。"
    ]
    assert all(one.agrees for one in _evaluate(office, came_in).proposals)
    _reports_agree(load_cycle(office / "cycles" / FIRST).cycle)


def _reports_agree(cycle: Cycle) -> None:
    """The reports take their counts from the facts: D08 sums up to what D12 and D19 say."""
    copies = [
        copy
        for copy in all_copies(cycle)
        if copy.template.id in ("opinion-report", "group-examination", "report")
    ]
    papers = {
        paper.copy.template.id: paper.markdown
        for paper in KEPT.render(Scope(cycle, Rendition.office()), copies, draft=True)
    }
    assert "| 座谈会 | 0 | 1 | 0 |" in papers["opinion-report"]
    assert "征求意见建议5条" in papers["group-examination"]
    assert "收到意见建议5条" in papers["report"]
    assert "召开座谈会1场" in papers["opinion-report"]
    assert "召开座谈会1场" in papers["report"]
    assert "共查摆问题1条" in papers["report"]


def test_a_second_run_changes_nothing(office: Path, came_in: Collection) -> None:
    flags = {"opinions": True, "summaries": True, "rectification": True}
    _run(office, came_in, **flags)
    before = {path: path.read_bytes() for path in (office / "collected").rglob("*.*")}
    again = _run(office, came_in, **flags)
    assert {path: path.read_bytes() for path in (office / "collected").rglob("*.*")} == before
    assert f"collected/{FIRST}/整理/{TABLE} 里各条都在，没有改动。" in again
    assert not any("留作" in line for line in again)


def test_what_the_office_typed_is_moved_aside_and_taken_along(
    office: Path, came_in: Collection
) -> None:
    some = Collection(came_in.cycle, came_in.papers[:1], forms=came_in.forms)
    _run(office, some, opinions=True, summaries=True)
    folder = office / "collected" / FIRST / "整理"
    table = folder / TABLE
    root = part(table.read_bytes())
    write(rows_of(root)[0], "备注", "办公室的备注")
    table.write_bytes(pack_again(table.read_bytes(), root))
    edited = table.read_bytes()
    report = next(folder.rglob("D08-*.docx"))
    typed = prefill(report.read_bytes(), {"opinions_2": ["办公室写的话。"]})
    report.write_bytes(typed)
    said = _run(office, came_in, opinions=True, summaries=True)
    kept = f"{table.stem}-旧1.docx"
    assert f"collected/{FIRST}/整理/{TABLE}：原来的文件改过，已留作 {kept}。" in said
    assert (folder / kept).read_bytes() == edited
    assert "新收到的2条排在表末。" in said
    assert report.with_name(f"{report.stem}-旧1.docx").read_bytes() == typed
    notes = [one.note for one in _evaluate(office, came_in).arranged.entries]
    assert notes.count("办公室的备注") == 1


def test_a_table_that_cannot_be_read_stops_papers_and_not_the_report(
    office: Path, came_in: Collection
) -> None:
    _run(office, came_in, opinions=True)
    (office / "collected" / FIRST / "整理" / TABLE).write_bytes(b"broken")
    message = f"collected/{FIRST}/整理/{TABLE} 不是 Word 文件，或者已经损坏。改法：另存为 .docx。"
    with pytest.raises(HuiqiError) as caught:
        _run(office, came_in, summaries=True)
    assert str(caught.value) == message
    found = _evaluate(office, came_in)
    assert len(found.arranged.entries) == 5
    assert message in found.sections()[0].html


def test_nothing_came_in(office: Path) -> None:
    nothing = Collection(FIRST)
    said = _run(office, nothing, opinions=True, summaries=True, rectification=True, results=True)
    none = "征求意见表0份、座谈会记录0份、个别访谈记录0份，意见0条。"
    assert said == [none, none, "列出问题0条。", "还没有可以统计的材料。"]
    assert [one.id for one in _evaluate(office, nothing).sections()] == [
        "opinions", "talks", "rectification", "counts",
    ]  # fmt: skip


def test_a_list_is_handed_out_filled_in_and_read_again(office: Path, came_in: Collection) -> None:
    """The prefilled list is a filling of a blank with as many rows: read with that, each row comes back."""
    _run(office, came_in, opinions=True, rectification=True)
    path = next((office / "collected").rglob("D21-整改问题清单.docx"))
    stands = read_back(path.read_bytes())
    back = prefill(path.read_bytes(), {"note_1": ["已完成"], "owner_1": ["市委办公室"]})
    evaluation = _evaluate(office, came_in)
    from huiqi.collect.office.prefilled import make_prefilled
    from huiqi.collect.office.rectification.papers import fill_lists

    made = make_prefilled(
        KEPT,
        evaluation.cycle,
        fill_lists(evaluation.cycle, evaluation.problems, evaluation.lists),
    )
    paper = next(one for one in made.papers if one.copy.template.id == "rectification-list")
    form = _form_of(paper.blank, paper.copy)
    reading = read_filled(document_of(back), form)
    key = CopyKey("rectification-list", "rectification-list")
    whole = Collection(
        FIRST,
        (
            *came_in.papers,
            CollectedPaper("l", "l", key, "", reading, form.digest, 99, "properties"),
        ),
    )
    group = _evaluate(office, whole).lists[0]
    assert [one.row.problem for one in group.rows] == [
        "\n".join(stands[f"problem_{number}"]) for number in range(1, len(group.rows) + 1)
    ]
    assert (group.rows[0].state, group.rows[0].row.owner) == ("done", "市委办公室")
    assert (group.vanished, {one.reworded for one in group.rows}) == ((), {False})


def test_a_branch_goes_the_same_way(tmp_path: Path) -> None:
    cycle = load_cycle(ROOT / "cycles" / BRANCH).cycle
    forms = {
        _key_of(copy): {"team_1": ["一条意见。"], "member_1": ["对党员的意见。"]}
        for copy in all_copies(cycle)
        if copy.template.id == "opinion-form"
    }
    found = evaluate(_read_papers(cycle, forms), cycle, tmp_path)
    assert len(found.arranged.entries) == 2 * len(forms)
    assert found.totals.for_team == len(forms)
    assert str(cycle.team.name) in found.sections()[0].html


@pytest.mark.parametrize("flag", ["opinions", "summaries", "rectification", "results", "write"])
def test_nothing_is_made_of_a_table_that_cannot_be_read(office: Path, flag: str) -> None:
    facts = load_cycle(office / "cycles" / FIRST)
    folder = office / "collected" / FIRST
    (folder / "整理").mkdir(parents=True)
    (folder / "整理" / TABLE).write_bytes(b"no Word file")
    before = (facts.folder / "cycle.yml").read_bytes()
    found = evaluate(Collection(FIRST), facts.cycle, folder)
    flags = OfficeFlags(**{flag: True, "results": flag in ("results", "write")})
    with pytest.raises(HuiqiError) as raised:
        list(make_office_papers(flags, office, facts, found, date(2022, 1, 8)))
    assert str(raised.value) == (
        f"collected/{FIRST}/整理/{TABLE} 不是 Word 文件，或者已经损坏。改法：另存为 .docx。"
    )
    assert [path.name for path in (folder / "整理").iterdir()] == [TABLE]
    assert (facts.folder / "cycle.yml").read_bytes() == before

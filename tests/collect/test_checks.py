"""The checks on really filled papers: collected, checked, mended, archived."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from huiqi.collect.checks.format.check import check_format
from huiqi.collect.checks.run_checks import (
    ARCHIVE_FOLDER,
    MENDED_FOLDER,
    archive_papers,
    mend_papers,
    run_checks,
)
from huiqi.collect.kept.store import find_folder
from huiqi.collect.model import Collection
from huiqi.collect.run import collect
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.ooxml import w
from macros.scope import Rendition, Scope
from tests.collect.foreign import change, fill_outline, find_paragraph, set_runs
from tests.support.papers import KEPT, words
from tests.support.projects import copy_project
from tests.support.samples import FIRST

_COPIED = (
    "去年三月下乡调研只看了路边的示范点，没有走访困难户，对群众反映的用水问题办理超过了三个月。"
)
_AGAIN = "对分管领域的台账只看了汇总数字，没有逐户核对。"
_ANSWERS = {
    "secretary": {"problems_1": ["学习不够系统。" + _COPIED], "causes_1": ["理论学习不深。"]},
    "mayor": {"problems_1": ["抓落实有差距。"], "problems_3": [_COPIED, _AGAIN]},
}


def _write_filled(facts: Facts, folder: Path, answers: dict[str, dict[str, list[str]]]) -> None:
    """Write the outlines of some members, filled; one of them has a heading of another font."""
    copies = [
        one
        for one in all_copies(facts.cycle)
        if one.template.id == "outline" and one.member in answers
    ]
    papers = KEPT.render(Scope(facts.cycle, Rendition.office()), copies)
    folder.mkdir()
    for key, data in KEPT.make_files(papers, facts.cycle.id).items():
        member = key.partition("--")[2]
        done = fill_outline(data, answers[member])
        if member == "mayor":
            done = change(
                done,
                lambda root: set_runs(
                    find_paragraph(root, "三、原因剖析"), w("rFonts", eastAsia="宋体")
                ),
            )
        (folder / f"{member}.docx").write_bytes(done)


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts, Collection]:
    """Return a project to which two outlines of this year have come, and one of an older cycle."""
    folder = tmp_path_factory.mktemp("project")
    root = copy_project(folder)
    older = root / "cycles" / "2020-older" / "cycle.yml"
    shutil.copytree(root / "cycles" / FIRST, older.parent)
    text = (root / "cycles" / FIRST / "cycle.yml").read_text("utf-8")
    older.write_text(
        text.replace("2022-01", "2021-01")
        .replace("2021-12", "2020-12")
        .replace(FIRST, "2020-older"),
        "utf-8",
    )
    for name, answers in (("2020-older", {"mayor": {"measures_2": [_AGAIN]}}), (FIRST, _ANSWERS)):
        facts = load_cycle(root / "cycles" / name)
        _write_filled(facts, folder / f"in-{name}", answers)
        found = collect(root, name, [folder / f"in-{name}"])
    return root, facts, found


def test_the_report_is_made_of_what_came_in(came: tuple[Path, Facts, Collection]) -> None:
    checks = run_checks(*came)
    said = checks.to_json()
    assert [one["people"] for one in said["outlines"]] == [["secretary"], ["mayor"]]
    assert said["outlines"][1]["parts"]["problems_3"]["state"] == "answered"
    passages = [[place["text"] for place in one["places"]] for one in said["likeness"]["passages"]]
    assert [_COPIED.rstrip("。") in found[0] for found in passages] == [True, False]
    assert passages[1] == [_AGAIN.rstrip("。")] * 2
    assert said["likeness"]["note"] == ""  # every study material was read
    assert [len(one["deviations"]) for one in said["format"]] == [0, 1]
    assert [row["title"] for row in said["archive"]["rows"]] == ["个人发言提纲"] * 2
    assert [section.id for section in checks.sections()] == [
        "outlines", "likeness", "meeting", "format", "archive",
    ]  # fmt: skip
    assert _AGAIN.rstrip("。") in json.dumps(said, ensure_ascii=False)


def test_mended_copies_lie_beside_what_came_in(came: tuple[Path, Facts, Collection]) -> None:
    root, facts, _ = came
    kept = {
        path: path.read_bytes()
        for path in (find_folder(root, facts.cycle.id) / "originals").iterdir()
    }
    made, _ = mend_papers(*came)
    assert list(made) == ["个人发言提纲-钱二（版式已改）.docx"]
    (written,) = (find_folder(root, facts.cycle.id) / MENDED_FOLDER).iterdir()
    assert check_format(written.read_bytes()) == ()
    assert _AGAIN in words(written.read_bytes())
    assert {path: path.read_bytes() for path in kept} == kept


def test_the_archive_is_a_folder_in_order_with_its_index(
    came: tuple[Path, Facts, Collection],
) -> None:
    root, facts, collection = came
    index, _ = archive_papers(root, facts, collection, KEPT, lay_out=False)
    names = sorted(
        path.name for path in (find_folder(root, facts.cycle.id) / ARCHIVE_FOLDER).iterdir()
    )
    assert names == [
        "000-D28-归档目录.docx", "001-D13-个人发言提纲-赵一.docx", "002-D13-个人发言提纲-钱二.docx",
    ]  # fmt: skip
    assert [index.count_row(row).by for row in index.rows] == ["nobody"] * 2
    assert [index.count_row(row).pages for row in index.rows] == [None, None]

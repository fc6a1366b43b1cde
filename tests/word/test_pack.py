"""The pack that the office hands out: whose papers, under which names, whole or not at all."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.reading.load import Facts
from huiqi.site.downloads import make_downloads
from huiqi.word import pack_folder as pack_room
from huiqi.word.copies import all_copies, blank_copies, own_copies
from huiqi.word.pack import CONTENTS, clean_name, make_pack, unique_names
from huiqi.word.pack_folder import build_pack, build_papers
from macros.talks import list_talk_pairs
from tests.support.papers import WORKSHOP, words
from tests.support.projects import copy_project
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("pack") / "项目")


@pytest.fixture(scope="module")
def folder(project: Path) -> Path:
    assert build_pack(project, make_facts(FIRST), draft=False) == ()
    return project / "pack" / FIRST


def test_one_paper_for_each_member_and_each_talk() -> None:
    cycle = make_cycle(FIRST)
    counts = Counter(copy.template.id for copy in all_copies(cycle))
    members, talks = len(cycle.members), len(list_talk_pairs(cycle))
    assert talks == 68
    for name in (
        "outline",
        "opinion-summary-member",
        "criticism-form",
        "rectification-list-member",
    ):
        assert counts.pop(name) == members
    assert counts.pop("talk-record") == talks
    assert counts.pop("opinion-form") == 2
    assert set(counts.values()) == {1}


def test_folders_by_who_works_with_the_papers(folder: Path) -> None:
    own = sorted(path.name for path in (folder / "02-钱二（市委副书记、市长）").iterdir())
    assert [name for name in own if "谈心谈话" not in name] == [
        "D07-对班子成员的意见汇总表-钱二.docx", "D13-个人发言提纲-钱二.docx",
        "D16-相互批评意见表-钱二.docx", "D21-班子成员整改问题清单-钱二.docx",
    ]  # fmt: skip
    assert "D11-谈心谈话记录表-011-钱二-孙三.docx" in own
    assert (folder / "市直机关工委" / "D06-征求意见表-市直机关工委.docx").is_file()
    assert "钱二（市委副书记、市长）" in words(
        next((folder / "02-钱二（市委副书记、市长）").glob("D13*")).read_bytes()
    )


def test_the_table_of_contents_and_the_archive(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.docx")}
    contents = (folder / CONTENTS).read_bytes()
    assert contents.startswith("\ufeff市委常委班子党史学习教育专题民主生活会材料目录\r\n".encode())
    assert {line for line in contents.decode("utf-8-sig").split("\r\n") if "/" in line} == files
    with zipfile.ZipFile(folder.parent / f"{FIRST}.zip") as archive:
        assert archive.namelist()[0] == CONTENTS
        assert set(archive.namelist()[1:]) == files
        assert archive.testzip() is None
        # The mark by which Windows knows that a name is UTF-8.
        assert all(info.flag_bits & 0x800 for info in archive.infolist())


def test_a_final_paper_waits_for_its_own_facts_only() -> None:
    facts = make_facts(FIRST, (("theme",), None))
    handout = make_pack(WORKSHOP, facts, draft=False)
    names = {name.split("/")[1].split("-")[0] for name in handout.files}
    assert "D11" in names
    assert "D01" not in {name.split("/")[1] for name in handout.files if "实施方案.docx" in name}
    (finding,) = handout.waiting
    assert (finding.key, finding.line) == (("theme",), facts.source.line_of(("theme",)))
    assert "templates/plan.md" in finding.found
    assert "templates/talk-record.md" not in finding.found
    draft = make_pack(WORKSHOP, facts, draft=True)
    assert len(draft.files) == len(all_copies(facts.cycle))
    assert [(item.severity, item.key) for item in draft.waiting] == [("hint", ("theme",))]


def test_an_error_leaves_the_old_pack(
    project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def fail(*_: Any, **__: Any) -> None:
        raise HuiqiError("坏了")

    monkeypatch.setattr(pack_room, "make_pack", fail)
    with pytest.raises(HuiqiError, match="坏了"):
        build_pack(project, make_facts(FIRST), draft=False)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in folder.parent.iterdir()) == [FIRST, f"{FIRST}.zip"]


def test_single_documents(project: Path) -> None:
    names, waiting = build_papers(
        project, make_facts(SECOND), ("agenda", "listening-record"), draft=False
    )
    assert waiting == ()
    assert names == [
        "党委工作部/D09-个别访谈记录.docx", "党委工作部/D09-座谈会记录.docx", "党委工作部/D15-会议议程.docx",
    ]  # fmt: skip
    assert all((project / "pack" / SECOND / name).is_file() for name in names)


def test_a_paper_that_has_to_wait_leaves_the_pack(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p")
    build_papers(project, make_facts(SECOND), ("agenda", "chair-script"), draft=False)
    pack = project / "pack"
    script = "党委工作部/D14-会议主持词.docx"
    assert (pack / SECOND / script).is_file()
    open_theme = make_facts(SECOND, (("theme",), None))
    names, waiting = build_papers(project, open_theme, ("chair-script",), draft=False)
    assert (names, [finding.key for finding in waiting]) == ([], [("theme",)])
    assert not (pack / SECOND / script).exists()
    listed = (pack / SECOND / CONTENTS).read_bytes().decode("utf-8-sig").split("\r\n")
    assert [line for line in listed if "/" in line] == ["党委工作部/D15-会议议程.docx"]
    with zipfile.ZipFile(pack / f"{SECOND}.zip") as archive:
        assert archive.namelist() == [CONTENTS, "党委工作部/D15-会议议程.docx"]


def test_an_unknown_document(project: Path) -> None:
    with pytest.raises(
        HuiqiError,
        match=r"^没有材料 nothing。改法：从本次会议的材料中选：实施方案（plan）、召开会议的请示（request）",
    ):
        build_papers(project, make_facts(FIRST), ("nothing",), draft=False)


def _facts(*changes: tuple[KeyPath, Any]) -> Facts:
    return make_facts(FIRST, *changes)


def test_papers_of_one_name_do_not_hide_each_other() -> None:
    extra = {"id": "more", "title": "会议议程", "purpose": "备查", "drafter": "general-office"}
    again = extra | {"id": "again"}
    handout = make_pack(WORKSHOP, _facts((("extra_documents",), [extra, again])), draft=False)
    same = sorted(name for name in handout.files if "D25" in name)
    assert same == ["市委办公室/D25-会议议程-again.docx", "市委办公室/D25-会议议程.docx"]


def test_no_paper_is_lost_in_the_archive_of_the_site() -> None:
    extra = {"id": "more", "title": "会议议程", "purpose": "备查", "drafter": "general-office"}
    cycle = make_cycle(FIRST, (("extra_documents",), [extra]))
    offer = make_downloads(WORKSHOP, cycle, draft=False)
    with zipfile.ZipFile(io.BytesIO(offer.files["word/templates.zip"])) as archive:
        assert len(archive.namelist()) == len(blank_copies(cycle)) + 1


def test_the_letter_to_the_guidance_group_needs_one() -> None:
    changes: list[tuple[KeyPath, Any]] = [
        (("guidance_group",), None), (("meeting", "attendees"), ["{team}成员"]), (("agenda", 4), {"text": "点评"}),
    ]  # fmt: skip
    names = [copy.template.id for copy in blank_copies(make_cycle(FIRST, *changes))]
    assert "guidance-letter" not in names
    assert "guidance-letter" in [copy.template.id for copy in blank_copies(make_cycle(FIRST))]


def test_the_appraisal_form_is_switched_on_by_the_facts() -> None:
    cycle = make_cycle(FIRST, (("documents", 0), {"id": "appraisal-form", "drafter": "clerk"}))
    assert "appraisal-form" in [copy.template.id for copy in blank_copies(cycle)]
    assert "appraisal-form" not in [copy.template.id for copy in blank_copies(make_cycle(FIRST))]


def test_own_copies_are_one_a_member() -> None:
    cycle = make_cycle(FIRST)
    assert [copy.member for copy in own_copies(cycle)] == [member.id for member in cycle.members]


@pytest.mark.parametrize(("name", "clean"), [
    ('甲/乙\\丙:"?*<b>', "甲＿乙＿丙＿＿＿＿"), ("&amp;", "&"), (" . ", "＿"), ("长" * 100, "长" * 60),
    (f"07-甲（{'长' * 60}）", f"07-甲（{'长' * 54}）"),
    (f"07-甲（{'长' * 48}主任（正处级））", f"07-甲（{'长' * 48}主任）"),
    ("con", "＿con"), ("Aux.甲", "＿Aux.甲"), ("com0甲", "com0甲"), ("甲\u202e乙\x7f", "甲乙"), ("甲. ", "甲"),
    ('<span class="blank">〔职务&#58;待定〕</span>', "〔职务＿待定〕"),
])  # fmt: skip
def test_names_that_windows_takes(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_names_that_are_one_on_windows_are_told_apart() -> None:
    names = unique_names([("a", "乡镇A组.docx"), ("b", "乡镇a组.docx"), ("c", "乡镇b组.docx")])
    assert list(names.values()) == ["乡镇A组.docx", "乡镇a组-b.docx", "乡镇b组.docx"]


def test_an_archive_opens_from_memory() -> None:
    handout = make_pack(WORKSHOP, make_facts(SECOND), ("agenda",), draft=False)
    (data,) = handout.files.values()
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_a_site_that_shows_names_offers_each_member_the_own_outline() -> None:
    for shown in (True, False):
        cycle = make_cycle(FIRST, (("publish_names",), shown))
        offer = make_downloads(WORKSHOP, cycle, draft=False)
        titles = [link.title for link in offer.links["outline"]]
        own = [f"个人发言提纲-{member.name}" for member in cycle.members]
        assert titles == ["个人发言提纲", *(own if shown else [])]
        outlines = [name for name in offer.files if name.startswith("word/outline--")]
        assert len(outlines) == (len(cycle.members) if shown else 0)
        for name in outlines:
            (member,) = (one for one in cycle.members if name == f"word/outline--{one.id}.docx")
            assert f"{member.name}（{member.post}）" in words(offer.files[name])

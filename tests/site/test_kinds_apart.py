"""Each kind of meeting in its own words: nothing of one kind in the pages and papers of another."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from huiqi.build.run import build_cycles
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.resolve.long_form import thaw
from huiqi.facts.reading.yaml_source import read_source
from huiqi.lifecycle.blank_facts import render_blank
from huiqi.rules.check import check_facts
from macros.scope import open_scope
from macros.tasks import roles
from tests.support.optional_facts import render_pages, render_papers
from tests.support.papers import words
from tests.support.projects import ROOT, copy_project
from tests.support.samples import BRANCH, SHORT_FORM

# Words of a leadership group's meeting, and of a branch's; the facts of these samples have none.
GROUP = "班子|民主生活会|党员领导干部|领导干部|指导组|督导组|筹备|分管|职能职责|重大事项|约谈函询|问责|送审|审核同意|组织部门|三分之二"
BRANCH_WORDS = "组织生活会|党支部书记|支部党员|支部委员|党员互评|民主评议|个人自评"
NEW = "2026-branch"
CASES = [
    (ROOT / "cycles" / BRANCH, "组织生活会", GROUP),
    (ROOT / "cycles" / BRANCH, "专题组织生活会", GROUP),
    (SHORT_FORM / "2023-branch", "组织生活会", GROUP),
    (SHORT_FORM / "2023-county", "专题", BRANCH_WORDS),
    (SHORT_FORM / "2023-county", "年度", BRANCH_WORDS),
    (SHORT_FORM / "2023-county", "年度暨专题", BRANCH_WORDS),
]


def _load(folder: Path, kind: str, to: Path, **changes: object) -> Cycle:
    data = thaw(read_source(folder / "cycle.yml", "").data) | {"kind": kind} | changes
    if "专题" in kind:
        data.setdefault("special_name", "作风建设")
    copy = to / folder.name
    copy.mkdir()
    (copy / "cycle.yml").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return load_cycle(copy).cycle


def _say_everything(cycle: Cycle) -> dict[str, str]:
    told = [task.what for role in roles(open_scope(cycle)) for task in role.tasks]
    return render_pages(cycle) | render_papers(cycle) | {"tasks": "\n".join(told)}


@pytest.mark.parametrize(("folder", "kind", "foreign"), CASES)
def test_no_word_of_another_kind(folder: Path, kind: str, foreign: str, tmp_path: Path) -> None:
    found = [
        f"{name}：{match[0]}"
        for name, text in _say_everything(_load(folder, kind, tmp_path)).items()
        for match in re.finditer(f".{{0,20}}(?:{foreign}).{{0,10}}", text)
    ]
    assert found == []


def test_no_word_of_a_group_in_a_branch_of_which_little_is_known(tmp_path: Path) -> None:
    """Its blanks name what is missing, and they stand on the pages of a draft."""
    (tmp_path / NEW).mkdir()
    (tmp_path / NEW / "cycle.yml").write_text(render_blank(NEW, "组织生活会"), "utf-8")
    facts = load_cycle(tmp_path / NEW)
    said = _say_everything(facts.cycle) | {"check": "\n".join(map(str, check_facts(facts)))}
    found = [
        f"{name}：{match[0]}"
        for name, text in said.items()
        for match in re.finditer(f".{{0,20}}(?:{GROUP}).{{0,10}}", text)
    ]
    assert (found, "〔党支部名称：待定〕" in said["plan.md"]) == ([], True)


def test_a_branch_without_defaults_has_its_own_words_too(tmp_path: Path) -> None:
    """Its file names everything itself; what it calls nothing is not called a leadership group."""
    data = {"defaults": False, "agenda": [{"text": "查摆问题", "rounds": "all"}]}
    cycle = _load(ROOT / "cycles" / BRANCH, "组织生活会", tmp_path, **data)
    assert (cycle.meeting_word, cycle.roles.members, cycle.roles.team) == (
        "组织生活会", "支部党员", "党支部",
    )  # fmt: skip


def test_what_the_facts_say_is_said(tmp_path: Path) -> None:
    """A branch with a guidance group, a plan to be approved, a floor: each is spoken of."""
    folder = ROOT / "cycles" / BRANCH
    data = thaw(read_source(folder / "cycle.yml", "").data)
    data["preparation"]["plan"] |= {"approver": "superior", "approved_on": "2023-02-03"}
    cycle = _load(
        folder, "组织生活会", tmp_path,
        guidance_group={"sent_by": "superior", "number": 1}, preparation=data["preparation"],
        meeting=data["meeting"] | {"quorum": "4/5"}, prep_group={"leader": "secretary", "deputies": [], "members": []},
        documents={"explanation": {"drafter": "author", "receivers": ["chair"]}},
    )  # fmt: skip
    pages = _say_everything(cycle)
    assert "县文化和旅游局机关党委第一指导组" in pages["overview.md"]
    assert "实到人数达到应到人数的五分之四（15人中至少12人）方可召开" in pages["overview.md"]
    assert "经上级党委组织部门（县文化和旅游局机关党委）审核后再按方案组织实施" in pages["plan.md"]
    assert "会议筹备领导小组" in pages["duties.md"]
    assert "个人有关重大事项" in pages["plan.md"]


def test_the_built_site_of_a_branch(public: Path) -> None:
    """With all that the theme, the search and the calendars add."""
    site = public / BRANCH
    text = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for kind in ("html", "ics", "json") for path in site.rglob(f"*.{kind}")
    }  # fmt: skip
    with zipfile.ZipFile(site / "word" / "templates.zip") as archive:
        text |= {
            name: words(archive.read(name)) for name in archive.namelist() if name.endswith(".docx")
        }
    found = [
        f"{name}：{match[0]}"
        for name, content in text.items()
        for match in re.finditer(f".{{0,20}}(?:{GROUP}).{{0,10}}", content)
    ]
    assert (found, len(text) > 60) == ([], True)
    assert (site / "preparation" / "appraisal.html").is_file()


def test_the_branch_sample_is_sound() -> None:
    assert check_facts(load_cycle(ROOT / "cycles" / BRANCH)) == []


def test_a_branch_with_next_to_nothing_builds(tmp_path: Path) -> None:
    """No page that is left out is linked to: a strict build would stop."""
    project = copy_project(tmp_path / "project")
    for folder in (project / "cycles").iterdir():
        if folder.is_dir() and folder.name != BRANCH:
            shutil.rmtree(folder)
    file = project / "cycles" / BRANCH / "cycle.yml"
    shutil.rmtree(file.with_name("materials"))
    data = thaw(read_source(file, "").data)
    for name in ("reading_list", "materials", "basis", "purpose", "follow_up"):
        del data[name]
    for area in data["areas"]:
        del area["readings"]
    del data["preparation"]["appraisal"], data["preparation"]["opinions"]["sources"]
    file.write_text(json.dumps(data | {"documents": []}, ensure_ascii=False, indent=1), "utf-8")
    (outcome,) = build_cycles(project, (), draft=False, report=print)
    assert outcome.error is None
    pages = {path.name for path in (project / "public" / BRANCH).rglob("*.html")}
    assert (
        pages & {"readings.html", "documents.html", "assignments.html", "appraisal.html"} == set()
    )
    assert pages >= {"index.html", "plan.html", "duties.html", "requirements.html", "talks.html"}

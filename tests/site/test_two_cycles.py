"""Two cycles of different shape: nothing of the one stands on the other's site."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest

from huiqi.build.run import build_cycles
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from macros.scope import open_scope
from tests.support.kills import read_files
from tests.support.projects import ROOT

FIRST, SECOND = "2021-party-history", "2024-discipline"


@pytest.fixture
def sites(public: Path) -> Path:
    """Return the sites as one process built them, one after the other."""
    return public


def _cycle(name: str) -> Cycle:
    return load_cycle(ROOT / "cycles" / name).cycle


def _pages(site: Path) -> dict[str, str]:
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".js", ".json", ".xml"}]
    return {
        path.relative_to(site).as_posix(): html.unescape(path.read_text("utf-8")) for path in files
    }


def _varying(cycle: Cycle) -> set[str]:
    """Return the facts that differ from cycle to cycle, as the pages write them."""
    view = open_scope(cycle).view
    words = [cycle.theme, cycle.team.name, cycle.team.unit, cycle.special_name, cycle.meeting.place]
    words += [text for area in cycle.areas for text in (area.title, area.text, *area.prompts)]
    words += [person.post for person in cycle.people] + [person.name for person in cycle.people]
    words += [
        item.name for group in (cycle.bodies, cycle.offices, cycle.departments) for item in group
    ]
    words += [item.title for item in cycle.basis if item.title and item.title.startswith("《关于")]
    words += [*cycle.purpose.significance, *cycle.purpose.first_since, cycle.purpose.aim]
    words += [cycle.campaign.name, *cycle.campaign.goals] if cycle.campaign else []
    words += [cycle.feedback.source, cycle.feedback.attitude] if cycle.feedback else []
    words += [html.unescape(str(view.guidance_group)), html.unescape(str(view.meeting.deadline))]
    words += [html.unescape(str(view.meeting.date))] if cycle.meeting.date else []
    steps = cycle.preparation
    for step in (steps.plan, steps.study, steps.opinions, steps.talks, steps.materials):
        if step.deadline and step.deadline.day:
            words.append(
                f"{step.deadline.day.year}年{step.deadline.day.month}月{step.deadline.day.day}日"
            )
    return {word for word in words if word and "{" not in word}


@pytest.mark.parametrize(("own", "other"), [(SECOND, FIRST), (FIRST, SECOND)])
def test_no_value_of_the_other_cycle(sites: Path, own: str, other: str) -> None:
    pages = _pages(sites / own)
    mine = " ".join(_varying(_cycle(own)))
    found = {
        (word, page)
        for word in _varying(_cycle(other))
        for page, text in pages.items()
        if word in text and word not in mine
    }
    assert found == set()


def test_the_words_looked_for_are_on_their_own_site(sites: Path) -> None:
    text = " ".join(_pages(sites / FIRST).values())
    hidden = {person.name for person in _cycle(FIRST).people}
    # Clerks who only appear by a duty of their own stand on no page by their post.
    missing = {word for word in _varying(_cycle(FIRST)) - hidden if word not in text}
    assert missing <= {"党史学习教育领导小组"}


def test_the_second_cycle_has_its_own_shape(sites: Path) -> None:
    second = sites / SECOND
    assert sorted(path.stem for path in (second / "areas").glob("*.html")) == [
        "clean-and-daring",
        "governance-duty",
        "index",
        "party-spirit",
        "political-discipline",
    ]
    text = " ".join(_pages(second).values())
    assert "剖析典型案例" in text
    assert "2025年2月28日前，具体时间另行通知" in text
    assert "反馈的突出问题" not in text
    assert "目标要求，把自己摆进去" not in text


def test_the_source_plan_is_on_the_first_site(sites: Path) -> None:
    """Sentences of the published plan stand on the page where a reader looks for them."""
    pages = _pages(sites / FIRST)
    places = {
        "index.html": "负责起草民主生活会召开情况报告，并由市委书记审定后向省委报送",
        "plan.html": "严肃党内政治生活的有力抓手",
        "theme.html": "融入新发展格局，奋力实现“十四五”时期振兴发展的重要保证",
        "overview.html": "省委党史学习教育第三指导组成员、市委常委班子成员",
        "preparation/make-plan.html": "内容主要包括会议主题、会议议程、参加人员等",
        "preparation/study.html": "打牢开好民主生活会的思想基础",
        "preparation/opinions.html": "并原汁原味向领导班子和党员领导干部本人反馈",
        "preparation/talks.html": "不断强化真认账、真反思、真整改、真负责的政治自觉",
        "preparation/materials.html": "切实查摆个人责任，深刻剖析思想、政治、组织、作风、纪律上存在的问题",
        "preparation/criticism.html": "要遵循“团结——批评——团结”的方针",
        "areas/people-first.html": "为群众办实事解难题，有效保障改善民生",
        "duties.html": "负责起草民主生活会请示并向省委报告",
        "requirements.html": "省第十二次党代会、市第六次党代会召开后的第一次民主生活会",
        "readings.html": "习近平总书记在党史学习教育总结大会上的重要讲话",
    }
    assert [name for name, text in places.items() if text not in pages[name]] == []


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_every_document_is_offered(sites: Path, name: str) -> None:
    text = _pages(sites / name)["documents.html"]
    titles = [document.title for document in list_documents(_cycle(name))]
    assert len(titles) == 27
    assert [title for title in titles if title not in text] == []


def test_no_style_attribute_and_readable_anchors(sites: Path) -> None:
    for name in (FIRST, SECOND):
        for page, text in _pages(sites / name).items():
            if page.endswith(".html"):
                assert " style=" not in text, f"{name}/{page}"
                assert 'id="_' not in text.replace('id="__', ""), f"{name}/{page}"


def test_the_same_facts_give_the_same_bytes(sites: Path, tmp_path: Path) -> None:
    project = shutil.copytree(sites.parent, tmp_path / "project")
    build_cycles(project, (), draft=False, report=print)
    assert read_files(project / "public") == read_files(sites)

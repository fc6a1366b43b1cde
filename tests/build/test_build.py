"""Builds of several cycles: what changed is made again, nothing else, and the bytes are the same."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from pathlib import Path

import pytest

from huiqi.build.json_store import CACHE
from huiqi.build.lock import lock_project
from huiqi.build.outcome import Outcome
from huiqi.build.public_folder import finish_public
from huiqi.build.records import list_sizes
from huiqi.build.run import build_cycles
from huiqi.build.staleness import find_unbuilt, refuse_stale
from huiqi.compare.history import keep_published
from huiqi.errors import HuiqiError
from huiqi.files.checksums import describe_differences, site_digest, verify
from huiqi.publish.releases import publish
from tests.support import kills
from tests.support.command import run
from tests.support.drawn import open_chance
from tests.support.many_cycles import edit_facts, make_project, name_cycle, write_cycle

ONE, TWO = name_cycle(1), name_cycle(2)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("build") / "会 期", 2)
    assert _ways(project) == {ONE: "built", TWO: "built"}
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Return a copy of a built project; only names and contents count, not where it stands."""
    return shutil.copytree(built, tmp_path / "project")


def _build(project: Path, *names: str, force: bool = False) -> dict[str, Outcome]:
    outcomes = build_cycles(project, names, draft=False, report=print, force=force)
    return {outcome.cycle: outcome for outcome in outcomes}


def _ways(project: Path, *names: str) -> dict[str, str]:
    outcomes = _build(project, *names)
    return {name: "failed" if one.error else one.way for name, one in outcomes.items()}


def _facts(project: Path, cycle: str = ONE) -> Path:
    return project / "cycles" / cycle / "cycle.yml"


def _snapshot(project: Path) -> dict[str, bytes]:
    return kills.read_files(project / "public")


def test_nothing_changed(project: Path) -> None:
    before = _snapshot(project)
    hints = _build(project)[ONE].hints
    assert _ways(project) == {ONE: "kept", TWO: "kept"}
    assert _snapshot(project) == before
    assert hints == _build(project)[ONE].hints
    assert verify(project / "public") == {}


def test_one_of_two_changed(project: Path) -> None:
    edit_facts(_facts(project), "\ntheme: ", "\ntheme: 新，")
    assert _ways(project) == {ONE: "built", TWO: "kept"}
    assert "新，" in (project / "public" / ONE / "theme.html").read_text("utf-8")
    assert verify(project / "public") == {}


def test_a_build_begins_anywhere_in_the_project(project: Path) -> None:
    before = _snapshot(project)
    done = run("build", "--force", ONE, project=project / "cycles" / ONE)
    assert done.returncode == 0, done.stderr
    assert _snapshot(project) == before


@pytest.mark.parametrize("spoil", ["longer", "archive"])
def test_a_result_that_is_not_whole_is_made_again(project: Path, spoil: str) -> None:
    site = project / "public" / ONE
    before = _snapshot(project)
    if spoil == "longer":
        (site / "plan.html").write_text("x", "utf-8")
    else:
        (project / "pack" / f"{ONE}.zip").unlink()
    assert _ways(project, ONE) == {ONE: "built"}
    assert _snapshot(project) == before


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff\xfe", b'{"key": 1}', b"[" * 100000, b'{"built": null}']
)
def test_a_cache_that_is_none_of_ours(project: Path, data: bytes) -> None:
    """A record that says nothing costs a build; the other files cost a reading."""
    for path in (project / CACHE).glob("*.json"):
        path.write_bytes(data)
    (project / CACHE / "built" / f"{TWO}.json").write_bytes(data)
    assert _ways(project, ONE) == {ONE: "kept"}
    before = _snapshot(project)
    if data == b"[]":
        assert _ways(project) == {ONE: "kept", TWO: "built"}
    assert _snapshot(project) == before


def test_what_counts_as_whole(project: Path) -> None:
    whole = list_sizes(project, ONE)
    paper = next((project / "pack" / ONE).rglob("*.docx"))
    for path in (paper, project / "public" / ONE / "plan.html", project / "pack" / f"{ONE}.zip"):
        path.rename(project / "aside")
        assert list_sizes(project, ONE) != whole
        (project / "aside").rename(path)
    assert list_sizes(project, ONE) == whole


def test_huiqi_word_leaves_a_pack_that_the_next_build_makes_again(project: Path) -> None:
    assert run("word", ONE, "agenda", "--draft", project=project).returncode == 0
    done = run("build", "--jobs", "1", project=project)
    assert f"{ONE}：已生成" in done.stdout
    assert f"{TWO}：没有变化，不用重新生成" in done.stdout


def test_a_failed_cycle_keeps_its_site_and_its_place(project: Path) -> None:
    before = _snapshot(project)
    edit_facts(_facts(project), "\ntheme: ", "\ntheme: 某某还没有生成的主题，")
    assert _ways(project) == {ONE: "failed", TWO: "kept"}
    assert _snapshot(project) == before
    assert f'href="{ONE}/index.html"' in before["index.html"].decode()


def test_what_a_dead_build_left(project: Path) -> None:
    before = _snapshot(project)
    for room in ("public", "pack"):
        scratch = project / room / ".huiqi-dead"
        (scratch / "half").mkdir(parents=True)
        (scratch / "half" / "index.html").write_text("x", "utf-8")
        # It was killed after the old folder had been moved away.
        (project / room / ONE).rename(scratch / f"{ONE}.old")
    (project / "public" / ".mkdocs").mkdir()
    assert _ways(project) == {ONE: "kept", TWO: "kept"}
    assert _snapshot(project) == before
    assert sorted(path.name for path in (project / "pack").iterdir()) == [
        ONE, f"{ONE}.zip", TWO, f"{TWO}.zip",
    ]  # fmt: skip


def test_a_build_that_is_killed(project: Path) -> None:
    """The command itself at any moment, in one process and in three."""
    chance, wholes, live = open_chance(), {}, project.with_name("live")
    for state in kills.STATES:
        kills.write_state(project, state)
        begun = time.monotonic()
        assert run("build", "--jobs", "2", project=project).stderr == ""
        length = time.monotonic() - begun
        wholes[state] = _snapshot(project)
    publish(project / "public", live, site_digest(project / "public"))
    for number in range(max(1, kills.KILLS // 6)):
        state, jobs = kills.STATES[number % 2], str(2 - number // 2 % 2)
        kills.write_state(project, state)
        process = kills.start(["-m", "huiqi", "build", "--jobs", jobs], project)
        time.sleep(chance.random() * length)
        if kills.kill(process):
            print("killed", number, "with", jobs)
            kills.check_killed(project, wholes)
        done = run("build", "--jobs", "2", project=project)
        assert (done.returncode, done.stderr) == (0, "")
        kills.check_built(project, wholes[state])


def test_what_could_not_be_cleared_away(project: Path) -> None:
    """A folder that a dead program holds open, as on Windows: it is not published."""
    left = project / "public" / ".huiqi-held"
    left.mkdir()
    (left / "index.html").write_text("x", "utf-8")
    finish_public(project)
    assert verify(project / "public") == {"多出": [".huiqi-held/index.html"]}


def test_two_builds_at_once(project: Path) -> None:
    with lock_project(project), pytest.raises(HuiqiError) as caught:
        _build(project)
    assert str(caught.value) == "另一个程序正在生成这个项目。改法：等它结束后再运行。"
    assert _ways(project) == {ONE: "kept", TWO: "kept"}


def test_a_cycle_whose_facts_are_gone(project: Path) -> None:
    shutil.rmtree(project / "cycles" / TWO)
    assert _ways(project) == {ONE: "kept", TWO: "removed"}
    assert not (project / "public" / TWO).exists()
    assert TWO not in (project / "public" / "index.html").read_text("utf-8")
    assert f"{ONE}/index.html" in (project / "public" / "latest.html").read_text("utf-8")
    assert verify(project / "public") == {}
    assert _ways(project) == {ONE: "kept"}


def test_an_archived_cycle(project: Path) -> None:
    public, card = project / "public", project / "public" / ONE / "cycle.json"
    edit_facts(_facts(project), "\nkind: ", "\narchived_on: 2025-06-01\nkind: ")
    assert _ways(project, ONE) == {ONE: "built"}
    assert json.loads(card.read_text("utf-8"))["state"] == "archived"
    edit_facts(_facts(project), "\ntheme: ", "\ntheme: 归档后改写，")
    before = _snapshot(project)
    assert _ways(project) == {ONE: "archived", TWO: "kept"}
    (public / ONE / "plan.html").write_text("x", "utf-8")
    for _ in range(2):
        error = _build(project)[ONE].error
        assert str(error).startswith(
            f"public/{ONE}/ 已归档，与 SHA256SUMS 不符：\n  内容不同：plan.html\n"
        )
        assert describe_differences(verify(public)) == f"  内容不同：{ONE}/plan.html"
    (public / ONE / "plan.html").write_bytes(before[f"{ONE}/plan.html"])
    card.write_bytes(before[f"{ONE}/cycle.json"].replace(b"2024", b"2023"))
    assert "内容不同：cycle.json" in str(_build(project)[ONE].error)
    card.write_bytes(before[f"{ONE}/cycle.json"])
    assert _ways(project) == {ONE: "archived", TWO: "kept"}
    assert _snapshot(project) == before
    assert _build(project, ONE, force=True)[ONE].way == "built"
    assert "归档后改写" in (public / ONE / "theme.html").read_text("utf-8")


def _find_stale(project: Path) -> str:
    try:
        refuse_stale(project)
    except HuiqiError as error:
        return str(error)
    return ""


def test_what_was_built_from_other_facts_is_stale(project: Path) -> None:
    assert _find_stale(project) == ""
    text = _facts(project).read_text("utf-8")
    edit_facts(_facts(project), "\ntheme: ", "\ntheme: 新，")
    assert _find_stale(project).startswith(
        f"public/ 中的 {ONE} 生成以后，会议事实、页面或程序又有改动"
    )
    _facts(project).write_text("id: [", "utf-8")
    assert ONE in _find_stale(project)
    _facts(project).write_text(text, "utf-8", newline="\n")
    assert _find_stale(project) == ""
    edit_facts(project / "docs" / "theme.md", "# ", "# 新")
    assert f"{ONE}、{TWO}" in _find_stale(project)


def test_stale_without_a_record_or_without_facts(project: Path) -> None:
    write_cycle(project, 3)
    assert (_find_stale(project), find_unbuilt(project)) == ("", [name_cycle(3)])
    shutil.rmtree(project / "cycles" / TWO)
    assert TWO in _find_stale(project)
    shutil.rmtree(project / CACHE)
    assert f"{ONE}、{TWO}" in _find_stale(project)


def test_an_archived_site_is_never_stale(project: Path) -> None:
    edit_facts(_facts(project), "\nkind: ", "\narchived_on: 2025-06-01\nkind: ")
    assert ONE in _find_stale(project)
    _build(project, ONE)
    edit_facts(_facts(project), "\ntheme: ", "\ntheme: 归档后改写，")
    assert _find_stale(project) == ""


def test_a_publication_changes_nothing_until_the_facts_change(project: Path) -> None:
    keep_published(project / "cycles" / ONE, dt.date(2025, 1, 6))
    assert _find_stale(project) == ""
    assert _ways(project) == {ONE: "kept", TWO: "kept"}
    edit_facts(_facts(project), "会后20日", "会后18日")
    assert _ways(project, ONE) == {ONE: "built"}
    home = (project / "public" / ONE / "index.html").read_text("utf-8")
    assert "与上次发布相比" in home
    keep_published(project / "cycles" / ONE, dt.date(2025, 1, 20))
    assert _ways(project) == {ONE: "kept", TWO: "kept"}


def test_another_cycles_word_turns_up(project: Path) -> None:
    """A new cycle whose word stands in an older one's facts: that one is looked at again."""
    path = write_cycle(project, 3)
    edit_facts(path, "松川水务集团第003公司党委班子", "增强党性、严守纪律、砥砺作风")
    assert _ways(project, ONE) == {ONE: "failed"}
    assert "的用语“增强党性、严守纪律、砥砺作风”" in str(_build(project, ONE)[ONE].error)
    shutil.rmtree(path.parent)
    assert _ways(project, ONE) == {ONE: "kept"}


def test_processes_make_what_one_makes(project: Path) -> None:
    """The command itself, with two processes, in a terminal that is none: plain lines."""
    before = _snapshot(project)
    done = run("build", "--force", "--jobs", "2", project=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if "提示" not in line]
    assert sorted(lines[:-1]) == [
        f"{name}：已生成 public/{name}/ 和 pack/{name}/" for name in (ONE, TWO)
    ]
    assert _snapshot(project) == before

"""A new cycle from an older one: what stays stays as it was written, what varies is open."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from huiqi.errors import FindingsError, HuiqiError, KeyPath
from huiqi.facts.calendar import Deadline
from huiqi.facts.fingerprints import take_fingerprints
from huiqi.facts.folders import FACTS_FILE, unmark_sample
from huiqi.facts.model.cycle import Cycle, Kind
from huiqi.facts.model.varying import find_varying
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.reading.resolve.resolve import parse_resolved
from huiqi.lifecycle.create import create_cycle
from huiqi.lifecycle.cycle_ids import make_cycle_id
from huiqi.lifecycle.next_steps import explain_created
from huiqi.lifecycle.reopen import reopen
from huiqi.materials.load import check_materials
from huiqi.rules.check import check_facts
from huiqi.site.pages import find_page_faults
from tests.support.command import run
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND

NEW = "2025-loyalty"
SAMPLES = [FIRST, SECOND]


@pytest.fixture
def cycles(tmp_path: Path) -> Path:
    """The samples' folder alone, for tests that need no pages."""
    cycles = shutil.copytree(ROOT / "cycles", tmp_path / "cycles")
    for path in cycles.glob("*/cycle.yml"):
        path.write_text(unmark_sample(path.read_text("utf-8")), "utf-8")
    return cycles


def _read(name: str) -> str:
    return unmark_sample((ROOT / "cycles" / name / FACTS_FILE).read_text("utf-8"))


def _reopen(text: str) -> str:
    source = parse_resolved(text, "")
    return reopen(text, source, Cycle.model_validate(source.data), NEW)


def _begin(cycles: Path, name: str, new: str = NEW) -> Facts:
    return create_cycle(cycles, new, load_cycle(cycles / name)).facts


def _comments(text: str) -> list[str]:
    return re.findall(r"(?m)(?:^|\s)(#.*)$", text)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_one_meeting_is_left(name: str, cycles: Path) -> None:
    cycle = _begin(cycles, name).cycle
    left = [fact for fact in find_varying(cycle) if fact.varies.opens and fact.of_one_meeting]
    assert left == []
    assert cycle.id == NEW
    assert {area.text for area in cycle.areas} == {None}
    assert [area.id for area in cycle.areas] == [f"area-{n + 1}" for n in range(len(cycle.areas))]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_stays_is_the_same_text(name: str, cycles: Path) -> None:
    """Every line of the new file stands in the old one, but for those of opened facts.

    The campaign's groups are called after the special name, which is open: they go by their ids.
    """
    _begin(cycles, name)
    old, new = _read(name), (cycles / NEW / FACTS_FILE).read_text("utf-8")
    fresh = set(new.splitlines()) - set(old.splitlines())
    meant = r"null|\[\]|^id: |- id: area-|(?:central|province)-campaign"
    assert [line for line in fresh if not re.search(meant, line)] == []
    assert _comments(new) == _comments(old)


def test_what_stays(cycles: Path) -> None:
    old, new = load_cycle(cycles / SECOND).cycle, _begin(cycles, SECOND).cycle
    same = ["members", "staff", "departments", "bodies", "offices", "prep_group", "basis", "purpose",
            "reading_list", "agenda", "follow_up", "documents", "extra_documents", "kind"]  # fmt: skip
    assert [name for name in same if getattr(old, name) != getattr(new, name)] == []
    assert new.preparation.study.deadline == Deadline(offset=-15)
    assert (new.guidance_group and new.guidance_group.word, new.meeting.quorum) == ("督导组", "90%")


def test_a_text_that_only_refers_stays(cycles: Path) -> None:
    cycle = _begin(cycles, FIRST).cycle
    assert cycle.campaign
    assert (cycle.special_name, cycle.campaign.name) == (None, "{special_name}")
    number = cycle.basis[2].number
    assert number
    assert (number.code, number.year, number.serial, number.internal) == (
        "中组发",
        None,
        None,
        True,
    )


def test_remarks_and_the_address_of_the_site_are_left_out(cycles: Path) -> None:
    path = cycles / FIRST / FACTS_FILE
    remarks = (
        "remarks:\n  - {date: 2022-01-05, text: 甲}   # 说明\n  - {date: 2022-01-06, text: 乙}\n"
    )
    path.write_text(path.read_text("utf-8").replace("audience:", f"{remarks}audience:"), "utf-8")
    cycle = _begin(cycles, FIRST).cycle
    assert (cycle.site_address, cycle.remarks) == (None, ())


def test_materials_go_with_the_reading_list(cycles: Path) -> None:
    facts = _begin(cycles, FIRST)
    old, new = cycles / FIRST / "materials", cycles / NEW / "materials"
    assert {p.name: p.read_bytes() for p in new.iterdir()} == {
        p.name: p.read_bytes() for p in old.iterdir()
    }
    assert check_materials(facts) == []
    assert not (_begin(cycles, SECOND, "2025-other").folder / "materials").exists()


def test_what_lies_about_is_not_copied(cycles: Path) -> None:
    folder = cycles / FIRST / "materials"
    (folder / ".hidden").write_text("x")
    (folder / "~$note.docx").write_text("x")
    (folder / "link.md").symlink_to(ROOT / "README.md")
    (folder / "sub").mkdir()
    facts = _begin(cycles, FIRST)
    assert {path.name for path in (facts.folder / "materials").iterdir()} == {
        material.file for material in facts.cycle.materials
    }


ODD = """\
# 一
id: 2020-odd   # 二
kind: 年度
theme: >-  # 三
  学习贯彻
  会议精神

# 四
areas:   # 五
- id: one
  # 六
  text: |
    带头甲
    # 不是注释
  title: "简称：# 也不是"   # 七
  prompts:
  # 八
  - 一问   # 九
  # 十

  -   # a-b
    二问
  readings: []
"meeting": {deadline: 2020-12-01, # 十一
  date: '2020-11-20',
  place: &anchor 会议室}
terms: [{id: plenum, text: 甲
  乙}]
purpose:
  aim: 用意
  first_since:
    - 甲
    - "乙
      丙"
follow_up: {report: {deadline: 会后15天}, notice: {deadline: 2020-12-20}}
# 十二"""


def test_odd_places() -> None:
    text = _reopen(ODD)
    assert (
        text
        == """\
# 一
id: 2025-loyalty   # 二
kind: 年度
theme: null  # 三

# 四
areas:   # 五
- id: area-1
  # 六
  text: null
  title: null   # 七
  prompts: []
  # 八
     # 九
  # 十

     # a-b
  readings: []
"meeting": {deadline: null, # 十一
  date: null,
  place: null}
terms: [{id: plenum, text: null}]
purpose:
  aim: 用意
  first_since: []
follow_up: {report: {deadline: 会后15天}, notice: {deadline: null}}
# 十二"""
    )


def test_a_second_time_changes_nothing() -> None:
    assert _reopen(_reopen(ODD)) == _reopen(ODD)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_byte_order_mark_stay(
    name: str, mark: bytes, end: bytes, cycles: Path
) -> None:
    path = cycles / name / FACTS_FILE
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end))
    fresh = (_begin(cycles, name).folder / FACTS_FILE).read_bytes()
    assert fresh.startswith(mark + b"# yaml-language-server")
    assert fresh.count(b"\r\n") == (fresh.count(b"\n") if end == b"\r\n" else 0)
    assert fresh.decode("utf-8-sig").replace("\r\n", "\n") == _reopen(_read(name))


REFUSED = [
    ("theme: 甲", "theme: &a 甲\nlevel: *a", "YAML 引用"),
    ("theme: 甲", "theme: 甲\ntheme: 乙", "已写过"),
    ("theme: 甲", "theme: 甲\nthema: 乙", "不认识的键"),
    ("kind: 年度", "kind: 季度", "季度"),
]


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_facts_with_faults_are_not_taken_over(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    folder = tmp_path / "2024-old"
    folder.mkdir()
    text = "id: 2024-old\nkind: 年度\ntheme: 甲\n"
    (folder / FACTS_FILE).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(FindingsError, match=said):
        _begin(tmp_path, "2024-old")
    assert os.listdir(tmp_path) == ["2024-old"]  # noqa: PTH208


@pytest.mark.parametrize("text", [
    "id: 2024-old\nkind: 年度\npurpose:\n  ? first_since\n  : - 甲\n",
    "id: 2024-old\nkind: 年度\npurpose:\n  first_since: &a\n    - 甲\n",
])  # fmt: skip
def test_what_cannot_be_opened_safely_is_refused(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "2024-old"
    folder.mkdir()
    (folder / FACTS_FILE).write_text(text, "utf-8")
    with pytest.raises(HuiqiError, match=r"写法特殊.*改法"):
        _begin(tmp_path, "2024-old")
    assert os.listdir(tmp_path) == ["2024-old"]  # noqa: PTH208


@pytest.mark.parametrize("name", [
    "../x", "2024-..", "", "2025 x", "2025", "2025-", "-2025-x", "2025-X", "2025-a--b", "2025-学习",
    "2025-x/y", "2025-x\n", "/etc/2025-x", ".", "2025-x.yml", "2025-" + "x" * 300, "２０２５-x", "2025-x\0",
])  # fmt: skip
def test_hostile_names(name: str, cycles: Path) -> None:
    before = sorted(cycles.parent.rglob("*"))
    with pytest.raises(HuiqiError, match="不合格") as caught:
        create_cycle(cycles, name)
    assert len(str(caught.value)) < 200
    assert sorted(cycles.parent.rglob("*")) == before


def test_the_longest_name(cycles: Path) -> None:
    assert create_cycle(cycles, "2025-" + "x" * 55).facts.cycle.id.endswith("x")
    with pytest.raises(HuiqiError, match="不合格"):
        create_cycle(cycles, "2025-" + "x" * 56)


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_never_overwritten(there: str, cycles: Path) -> None:
    target = cycles / NEW
    if there == "folder":
        target.mkdir()
    elif there == "file":
        target.write_text("甲", "utf-8")
    else:
        target.symlink_to("nowhere")
    before = sorted(cycles.rglob("*"))
    for old in (None, load_cycle(cycles / SECOND)):
        with pytest.raises(HuiqiError, match=f"cycles/{NEW} 已经存在，不覆盖。改法"):
            create_cycle(cycles, NEW, old)
    assert sorted(cycles.rglob("*")) == before
    assert there != "file" or target.read_text("utf-8") == "甲"


def test_nothing_half_written_is_left(cycles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("huiqi.lifecycle.create.shutil.copyfile", fail)
    before = sorted(cycles.rglob("*"))
    with pytest.raises(HuiqiError, match=rf"不能新建 cycles/{NEW}（.+）。改法"):
        _begin(cycles, FIRST)
    assert sorted(cycles.rglob("*")) == before


def test_a_read_only_folder(cycles: Path) -> None:
    (cycles.parent / "mkdocs.yml").write_text("")
    before = sorted(cycles.rglob("*"))
    cycles.chmod(0o555)
    # Root writes everywhere, unless that right is taken from the command.
    command = f"cd '{cycles.parent}' && PYTHONUTF8=1 '{sys.executable}' -m huiqi new {NEW}"
    drop = ["setpriv", "--bounding-set", "-dac_override", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*drop, "sh", "-c", command], capture_output=True, text=True, check=False)
    cycles.chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"不能新建 cycles/{NEW}（")
    assert "允许写入" in done.stderr
    assert sorted(cycles.rglob("*")) == before


def test_the_new_folder_is_open_to_the_group(cycles: Path) -> None:
    folder = _begin(cycles, SECOND).folder
    assert folder.stat().st_mode == (cycles / SECOND).stat().st_mode


def test_the_list_for_people(cycles: Path) -> None:
    old = load_cycle(cycles / SECOND)
    begun = create_cycle(cycles, NEW, old)
    said = explain_created(begun).split("\n")
    lines = (begun.facts.folder / FACTS_FILE).read_text("utf-8").split("\n")
    places = [re.fullmatch(r"  第 +(\d+) 行  (.+)", line) for line in said]
    named = [(lines[int(place[1]) - 1], place[2]) for place in places if place]
    todo, look = named[:19], named[19:]
    assert said[0] == f"已新建 cycles/{NEW}/cycle.yml，沿用 {SECOND} 中不变的事实。"
    assert said[2] == "要填写的有 12 处，另有 7 处可以后填："
    assert said[-1] == f"下一步：填写后运行 huiqi check {NEW}"
    assert [line for line, _ in todo if not re.search(r": (null|\[\])", line)] == []
    assert sum(label.endswith("（可以后填）") for _, label in todo) == 7
    assert ("theme: null", "会议主题") in todo
    assert ("    prompts: []", "对照检查方面 → 第1项 → 对照提示（可以后填）") in todo
    assert [line.partition("#")[0].strip() for line, _ in look] == [
        "kind: 年度", "members:", "bodies:", "basis:", "significance:", "importance:",
        "aim: 把纪律要求转化为履职尽责、改革攻坚的实际行动", "reading_list:", "agenda:", "extra_documents:",
    ]  # fmt: skip
    assert "注释照旧保留，其中还写着 2024 的：第 3、8 行。" in said


def test_the_list_tells_of_materials(cycles: Path) -> None:
    said = explain_created(create_cycle(cycles, NEW, load_cycle(cycles / FIRST)))
    assert "\n学习材料 14 份随学习篇目一并复制；删去篇目时删去材料。\n" in said


@pytest.mark.parametrize("name", [*SAMPLES, None])
def test_its_pages_can_be_shown_at_once(name: str | None, cycles: Path) -> None:
    """A draft marks what is open; nothing falls over a list that is empty."""
    old = load_cycle(cycles / name) if name else None
    cycle = create_cycle(cycles, NEW, old).facts.cycle
    assert find_page_faults(cycle, ROOT / "docs", []) == []


def test_leftovers_are_hinted_at(cycles: Path) -> None:
    facts, old = _begin(cycles, FIRST), load_cycle(cycles / FIRST).cycle
    hints = [
        item
        for item in check_facts(facts, [take_fingerprints(old), take_fingerprints(facts.cycle)])
        if item.rule != "slot"
    ]
    assert [(item.rule, item.severity, item.key) for item in hints] == [
        ("R23", "hint", ("purpose", "significance")),
        ("R23", "hint", ("purpose", "importance")),
        ("R23", "hint", ("purpose", "aim")),
        ("R23", "hint", ("reading_list",)),
        ("R22", "hint", ("reading_list", 1, "items", 0, "edition")),
        ("R22", "hint", ("reading_list", 1, "items", 3, "edition")),
    ]


def test_the_command(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "cycles", project / "cycles")
    (project / "mkdocs.yml").write_text("")
    done = run("new", NEW, "--from", SECOND, project=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"已新建 cycles/{NEW}/cycle.yml，沿用 {SECOND} 中不变的事实。\n")
    again = run("new", NEW, "--from", SECOND, project=project)
    assert (again.returncode, again.stdout) == (1, "")
    assert (
        again.stderr == f"cycles/{NEW} 已经存在，不覆盖。改法：换一个代号，或者移走原有的再新建。\n"
    )
    unknown = run("new", "2025-x", "--from", "2019-x", project=project)
    assert unknown.returncode == 1
    assert unknown.stderr == (
        f"没有会议周期 2019-x。改法：从现有的周期中选：{FIRST}、{BRANCH}、{SECOND}、{NEW}。\n"
    )
    assert run("new", project=project).returncode == 2
    assert run("new", "--from", SECOND, project=project).returncode == 2


@pytest.mark.parametrize(
    ("year", "kind", "special", "made"),
    [
        (2025, "年度", None, "2025-nian-du"),
        (2025, "专题", "党纪学习教育", "2025-dang-ji-xue-xi-jiao-yu"),
        (2024, "组织生活会", None, "2024-zu-zhi-sheng-huo-hui"),
        (2026, "专题", "2026 年 专 题", "2026-meeting-2026-nian-zhuan-ti"),
        (2025, "专题", "Ω", "2025-meeting"),
        (2025, "专题", "学习教育" * 20, "2025-xue-xi-jiao-yu-xue-xi-jiao-yu-xue-xi"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_year_and_name(
    year: int, kind: Kind, special: str | None, made: str, tmp_path: Path
) -> None:
    cycles = tmp_path / "cycles"
    for name in (made, f"{made}-2"):
        assert make_cycle_id(cycles, year, kind, special) == name
        cycle = create_cycle(cycles, name, kind=kind, values={("cycle_year",): year}).facts.cycle
        assert (cycle.id, cycle.kind, cycle.cycle_year) == (name, kind, year)


def test_known_facts_are_put_in(cycles: Path) -> None:
    values: dict[KeyPath, Any] = {("cycle_year",): 2025, ("special_name",): "党纪学习教育"}
    old = load_cycle(cycles / FIRST)
    made = create_cycle(cycles, "2025-jiao-yu", old, values=values).facts.cycle
    assert (made.cycle_year, made.special_name) == (2025, "党纪学习教育")
    with pytest.raises(FindingsError):
        create_cycle(cycles, "2025-wrong", old, values={("cycle_year",): 1800})
    assert not (cycles / "2025-wrong").exists()

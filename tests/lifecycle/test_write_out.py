"""What a file leaves out is written into it, and nothing else is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huiqi.commands import check, new
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.resolve.resolve import parse_resolved
from huiqi.lifecycle.create import create_cycle
from huiqi.lifecycle.write_out import write_defaults, write_ids
from huiqi.rules.check import check_facts
from tests.support.command import run
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, SHORT_FORM

COUNTY, BRANCH = "2023-county", "2023-branch"
NAME = "2026-sample"
HEAD = "id: 2026-sample\nkind: 年度\n"


@pytest.fixture
def cycles(tmp_path: Path) -> Path:
    return shutil.copytree(SHORT_FORM, tmp_path / "cycles")


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cycle.yml"
    path.write_text(HEAD + text, "utf-8", newline="")
    return path


def _is_within(old: str, new: str) -> bool:
    """Whether the old text is what is left of the new one when signs are taken out."""
    signs = iter(new)
    return all(sign in signs for sign in old)


FORMS = [
    ("bodies: [上级, \"乙\", '丙''丁']\n",
     "bodies: [{id: shang-ji, name: 上级}, {id: yi, name: \"乙\"}, {id: bing-ding, name: '丙''丁'}]\n"),
    ("bodies:\n- 上级   # 注释\n-   乙, 丙\n", "bodies:\n- {id: shang-ji, name: 上级}   # 注释\n-   {id: yi-bing, name: '乙, 丙'}\n"),
    ("bodies:\n  - {name: 上级}  # 注释\n  - { name: 乙,\n      }\n",
     "bodies:\n  - {id: shang-ji, name: 上级}  # 注释\n  - {id: yi,  name: 乙,\n      }\n"),
    ("offices:\n  # 一\n  - # 二\n    name: 办公室   # 三\n    # 四\n    duties: []\n\n# 五\ntheme: 甲\n",
     "offices:\n  # 一\n  - # 二\n    id: ban-gong-shi\n    name: 办公室   # 三\n    # 四\n    duties: []\n\n# 五\ntheme: 甲\n"),
    ("offices:\n- name: 办公室", "offices:\n- id: ban-gong-shi\n  name: 办公室"),
    ("members:\n  - {}\n  - {id: a, name: 甲}\n  - {post: 委员}\n",
     "members:\n  - {id: member}\n  - {id: a, name: 甲}\n  - {id: wei-yuan, post: 委员}\n"),
    ("departments: [{name: 部, head: {post: 部长}}]\n",
     "departments: [{id: bu, name: 部, head: {id: bu-zhang, post: 部长}}]\n"),
    ("areas:\n  - title: >-  # 折行\n      严守\n      纪律\n",
     "areas:\n  - id: yan-shou-ji-lv\n    title: >-  # 折行\n      严守\n      纪律\n"),
    ("reading_list:\n  - lead: 学\n    items:\n      - kind: 党章\n        title: 党章\n",
     "reading_list:\n  - lead: 学\n    items:\n      - id: dang-zhang\n        kind: 党章\n        title: 党章\n"),
    ("theme: 甲\n", "theme: 甲\n"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), FORMS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_only_ids_are_added(old: str, new: str, mark: str, end: str, tmp_path: Path) -> None:
    path = _write(tmp_path / NAME, old)
    path.write_bytes((mark + (HEAD + old).replace("\n", end)).encode())
    write_ids(tmp_path / NAME, "cycle.yml")
    assert path.read_bytes().decode() == mark + (HEAD + new).replace("\n", end)
    assert parse_resolved(HEAD + new, "").ids == {}
    write_ids(tmp_path / NAME, "cycle.yml")
    assert path.read_bytes().decode() == mark + (HEAD + new).replace("\n", end)


@pytest.mark.parametrize(("text", "line"), [
    ("bodies:\n  - 上级\n    机关\n", 4), ("bodies:\n  - |\n    上级\n", 4),
])  # fmt: skip
def test_what_takes_no_id_is_refused(text: str, line: int, tmp_path: Path) -> None:
    path = _write(tmp_path / NAME, text)
    with pytest.raises(HuiqiError) as caught:
        write_ids(tmp_path / NAME, "cycle.yml")
    assert str(caught.value).startswith(
        f"cycle.yml:{line} bodies[0] 的写法特殊，不能补写“id: shang-ji"
    )
    assert path.read_text("utf-8") == HEAD + text


@pytest.mark.parametrize("name", [COUNTY, BRANCH])
def test_ids_stay_when_lists_and_titles_change(name: str, cycles: Path) -> None:
    folder, path = cycles / name, cycles / name / "cycle.yml"
    old, before = path.read_text("utf-8"), load_cycle(cycles / name)
    write_ids(folder, "")
    text, after = path.read_text("utf-8"), load_cycle(folder)
    assert after.cycle == before.cycle
    assert _is_within(old, text)
    assert (after.source.ids, before.source.taken) == ({}, after.source.taken)
    assert "ids" not in {item.rule for item in check_facts(after)}
    path.write_text(text.replace("title: 理论学习", "title: 学习理论"), "utf-8")
    assert load_cycle(folder).cycle.areas[0].id == "li-lun-xue-xi"


@pytest.mark.parametrize("name", [COUNTY, BRANCH])
def test_defaults_are_written_out(name: str, cycles: Path) -> None:
    """Whatever the defaults say later, the file says the same."""
    folder, path = cycles / name, cycles / name / "cycle.yml"
    old, before = path.read_text("utf-8"), load_cycle(folder)
    count = write_defaults(folder, "")
    after = load_cycle(folder)
    assert count == len(before.source.taken) > 50
    assert (after.source.taken, after.source.ids) == ({}, {})
    assert "defaults: false" in path.read_text("utf-8")
    assert _is_within(old.replace("defaults: true", "defaults: "), path.read_text("utf-8"))
    assert after.cycle.model_dump(exclude={"documents"}) == before.cycle.model_dump(
        exclude={"documents"}
    )
    assert sorted(after.cycle.documents, key=lambda item: item.id) == sorted(
        before.cycle.documents, key=lambda item: item.id
    )
    assert write_defaults(folder, "") == 0


def test_a_new_cycle_keeps_the_short_form(cycles: Path) -> None:
    """The ids go along; a name that stands in an opened fact gives way to the id."""
    facts = create_cycle(cycles, "2024-county", load_cycle(cycles / COUNTY)).facts
    text = (facts.folder / "cycle.yml").read_text("utf-8")
    old = load_cycle(cycles / COUNTY).cycle
    assert "defaults: true" in text
    assert "leader: 柳一" in text
    assert facts.source.ids == {}
    assert facts.cycle.members == old.members
    assert facts.cycle.preparation.plan.owner == old.preparation.plan.owner
    assert facts.cycle.areas[0].id == "area-1"


def test_the_commands(cycles: Path) -> None:
    project = cycles.parent
    (project / "mkdocs.yml").write_text("")
    asked = run("check", COUNTY, project=project)
    assert (asked.returncode, asked.stdout.count("错误 [ids]")) == (1, 1)
    shown = run("check", "--defaults", COUNTY, project=project)
    lines = shown.stdout.splitlines()
    assert (shown.returncode, shown.stderr) == (0, "")
    assert lines[0] == (
        f"cycles/{COUNTY}/cycle.yml：57 处没有写，取会议类型“专题”的默认值（来源见 huiqi/facts/defaults/group-meeting.yml）："
    )
    assert "  roles.team（称谓 → 班子称谓）：领导班子" in lines
    assert (
        "  documents.study-record（材料 → 学习签到和研讨记录）：{drafter: xian-wei-ban-gong-shi, receivers: [archive]}"
        in lines
    )
    assert "    departments[0].head（县委政研室主任）：xian-wei-zheng-yan-shi-zhu-ren" in lines
    assert not [line for line in lines if "柳一" in line or "甲一" in line]
    written = run("check", "--ids", COUNTY, project=project)
    assert written.stdout.splitlines()[:2] == [
        f"cycles/{COUNTY}/cycle.yml：代号 48 处已写入文件。", "    members[0]（县委书记）：xian-wei-shu-ji",
    ]  # fmt: skip
    assert run("check", COUNTY, project=project).returncode == 0
    out = run("check", "--defaults", "--write", COUNTY, project=project)
    assert out.stdout.splitlines()[-1] == f"cycles/{COUNTY}/cycle.yml：默认值 57 处已写入文件。"
    kind = run("new", "2026-x", "--kind", "组织生活会", project=project)
    assert kind.stdout.startswith("已新建 cycles/2026-x/cycle.yml。\n\n要填写的有 12 处，")


def test_what_does_not_go_together() -> None:
    with pytest.raises(HuiqiError, match=r"^--write 与 --defaults 同用。改法："):
        check.command.main(["--write"], standalone_mode=False)
    with pytest.raises(HuiqiError, match=r"^--from 沿用原有的会议类型。改法："):
        new.command.main(["2026-y", "--kind", "年度", "--from", FIRST], standalone_mode=False)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_samples_have_their_ids(name: str) -> None:
    assert load_cycle(ROOT / "cycles" / name).source.ids == {}

"""An empty file of facts: every slot has its name and an example, and it can be filled in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.timetable import AppraisalStep
from huiqi.facts.open_facts import list_open_facts
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.messages import model_at
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults
from huiqi.facts.reading.resolve.long_form import look_up, thaw
from huiqi.facts.reading.resolve.resolve import parse_resolved
from huiqi.facts.reading.yaml_source import parse_source
from huiqi.lifecycle.blank_facts import render_blank
from tests.support.command import run
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

NEW = "2025-loyalty"
_OPEN = re.compile(r"( *\w+): (null|\[\]) +# (.+)")


def _take_samples(text: str) -> str:
    """Do what the head of the file says: take out [] or null, and the marks before the samples."""
    lines = text.split("\n")
    samples = {number for number, line in enumerate(lines) if re.match(r"#  +[^ ]", line)}
    for number in samples:
        if number - 1 not in samples:
            lines[number - 1] = re.sub(r": (?:\[\]|{}|null) ", ": ", lines[number - 1], count=1)
        lines[number] = lines[number][2:]
    return "\n".join(lines)


def _take_examples(text: str) -> str:
    """Write each example that a comment gives in the place of what is open."""
    return re.sub(
        r"(?m)^( *\w+: )(?:null|\[\])( +# .*?，如 (.+?)(?:；可以不写)?)$", r"\1\3\2", text
    )


def _list_missing(model: type[BaseModel], value: Any, path: str, usual: Any) -> list[str]:
    missing = [
        f"{path}.{name}"
        for name in model.model_fields
        if name not in value and name not in usual and name != "id"
    ]
    for name, item in value.items():
        inner = model_at(model, (name,))
        if inner:
            first = item[0] if isinstance(item, tuple) else item
            first = first["plan"] if name == "documents" else first
            missing += _list_missing(inner, first, f"{path}.{name}", usual.get(name, {}))
    return missing


def _load_blank(kind: str) -> Cycle:
    return Cycle.model_validate(parse_resolved(render_blank(NEW, kind), "").data)


@pytest.mark.parametrize(("kind", "count"), [("年度", 31), ("组织生活会", 12)])
def test_it_is_sound_and_says_what_is_open(kind: str, count: int) -> None:
    """It says nothing, so it is what the defaults give."""
    shortest = parse_resolved(f"id: {NEW}\nkind: {kind}\ndefaults: true\n", "")
    cycle = _load_blank(kind)
    assert cycle == Cycle.model_validate(shortest.data)
    assert len(list(list_open_facts(cycle))) == count


def test_every_fact_of_the_model_has_its_line_or_a_default() -> None:
    """Or the kind has it not, and another has."""
    data = parse_source(_take_samples(render_blank(NEW)), "").data
    usual = load_kind_defaults()["年度"]
    lacking = [f".{place}" for place in usual.without]
    assert sorted(_list_missing(Cycle, data, "", usual.facts)) == sorted(lacking)


def test_what_a_kind_has_not_is_left_out() -> None:
    data = parse_source(_take_samples(render_blank(NEW, "组织生活会")), "").data
    defaults = load_kind_defaults()["组织生活会"]
    assert [place for place in defaults.without if look_up(thaw(data), place) is not None] == []
    assert set(look_up(thaw(data), "preparation.appraisal")) == set(AppraisalStep.model_fields)
    assert list(data["members"][0]) == ["name", "post", "oversees"]


def test_every_open_fact_has_its_name_and_an_example() -> None:
    lines = render_blank(NEW).split("\n")
    found = [
        (number, match) for number, line in enumerate(lines) if (match := _OPEN.fullmatch(line))
    ]
    assert len(found) > 60
    bare = [
        match[0] for number, match in found
        if not re.match(r"[\u4e00-\u9fff]{2,}", match[3])
        or not (re.search("，如 |代号|可写：", match[3]) or lines[number + 1].startswith("#  "))
    ]  # fmt: skip
    assert bare == []


def test_all_samples_and_examples_together_are_sound(tmp_path: Path) -> None:
    """So no example is out of date, and each id that one names is described in another."""
    folder = tmp_path / NEW
    folder.mkdir()
    text = _take_examples(_take_samples(render_blank(NEW)))
    (folder / FACTS_FILE).write_text(text, "utf-8")
    cycle = load_cycle(folder).cycle
    assert cycle.theme == "大力弘扬伟大建党精神，勇于担当作为，走好新的赶考之路"
    assert cycle.meeting.attendees == ("{team}成员",)
    assert cycle.members[0].oversees == (cycle.departments[0].id,)
    assert cycle.guidance_group
    assert cycle.guidance_group.sent_by == cycle.bodies[0].id


def test_it_is_grouped_as_the_samples_are() -> None:
    for name in (FIRST, SECOND):
        sample = (ROOT / "cycles" / name / FACTS_FILE).read_text("utf-8")
        rules = re.findall(r"(?m)^# -{10,} .+$", sample)
        assert re.findall(r"(?m)^# -{10,} .+$", render_blank(NEW)) == rules


def test_it_names_the_schema_and_all_documents() -> None:
    text = render_blank(NEW)
    sample = (ROOT / "cycles" / FIRST / FACTS_FILE).read_text("utf-8")
    assert text.partition("\n")[0] == sample.partition("\n")[0]
    listed = {item.id for item in load_cycle(ROOT / "cycles" / FIRST).cycle.documents}
    assert listed <= set(re.findall(r"(?m)^#   # ([a-z-]+)  \S+$", text))


def _fill_in(blank: str, sample: str) -> str:
    """Fill each fact of a blank file with the text that the sample has for it."""
    blocks = re.split(r"(?m)^(?=[a-z_]+:)", sample)[1:]
    filled = {block.partition(":")[0]: block for block in blocks}
    parts = re.split(r"(?m)^(?=[a-z_]+:)", blank)
    return "".join(filled.get(part.partition(":")[0], part) for part in parts)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_new_then_check_then_fill_in_then_check(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "cycles").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("")
    new = run("new", NEW, project=project)
    assert (new.returncode, new.stderr) == (0, "")
    assert new.stdout.startswith(f"已新建 cycles/{NEW}/cycle.yml。\n\n要填写的有 22 处，")
    assert new.stdout.endswith(f"\n\n下一步：填写后运行 huiqi check {NEW}\n")
    open_check = run("check", project=project)
    assert (open_check.returncode, open_check.stderr) == (1, "")
    assert open_check.stdout.count("错误 [slot]") == 31
    assert re.findall(r"错误 \[(R\d\d)\]", open_check.stdout) == ["R09", "R13", "R01", "R04"]
    path = project / "cycles" / NEW / FACTS_FILE
    sample = (ROOT / "cycles" / name / FACTS_FILE).read_text("utf-8")
    text = _fill_in(path.read_text("utf-8"), sample).replace(f"id: {name}", f"id: {NEW}")
    path.write_text(text, "utf-8")
    materials = ROOT / "cycles" / name / "materials"
    if materials.is_dir():
        shutil.copytree(materials, path.parent / "materials")
    filled = run("check", project=project)
    # The sample of 2021 is filled in under an id of 2025, and that is noticed.
    year = "应为与会议周期代号 2025-loyalty 一致的年度，实为2021。"
    said = f"{year}改法：核对 id 和会议年度。\n错误 0 项，提示 1 项。\n"
    assert filled.returncode == 0
    assert filled.stdout.endswith(said if name == FIRST else "检查通过，没有问题。\n")

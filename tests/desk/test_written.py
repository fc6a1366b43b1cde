"""Texts with names in braces: what they will say stands beside them, and on the sheet in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.desk.form.state import read_state
from huiqi.desk.form.written import Writer
from huiqi.errors import KeyPath
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Set
from tests.desk.test_sheet import list_said, make, open_facts, root
from tests.support.samples import FIRST

__all__ = ["root"]
TITLE = "《关于开好{special_name}{meeting_short}的通知》"


def write(root: Path, path: KeyPath, *changes: Set) -> str:
    file = root / "cycles" / FIRST / "cycle.yml"
    file.write_text(apply_changes(file.read_text("utf-8"), [*changes]), "utf-8")
    return Writer(read_state(root, FIRST)).write(path)


@pytest.mark.parametrize(
    ("path", "changes", "said"),
    [
        (("bodies", 0, "name"), [], ""),
        (("bodies", 7, "name"), [], "省委党史学习教育领导小组办公室"),
        (("agenda", 1, "text"), [], "市委书记代表市委常委班子作对照检查"),
        (
            ("meeting", "attendees"),
            [Set(("meeting", "attendees"), ["{team}成员", "<i>&甲*"])],
            "市委常委班子成员\n<i>&甲*",
        ),
        (
            ("agenda", 1, "text"),
            [Set(("team", "name"), None)],
            "市委书记代表〔班子名称：待定〕作对照检查",
        ),
        (("reading_list", 4, "items", 1, "title"), [], "习近平总书记在庆祝中国共产党成立100周年大会上的重要讲话"),
        (
            ("reading_list", 4, "items", 1, "title"),
            [Set(("reading_list", 4, "items", 1, "date"), None)],
            "习近平总书记在庆祝中国共产党成立〔建党周年数：待定〕周年大会上的重要讲话",
        ),
        # Names that go round in a circle, and one that nothing bears, are errors of their fields.
        (
            ("bodies", 3, "name"),
            [Set(("bodies", 3, "name"), "{province}和{nobody}")],
            "",
        ),
    ],
)  # fmt: skip
def test_what_a_text_will_say(root: Path, path: KeyPath, changes: list[Set], said: str) -> None:
    assert write(root, path, *changes) == said


def test_the_sheet_shows_what_will_be_written(root: Path) -> None:
    write(root, (), Set(("team", "name"), None))
    sheet = make(open_facts(root, FIRST))
    said = list_said(sheet)
    assert not [text for text in said if "{" in text]
    assert "《关于开好党史学习教育专题民主生活会的通知》" in said
    lines = [
        line.cell for section in sheet.sections for one in section.parts for line in one.lines
    ]  # fmt: skip
    (attendees,) = (cell for cell in lines if cell.text.endswith("待定〕成员"))
    assert attendees.pieces[-2:] == [("〔班子名称：待定〕", True), ("成员", False)]

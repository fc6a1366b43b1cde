"""The macros in an engine without our hooks: which facts they load, how often, what they refuse."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click import ClickException

import macros
from huiqi.errors import FindingsError
from macros.loading import load_scope
from macros.scope import Rendition, open_scope
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle


class Engine:
    """What the macros ask of mkdocs-macros."""

    def __init__(self, root: Path, **extra: Any) -> None:
        self.project_dir, self.conf = str(root), {"extra": extra}
        self.config = {"include_dir": "docs/parts"}
        self.variables: dict[str, Any] = {}
        self.macros: dict[str, Any] = {}
        self.page: Any = None

    def macro(self, function: Any, name: str) -> None:
        self.macros[name] = function


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (FIRST, SECOND):
        (tmp_path / "cycles" / name).mkdir(parents=True)
        shutil.copy2(ROOT / "cycles" / name / "cycle.yml", tmp_path / "cycles" / name)
    return tmp_path


def change(root: Path, old: str, new: str) -> None:
    path = root / "cycles" / FIRST / "cycle.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_chosen_cycle_is_loaded_in_the_public_rendition(root: Path) -> None:
    engine = Engine(root, cycle=FIRST, draft=False)
    macros.define_env(engine)
    cycle = make_cycle(FIRST)
    assert str(engine.variables["cycle"].title) == str(open_scope(cycle).view.title)
    assert load_scope(root, {"cycle": FIRST}).rendition == Rendition.public(cycle)
    assert "99号" not in engine.macros["basis_text"]()  # an internal number
    assert engine.config["include_dir"] == str(root / "docs" / "parts")
    macros.on_pre_page_macros(engine)  # nobody is there to ask which page shows a blank


def test_all_pages_share_one_loading_until_the_file_changes(root: Path) -> None:
    first = load_scope(root, {"cycle": FIRST})
    assert load_scope(root, {"cycle": FIRST}) is first
    change(root, "level: ", "level: 新")
    second = load_scope(root, {"cycle": FIRST})
    assert second is not first
    assert (second.cycle.level or "").startswith("新")


def test_what_the_hooks_hand_over_is_not_loaded_again(root: Path) -> None:
    scope = open_scope(make_cycle(SECOND, (("theme",), None)))
    engine = Engine(root, cycle=FIRST, **{macros.HANDED_OVER: SimpleNamespace(scope=scope)})
    macros.define_env(engine)
    assert engine.variables["cycle"] is scope.view
    engine.page = SimpleNamespace(file=SimpleNamespace(src_uri="theme.md"))
    macros.on_pre_page_macros(engine)
    assert str(engine.variables["cycle"].theme)
    assert scope.recorder.noted[("theme",)] == ("会议主题", {"docs/theme.md"})


def test_a_final_site_refuses_what_is_open_a_draft_shows_it(root: Path) -> None:
    change(root, "approved_on: 2021-12-22", "approved_on: null")
    change(root, "theme: 大力", "theme: null  # 大力")
    lines = (root / "cycles" / FIRST / "cycle.yml").read_text("utf-8").split("\n")

    def line_of(start: str) -> int:
        return 1 + next(number for number, line in enumerate(lines) if line.startswith(start))

    with pytest.raises(FindingsError) as caught:
        load_scope(root, {"cycle": FIRST, "draft": False})
    assert [str(finding) for finding in caught.value.findings] == [
        f"错误 [slot] cycles/{FIRST}/cycle.yml:{line_of('theme:')} theme：应为会议主题，实为待定。"
        "改法：在会议事实中填写；未定时用 --draft 生成草稿。",
        f"错误 [gate] cycles/{FIRST}/cycle.yml:{line_of('    approved_on:')} preparation.plan.approved_on：应为方案审核同意日期，实为还没有审核同意。"
        "改法：审核同意后填写；在此以前用 --draft 生成送审稿。",
    ]
    draft = load_scope(root, {"cycle": FIRST, "draft": True})
    assert "会议主题：待定" in str(draft.view.theme)


def test_errors_for_people_end_the_engine_without_a_traceback(root: Path) -> None:
    with pytest.raises(ClickException) as caught:
        macros.define_env(Engine(root, cycle="2020-none"))
    assert caught.value.message == (
        f"\n没有会议周期 2020-none。改法：从现有的周期中选：{FIRST}、{SECOND}。"
    )

"""The same facts give the same bytes: whatever was there before, wherever and by whom it is built."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from huiqi.build.json_store import CACHE
from huiqi.build.run import build_cycles
from tests.support.many_cycles import edit_facts, make_project, name_cycle, write_cycle
from tests.support.projects import ROOT

_EDITS = 2


def _snapshot(project: Path, *rooms: str) -> dict[str, bytes]:
    paths = [path for room in rooms for path in (project / room).rglob("*") if path.is_file()]
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _change_theme(project: Path, chance: random.Random) -> None:
    cycle = chance.choice(sorted((project / "cycles").glob("2025-*/cycle.yml")))
    edit_facts(cycle, "\ntheme: ", f"\ntheme: 改{chance.randrange(9)}，")


def _change_a_page(project: Path, chance: random.Random) -> None:
    with (project / "docs" / "theme.md").open("a", encoding="utf-8") as page:
        page.write(f"\n补充第{chance.randrange(9)}段。\n")


def _say_anothers_word(project: Path, _: random.Random) -> None:
    """One cycle is refused, and stays as it was, until the next edit puts it right."""
    edit_facts(project / "cycles" / name_cycle(1) / "cycle.yml", "\ntheme: ",
               "\ntheme: 松川水务集团第002公司党委班子")  # fmt: skip
    _build(project, ok=False)
    edit_facts(
        project / "cycles" / name_cycle(1) / "cycle.yml", "松川水务集团第002公司党委班子", ""
    )


def _add_and_remove(project: Path, chance: random.Random) -> None:
    number = chance.randint(3, 4)
    path = project / "cycles" / name_cycle(number)
    if path.exists():
        shutil.rmtree(path)
    else:
        write_cycle(project, number)


def _spoil_a_site(project: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((project / "public" / name_cycle(2)).rglob("*.html")))
    path.unlink()


def _make_a_draft(project: Path, _: random.Random) -> None:
    build_cycles(project, (name_cycle(2),), draft=True, report=print)


def _spoil_the_cache(project: Path, chance: random.Random) -> None:
    chance.choice(sorted((project / CACHE).glob("*.json"))).write_text("{}", "utf-8")


def _restore(project: Path, _: random.Random) -> None:
    """A file that was changed and changed back: only its time is another."""
    path = project / "docs" / "index.md"
    path.write_bytes(path.read_bytes())


EDITS: list[Callable[[Path, random.Random], None]] = [
    _change_theme, _change_a_page, _say_anothers_word, _add_and_remove, _spoil_a_site,
    _make_a_draft, _spoil_the_cache, _restore,
]  # fmt: skip


def _build(project: Path, *, ok: bool = True) -> None:
    outcomes = build_cycles(project, (), draft=False, report=print)
    assert not ok or [outcome.error for outcome in outcomes if outcome.error] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [int(os.environ.get("HUIQI_SEED", "1"))])
def test_any_way_leads_to_what_a_clean_build_gives(tmp_path: Path, seed: int) -> None:
    chance, project = random.Random(seed), make_project(tmp_path / "project", 2)
    _build(project)
    for number in range(_EDITS):
        chance.choice(EDITS)(project, chance)
        if number % 2:
            _build(project)
    _build(project)
    clean = shutil.copytree(
        project, tmp_path / "clean", ignore=shutil.ignore_patterns("public", "pack", ".cache")
    )
    _build(clean)
    rooms = ("public", *(f"pack/{path.name}" for path in (clean / "cycles").glob("2025-*")))
    assert _differences(_snapshot(project, *rooms), _snapshot(clean, *rooms)) == []


@pytest.mark.slow
def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    surroundings = [
        ("a", {"TZ": "Pacific/Kiritimati", "LANG": "zh_CN.UTF-8"}, 0o022),
        ("深 处/#b", {"TZ": "America/Los_Angeles", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400",
                   "PYTHONHASHSEED": "7"}, 0o077),
    ]  # fmt: skip
    found = []
    for name, environment, mask in surroundings:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        project = make_project(tmp_path / name, 1, every_paper=True)
        done = subprocess.run(
            [sys.executable, "-m", "huiqi", "build"], cwd=project, umask=mask, capture_output=True,
            env=_plain() | environment | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        found.append(_snapshot(project, "public", "pack"))
    assert _differences(*found) == []


def _plain() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }

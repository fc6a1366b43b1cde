"""The README's story, walked: its edits made, its commands run, its output compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import run, run_fresh
from tests.support.projects import ROOT

FACTS = Path("cycles", "2025-loyalty", "cycle.yml")
_HEADING = "## 用命令和文本编辑器，从头到尾"
_FENCE = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EDIT = re.compile(r"(\w+: .*?) +# 第 (\d+) 行")
_LEFT_OUT = "……"
# The day and the site's digest: both change with what is built.
_VARYING = re.compile(r"\d{6}-\d{8}-[0-9a-f]{12}|[0-9a-f]{16}")


def read_story() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    return text.partition(_HEADING)[2].partition("\n## ")[0]


def edit(project: Path, block: str) -> None:
    """Write each value on the line that stands beside it, where the key must be the same."""
    lines = (project / FACTS).read_text("utf-8").splitlines()
    for said, number in _EDIT.findall(block):
        index, key = int(number) - 1, said.partition(":")[0]
        old = lines[index]
        assert re.match(rf"[ -]*{key}: ", old), (number, old)
        lines[index] = old[: old.index(f"{key}: ")] + said
    assert len(_EDIT.findall(block)) == len(block.splitlines())
    (project / FACTS).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def split_commands(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        yield command.split(), lines


def fits(said: list[str], printed: list[str]) -> bool:
    """Whether all that is printed is said, except where lines are left out."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == _LEFT_OUT else re.escape(_VARYING.sub("*", line)) + r"\n"
        for line in said
    )
    return bool(re.fullmatch(pattern, "".join(f"{_VARYING.sub('*', line)}\n" for line in printed)))


def test_what_is_left_out_and_what_does_not_fit() -> None:
    assert fits(["a", "……", "d"], ["a", "b", "c", "d"])
    assert fits(["a", "……", "d"], ["a", "d"])
    for printed in (["a", "b"], ["x", "b", "d"], ["a", "b", "d", "e"]):
        assert not fits(["a", "……", "d"], printed)


@pytest.mark.slow
def test_the_story(public: Path, tmp_path: Path) -> None:
    """In a project whose samples are built, as ``make site`` leaves it."""
    project, place = shutil.copytree(public.parent, tmp_path / "project"), str(tmp_path)
    shutil.copytree(ROOT / "cycles", project / "cycles", dirs_exist_ok=True)
    assert run("build", "--jobs", "1", project=project).returncode == 0
    walked = 0
    for kind, block in _FENCE.findall(read_story()):
        if kind == "yaml":
            edit(project, block)
            continue
        for command, said in split_commands(block):
            assert command[0] == "huiqi"
            words = [word.replace("/srv/www", place) for word in command[1:]]
            done = run_fresh(*words, project=project)
            printed = (done.stdout + done.stderr).replace(place, "/srv/www").splitlines()
            assert fits(said, printed), (command, printed)
            walked += 1
    assert walked > 9
    assert (tmp_path / "minzhu" / "2025-loyalty" / "index.html").is_file()

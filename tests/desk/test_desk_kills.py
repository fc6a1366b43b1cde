"""The desk killed in the midst of a preview, a draft or a publication: what stands is old or new, never half."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from huiqi.desk.making.preview_tasks import make_preview
from huiqi.desk.making.tasks import CycleTask
from huiqi.files.checksums import verify
from tests.support import kills
from tests.support.desks import Desk, make_desk_project, read_line
from tests.support.drawn import EVERY, open_chance
from tests.support.many_cycles import make_project
from tests.support.projects import ROOT
from tests.support.samples import BRANCH

_KILLS, _HEAVY = (20, 20) if EVERY else (2, 1)
_PAGE = "overview.html"
_PLACES = ("三楼排练厅", "四楼排练厅")


@contextmanager
def run_and_kill(project: Path, chance: random.Random, longest: float) -> Iterator[Desk]:
    """Run the desk, and kill it at some moment after the block."""
    process = kills.start(["-m", "huiqi", "desk", "--no-browser", "--port", "0"], project)
    yield Desk(process, read_line(process)).open()
    time.sleep(chance.random() * longest)
    assert kills.kill(process)


def post(desk: Desk, path: str, **data: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(desk.ask("POST", path, desk.own, json.dumps(data)).text)
    return found


def write_place(project: Path, place: str) -> None:
    path = project / "cycles" / BRANCH / "cycle.yml"
    text = re.sub(r"(?m)^  place: .*$", f"  place: {place}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def make_real_project(folder: Path) -> Path:
    """Make a project of one cycle that the real builder builds."""
    project = make_desk_project(folder)
    for room in ("docs", "huiqi", "macros", "templates", "theme"):
        (project / room).symlink_to(ROOT / room)
    return project


def test_a_preview_that_is_killed(tmp_path: Path) -> None:
    """The page that is looked at may be new before the others; each is whole."""
    chance, project = open_chance(), make_real_project(tmp_path / "project")
    preview, wholes = project / ".desk" / BRANCH / "preview", []
    for place in _PLACES:
        write_place(project, place)
        assert make_preview(CycleTask(project, BRANCH)).error is None
        wholes.append(kills.read_files(preview))
    assert wholes[0][_PAGE] != wholes[1][_PAGE]
    for number in range(_HEAVY):
        write_place(project, _PLACES[number % 2])
        with run_and_kill(project, chance, 6) as desk:
            address = f"/cycles/{BRANCH}/preview/state?at={_PAGE}"
            assert desk.ask("GET", address, {"cookie": desk.cookie}).status == 200
        found = kills.read_files(preview)
        page = found.pop(_PAGE)
        assert page in [whole[_PAGE] for whole in wholes]
        assert any(is_part(found, whole) for whole in wholes)
    assert make_preview(CycleTask(project, BRANCH)).error is None
    assert kills.read_files(preview) == wholes[(_HEAVY - 1) % 2]
    assert [path.name for path in preview.parent.glob("preview*")] == ["preview"]


def is_part(found: kills.Files, whole: kills.Files) -> bool:
    """Whether these are all files of a preview but the page that is looked at."""
    return {name: data for name, data in whole.items() if name != _PAGE} == found


def test_a_draft_that_is_killed(tmp_path: Path) -> None:
    chance, project = open_chance(), make_real_project(tmp_path / "project")
    for number in range(_HEAVY):
        write_place(project, _PLACES[number % 2])
        with run_and_kill(project, chance, 12) as desk:
            assert "error" not in post(desk, f"/cycles/{BRANCH}/make/draft")
        site = project / "public" / BRANCH
        assert not site.exists() or is_whole(project)


def is_whole(project: Path) -> bool:
    """Whether all pages of a site are of one state."""
    site = project / "public" / BRANCH
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    said = [place for place in _PLACES if any(place in page for page in pages)]
    return len(said) == 1 and (site / "cycle.json").is_file() and (site / "plan.html").is_file()


def test_a_publication_that_is_killed(tmp_path: Path) -> None:
    chance, live = open_chance(), tmp_path / "live"
    project = make_project(tmp_path / "project", len(kills.CYCLES))
    wholes = []
    home = f"/cycles/{kills.CYCLES[0]}/release"
    for number in range(_KILLS + 1):
        kills.write_state(project, kills.STATES[number % 2])
        kills.build_copies(project)
        wholes.append(kills.read_files(project / "public"))
        with run_and_kill(project, chance, 0.4 if number else 0) as desk:
            sign(desk, home)
            stamp = post(desk, f"{home}/plan", action="publish", place=str(live))["stamp"]
            publishing = threading.Thread(target=publish, args=(desk, home, live, stamp))
            publishing.start()
            if not number:
                publishing.join()
        publishing.join()
        assert verify(live.resolve()) == {}
        assert kills.read_files(live.resolve()) in wholes


def sign(desk: Desk, home: str) -> None:
    """Review the sites as they are."""
    page = desk.ask("GET", home, {"cookie": desk.cookie}).text
    digest = re.search(r'id="sign" data-digest="(\w+)"', page)
    if digest:
        ticks = re.findall(r'id="tick-\d+" name="([^"]+)"', page)
        said = post(desk, f"{home}/sign", digest=digest[1], reviewer="毕三", ticked=ticks)
        assert "error" not in said, said


def publish(desk: Desk, home: str, live: Path, stamp: object) -> None:
    """Publish; the desk may be gone before it answers."""
    with suppress(OSError, http.client.HTTPException, json.JSONDecodeError):
        post(desk, f"{home}/do", action="publish", place=str(live), stamp=stamp)

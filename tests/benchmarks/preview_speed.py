"""What it takes from Enter in a field of the form to the new page in the preview's frame.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.preview_speed
The larger sample, the real desk, real Chromium. Seconds of the clock until the frame shows what was
typed, processor seconds of the desk and its processes until then, and until the whole preview is made
again; medians of seven, after the first time.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.benchmarks.one_cycle import make_one
from tests.support.browsers import open_browser
from tests.support.desks import Desk, open_page, run_desk
from tests.support.samples import FIRST

_ROUNDS = 7
_WALL = 2.0
_TICK = os.sysconf("SC_CLK_TCK")
_SECTION, _FIELDS = "meeting", ("会议主题", "地点")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch, open_browser() as browser:
        project = make_one(Path(scratch) / "project")
        size = {"width": 1600, "height": 1000}
        with (
            run_desk(project) as desk,
            open_page(browser, desk, patience=60, viewport=size) as page,
        ):
            for title in _FIELDS:
                page.goto(f"http://127.0.0.1:{desk.port}/cycles/{FIRST}/facts/{_SECTION}")
                _await_whole(page)
                costs = [_measure(desk, page, title, number) for number in range(_ROUNDS + 1)][1:]
                wall, saved, shown, whole = (
                    statistics.median(values) for values in zip(*costs, strict=True)
                )
                print(
                    f"{title}: {wall:.2f} s until it is seen (at most {_WALL}), {saved:.2f} s until it is "
                    f"saved; {shown:.2f} s of processor until it is seen, {whole:.2f} s in all",
                    flush=True,
                )


def _measure(desk: Desk, page: Page, title: str, number: int) -> tuple[float, float, float, float]:
    words = f"第{number}次改动"
    field = page.get_by_label(title, exact=True).first
    field.fill(words)
    used, begun = _used(desk.process.pid), time.perf_counter()
    with page.expect_response(lambda answer: answer.url.endswith("/set")):
        field.press("Enter" if field.evaluate("one => one.tagName") == "INPUT" else "Tab")
    saved = time.perf_counter() - begun
    page.frame_locator("#preview iframe").get_by_text(words).first.wait_for()
    wall = time.perf_counter() - begun
    shown = _used(desk.process.pid) - used
    _await_whole(page)
    return wall, saved, shown, _used(desk.process.pid) - used


def _await_whole(page: Page) -> None:
    """Wait until the preview is as the facts are, all of it."""
    page.locator("#preview-notice").get_by_text("预览是最新的。").wait_for()
    page.frame_locator("#preview iframe").locator("h1").first.wait_for()


def _used(pid: int) -> float:
    """Return the processor seconds of a process, of those that it has started and of the ended ones."""
    seconds = 0.0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = entry.parent.name, entry.read_text("utf-8").rpartition(") ")[2].split()
        except OSError:
            continue  # it has just ended
        if pid in (int(number), int(rest[1])):
            seconds += sum(map(int, rest[11:15])) / _TICK
    return seconds


if __name__ == "__main__":
    main()

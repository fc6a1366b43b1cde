"""The pieces of work of the desk's process: files of the project in, files or bytes out.

Whatever takes time to import is imported where it is used: the desk itself needs none of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from huiqi.desk.keeping.place import find_cycle_folder
from huiqi.errors import Finding, HuiqiError, KeyPath

T = TypeVar("T")
R = TypeVar("R")
Kind = Literal["draft", "final", "pack"]
MARK = "预览"
SCRIPT = "preview-page.js"
_STATIC = Path(__file__).parent.parent / "static"


class Do(Protocol):
    """Has a piece of work done, and is told its stages."""

    def __call__(self, work: Callable[[T], R], item: T, hear: Callable[[str], None]) -> R: ...


@dataclass(frozen=True)
class CycleTask:
    """What is to be made of a cycle; ``kind`` is that of a site, or the pack alone."""

    root: Path
    cycle: str
    kind: Kind = "draft"


@dataclass(frozen=True)
class PreviewMade:
    """A preview that was put in place: the facts that each of its pages shows; or why there is none."""

    shown: Mapping[str, Set[KeyPath]]
    error: HuiqiError | None = None


def make_preview(task: CycleTask) -> PreviewMade:
    """Make the preview of a cycle's site, and put it in the place of the old one whole."""
    from huiqi.build.worker import collect_seldom

    live = find_cycle_folder(task.root, task.cycle) / "preview"
    fresh, old = live.with_name("preview.new"), live.with_name("preview.old")
    try:
        with collect_seldom():
            return _make_preview(task, fresh, live, old)
    except HuiqiError as error:
        return PreviewMade({}, error)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _make_preview(task: CycleTask, fresh: Path, live: Path, old: Path) -> PreviewMade:
    from huiqi.facts.reading.load import load_cycle
    from huiqi.files.atomic import replace_folder
    from huiqi.site.mkdocs_build import build_site

    for rest in (fresh, old):  # a killed desk left them
        shutil.rmtree(rest, ignore_errors=True)
    live.parent.mkdir(parents=True, exist_ok=True)
    facts = load_cycle(task.root / "cycles" / task.cycle)
    draft = facts.cycle.archived_on is None
    shown = build_site(task.root, facts, fresh, draft=draft, mark=MARK)
    _add_script(fresh)
    replace_folder(fresh, live, old)
    pages = {
        f"{place.removeprefix('docs/').removesuffix('.md')}.html": frozenset(paths)
        for place, paths in shown.items()
        if place
    }
    return PreviewMade(pages)


def _add_script(site: Path) -> None:
    """Let each page of a preview tell the desk's frame where it is."""
    shutil.copyfile(_STATIC / SCRIPT, site / "assets" / SCRIPT)
    for page in site.rglob("*.html"):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text("utf-8")
        tag = f'<script defer src="{up}assets/{SCRIPT}"></script></head>'
        page.write_text(text.replace("</head>", tag, 1), "utf-8", newline="")


@dataclass(frozen=True)
class Made:
    """What came of a build: hints and what waits, or why nothing was made.

    ``busy``: another program builds the project just now; ``kept``: all is as it was.
    """

    hints: tuple[Finding, ...] = ()
    error: HuiqiError | None = None
    busy: bool = False
    kept: bool = False


def make_cycle(task: CycleTask) -> Made:
    """Make a cycle's site and pack, or its pack alone, as the command line does."""
    from huiqi.build.lock import ProjectBusyError

    try:
        return _make_pack(task) if task.kind == "pack" else _make_site(task)
    except ProjectBusyError as error:
        return Made(error=error, busy=True)
    except HuiqiError as error:
        return Made(error=error)


def _make_site(task: CycleTask) -> Made:
    from huiqi.build.job import ProgramFaultError
    from huiqi.build.run import build_cycles

    draft = task.kind == "draft"
    outcomes = build_cycles(task.root, (task.cycle,), draft=draft, report=lambda _: None)
    own = next(outcome for outcome in outcomes if outcome.cycle == task.cycle)
    if isinstance(own.error, ProgramFaultError) and own.error.__cause__:
        raise own.error.__cause__  # told as every bug of the desk is: without its message
    if own.way == "sample":
        raise HuiqiError("这是样例：有本单位的会议以后，样例不再生成网站。")
    return Made(own.hints, own.error, kept=own.way in ("kept", "archived"))


def _make_pack(task: CycleTask) -> Made:
    from huiqi.build.cycle_pack import build_cycle_pack

    hints: list[Finding] = []
    _, waiting = build_cycle_pack(task.root, task.cycle, draft=False, report=hints.append)
    return Made((*hints, *waiting))

"""Making the preview of a cycle's site in the desk's process: whole, or one page of it at once."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from huiqi.desk.keeping.place import find_cycle_folder
from huiqi.desk.making.tasks import CycleTask
from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.folders import FACTS_FILE

MARK = "预览"
SCRIPT = "preview-page.js"
_SINGLE = "preview.page"
_STATIC = Path(__file__).parent.parent / "static"
_MADE = re.compile(r' data-made="([0-9a-f]+)"></script></head>')


class SupersededError(Exception):
    """The facts are others again: what is being made would be old before it is whole."""


@dataclass(frozen=True)
class PageTask:
    """A page of a cycle's preview, by its address in the site."""

    root: Path
    cycle: str
    address: str


@dataclass(frozen=True)
class PreviewMade:
    """What was put in place: the facts that each page shows; or why there is none.

    ``superseded``: nothing was put in place, since the facts have changed meanwhile.
    """

    shown: Mapping[str, Set[KeyPath]]
    error: HuiqiError | None = None
    superseded: bool = False


def make_page(task: PageTask) -> PreviewMade:
    """Make one page of a preview that is there, and put it in the place of the old one."""
    from huiqi.facts.reading.load import load_cycle
    from huiqi.files.atomic import write_atomically
    from huiqi.site.mkdocs_build import build_site
    from huiqi.site.single_page import SinglePage

    live = find_cycle_folder(task.root, task.cycle) / "preview"
    fresh = live.with_name(_SINGLE)
    if not (live / task.address).is_file():
        return PreviewMade({})
    try:
        facts = load_cycle(task.root / "cycles" / task.cycle)
        draft = facts.cycle.archived_on is None
        single = SinglePage(task.address, live)
        shown = build_site(task.root, facts, fresh, draft=draft, mark=MARK, single=single)
        page = add_script((fresh / task.address).read_text("utf-8"), task.address)
        write_atomically(live / task.address, page.encode(), beside=fresh)
        pages = _by_address(shown)
        return PreviewMade({task.address: pages[task.address]} if task.address in pages else {})
    except HuiqiError as error:
        return PreviewMade({}, error)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def make_preview(task: CycleTask) -> PreviewMade:
    """Make the preview of a cycle's site, and put it in the place of the old one whole.

    Where there is an old one, it gives up as soon as the facts have changed again.
    """
    from huiqi.build.worker import hold_collection

    live = find_cycle_folder(task.root, task.cycle) / "preview"
    fresh, old = live.with_name("preview.new"), live.with_name("preview.old")
    try:
        with hold_collection():
            return _make_preview(task, fresh, live, old)
    except SupersededError:
        return PreviewMade({}, superseded=True)
    except HuiqiError as error:
        return PreviewMade({}, error)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _make_preview(task: CycleTask, fresh: Path, live: Path, old: Path) -> PreviewMade:
    from huiqi.facts.reading.load import load_cycle
    from huiqi.files.atomic import replace_folder
    from huiqi.site.mkdocs_build import build_site

    for rest in (fresh, old, live.with_name(_SINGLE)):  # a killed desk left them
        shutil.rmtree(rest, ignore_errors=True)
    live.parent.mkdir(parents=True, exist_ok=True)
    folder = task.root / "cycles" / task.cycle
    pause = watch_facts(folder / FACTS_FILE) if live.is_dir() else None
    facts = load_cycle(folder)
    draft = facts.cycle.archived_on is None
    shown = build_site(task.root, facts, fresh, draft=draft, mark=MARK, pause=pause)
    _add_scripts(fresh)
    replace_folder(fresh, live, old)
    return PreviewMade(_by_address(shown))


def watch_facts(path: Path) -> Callable[[], None]:
    """Return what raises SupersededError once a file is another than now."""

    def look() -> tuple[int, int, int]:
        state = path.stat()
        return state.st_mtime_ns, state.st_size, state.st_ino

    begun = look()

    def refuse_old() -> None:
        try:
            same = look() == begun
        except OSError:
            same = False
        if not same:
            raise SupersededError

    return refuse_old


def _by_address(shown: Mapping[str, Set[KeyPath]]) -> dict[str, frozenset[KeyPath]]:
    return {
        f"{place.removeprefix('docs/').removesuffix('.md')}.html": frozenset(paths)
        for place, paths in shown.items()
        if place
    }


def _add_scripts(site: Path) -> None:
    """Let each page of a preview tell the desk's frame where it is, and which one."""
    shutil.copyfile(_STATIC / SCRIPT, site / "assets" / SCRIPT)
    for page in site.rglob("*.html"):
        text = add_script(page.read_text("utf-8"), page.relative_to(site).as_posix())
        page.write_text(text, "utf-8", newline="")


def add_script(text: str, address: str) -> str:
    """Return a page of a preview with its script, which knows what the page was without it."""
    up, made = "../" * address.count("/"), hashlib.sha256(text.encode()).hexdigest()
    tag = f'<script defer src="{up}assets/{SCRIPT}" data-made="{made}"></script></head>'
    return text.replace("</head>", tag, 1)


def read_made(site: Path, address: str) -> str:
    """Return what the script of a page knows it by; nothing where there is no such page."""
    page = site / address
    try:
        if not page.resolve().is_relative_to(site.resolve()):
            return ""
        match = _MADE.search(page.read_text("utf-8"))
    except (OSError, ValueError):  # ValueError: no path at all, or no text
        return ""
    return match[1] if match else ""

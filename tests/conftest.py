"""What tests share: real Chromium, both sites in a folder of an awkward name, materials."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from huiqi.materials.load import load_materials
from huiqi.materials.read_file import MaterialPage
from tests.support.browsers import Windows, open_browser
from tests.support.drawn import EVERY
from tests.support.projects import build_public
from tests.support.samples import FIRST, make_facts

_HERE = Path(__file__).resolve().parent

# The longest files, longest first: whoever comes to one of them last lets the others wait. The first alone needs the
# sites of ``public``, for which all others would wait.
_LONGEST = (
    "site/test_search.py", "build/test_build.py", "windows/test_bundle.py", "commands/test_cli.py",
    "site/test_every_page.py", "build/test_same_bytes.py", "build/test_cluster.py",
    "word/test_word_files.py", "commands/test_readme.py", "site/test_display.py",
    "desk/test_facts_browser.py", "site/test_keyboard.py", "site/test_loading.py",
    "word/test_word_layout.py", "site/test_mkdocs_project.py", "site/test_browser.py",
    "desk/test_keep_browser.py", "desk/test_making.py", "site/test_home.py",
    "desk/test_desk_kills.py", "desk/test_release.py", "build/test_build_kills.py",
    "publish/test_publish.py", "publish/test_nginx.py", "site/test_talk_page.py",
    "desk/test_collected_desk.py", "word/test_last_pages.py", "site/test_pages.py",
    "build/test_samples.py", "publish/test_publish_commands.py", "desk/test_collected_office.py",
    "site/test_downloads.py", "desk/test_materials_desk.py", "site/test_print.py",
    "desk/test_cycle_life.py", "desk/test_desk_browser.py", "site/test_css_trim.py",
    "word/test_pack.py", "site/test_facts_on_pages.py", "site/test_portal_search.py",
    "desk/test_form.py", "desk/test_starting.py", "compare/test_html_report.py",
)  # fmt: skip

# Too much for every run: some are drawn, under a seed that is printed; EVERY=1 takes all of them.
_DRAWN, _HOW_MANY = (
    "build/test_build_kills.py", "build/test_same_bytes.py", "desk/test_keep_browser.py",
    "desk/test_making.py", "desk/test_release.py", "desk/test_save_kills.py",
), 2  # fmt: skip
_SEED = "HUIQI_FILES_SEED"


def pytest_configure(config: pytest.Config) -> None:
    """Draw once for all processes: they have the environment of the first."""
    if not hasattr(config, "workerinput"):
        os.environ.setdefault(_SEED, os.environ.get("HUIQI_SEED") or str(random.randrange(10**9)))


def pytest_report_header() -> str:
    """Print the seed."""
    return f"files of {len(_DRAWN)} drawn, {_SEED}={os.environ[_SEED]}: {'、'.join(_draw())}"


def _draw() -> list[str]:
    return list(_DRAWN) if EVERY else random.Random(os.environ[_SEED]).sample(_DRAWN, _HOW_MANY)


def pytest_collection(session: pytest.Session) -> None:
    """Load a share of the files first, each process another: pytest keeps what it makes of a file.

    Left alone, all processes of a fresh checkout come to the same file at the same time, and each
    rewrites its assertions for itself: half of what collecting costs.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    for path in _list_files(session.config)[number::count] if count > 1 else ():
        with suppress(Exception):  # collecting it says what is wrong with it
            import_module(".".join(path.relative_to(_HERE.parent).with_suffix("").parts))


def _list_files(config: pytest.Config) -> list[Path]:
    """Return the files with tests that were asked for."""
    asked = [Path(config.invocation_params.dir, name.partition("::")[0]) for name in config.args]
    files = (path.rglob("test_*.py") if path.is_dir() else [path] for path in asked)
    return sorted({path.resolve() for of_one in files for path in of_one})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest files, and leave out those that were not drawn, unless they were named."""
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(_HERE).as_posix(), len(places)))
    left_out = set() if config.args != ["tests/"] else set(_DRAWN) - set(_draw())
    for item in items:
        if item.path.relative_to(_HERE).as_posix() in left_out:
            item.add_marker(pytest.mark.skip(reason="not drawn: EVERY=1 takes it"))


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return all sites as built, once for all processes; whoever changes them works on a copy."""
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    project, whole = common / "sites" / "会 期 #1", common / "sites-are-whole"
    with FileLock(common / "sites.lock"):
        if not whole.exists():
            build_public(project)
            whole.touch()
    return project / "public"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """Return the one browser of this process; what a module leaves open in it is closed."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """Return the windows of a module: opening one takes longer than showing a page."""
    return Windows(browser)


Load = Callable[..., dict[str, MaterialPage]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that loads the given files as the materials of the first sample."""

    def load(files: dict[str, str | bytes], **more: Any) -> dict[str, MaterialPage]:
        folder = tmp_path / "materials"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
        index = more.get("index") or [
            {"id": f"m{number}", "file": name, "title": "材料"} for number, name in enumerate(files)
        ]
        facts = make_facts(FIRST, (("materials",), index))
        return load_materials(replace(facts, folder=tmp_path))

    return load

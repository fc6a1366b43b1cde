"""One desk a module, in a project of the samples unless the module makes another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.desks import Desk, make_desk_project, open_page, run_desk


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk_project(tmp_path_factory.mktemp("desk") / "会 期 #1")


@pytest.fixture(scope="module")
def desk(project: Path) -> Iterator[Desk]:
    with run_desk(project) as desk:
        yield desk


@pytest.fixture(scope="module")
def opened(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Return the desk's first page in Chromium; tests of a module go on in the same tab."""
    with open_page(browser, desk) as page:
        yield page

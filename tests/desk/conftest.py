"""One desk in a project of samples, for tests that only ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desks import Desk, make_desk_project, run_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    project = make_desk_project(tmp_path_factory.mktemp("desk") / "会 期 #1")
    with run_desk(project) as desk:
        yield desk

"""`make test` runs every test that there is, and its switches reach who looks at them."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest

from tests.support.projects import ROOT


def test_pytest_passes_over_no_room(request: pytest.FixtureRequest) -> None:
    """pytest's own list holds ``build``: that room's tests did not run for a while."""
    left_out = request.config.getini("norecursedirs")
    files = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    passed_over = [
        str(file)
        for file in files
        if any(fnmatch(part, sign) for part in file.parts for sign in left_out)
    ]
    assert len(files) > 90
    assert [file for file in passed_over if "node_modules" not in file] == []


def test_switches_of_make_are_read() -> None:
    handed_over = re.findall(r"^export (HUIQI_\w+)", (ROOT / "Makefile").read_text("utf-8"), re.M)
    text = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "support").glob("*.py"))
    assert handed_over
    assert [name for name in handed_over if f'"{name}"' not in text] == []

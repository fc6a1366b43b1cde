"""What tests share: real Chromium, both sites in a folder of an awkward name, materials."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from huiqi.materials.load import load_materials
from huiqi.materials.read_file import MaterialPage
from tests.support.browsers import open_browser
from tests.support.projects import build_public
from tests.support.samples import FIRST, make_facts


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return both sites as built; whoever changes them works on a copy."""
    return build_public(tmp_path_factory.mktemp("sites") / "会 期 #1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


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

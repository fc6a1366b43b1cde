"""The rooms of the engine: imports run one way, few files lie loose, and CONTRIBUTING names them all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from huiqi.build.digests import LATER
from tests.support.projects import ROOT

# From the lowest to the highest: a room knows those before it, never those behind it.
ORDER = (
    "errors", "chinese", "project", "tool_versions", "files", "facts", "templating", "rules", "macros",
    "compare", "word", "materials", "site", "build", "publish", "lifecycle", "collect", "console", "desk", "commands",
    "windows", "cli", "__main__",
)  # fmt: skip
# Within the facts: what is known of days, the model, reading it, what follows from it.
FACTS = (
    "folders", "names", "calendar", "date_advice", "date_forms", "model", "reading",
)  # fmt: skip
# Within collect: a paper is read, then kept; what was handed out tells which it is; what follows from all of them.
COLLECT = (
    "model", "section", "written_number", "reading", "naming", "kept", "issued", "recognition", "receiving", "status",
    "freshness", "run", "office", "checks", "report",
)  # fmt: skip
LOOSE = {"__init__", "__main__", "cli", "errors", "chinese", "project", "tool_versions"}


def _modules() -> dict[str, Path]:
    paths = [path for place in ("huiqi", "macros") for path in (ROOT / place).rglob("*.py")]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    return {name.removesuffix(".__init__"): path for name, path in names.items()}


def _room(module: str) -> str:
    top, _, rest = module.partition(".")
    return top if top == "macros" else rest.partition(".")[0]


def _imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules that a file imports at its top, or anywhere within."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (item.name for item in node.names if item.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for item in node.names:
                inner = f"{node.module}.{item.name}"
                yield inner if inner in known else node.module


def _arrows() -> Iterator[tuple[str, str]]:
    known = _modules()
    for module, path in known.items():
        yield from ((module, other) for other in _imports(path, known) if other in known)


def test_every_room_has_its_place() -> None:
    rooms = {_room(module) for module in _modules()} - {""}
    assert rooms == set(ORDER)


def test_imports_run_one_way() -> None:
    against = [
        arrow for arrow in _arrows()
        if _room(arrow[0]) and ORDER.index(_room(arrow[1]) or "errors") > ORDER.index(_room(arrow[0]))
    ]  # fmt: skip
    assert against == []


def test_the_digest_of_what_makes_a_site_leaves_out_the_rooms_behind_it() -> None:
    behind = ORDER[ORDER.index("build") + 1 :]
    assert [room for room in behind if room not in LOOSE] == list(LATER)


def test_imports_run_one_way_within_the_facts() -> None:
    def place(module: str) -> int:
        part = module.removeprefix("huiqi.facts.").partition(".")[0]
        return FACTS.index(part) if part in FACTS else len(FACTS)

    inside = [arrow for arrow in _arrows() if all(one.startswith("huiqi.facts.") for one in arrow)]
    assert inside
    assert [arrow for arrow in inside if place(arrow[1]) > place(arrow[0])] == []


def test_imports_run_one_way_within_collect() -> None:
    def place(module: str) -> int:
        return COLLECT.index(module.removeprefix("huiqi.collect.").partition(".")[0])

    inside = [
        arrow for arrow in _arrows() if all(one.startswith("huiqi.collect.") for one in arrow)
    ]
    assert {place(one) for arrow in inside for one in arrow} == set(range(len(COLLECT)))
    assert [arrow for arrow in inside if place(arrow[1]) > place(arrow[0])] == []


def test_few_files_lie_loose() -> None:
    assert {path.stem for path in (ROOT / "huiqi").glob("*.*")} == LOOSE


def test_the_tests_mirror_the_rooms() -> None:
    rooms = {path.name for path in (ROOT / "huiqi").iterdir() if (path / "__init__.py").is_file()}
    tests = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").is_file()}
    beside = {"audit", "benchmarks", "macros", "project", "support"}
    untested = {"templating", "console"}  # tried through the rooms that use them
    assert tests - beside == rooms - untested


def test_contributing_names_every_room() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = re.findall(r"^\| `huiqi/([\w.]+)/?` \|", text, re.MULTILINE)
    rooms = [room for room in ORDER if room != "macros" and (ROOT / "huiqi" / room).is_dir()]
    assert table == rooms

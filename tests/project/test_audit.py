"""The audit: what it counts as a fault, and that its tools are pinned. make audit runs it for real."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.audit.__main__ import choose_pages
from tests.audit.checker import KNOWN, read_remarks, sort_remarks
from tests.audit.lighthouse import join_runs
from tests.audit.server import PackingHandler
from tests.audit.tools import AuditError
from tests.support.browsers import serve
from tests.support.projects import ROOT

FOLDER = ROOT / "tests/audit"
SAID = "Attribute “autocomplete” is only allowed when the input type is “color” or “week”."


def remark(folder: Path, markup: str, text: str = SAID, kind: str = "error") -> dict[str, Any]:
    """A message of the checker, as its JSON has it."""
    return {
        "type": kind,
        "url": f"file:{folder}/会%20%231/页.html",
        "lastLine": 51,
        "message": text,
        "extract": f"前 {markup} 后",
        "hiliteStart": 2,
        "hiliteLength": len(markup),
    }


def test_only_the_errors_of_the_theme_are_let_pass(tmp_path: Path) -> None:
    own = '<input type="checkbox" autocomplete="off">'
    known = sorted(markup for _, markup in KNOWN)
    messages = [remark(tmp_path, markup) for markup in known]
    messages += [
        remark(tmp_path, own),
        remark(tmp_path, known[0], "Stray end tag “input”."),
        remark(tmp_path, "<td>", "Obsolete.", "info"),
    ]
    findings = sort_remarks(read_remarks(json.dumps({"messages": messages}), tmp_path))
    assert [str(error) for error in findings.errors] == [
        f"会 #1/页.html:51：{SAID}\n    {own}",
        f"会 #1/页.html:51：Stray end tag “input”.\n    {known[0]}",
    ]
    assert (findings.known, findings.warnings, findings.unused) == (2, {"Obsolete.": 1}, [])


def test_a_known_error_that_is_gone_is_named(tmp_path: Path) -> None:
    first, second = sorted(markup for _, markup in KNOWN)
    text = json.dumps({"messages": [remark(tmp_path, first)]})
    assert sort_remarks(read_remarks(text, tmp_path)).unused == [second]


def test_a_page_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    broken = {"type": "non-document-error", "subType": "io", "message": "Truncated."}
    found = sort_remarks(read_remarks(json.dumps({"messages": [broken]}), tmp_path))
    assert [error.text for error in found.errors] == ["Truncated."]


def report(performance: float, accessibility: float = 1) -> dict[str, Any]:
    """A report of Lighthouse with one audit a category."""
    scores = {"performance": performance, "accessibility": accessibility, "best-practices": 1}
    times = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    return {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": f"of-{name}", "weight": 1}]}
            for name, score in scores.items()
        },
        "audits": {name: {"numericValue": 1000 * performance} for name in times}
        | {f"of-{name}": {"score": int(score), "title": name} for name, score in scores.items()},
    }


def test_the_speed_is_a_median_and_all_else_the_worst() -> None:
    marks = join_runs("a.html", [report(0.94), report(0.5), report(1, accessibility=0.97)])
    assert marks.marks == {"performance": 94, "accessibility": 97, "best-practices": 100}
    assert set(marks.times.values()) == {940}
    assert marks.misses() == ["performance", "accessibility"]
    assert marks.faults == ("of-accessibility：accessibility",)
    assert join_runs("a.html", [report(0.95)]).misses() == []


def test_text_is_packed_for_those_who_take_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>一</p>", "utf-8")
    with serve(tmp_path, PackingHandler) as address:
        with urllib.request.urlopen(f"{address}a.html") as plain:  # noqa: S310
            assert plain.read().decode() == "<p>一</p>"
        asking = urllib.request.Request(f"{address}a.html", headers={"Accept-Encoding": "gzip"})  # noqa: S310
        with urllib.request.urlopen(asking) as packed:  # noqa: S310
            assert packed.headers["Content-Encoding"] == "gzip"
            assert packed.headers["Content-Type"].startswith("text/html")
            assert gzip.decompress(packed.read()).decode() == "<p>一</p>"


def test_the_largest_material_is_measured(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="make site"):
        choose_pages(tmp_path)
    for name, size in {"b/index.html": 1, "a/index.html": 1, "a/materials/x.html": 9,
                       "b/materials/y.html": 10, "a/preparation/materials.html": 99}.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    assert choose_pages(tmp_path) == ["a/index.html", "b/index.html", "b/materials/y.html"]


def test_the_tools_are_pinned() -> None:
    project = json.loads((FOLDER / "package.json").read_text("utf-8"))
    lock = (FOLDER / "package-lock.json").read_text("utf-8")
    assert "://" not in lock, (
        "names, versions and hashes alone: npm also writes where to give money"
    )
    packages = json.loads(lock)["packages"]
    del packages[""]
    for name, version in (project["dependencies"] | project["overrides"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert packages[f"node_modules/{name}"]["version"] == version
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not [name for name, package in packages.items() if "resolved" in package]
    # What asks for any version at all would make an install of tomorrow another one, or none.
    loose = {
        name
        for package in packages.values()
        for name, wanted in package.get("dependencies", {}).items()
        if wanted == "latest"
    }
    assert loose == project["overrides"].keys()


def test_pages_hold_no_markup_that_the_checker_refuses(public: Path) -> None:
    """What was once found, so that make test sees it come back without the audit's tools."""
    wrong = []
    for path in sorted(public.rglob("*.html")):
        text = path.read_text("utf-8")
        page = BeautifulSoup(text, "lxml")
        ids = {tag["id"] for tag in page.select("input[id], select[id], textarea[id]")}
        wrong += [
            f"{path.name}: for={tag['for']}"
            for tag in page.select("label[for]")
            if tag["for"] not in ids
        ]
        wrong += [f"{path.name}: {tag.name} kind" for tag in page.select("[kind]:not(track)")]
        wrong += [f"{path.name}: {mark}" for mark in ('tabindex=""', "</wbr>") if mark in text]
    assert wrong == []


def test_no_large_script_holds_up_a_page(public: Path) -> None:
    """The theme's wait; the pages' own run at once, so that nothing jumps when they add something."""
    pages = sorted(public.glob("*/**/*.html"))
    assert pages
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        waiting = [str(tag["src"]) for tag in page.select("script[src]:not([defer])")]
        assert sum((path.parent / name).stat().st_size for name in waiting) < 20_000, path
        assert not [name for name in waiting if "bundle" in name or "iframe-worker" in name], path

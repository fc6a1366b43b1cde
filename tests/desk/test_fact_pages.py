"""Which page of a site shows a fact: the one that is most about it."""

from __future__ import annotations

import pytest

from huiqi.desk.making.fact_pages import find_pages
from huiqi.errors import KeyPath

SHOWN: dict[str, set[KeyPath]] = {
    "index.html": {("theme",), ("meeting", "date"), ("team", "name")},
    "overview.html": {("meeting", "date"), ("meeting", "place"), ("team", "name")},
    "plan.html": {
        ("theme",), ("meeting", "date"), ("team", "name"), ("areas", 0, "text"), ("areas", 1, "text"),
    },
    "areas/one.html": {("areas", 0, "text"), ("areas", 0, "title"), ("team", "name")},
    "areas/two.html": {("areas", 1, "text")},
}  # fmt: skip


@pytest.mark.parametrize(("path", "pages"), [
    (("meeting", "date"), ["overview.html", "index.html", "plan.html"]),
    (("meeting", "place"), ["overview.html"]),
    (("areas", 0, "text"), ["areas/one.html", "plan.html"]),
    (("areas", 1, "text"), ["areas/two.html", "plan.html"]),
    (("areas", 2, "text"), ["areas/two.html", "areas/one.html", "plan.html"]),  # a new one
    (("areas", 1, "note"), ["areas/two.html", "plan.html"]),  # not shown itself: what is around it
    (("results", "done"), []),
])  # fmt: skip
def test_best_first(path: KeyPath, pages: list[str]) -> None:
    assert find_pages(SHOWN, path) == pages

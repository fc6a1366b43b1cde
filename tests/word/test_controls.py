"""Places to fill: several paragraphs, the prompt again when cleared, one key each."""

from __future__ import annotations

import pytest

from huiqi.word.ooxml import Element, W, text_of
from tests.support.papers import make, part, render
from tests.support.samples import FIRST, make_cycle


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    wanted = ("outline", "minutes", "rectification-list", "talk-record", "explanation")
    papers = render(make_cycle(FIRST))
    return make({name: papers[name] for name in wanted})


def _find(data: bytes, key: str) -> Element:
    """Return the control with a key."""
    (tag,) = (one for one in part(data).iter(f"{W}tag") if one.get(f"{W}val") == key)
    return tag.getparent().getparent()


def _held(control: Element) -> list[str]:
    return [child.tag.removeprefix(W) for child in control.find(f"{W}sdtContent")]


@pytest.mark.parametrize(
    ("paper", "key", "held"),
    [
        ("outline", "problems_1", ["p"]),
        ("outline", "matter_1", ["r"]),
        ("minutes", "speech_4_1", ["r"]),
        ("minutes", "item_1", ["p"]),
        ("rectification-list", "problem_1", ["tc"]),
        ("rectification-list", "source_1", ["r"]),
        ("rectification-list", "due_1", ["r"]),
        ("talk-record", "content", ["tc"]),
        ("talk-record", "sign_first", ["r"]),
    ],
)
def test_what_a_control_holds(
    files: dict[str, bytes], paper: str, key: str, held: list[str]
) -> None:
    assert _held(_find(files[paper], key)) == held


def test_the_inner_control_shows_the_prompt_and_has_no_key(files: dict[str, bytes]) -> None:
    outer = _find(files["outline"], "problems_1")
    (inner,) = outer.find(f"{W}sdtContent").iter(f"{W}sdt")
    kinds = [child.tag.removeprefix(W) for child in inner[0]]
    assert kinds == ["alias", "id", "lock", "placeholder", "showingPlcHdr"]
    assert text_of(inner).startswith("〔请填写：从具体人具体事入手")


def test_a_bookmark_lies_round_the_whole_answer(files: dict[str, bytes]) -> None:
    outer = _find(files["outline"], "problems_1")
    assert outer.getprevious().get(f"{W}name") == "problems_1"
    assert outer.getnext().tag == f"{W}bookmarkEnd"
    # Words before the place are no part of the answer; what Enter makes of its paragraph is.
    inner = _find(files["minutes"], "speech_4_1")
    assert inner.getprevious().get(f"{W}name") == "speech_4_1"
    assert inner.getnext() is None
    assert inner.getparent().getnext().tag == f"{W}bookmarkEnd"


@pytest.mark.parametrize(
    ("paper", "key", "locked"),
    [("outline", "problems_1", True), ("talk-record", "content", True),
     ("rectification-list", "problem_1", False), ("rectification-list", "due_1", False)],
)  # fmt: skip
def test_rows_of_lists_can_be_deleted(
    files: dict[str, bytes], paper: str, key: str, locked: bool
) -> None:
    locks = list(_find(files[paper], key).iter(f"{W}lock"))
    assert bool(locks) is locked


def test_every_prompt_has_its_building_block(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        blocks = {
            block.find(f"{W}docPartPr/{W}name").get(f"{W}val"): text_of(block)
            for block in part(data, "word/glossary/document.xml").iter(f"{W}docPart")
        }
        shown = {
            mark[0].get(f"{W}val"): text_of(mark.getparent().getparent())
            for mark in part(data).iter(f"{W}placeholder")
        }
        assert blocks == shown, name
    assert len(blocks) > 1


def test_the_building_blocks_have_the_styles_of_the_paper(files: dict[str, bytes]) -> None:
    styles = (part(files["outline"], f"word/{where}styles.xml") for where in ("", "glossary/"))
    names = [[style.get(f"{W}styleId") for style in root.iter(f"{W}style")] for root in styles]
    assert names[0] == names[1]
    assert "Prompt" in names[0]


def test_a_paper_without_places_has_no_building_blocks() -> None:
    (data,) = make({"agenda": render(make_cycle(FIRST))["agenda"]}).values()
    assert b"glossary" not in data

"""Copies that share a shape come out exactly as if each were converted for itself."""

from __future__ import annotations

import pytest

from huiqi.word.copies import all_copies
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Paper
from huiqi.word.shapes import UnfitError, fill_shape, match_values, refuse_holes, take_shape
from macros.scope import Rendition, Scope
from tests.support.drawn import open_chance
from tests.support.papers import WORKSHOP
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle

# What people write as posts and names, and what they hardly ever write.
_POSTS = [
    "市委书记", "副书记、市长", "1号专员", "A组组长", "组长A", "市委书记（兼）", "*主任*", "[书记]{.fill #x}", "主任 副主任",
    "# 主任", "1. 主任", "主任\n副主任", "$x$", "<b>主任</b>", "&amp;主任", "主任\\", "|主任|", "“主任”", "主任—", "𠮷书记",
    "\U0002f800书记", "——", "：主任", "主任:::", "- 主任", "　主任", "é主任", "主任1", "～", "很长" * 40,
]  # fmt: skip
_NAMES = ["赵一", "欧阳某某某", "阿里木·买买提", "A", "钱 二", "*孙*", "李|四", "\U00020bb7野"]


def _alone(papers: list[Paper]) -> dict[str, bytes]:
    """Make each paper without a hole."""
    from dataclasses import replace

    return WORKSHOP.make_files([replace(paper, values=frozenset()) for paper in papers], FIRST)


def test_whatever_a_value_contains_the_file_is_the_same() -> None:
    chance = open_chance()
    changes = [
        (("members", number, key), chance.choice(values))
        for number in range(4)
        for key, values in (("post", _POSTS), ("name", _NAMES))
    ]
    cycle = make_cycle(FIRST, *changes)
    copies = [copy for copy in all_copies(cycle) if copy.is_personal]
    shown = [copy for copy in copies if copy.member in {m.id for m in cycle.members[:4]}]
    talks = [copy for copy in copies if copy.talk and copy.talk <= 12]
    offices = [copy for copy in copies if copy.office]
    scope = Scope(cycle, Rendition.office())
    papers = WORKSHOP.render(scope, [*shown, *talks, *offices])
    assert WORKSHOP.make_files(papers, FIRST) == _alone(papers)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_copies_of_a_record_have_few_shapes(name: str) -> None:
    cycle = make_cycle(name)
    copies = [copy for copy in all_copies(cycle) if copy.talk is not None]
    papers = WORKSHOP.render(Scope(cycle, Rendition.office()), copies)
    shapes = {take_shape(paper.markdown, match_values(paper.values)).markdown for paper in papers}
    assert len(papers) > 20
    assert len(shapes) <= 4


def test_holes_are_numbered_as_they_come_and_filled_again() -> None:
    pattern = match_values(frozenset({"赵一", "市委书记", "书记", "a*", "1"}))
    shape = take_shape("钱二同赵一（市委书记）谈，赵一记录，书记签字", pattern)
    assert shape.markdown == "钱二同\U0002f800（\U0002f801）谈，\U0002f800记录，\U0002f802签字"
    assert shape.values == ("赵一", "市委书记", "书记")
    filled = fill_shape(shape.markdown.encode(), shape.values).decode()
    assert filled == "钱二同赵一（市委书记）谈，赵一记录，书记签字"


@pytest.mark.parametrize("text", ["| 赵一 |\n|---|\n", "赵一\U0002f800"])
def test_where_a_hole_might_show_there_is_none(text: str) -> None:
    assert take_shape(text, match_values(frozenset({"赵一"}))).values == ()


def test_a_table_with_set_widths_may_have_holes() -> None:
    text = '::: {.table widths="1 2"}\n| 甲 | 赵一 |\n|---|---|\n:::\n'
    assert take_shape(text, match_values(frozenset({"赵一"}))).values == ("赵一",)


def test_more_words_than_holes() -> None:
    words = [f"{chr(0x4E00 + number)}{chr(0x5000 + number)}" for number in range(600)]
    text = "，".join(words)
    shape = take_shape(text, match_values(frozenset(words)))
    assert len(shape.values) == 542
    assert fill_shape(shape.markdown.encode(), shape.values).decode() == text


def test_a_length_that_matters_refuses_holes() -> None:
    assert refuse_holes("市委办公室") == "市委办公室"
    with pytest.raises(UnfitError):
        refuse_holes("市委\U0002f800")


def test_a_signature_that_differs_is_made_for_each_copy() -> None:
    """The place of a signature follows from its length."""
    from dataclasses import replace

    maker = PaperMaker(ROOT / "docs" / "parts")
    cycle = make_cycle(FIRST)
    copies = [copy for copy in all_copies(cycle) if copy.office]
    papers = maker.render(Scope(cycle, Rendition.office()), copies)
    signed = [
        replace(
            paper,
            markdown=f'::: {{custom-style="落款单位"}}\n{paper.copy.office and name}\n:::\n\n'
            '::: {custom-style="落款日期"}\n2022年1月8日\n:::\n',
            values=frozenset({"市委办公室", "市委组织部干部科"}),
        )
        for paper, name in zip(papers, ("市委办公室", "市委组织部干部科"), strict=True)
    ]
    assert maker.make_files(signed, FIRST) == _alone(signed)

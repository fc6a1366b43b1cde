"""Passages that outlines have in common: exactly those, without what was issued."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from huiqi.collect.checks.likeness.compare import UNPLACED, Archive, Likeness, find_likeness
from huiqi.collect.checks.likeness.issued import IssuedTexts
from huiqi.collect.checks.likeness.normal import normal_text, normalise
from huiqi.collect.checks.likeness.passages import LEAST, Compared, find_passages
from huiqi.collect.checks.likeness.show import likeness_json, likeness_section
from huiqi.collect.model import CollectedPaper, CopyKey
from tests.collect.first_sample import collection, filled
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle

_CYCLE = make_cycle(FIRST)
_MEMBERS = [member.id for member in _CYCLE.members]
_SIGNS = [chr(0x4E00 + number) for number in range(2500)]


def _invent(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(_SIGNS, k=length))


def _outlines(*texts: str) -> list[CollectedPaper]:
    return [
        filled("outline", {"problems_1": text}, [member])
        for member, text in zip(_MEMBERS, texts, strict=False)
    ]


def _compare(*texts: str) -> Likeness:
    return find_likeness(Archive(collection(*_outlines(*texts)), _CYCLE))


def _words(found: Likeness) -> list[list[str]]:
    return [[one.words for one in shared.excerpts] for shared in found.passages]


@pytest.mark.parametrize(("length", "found"), [(LEAST - 1, 0), (LEAST, 1), (200, 1)])
def test_a_copied_passage_is_found_from_thirteen_signs_on(length: int, found: int) -> None:
    copied = _invent(1, length)
    one, other = _invent(2, 300) + copied + _invent(3, 300), _invent(4, 900) + copied
    assert _words(_compare(one, other)) == [[copied, copied]] * found


def test_punctuation_width_and_paragraphs_do_not_hide_it() -> None:
    copied = "去年三月下乡调研只看了路边的ABC示范点没有走访困难户"
    marked = "去年三月，下乡调研只看了路边的ＡＢＣ示范点；\n没有走访困难户"
    found = _compare(_invent(2, 50) + marked + "。" + _invent(4, 9), _invent(3, 50) + copied)
    assert _words(found) == [[marked, copied]]


def test_what_was_issued_counts_on_neither_side() -> None:
    theme, area = _CYCLE.theme or "", _CYCLE.areas[0].text or ""
    quoted = "学习《某某地方关于进一步做好某项工作的若干具体规定》"
    plan = "把自己摆进去、把职责摆进去、把工作摆进去"
    same = f"{theme}。{area}{quoted}{plan}"
    found = _compare(_invent(1, 40) + same, _invent(2, 50) + same)
    assert found.passages == ()
    assert [author.own for author in found.authors] == [42, 52]  # “学习” is their own


def test_a_passage_stays_whole_around_issued_words() -> None:
    copied = f"{_invent(5, 20)}{_CYCLE.theme}{_invent(6, 20)}"
    (shared,) = _compare(_invent(1, 40) + copied, copied + _invent(2, 40)).passages
    assert [one.words for one in shared.excerpts] == [copied, copied]
    assert shared.own == 40


def test_materials_that_are_kept_count_as_issued() -> None:
    text = _invent(9, 80)
    papers = collection(*_outlines(text + _invent(1, 30), text + _invent(2, 30)))
    assert find_likeness(Archive(papers, _CYCLE)).passages
    assert not find_likeness(Archive(papers, _CYCLE), issued=[text]).passages


def test_three_people_stand_side_by_side_the_longest_first() -> None:
    short, long = _invent(7, 30), _invent(8, 90)
    found = _compare(
        short + _invent(1, 30) + long, _invent(2, 30) + short, _invent(3, 30) + long + short
    )
    assert _words(found) == [[long] * 2, [short] * 3]
    assert [one.author for one in found.passages[1].excerpts] == [0, 1, 2]
    assert [author.alike for author in found.authors[:3]] == [120, 30, 120]


def test_what_many_share_is_shown_as_such() -> None:
    formula = _invent(7, 40)
    found = _compare(*(_invent(number, 60) + formula for number in range(8)))
    assert found.passages == ()
    assert [(one.own, len(one.excerpts)) for one in found.common] == [(40, 8)]
    assert {author.own for author in found.authors} == {60}


def test_the_papers_of_last_year_are_compared_with_this_years_alone() -> None:
    again = _invent(7, 100)
    old = filled("outline", {"causes_2": again}, [_MEMBERS[0]])
    twin = filled("outline", {"causes_2": again}, [_MEMBERS[1]])
    older = Archive(collection(old, twin, cycle=SECOND), make_cycle(SECOND))
    now = Archive(collection(*_outlines(again + _invent(1, 20))), _CYCLE)
    found = find_likeness(now, [older])
    (shared,) = found.passages
    assert [found.authors[one.author].older for one in shared.excerpts] == [False, True, True]
    assert (found.authors[0].alike, found.authors[0].alike_older) == (0, 100)


def test_text_that_belongs_to_no_answer_is_compared_too() -> None:
    text = _invent(7, 50)
    papers = [filled("outline", {}, _MEMBERS[:1], unplaced=[text]), _outlines("", text)[1]]
    (shared,) = find_likeness(Archive(collection(*papers), _CYCLE)).passages
    assert [one.place for one in shared.excerpts] == [
        UNPLACED, "问题（一）感悟“两个确立”、做到“两个维护”",
    ]  # fmt: skip


def test_no_passage_runs_from_one_answer_into_the_next() -> None:
    half, rest = _invent(7, 10), _invent(8, 10)
    papers = [
        filled("outline", {"problems_1": half, "problems_2": rest}, [member])
        for member in _MEMBERS[:2]
    ]
    assert find_likeness(Archive(collection(*papers), _CYCLE)).passages == ()


def test_random_copies_are_all_found() -> None:
    """Against the plain way: every pair of places, for texts of few signs."""
    rng = random.Random(11)
    for _ in range(20):
        texts = ["".join(rng.choices("甲乙丙", k=rng.randint(20, 150))) for _ in range(3)]
        copied = "".join(rng.choices("甲乙丙", k=20))
        texts = [text[:9] + copied + text[9:] for text in texts]
        made = [Compared(t, bytearray(b"\1") * len(t), n) for n, t in enumerate(texts)]
        found, common = find_passages(made)
        assert common == []
        seen = {passage.text for passage in found}
        for one in range(3):
            for run in {texts[one][i : i + LEAST] for i in range(len(texts[one]) - LEAST + 1)}:
                alike = any(run in texts[other] for other in range(3) if other != one)
                assert alike == any(run in passage for passage in seen)


def test_places_of_a_normal_text_lead_back() -> None:
    text = normalise(["甲，乙①丙", "", "（丁）ab"])
    assert text.text == "甲乙1丙\n\n丁ab\n"
    assert text.locate(1, 3) == (0, 2, 4)
    assert text.locate(6, 9) == (2, 1, 5)
    assert normal_text("《丁》 Ａ—b") == "丁ab"
    assert list(IssuedTexts(["一二三四五六七八"]).mark_own("零一二三四五六七八九\n")) == [
        1, *[0] * 8, 1, 0,
    ]  # fmt: skip


def test_the_report_is_neutral_and_escaped() -> None:
    copied = _invent(1, 20) + "<b>" + _invent(2, 20)
    found = _compare(copied, "前文。" + copied)
    html = likeness_section(found).html
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "只作提示，不作结论" in html
    assert not any(word in html for word in ("抄袭", "雷同", "疑似", "违"))
    said = likeness_json(found)
    assert said["passages"][0]["own"] == 41
    assert [one["paper"] for one in said["passages"][0]["places"]] == [0, 1]
    assert "没有找到" in likeness_section(_compare(_invent(1, 50), _invent(2, 50))).html
    assert "还没有收到" in likeness_section(_compare()).html


def test_papers_of_one_place_are_not_held_against_each_other() -> None:
    text = _invent(1, 60)
    twice = [filled("outline", {"problems_1": text}, _MEMBERS[:1])] * 2
    assert twice[0].key == CopyKey("outline", "outline", (_MEMBERS[0],))
    assert find_likeness(Archive(collection(*twice), _CYCLE)).passages == ()


_HASHED = """
from tests.collect.test_likeness import write_hashed
print(write_hashed())
"""


def write_hashed() -> str:
    """Return a section whose passages have equal lengths."""
    one, other = _invent(1, 40), _invent(2, 40)
    return likeness_section(_compare(one + other, other + one)).html


def test_the_order_depends_on_nothing_else() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _HASHED], check=True, capture_output=True, cwd=ROOT, text=True,
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert said.stdout == write_hashed() + "\n"

"""The office's table of opinions: sorted, marked and edited in Word, and read back without a word lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.arrange import Arranged, arrange, list_unarranged
from huiqi.collect.office.opinions.gather import gather_opinions
from huiqi.collect.office.opinions.model import Opinion
from huiqi.collect.office.opinions.table import write_table
from huiqi.collect.office.opinions.table_rows import read_rows
from huiqi.errors import HuiqiError
from huiqi.word.ooxml import Element, W, text_element, w
from tests.collect.test_opinions import opinions_of_the_first
from tests.support.filling import pack_again
from tests.support.papers import convert, part
from tests.support.samples import FIRST, make_cycle

CYCLE = make_cycle(FIRST)
WORDING = Wording(CYCLE)
OPINIONS = gather_opinions(opinions_of_the_first(), CYCLE).opinions
TABLE = write_table(list_unarranged(OPINIONS).entries, WORDING)
ISSUED = frozenset(one.code for one in OPINIONS)


def rows_of(root: Element) -> list[Element]:
    """Return the rows below the head."""
    return list(root.iter(f"{W}tr"))[1:]


def write(row: Element, column: str, *paragraphs: str) -> None:
    """Write into a cell as somebody types: what stood there is gone."""
    place = ("序号", "原话", "来源", "方面", "对象", "重复于", "备注", "编号").index(column)
    cell = row.findall(f"{W}tc")[place]
    first, *others = cell.findall(f"{W}p")
    for old in others:
        cell.remove(old)
    for run in first.findall(f"{W}r"):
        first.remove(run)
    first.append(w("r", text_element(paragraphs[0])))
    for text in paragraphs[1:]:
        cell.append(w("p", w("r", text_element(text))))


def edit(*changes: Callable[[list[Element]], None], table: bytes = TABLE) -> bytes:
    """Return the table after the office worked on its rows."""
    root = part(table)
    for change in changes:
        change(rows_of(root))
    return pack_again(table, root)


def read(data: bytes, opinions: tuple[Opinion, ...] = OPINIONS) -> Arranged:
    """Return the list that a table says."""
    return arrange(opinions, read_rows(data, "意见整理表.docx"), ISSUED, WORDING)


def codes(arranged: Arranged) -> list[str]:
    """Return the order of a list."""
    return [one.opinion.code for one in arranged.entries]


ORDER = [one.code for one in OPINIONS]


def move_last_to_the_top(rows: list[Element]) -> None:
    rows[0].addprevious(rows[-1])


def drop_bookmarks(rows: list[Element]) -> None:
    for row in rows:
        for mark in [*row.iter(f"{W}bookmarkStart"), *row.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)


def drop_codes(rows: list[Element]) -> None:
    for row in rows:
        write(row, "编号", "")


def test_a_table_that_nobody_touched_says_what_was_read() -> None:
    found = read(TABLE)
    assert [one.opinion for one in found.entries] == list(OPINIONS)
    assert (found.remarks, found.changed, found.fresh, found.lost, found.typed) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert not any(one.note or one.duplicate_of for one in found.entries)


@pytest.mark.parametrize(
    "damage", [[], [drop_bookmarks], [drop_codes], [drop_bookmarks, drop_codes]]
)
def test_rows_that_were_moved_are_known_by_mark_code_or_words(
    damage: list[Callable[[list[Element]], None]],
) -> None:
    found = read(edit(move_last_to_the_top, *damage))
    assert codes(found) == [ORDER[-1], *ORDER[:-1]]
    assert (found.changed, found.lost, found.fresh, found.typed) == ((), (), (), ())


def test_numbers_that_were_typed_decide_the_order() -> None:
    def renumber(rows: list[Element]) -> None:
        write(rows[0], "序号", "５")
        write(rows[4], "序号", "1.")

    found = read(edit(renumber))
    assert codes(found)[:5] == [ORDER[4], *ORDER[1:4], ORDER[0]]
    assert found.remarks == ()


def test_numbers_given_twice_or_rows_moved_beside_them_are_named() -> None:
    def twice(rows: list[Element]) -> None:
        write(rows[0], "序号", "3")

    assert read(edit(twice)).remarks == (
        "序号 3 不止一行，这几行照原来的先后。改法：每行写不同的序号。",
    )
    found = read(edit(move_last_to_the_top, twice))
    assert "移动了行，又改了序号：按序号排列，请核对。" in found.remarks


def test_duplicates_point_to_the_first_of_them() -> None:
    def mark(rows: list[Element]) -> None:
        write(rows[1], "重复于", "1")
        write(rows[2], "重复于", "第2条")
        write(rows[3], "重复于", "99")
        write(rows[4], "重复于", "5")
        write(rows[5], "重复于", ORDER[0].lower())
        write(rows[6], "备注", "请办公室核实", "再议")

    found = read(edit(mark))
    marks = {one.opinion.code: one.duplicate_of for one in found.entries if one.duplicate_of}
    assert marks == dict.fromkeys((ORDER[1], ORDER[2], ORDER[5]), ORDER[0])
    assert found.remarks == (
        "第4行的“重复于”不是另一条的序号，没有采用。改法：写另一条的序号。",
        "第5行的“重复于”不是另一条的序号，没有采用。改法：写另一条的序号。",
    )
    assert found.entries[6].note == "请办公室核实；再议"


def test_a_ring_of_duplicates_keeps_one_of_them() -> None:
    def mark(rows: list[Element]) -> None:
        for place, other in enumerate("231"):
            write(rows[place], "重复于", other)

    marks = [one.duplicate_of for one in read(edit(mark)).entries[:3]]
    assert marks.count(None) == 1
    assert len({one for one in marks if one}) == 1


def test_changed_words_are_named_and_not_taken() -> None:
    def change(rows: list[Element]) -> None:
        write(rows[0], "原话", "改写过的话。")

    found = read(edit(change))
    assert found.entries[0].opinion.text == OPINIONS[0].text
    assert [(one.code, one.row, one.read, one.found) for one in found.changed] == [
        (ORDER[0], "第1行", OPINIONS[0].text, "改写过的话。")
    ]


def test_source_area_and_target_are_taken_and_mistakes_named() -> None:
    spoken = next(place for place, one in enumerate(OPINIONS) if one.text == "座谈会的一条。")

    def fill_in(rows: list[Element]) -> None:
        write(rows[spoken], "方面", "以人民为中心")
        write(rows[spoken], "对象", "钱二")
        write(rows[0], "来源", "企业代表")
        write(rows[1], "来源", "孔一")
        write(rows[2], "方面", "没有的方面")
        write(rows[3], "对象", "无此人")
        write(rows[4], "对象", "")

    found = read(edit(fill_in))
    by_code = {one.opinion.code: one.opinion for one in found.entries}
    said = by_code[OPINIONS[spoken].code]
    assert (said.area, said.target, said.gaps) == ("以人民为中心、为群众办实事", "mayor", ())
    assert by_code[ORDER[0]].source == "企业代表"
    for place in (1, 2, 3, 4):
        assert by_code[ORDER[place]] == OPINIONS[place]
    assert found.remarks == (
        "第2行的来源写有姓名，没有采用。改法：写单位、座谈会等，不写个人。",
        "第3行的方面不是表前列出的一项，没有采用。改法：照表前的写法写其中一项。",
        "第4行的对象不是“市委常委班子”，也不是一名班子成员，没有采用。改法：写班子的名称或者一个人的姓名。",
    )


def test_rows_that_are_gone_are_named_and_put_back() -> None:
    def delete(rows: list[Element]) -> None:
        rows[1].getparent().remove(rows[1])

    found = read(edit(delete))
    assert found.lost == (ORDER[1],)
    assert codes(found) == [ORDER[0], *ORDER[2:], ORDER[1]]
    assert found.remarks == ("整理表少了1行，已补在表末：意见不归并、不删减。",)


def test_rows_that_the_office_typed_count_and_copies_do_not() -> None:
    def add(rows: list[Element]) -> None:
        typed, copied, split = (deepcopy(rows[0]) for _ in range(3))
        drop_bookmarks([typed])
        write(typed, "编号", "")
        write(typed, "原话", "纸质件上的一条。")
        write(split, "原话", "另一半话。")
        rows[-1].addnext(typed)
        rows[-1].addnext(split)
        rows[-1].addnext(copied)

    found = read(edit(add))
    last = found.entries[-1].opinion
    assert (last.text, last.origin, found.typed) == ("纸质件上的一条。", "typed", (last.code,))
    assert len(found.entries) == len(OPINIONS) + 1
    count = len(OPINIONS)
    assert found.remarks == (
        f"第{count + 1}行与第1行的编号和原话都相同，不重复计入。改法：删去其中一行。",
        f"第{count + 2}行与第1行的编号相同而原话不同，没有采用。改法：确是另一条的，清空这一行的编号。",
    )
    again = read(write_table(found.entries, WORDING))
    assert [one.opinion for one in again.entries] == [one.opinion for one in found.entries]


def test_what_came_in_since_stands_behind() -> None:
    table = write_table(list_unarranged(OPINIONS[2:]).entries, WORDING)
    found = arrange(OPINIONS, read_rows(table, "表"), ISSUED - set(ORDER[:2]), WORDING)
    assert found.fresh == tuple(ORDER[:2])
    assert codes(found) == [*ORDER[2:], *ORDER[:2]]
    assert found.lost == ()


def test_an_opinion_whose_paper_was_replaced_is_named_and_not_counted() -> None:
    found = read(TABLE, OPINIONS[1:])
    assert codes(found) == ORDER[1:]
    assert found.remarks == ("第1行的意见所在的材料已被新交的代替，或者不再读入，没有计入。",)
    assert found.typed == ()


def test_a_table_that_was_split_goes_on() -> None:
    def split(rows: list[Element]) -> None:
        table = rows[0].getparent()
        second = deepcopy(table)
        for row in list(second.iter(f"{W}tr")):
            second.remove(row)
        for row in rows[5:]:
            second.append(row)
        table.addnext(second)
        table.addnext(w("p"))

    found = read(edit(split))
    assert (codes(found), found.lost) == (ORDER, ())


def test_tracked_changes_read_as_accepted() -> None:
    def track(rows: list[Element]) -> None:
        gone = w("del", w("r", text_element("旧的备注", "delText")))
        come = w("ins", w("r", text_element("新的备注")))
        rows[0].findall(f"{W}tc")[6].find(f"{W}p").extend([gone, come])
        rows[1].find(f"{W}trPr").append(w("del"))

    found = read(edit(track))
    assert found.entries[0].note == "新的备注"
    assert found.lost == (ORDER[1],)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no file", "表.docx 不是 Word 文件，或者已经损坏。改法：另存为 .docx。"),
        (
            edit(lambda rows: rows[0].getparent().getparent().remove(rows[0].getparent())),
            "表.docx 里没有整理表。改法：表头保留各列：序号、原话、来源、方面、对象、重复于、备注。",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(HuiqiError, match=re.escape(message)):
        read_rows(data, "表.docx")


def test_libreoffice_saves_it_with_every_row(tmp_path: Path) -> None:
    moved = edit(move_last_to_the_top)
    data = convert({"table": moved}, "docx", tmp_path)["table"].read_bytes()
    found = read(data)
    assert codes(found) == [ORDER[-1], *ORDER[:-1]]
    assert (found.changed, found.remarks, found.lost) == ((), (), ())
    assert all(row.issued for row in read_rows(data, "表"))


def test_the_same_list_gives_the_same_bytes() -> None:
    assert write_table(list_unarranged(OPINIONS).entries, WORDING) == TABLE

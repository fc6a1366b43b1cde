"""The report as a page: what is missing first, every word as it was written, complete in itself, fit for screen and paper."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from huiqi.collect.model import Collection, CopyKey, Reading
from huiqi.collect.report.page.report_page import write_page
from huiqi.collect.section import Section
from tests.collect.collections import (
    fill_all,
    make_collection,
    make_large_facts,
    make_paper,
)
from tests.site.test_print import BANNER, print_page, read_pages
from tests.support.bars import ask, equip
from tests.support.samples import FIRST, make_facts

TODAY = dt.date(2022, 1, 11)
SECTIONS = (Section("谈心谈话", "talks", "<p>示例<strong>一节</strong></p>"),)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return pages on some papers, on none at all, and on forty members."""
    folder = tmp_path_factory.mktemp("交回 #1")
    facts, large = make_facts(FIRST), make_large_facts()
    some = make_collection(large)
    made = {
        "some": write_page(make_collection(), facts, SECTIONS, today=TODAY),
        "none": write_page(Collection(FIRST), facts),
        "large": write_page(some, large, today=TODAY),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8", newline="\n")
    return {name: folder / f"{name}.html" for name in made}


def _parse(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def _read(page: BeautifulSoup | Tag, place: str) -> list[str]:
    return [tag.get_text() for tag in page.select(place)]


def test_what_is_missing_leads_then_what_has_to_be_looked_at(pages: dict[str, Path]) -> None:
    page = _parse(pages["some"].read_text("utf-8"))
    assert _read(page, "h2") == [
        "未交的材料", "提醒", "需要核对的", "按人", "按材料", "按环节", "谈心谈话", "各份材料",
    ]  # fmt: skip
    assert [link["href"] for link in page.select("nav a")] == [
        f"#{one['id']}" for one in page.select("h2")
    ]
    sums = dict(zip(_read(page, ".sum dt"), _read(page, ".sum dd"), strict=True))
    assert sums == {
        "应交": "132", "已收": "5", "已登记": "2", "待选定": "1", "未交": "124", "其中逾期": "85",
        "迟交": "1", "没有读取": "1", "不在应交之列": "1",
    }  # fmt: skip


def test_the_first_table_names_all_that_is_missing(pages: dict[str, Path]) -> None:
    page = _parse(pages["some"].read_text("utf-8"))
    (table,) = page.select("section[aria-labelledby=missing] table")
    assert sum(int(cell.get_text()) for cell in table.select("td.n")) == 124
    (row,) = (
        one for one in table.select("tbody") if one.select("th")[0].get_text().startswith("冯六")
    )
    assert [" ".join(_read(one, "td")) for one in row.select("tr")] == [
        "D11 谈心谈话记录表陈七、褚八、卫九、蒋十、沈十一、姜八 6 2022年1月10日 逾期",
        "D13 个人发言提纲 1 2022年1月11日", "D16 相互批评意见表 1 会议当天（2022年1月13日）",
    ]  # fmt: skip


def test_everything_to_be_looked_at_stands_there(pages: dict[str, Path]) -> None:
    page = _parse(pages["some"].read_text("utf-8"))
    section = page.select("section[aria-labelledby=look]")[0]
    assert _read(section, "h3") == [
        "同一份材料交来几个文件（2）", "不能确定是哪一份（3）", "请核对的内容（1）", "没有读取的文件（1）",
    ]  # fmt: skip
    said = section.get_text("\n")
    for text in (
        "第一批.zip/提纲3 (2).docx", "文件中的姓名和名单不同", "用以前发出的样式填写，已按那一份样式读取",
        "本次会议没有要求交这一份", "请核对“二、存在的问题›（一）第一个方面”：标题已改动",
        "未归位的文字：不知写在哪里的示例文字。", "含修订痕迹", "第一批/说明.doc",
    ):  # fmt: skip
        assert text in said, text


def test_answers_stand_word_for_word(pages: dict[str, Path]) -> None:
    page = _parse(pages["some"].read_text("utf-8"))
    (paper,) = (
        one for one in page.select("details.paper") if "第二批/提纲1.docx" in one.get_text()
    )
    assert _read(paper, "dt") == [
        "一、上年度整改落实情况", "二、存在的问题›（一）第一个方面", "五、需要说明的事项›1", "整改措施›第3行›措施",
    ]  # fmt: skip
    assert _read(paper, "dd p")[1:3] == ["第一段：示例问题。", "第二段：<b>示例</b> & 事例。"]
    assert _read(paper, ".open") == ["没有填写：二、存在的问题›（二）第二个方面"]


def test_blanks_signs_and_dates_of_an_answer_stay_as_they_were() -> None:
    texts = (
        "  两个空格，2022年1月8日（周六）3人次 `x` {{ y }}",
        "全角　空格\t制表",
        "</script><script>alert(1)</script>",
    )
    key = CopyKey("outline", "outline", ("mayor",))
    paper = make_paper(key, "<i>.docx", reading=Reading({"problems_1": texts}))
    page = _parse(write_page(make_collection(papers=(paper,)), make_facts(FIRST)))
    assert tuple(_read(page, "details.paper dd p")) == texts
    assert "<i>.docx" in _read(page, ".file")
    assert len(page.select("script")) == 1


def test_a_ballot_is_counted_and_never_shown() -> None:
    key = CopyKey("appraisal-form", "appraisal-form")
    secret = Reading(
        {"advice": ("只有一个人会这样写",)},
        unplaced=("旁边的字",),
        open=("a_1",),
        unsure={"b_1": "两处不一致，写作“只有一个人”"},
    )
    papers = tuple(make_paper(key, f"测评{number}.docx", reading=secret) for number in (1, 2))
    page = write_page(make_collection(papers=papers), make_facts(FIRST))
    assert "只有一个人会这样写" not in page
    assert "旁边的字" not in page
    assert "有未归位的文字1处" in page
    assert "有请核对的填写处1处，没有计入票数" in page
    assert "只有一个人" not in page


def test_an_opinion_form_is_shown_without_the_name_of_its_file(pages: dict[str, Path]) -> None:
    page = _parse(pages["some"].read_text("utf-8"))
    forms = [
        one.get_text() for one in page.select("details.paper") if "市委办公室第" in one.get_text()
    ]
    assert len(forms) == 2
    assert not any(".docx" in text or "读取" in text for text in forms)


def test_the_page_loads_nothing_and_runs_only_its_own_script(pages: dict[str, Path]) -> None:
    text = pages["some"].read_text("utf-8")
    page = _parse(text)
    assert re.findall(r"(?:src|href)=\"(?!#|data:,)", text) == []
    policy = str(page.select("meta[http-equiv]")[0]["content"])
    for name in ("style", "script"):
        (element,) = page.select(name)
        digest = base64.b64encode(hashlib.sha256(str(element.string).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert page.select("[style]") == []


def test_the_same_collection_makes_the_same_page() -> None:
    facts = make_facts(FIRST)
    assert write_page(make_collection(), facts) == write_page(make_collection(), facts)


def test_a_section_and_a_format_stand_where_they_belong() -> None:
    collection = make_collection()
    page = _parse(
        write_page(
            collection,
            make_facts(FIRST),
            SECTIONS,
            formats={collection.papers[1].digest: "2 处不符"},
        )
    )
    assert _read(page, "#talks ~ p strong") == ["一节"]
    assert ["版式2 处不符" in one for one in _read(page, "details.paper summary")].count(True) == 1


def test_nothing_missing_says_so() -> None:
    facts = make_facts(FIRST)
    page = _parse(write_page(fill_all(facts), facts))
    assert "全部收到或者已登记。" in page.get_text()
    assert page.select("#reminders") == []


@pytest.mark.parametrize(
    ("width", "scheme", "names"),
    [(390, "light", ("some", "large")), (1280, "dark", ("some", "none"))],
)
def test_the_page_on_screens(
    pages: dict[str, Path], browser: Browser, width: int, scheme: str, names: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    for name in names:
        page.goto(pages[name].as_uri())
        equip(page)
        page.evaluate(
            "for (const one of [...document.querySelectorAll('details')].slice(-12)) one.open = true"
        )
        # The large page has more of the same: axe would take seconds to see it again.
        assert name == "large" or ask(page, "findViolations", None) == [], name
        assert ask(page, "findWide") == [], name
    assert said == []
    context.close()


def test_a_reminder_is_copied(pages: dict[str, Path], browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(pages["some"].as_uri())
    page.click("#reminders ~ .folds summary")
    page.click("[data-copy=reminder-1]")
    page.wait_for_selector("#copied:has-text('已复制')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.text_content("#reminder-1")
    context.close()


def test_all_papers_open_at_once(pages: dict[str, Path], browser: Browser) -> None:
    page = browser.new_page()
    page.goto(pages["some"].as_uri())
    page.click("text=全部展开")
    assert page.locator("details.paper:not([open])").count() == 0
    page.close()


def test_the_page_on_paper(pages: dict[str, Path], browser: Browser, tmp_path: Path) -> None:
    texts = read_pages(print_page(browser, pages["some"].as_uri(), tmp_path / "x.pdf"))
    for number, text in enumerate(texts, start=1):
        assert re.search(rf"第 {number} .,共 {len(texts)} .", text)
        assert text.count(BANNER) == 1
    assert "全部展开" not in "".join(texts)

"""What changed, as a page: complete, marked, fit for phone and paper, and never among the sites."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from huiqi.compare.changes import compare
from huiqi.compare.html_report import render_page
from huiqi.compare.text_diff import diff_texts
from tests.site.test_print import BANNER, print_page, read_pages
from tests.support.bars import ask, equip
from tests.support.browsers import Windows
from tests.support.command import run
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAIRS = {"two": (FIRST, SECOND), "same": (SECOND, SECOND)}
# axe takes seconds to see hundreds of changes: all of them once in each colour, every tenth at every width.
WHOLE, TENTH = ((390, "light"), (1280, "dark")), 10
LONG = "增强党性、严守纪律、砥砺作风，" * 40


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return pages on two very different cycles, on some of it, on equal ones, and on texts without end."""
    folder = tmp_path_factory.mktemp("比 较 #1")
    sides = {name: (make_cycle(old), make_cycle(new)) for name, (old, new) in PAIRS.items()}
    edits = ((("theme",), f"{LONG}a{'b' * 300}"), (("meeting", "place"), "<b>x</b>&amp;"))
    sides["long"] = (make_cycle(SECOND, (("theme",), LONG)), make_cycle(SECOND, *edits))
    shown = {name: compare(old, new) for name, (old, new) in sides.items()}
    sides["some"], shown["some"] = sides["two"], shown["two"][::TENTH]
    for name, changes in shown.items():
        text = render_page(("旧", "新"), sides[name], changes)
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in shown}


def _parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@pytest.mark.parametrize(("before", "after", "told"), [
    ("2021", "2024", "202[1|4]"),
    ("专题", "年度", "[专题|年度]"),
    ("党委工作部", "党委办公室", "党委[工作部|办公室]"),
    ("甲乙丙丁戊", "甲乙子丙丑丁戊", "甲乙[丙|子丙丑]丁戊"),
    ("甲乙丙", "甲乙丙丁", "甲乙丙[|丁]"),
])  # fmt: skip
def test_pieces(before: str, after: str, told: str) -> None:
    pieces = diff_texts(before, after)
    shown = "".join(it.before if it.same else f"[{it.before}|{it.after}]" for it in pieces)
    assert shown == told


def test_every_change_stands_on_the_page_whole(pages: dict[str, Path]) -> None:
    page, changes = _parse(pages["two"]), compare(make_cycle(FIRST), make_cycle(SECOND))
    articles = page.find_all("article")
    assert len(articles) == len(changes) > 200
    for article, change in zip(articles, changes, strict=True):
        (heading,) = (tag.get_text() for tag in article.select("h3"))
        sides = [tag.get_text() for tag in article.select(".sides p:last-child")]
        assert heading.endswith(change.label)
        assert sides == [change.before or "（没有）", change.after or "（没有）"]
    headings = [heading.get_text() for heading in page.find_all("h2")]
    assert headings == list(dict.fromkeys(change.section for change in changes))


def test_equal_facts(pages: dict[str, Path]) -> None:
    page = _parse(pages["same"])
    assert "旧 与 新 的事实相同。" in page.get_text()
    assert not page.select("article, nav, h2")


def test_texts_are_escaped_and_nothing_is_loaded(pages: dict[str, Path]) -> None:
    text = pages["long"].read_text("utf-8")
    assert "<b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;&amp;amp;" in _parse(pages["long"]).decode()
    for page in map(_parse, pages.values()):
        assert not page.select("script, img, iframe, [src], [style], [onclick]")
        places = {link["href"][:5] for link in page.select("[href]")}
        assert places <= {"data:", "#part"}
        assert BANNER in page.get_text()


def test_the_page_on_screens(pages: dict[str, Path], windows: Windows) -> None:
    page, said = windows.get(1280), list[str]()
    page.on("console", lambda message: said.append(message.text))
    for path in pages.values():
        page.goto(path.as_uri())
        equip(page)
        for width, scheme in product((320, 390, 1280), SCHEMES):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            if path.stem != "two" or (width, scheme) in WHOLE:
                assert ask(page, "findViolations", None) == [], (path.name, width, scheme)
            assert ask(page, "findWide") == [], (path.name, width, scheme)
    assert said == []


def test_the_page_on_paper(pages: dict[str, Path], browser: Browser, tmp_path: Path) -> None:
    for path in pages.values():
        texts = read_pages(print_page(browser, path.as_uri(), tmp_path / "x.pdf"))
        assert [text.count(BANNER) for text in texts] == [1] * len(texts)
        assert f"共 {len(texts)} " in texts[-1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that has facts alone, beside a site that was published."""
    folder = tmp_path / "project"
    for room in ("docs", "public"):
        (folder / room).mkdir(parents=True)
    for name in ("cycles", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    (tmp_path / "live" / "inner").mkdir(parents=True)
    (tmp_path / "live" / "SHA256SUMS").touch()
    return folder


def test_the_command_writes_a_page(project: Path) -> None:
    for _ in range(2):
        done = run("diff", FIRST, SECOND, "--html", "比较.html", project=project)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "已写入 比较.html。内部资料：含有内部事实和姓名，不要放进网站。\n"
    text = (project / "比较.html").read_text("utf-8")
    assert FIRST in text
    assert not list(project.glob(".*"))


@pytest.mark.parametrize(("place", "said"), [
    ("public/x.html", "不能放进网站的文件夹。改法："),
    ("docs/../public/x.html", "不能放进网站的文件夹。改法："),
    ("docs/x.html", "不能放进网站的文件夹。改法："),
    ("../live/inner/x.html", "不能放进网站的文件夹。改法："),
    ("x.yml", "x.yml 不是网页的文件名。改法："),
    ("other.html", "other.html 已有别的内容，没有改动。改法："),
    ("none/x.html", "不能写入 none/x.html（没有这个文件或文件夹）。改法："),
])  # fmt: skip
def test_where_the_page_must_not_go(project: Path, place: str, said: str) -> None:
    (project / "other.html").write_text("x", "utf-8")
    done = run("diff", FIRST, SECOND, "--html", place, project=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert (project / "other.html").read_text("utf-8") == "x"
    assert not list(project.parent.rglob("x.*"))

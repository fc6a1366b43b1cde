"""Words that stand in papers alone lead to the paper: its preview, and its row among the downloads."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from huiqi.site.search.article import Article, Section
from huiqi.site.search.data import DATA_FILE, PAPERS_FILE
from huiqi.site.search.papers import make_paper_text, pack_papers
from tests.support.browsers import serve
from tests.support.drawn import open_chance
from tests.support.samples import FIRST, SECOND
from tests.support.search import Matcher, fold, open_matcher, page_of


@pytest.fixture(scope="module", params=[FIRST, SECOND])
def site(request: pytest.FixtureRequest, public: Path) -> Path:
    return public / str(request.param)


@pytest.fixture(scope="module")
def matcher(site: Path, browser: Browser) -> Iterator[Matcher]:
    with open_matcher(browser, site) as matcher:
        yield matcher


@pytest.fixture(scope="module")
def papers(site: Path) -> dict[str, list[str]]:
    """The paragraphs of every preview, read by another reader than the engine's; a line is one too."""
    texts = {}
    for path in sorted(site.glob("word/*.html")):
        (sheet,) = html.parse(str(path)).xpath("//div[contains(@class, 'sheet')]")
        for line in sheet.iter("br"):
            line.tail = "\n" + (line.tail or "")
        paragraphs = [block.text_content() for block in sheet.iter("p", "h2", "h3", "th", "td")]
        texts[f"word/{path.name}"] = [line for text in paragraphs for line in text.split("\n")]
    assert len(texts) > 30
    return texts


def read_script(file: Path) -> Any:
    return json.loads(file.read_text("utf-8").partition("=")[2].rstrip(";\n"))


def test_random_fragments_of_papers_lead_to_them(
    papers: dict[str, list[str]], matcher: Matcher
) -> None:
    chance = open_chance()
    folded = {place: [fold(line) for line in lines] for place, lines in papers.items()}
    lines = sorted({line for texts in folded.values() for line in texts if len(line) >= 6})
    for _ in range(40):
        line, size = chance.choice(lines), chance.randint(4, 6)
        start = chance.randrange(len(line) - size + 1)
        fragment = line[start : start + size]
        groups = matcher.ask(fragment)
        hits = [group for group in groups if page_of(group[0]).startswith("word/")]
        assert {page_of(group[0]) for group in hits} >= {
            place for place, texts in folded.items() if any(fragment in text for text in texts)
        }, fragment
        assert len({page_of(group[0]) for group in hits}) == len(hits), "one hit a paper"
        assert groups[len(groups) - len(hits) :] == hits, "papers behind pages"


def test_a_hit_leads_to_the_place_and_to_the_row(matcher: Matcher) -> None:
    (group,) = [
        group for group in matcher.ask("写明问题、事例") if "outline" in group[0]["location"]
    ]
    preview, place, row = group
    assert preview["title"] == "个人发言提纲"
    assert place["location"] == preview["location"]
    assert "<mark>写明问题、事例</mark>和本人责任" in place["text"]
    assert (row["location"], row["title"]) == ("documents.html#outline", "材料下载：个人发言提纲")
    assert {item["score"] for item in group} == {group[0]["score"]}, "nothing is folded away"


def test_every_paper_has_its_row(site: Path) -> None:
    rows = {row for _, _, row, _ in read_script(site / PAPERS_FILE)["papers"]}
    page = (site / "documents.html").read_text("utf-8")
    assert len(rows) > 20
    assert [row for row in rows if f'id="{row.removeprefix("documents.html#")}"' not in page] == []


def test_papers_come_as_the_page_of_downloads_lists_them(site: Path) -> None:
    rows = [row for _, _, row, _ in read_script(site / PAPERS_FILE)["papers"]]
    page = (site / "documents.html").read_text("utf-8")
    assert rows == sorted(
        rows, key=lambda row: page.index(f'id="{row.removeprefix("documents.html#")}"')
    )


def test_lines_that_papers_share_stand_once(site: Path) -> None:
    lines = read_script(site / PAPERS_FILE)["lines"].split("\n")
    assert len(lines) == len(set(lines)) > 400


def test_runs_of_lines() -> None:
    page = '<a class="b" href="../documents.html#x-y">返回</a>'
    texts = [("a", "一二三四"), ("b b", "二一三四五"), ("c", "")]
    papers = [
        make_paper_text(f"word/{name}.html", page, Article(name, [Section("", "", list(lines))]))
        for name, lines in texts
    ]
    assert pack_papers(papers) == {
        "lines": "一\n二\n三\n四\n五",
        "papers": [
            ["word/a.html", "a", "documents.html#x-y", "0-3"],
            ["word/b%20b.html", "b b", "documents.html#x-y", "1 0 2-4"],
            ["word/c.html", "c", "documents.html#x-y", ""],
        ],
    }


def test_the_data_of_pages_and_papers_is_hardly_larger_than_their_text(site: Path) -> None:
    pages, shared = read_script(site / DATA_FILE), read_script(site / PAPERS_FILE)
    lines = shared["lines"].split("\n")
    text = ["\n".join(page.replace("\t", "\n") for page in pages["pages"])]
    for _, title, _, runs in shared["papers"]:
        ends = [[int(end) for end in run.split("-")] for run in runs.split()]
        text += [title, *(line for run in ends for line in lines[run[0] : run[-1] + 1])]
    data = sum(len(gzip.compress((site / name).read_bytes())) for name in (DATA_FILE, PAPERS_FILE))
    ratio = data / len(gzip.compress("\n".join(text).encode()))
    assert ratio <= 1.35, ratio


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_paper_is_reached_from_the_box_and_marked(
    scheme: str, public: Path, browser: Browser
) -> None:
    with serve(public.parent) as address:
        base = f"{address}{public.name}" if scheme == "http" else public.as_uri()
        page, asked = browser.new_page(), []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}/{FIRST}/index.html")
        assert not [url for url in asked if PAPERS_FILE in url]
        page.locator(".md-search__input").fill("向主持人")
        hit = page.locator(".md-search-result__item", has_text="材料下载：会议通知")
        expect(hit.get_by_role("link").last).to_have_attribute(
            "href", f"{base}/{FIRST}/documents.html#meeting-notice"
        )
        hit.get_by_role("link").first.click()
        expect(page.locator(".sheet mark").first).to_be_visible()
        assert "word/meeting-notice.html" in page.url
        page.close()

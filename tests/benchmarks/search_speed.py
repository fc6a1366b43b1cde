"""How long the search takes on a site of a million characters, in real Chromium.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.search_speed
It prints the first query, with loading, and the median of twenty more, in milliseconds.
"""

from __future__ import annotations

import gzip
import random
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from huiqi.site.search.data import DATA_FILE, write_search
from tests.support.browsers import open_browser, serve
from tests.support.projects import ROOT

_SIGNS = 1_000_000
_PAGES = 50
_RUNS = 9
# The theme starts the worker with the page; the data is loaded at the first query.
_START = """() => new Promise((done) => {
  window.worker = new Worker("assets/search-worker.js");
  window.worker.onmessage = ({data}) => data.type === 1 && done();
  window.worker.postMessage({type: 0}); })"""
_ASK = """(query) => new Promise((done) => {
  const start = performance.now();
  window.worker.onmessage = ({data}) => data.type === 3 && done([performance.now() - start, data.data.items.length]);
  window.worker.postMessage({type: 2, data: query}); })"""


def write_site(folder: Path, chance: random.Random) -> list[str]:
    """Write pages of sentences drawn from the project's own texts; return some phrases in them."""
    paths = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("cycles/*/materials/*.md")])
    sentences = [
        line for path in paths for line in path.read_text("utf-8").split("。") if len(line) > 20
    ]
    written: list[str] = []
    for number in range(_PAGES):
        blocks, size = [], 0
        while size < _SIGNS // _PAGES:
            block = chance.choice(sentences).replace("<", "")[:200] + str(chance.randrange(10**6))
            blocks.append(block)
            size += len(block)
        inner = "".join(
            f"<h2 id='s{n}'>第{n}节</h2><p>{block}</p>" for n, block in enumerate(blocks)
        )
        article = f'<article class="md-content__inner"><h1>第{number}页</h1>{inner}</article>'
        (folder / f"p{number}.html").write_text(f"<html>{article}</html>", "utf-8")
        written += blocks
    write_search(folder)
    for script in (ROOT / "theme/assets").glob("search-*.js"):
        shutil.copy2(script, folder / "assets")
    (folder / "index.html").write_text("<!doctype html>", "utf-8")
    return written


def draw(chance: random.Random, blocks: list[str]) -> str:
    """Return a phrase of four characters."""
    block = chance.choice(blocks)
    start = chance.randrange(len(block) - 4)
    return block[start : start + 4]


def measure(page: Page, address: str, queries: list[str]) -> list[float]:
    """Return the milliseconds of each query, the first one with loading."""
    page.goto(address)
    page.evaluate(_START)
    return [float(page.evaluate(_ASK, query)[0]) for query in queries]


def main() -> None:
    """Print the figures of each run."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        blocks = write_site(folder, chance)
        data = (folder / DATA_FILE).read_bytes()
        text = "\n".join(blocks).encode()
        print(f"{sum(map(len, blocks))} characters, data {len(gzip.compress(data)) / len(gzip.compress(text)):.2f} of the text, both gzipped")  # fmt: skip
        with serve(folder) as address, open_browser() as browser:
            firsts = []
            for _ in range(_RUNS):
                page = browser.new_page()
                first, *more = measure(
                    page, f"{address}index.html", [draw(chance, blocks) for _ in range(21)]
                )
                pinyin = measure(page, f"{address}index.html", ["diyiye", "tanxintanhua"])[1]
                print(
                    f"first {first:.0f} ms, then {statistics.median(more):.0f} ms, pinyin {pinyin:.0f} ms"
                )
                page.close()
                firsts.append(first)
            print(f"median of the first queries: {statistics.median(firsts):.0f} ms")


if __name__ == "__main__":
    main()

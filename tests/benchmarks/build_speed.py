"""How long a build takes with our search, and with the theme's own search and jieba.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.build_speed
It prints the median and the fastest of five builds of each, in turns, then the median of our
search data alone, in seconds. A shared machine can slow any build, so look at both.
jieba is no dependency: it is fetched into a temporary folder that only the stock build looks into.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import timeit
from pathlib import Path

from huiqi.site.search.data import DATA_FILE, write_search
from tests.benchmarks.cost import spend
from tests.support.projects import ROOT, build_public

_ROUNDS = 5
_ARTICLE = '<article class="md-content__inner md-typeset">'
_COMMON = {"site_name": "会期", "use_directory_urls": False}
_THEME = {"name": "material", "language": "zh", "font": False}
_ARMS: dict[str, dict[str, object]] = {
    "stock": {"theme": _THEME, "plugins": [{"search": {"lang": ["en", "zh"]}}]},
    "ours": {
        "theme": _THEME | {"custom_dir": "theme"},
        "plugins": ["search"],
        "hooks": ["hook.py"],
        "extra_javascript": ["assets/search-text.js", "assets/search-page.js"],
    },
}
_HOOK = """from pathlib import Path
from mkdocs.plugins import event_priority
from huiqi.site.search.data import write_search
def on_nav(nav, config, files):
    config.extra["order"] = [page.file.dest_uri for page in nav.pages]
@event_priority(-100)
def on_post_build(config):
    write_search(Path(config.site_dir), config.extra["order"])
"""


def write_project(folder: Path, public: Path) -> dict[str, str]:
    """Write a plain project of a site's pages, with settings for each arm; return the pages.

    A page is one block of HTML, which Markdown passes on as it is.
    """
    bodies: dict[str, str] = {}
    for path in sorted(public.rglob("*.html")):
        _, mark, text = path.read_text("utf-8").partition(_ARTICLE)
        if mark:
            body = f"<div>{text.partition('<footer')[0].rpartition('</article>')[0].strip()}</div>"
            source = folder / "docs" / path.relative_to(public).with_suffix(".md")
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text(body, "utf-8")
            bodies[path.relative_to(public).as_posix()] = body
    shutil.copytree(ROOT / "theme/assets", folder / "theme/assets")
    (folder / "hook.py").write_text(_HOOK, "utf-8")
    for arm, settings in _ARMS.items():
        text = json.dumps(settings | _COMMON | {"site_dir": f"site-{arm}"})
        (folder / f"{arm}.yml").write_text(text, "utf-8")
    return bodies


def install_jieba(folder: Path) -> dict[str, str]:
    """Fetch jieba into a folder and return the environment that finds it there."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--target", str(folder / "jieba"), "jieba==0.42.1"], check=True)
    # jieba keeps its model in the temporary folder.
    return {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder / "jieba")]),
        "TMPDIR": str(folder),
    }


def check(folder: Path, bodies: dict[str, str]) -> None:
    """Make sure that both arms carry the same pages, and that each has its own search."""
    docs = {}
    for arm in _ARMS:
        site = folder / f"site-{arm}"
        for address, body in bodies.items():
            assert body in (site / address).read_text("utf-8"), address
        docs[arm] = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    assert any("\u200b会议\u200b" in entry["text"] for entry in docs["stock"]), "jieba is idle"
    assert not docs["ours"]
    assert (folder / "site-ours" / DATA_FILE).is_file()


def main() -> None:
    """Print the figures."""
    assert importlib.util.find_spec("jieba") is None, "our build would segment too"
    times: dict[str, list[float]] = {arm: [] for arm in _ARMS}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        public = build_public(folder / "real")
        bodies = write_project(folder, public)
        given = {"stock": install_jieba(folder), "ours": {}}

        def build(arm: str) -> float:
            command = ["mkdocs", "build", "-q", "-f", str(folder / f"{arm}.yml")]
            return spend(command, folder, given[arm]).wall

        for arm in _ARMS:
            build(arm)  # jieba's model is cached from here on, to the advantage of stock
        check(folder, bodies)
        for number in range(_ROUNDS):
            for arm in sorted(_ARMS, reverse=number % 2 == 1):
                times[arm].append(build(arm))
        sites = [page.parent for page in public.glob("*/index.html")]
        alone = timeit.repeat(lambda: list(map(write_search, sites)), number=1, repeat=_ROUNDS)
    for name, choose in (("median", statistics.median), ("fastest", min)):
        stock, ours = choose(times["stock"]), choose(times["ours"])
        print(f"{name}: stock {stock:.2f} s, ours {ours:.2f} s, ratio {ours / stock:.2f}")
    print(
        f"{len(bodies)} pages, our search data alone, in a warm process: {statistics.median(alone):.2f} s"
    )


if __name__ == "__main__":
    main()

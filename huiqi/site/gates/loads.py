"""Addresses of other hosts that a built site would load."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from huiqi.errors import Finding
from huiqi.files.digest_memo import DigestMemo
from huiqi.site.gates.file_names import name_files

_LOADING = {
    "src", "srcset", "imagesrcset", "poster", "data", "background", "xlink:href",
}  # fmt: skip
_LISTS = {"srcset", "imagesrcset"}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect",
                  "dns-prefetch", "manifest", "apple-touch-icon", "shortcut"}  # fmt: skip
# An address of another host in <base> turns every address of the page there.
_LOADING_TAGS = {"image", "use", "feimage", "script", "base"}
_ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS_LOADS = re.compile(
    r"""(?:url\(\s*|@import\s*)["']?\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE
)
_QUOTES = re.compile("&quot;|&apos;|&#0*3[49];|&#x0*2[27];", re.IGNORECASE)
# What a page must hold, beside the names of namespaces, for the slow reading to find anything.
_NAMESPACE = re.compile(r"""xmlns=["']http://www\.w3\.org/[\w/]+["']""")
_SUSPECT = re.compile(r"""[=("',\s](?:[a-z][a-z0-9+.-]*:)?//[^\s/]|mermaid""", re.IGNORECASE)


class _Loads(HTMLParser):
    """Collects what a page loads from other hosts, and the blocks that would make it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        rels = set(values.get("rel", "").lower().split())
        names = _LOADING | ({"href"} if tag in _LOADING_TAGS or (
            tag == "link" and rels & _LOADING_LINKS) else set())  # fmt: skip
        for name in sorted(names & values.keys()):
            for address in values[name].split(",") if name in _LISTS else [values[name]]:
                if _ELSEWHERE.match(address):
                    self.found.append((self.getpos()[0], address.strip()))
        if "mermaid" in values.get("class", "").split():
            self.found.append((self.getpos()[0], ".mermaid 图"))


def find_loads(site: Path) -> Iterator[Finding]:
    """Yield each address of another host that pages or style sheets would load, with its files."""
    places: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".css", ".svg"):
            for line, address in _read_loads(path.read_bytes()):
                places.setdefault(address, []).append((path.relative_to(site).as_posix(), line))
    for address, found in places.items():
        file, line = found[0]
        yield Finding(
            "gate",
            "不从其他主机加载内容的网站",
            f"{address} 出现在 {name_files([name for name, _ in found])}",
            "把文件放进本站，或删去",
            file=file,
            line=line,
        )


_LOADS: DigestMemo[tuple[tuple[int, str], ...]] = DigestMemo(4096)


def _read_loads(data: bytes) -> tuple[tuple[int, str], ...]:
    return _LOADS.find(lambda: tuple(_list_loads(data.decode("utf-8", "replace"))), data)


def _list_loads(text: str) -> Iterator[tuple[int, str]]:
    plain = html.unescape(_NAMESPACE.sub("", text))
    # Most pages name no host at all, and plain text is found much faster than a pattern.
    if ("//" not in plain and "mermaid" not in plain.lower()) or not _SUSPECT.search(plain):
        return
    loads = _Loads()
    loads.feed(text)
    yield from loads.found
    # In an attribute the address may stand between &quot; signs; lines stay the same.
    text = _QUOTES.sub("'", text)
    for match in _CSS_LOADS.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]

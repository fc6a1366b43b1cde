"""The gates of a build: what a finished site must not hold."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from huiqi.cycle import Cycle, Facts
from huiqi.cycle.content import DocumentNumber
from huiqi.cycle.walk import walk
from huiqi.errors import Finding, HuiqiError, KeyPath
from huiqi.leftovers import find_in_source
from huiqi.slots import find_open_slots
from macros.scope import Rendition, Scope

_IMAGES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2", ".ttf", ".gz"}
_ARCHIVES = {".docx", ".xlsx", ".pptx", ".zip"}
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
_SHOWN = 3
_TAGS = re.compile(r"<[^>]*>")
_FOLDS = re.compile(rb"\r?\n[ \t]")

Blanks = Mapping[KeyPath, tuple[str, set[str]]]


def check_site(facts: Facts, site: Path, blanks: Blanks, *, draft: bool) -> list[Finding]:
    """Return everything that stops a build.

    Open slots and a missing approval stop a final build only; the rest stops a draft too.
    """
    findings = list(find_leaks(facts.cycle, site)) + list(find_loads(site))
    if draft:
        return findings
    return find_open_slots(facts, blanks) + _find_missing_approval(facts) + findings


def _find_missing_approval(facts: Facts) -> list[Finding]:
    if facts.cycle.preparation.plan.approved_on is not None:
        return []
    finding = Finding(
        "gate", "方案审核同意日期", "还没有审核同意", "审核同意后填写；在此以前用 --draft 生成送审稿",
        ("preparation", "plan", "approved_on"),
    )  # fmt: skip
    return [facts.source.place(finding)]


def find_config_faults(config: Mapping[str, Any]) -> list[Finding]:
    """Return settings with which the theme's own script would call other hosts."""
    if not config.get("repo_url"):
        return []
    remedy = "删去 repo_url：页面会向代码托管网站取数据"
    return [Finding("gate", "不写 repo_url", "写有 repo_url", remedy, file="mkdocs.yml")]


def find_source_leftovers(root: Path) -> list[Finding]:
    """Return leftovers in the sources of pages and templates."""
    paths = sorted((*root.glob("docs/**/*.md"), *root.glob("templates/**/*.md"),
                    *root.glob("templates/**/*.yml")))  # fmt: skip
    return [
        finding
        for path in paths
        for finding in find_in_source(
            path.relative_to(root).as_posix(), path.read_text("utf-8-sig")
        )
    ]


def list_secrets(cycle: Cycle) -> dict[str, str]:
    """Return each text that must not be published, with the label of its fact."""
    office = Scope(cycle, Rendition.office())
    secrets: dict[str, str] = {}
    public = {
        node.value for node in walk(cycle) if isinstance(node.value, str) and not node.internal
    }
    codes = ("code", "mode")  # an agency's code and the way of quoting say nothing by themselves
    for node in walk(cycle):
        named = node.path[-1] == "name" and node.path[0] in ("members", "staff")
        hidden = node.internal or (named and not cycle.publish_names)
        if node.path[0] == "allow_terms" or not hidden or not isinstance(node.value, str):
            continue
        if named or (node.value not in public and node.path[-1] not in codes and not node.ref):
            secrets[node.value] = node.title
    for item in cycle.basis:
        if item.number and (item.number.internal or item.internal):
            secrets |= _secret_number(office, item.number)
    return {text: label for text, label in secrets.items() if len(text) > 1}


def _secret_number(office: Scope, number: DocumentNumber) -> dict[str, str]:
    if None in (number.code, number.year, number.serial):
        return {}
    return {html.unescape(office.designate(number, ())): "文号"}


def find_leaks(cycle: Cycle, site: Path) -> Iterator[Finding]:
    """Yield each internal value that stands in any file of a site, archives included."""
    texts = list(_read_texts(site))
    for secret, label in list_secrets(cycle).items():
        files = [name for name, variants in texts if any(secret in text for text in variants)]
        if files:
            yield Finding(
                "gate", "不含内部事实的网站", f"{label}“{secret}”出现在 {_name_files(files)}",
                "核对写出这项事实的页面；姓名可以公开的，设 publish_names: true", file=files[0],
            )  # fmt: skip


def _read_texts(site: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            yield name, [name]
            yield from _read_text(name, path.suffix.lower(), path.read_bytes())


def _read_text(name: str, suffix: str, data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of a file; an archive may hold further ones, as a ZIP of Word files does."""
    if suffix in _ARCHIVES:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = {member: archive.read(member) for member in archive.namelist()}
        except (zipfile.BadZipFile, RuntimeError) as error:
            raise HuiqiError(
                f"{name}：压缩文件损坏或有密码，无法检查。改法：换成能打开的文件。"
            ) from error
        for member, content in members.items():
            yield f"{name}（{member}）", [member]
            inner = PurePosixPath(member).suffix.lower()
            yield from _read_text(f"{name}（{member}）", inner, content)
    elif suffix not in _IMAGES:
        # Long lines of a calendar file are folded, also in the middle of a character.
        data = _FOLDS.sub(b"", data) if suffix == ".ics" else data
        yield name, _variants(data.decode("utf-8", errors="replace"))


def _variants(text: str) -> list[str]:
    """Return a text as it stands, without markup, and with its escapes resolved."""
    variants = [text, html.unescape(_TAGS.sub("", text)), html.unescape(text)]
    if "\\u" in text:
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
        # A rare character is written as two halves.
        variants.append(plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if "%" in text:
        variants.append(unquote(text))
    return variants


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
            for line, address in _list_loads(path.read_text("utf-8", errors="replace")):
                places.setdefault(address, []).append((path.relative_to(site).as_posix(), line))
    for address, found in places.items():
        file, line = found[0]
        yield Finding(
            "gate",
            "不从其他主机加载内容的网站",
            f"{address} 出现在 {_name_files([name for name, _ in found])}",
            "把文件放进本站，或删去",
            file=file,
            line=line,
        )


def _list_loads(text: str) -> Iterator[tuple[int, str]]:
    loads = _Loads()
    loads.feed(text)
    yield from loads.found
    for match in _CSS_LOADS.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]


def _name_files(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f"等 {len(unique)} 个文件" if len(unique) > _SHOWN else ""
    return "、".join(unique[:_SHOWN]) + more

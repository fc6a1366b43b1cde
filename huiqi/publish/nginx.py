"""A configuration for nginx: strict, and made from the pages that it serves."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import html

from huiqi.errors import HuiqiError
from huiqi.word.ooxml import Element

_TEMPLATE = Path(__file__).with_name("nginx.conf")
_NOINDEX = "//meta[@name='robots'][contains(@content, 'noindex')]"
# A block of data is no script: the policy lets it be.
_SCRIPTS = {None, "", "module", "text/javascript", "application/javascript"}


def render_nginx(public: Path, root: str, *, listen: str, name: str, prefix: str) -> str:
    """Return the configuration for a site that is published to ``root``.

    ``listen`` is what nginx listens on, ``name`` the server's name, ``prefix`` the address below
    which the site stands, with a slash at both ends.

    Raises:
        HuiqiError: nothing is built, or a page holds what so strict a policy would block.
    """
    pages = sorted(public.rglob("*.html"))
    if not pages:
        raise HuiqiError("public/ 中没有网页。改法：先运行 huiqi build 生成网站。")
    scripts: set[str] = set()
    blocked: list[str] = []
    hidden = False
    for page in pages:
        tree = html.parse(str(page)).getroot()
        scripts.update(_inline(tree))
        address = page.relative_to(public).as_posix()
        blocked += [f"{address}：{fault}" for fault in _find_blocked(tree)]
        hidden = hidden or bool(tree.xpath(_NOINDEX))
    if blocked:
        said = "\n".join(f"  {fault}" for fault in blocked)
        raise HuiqiError(f"这些写法会被内容安全策略拦住：\n{said}\n改法：把程序和样式写到文件里。")
    robots = '    add_header X-Robots-Tag "noindex, nofollow" always;\n' if hidden else ""
    bare = prefix.rstrip("/")
    slash = f"    location = {bare} {{ return 301 {prefix}; }}\n\n" if bare else ""
    text = _TEMPLATE.read_text("utf-8")
    for mark, value in (
        ("@LISTEN@", listen), ("@NAME@", name), ("@PREFIX@", prefix), ("@ROOT@", root.rstrip("/")),
        ("@SLASH@", slash), ("@POLICY@", _write_policy(scripts)), ("@ROBOTS@", robots),
    ):  # fmt: skip
        text = text.replace(mark, value)
    return text


def _write_policy(scripts: Iterable[str]) -> str:
    """Return a Content-Security-Policy that allows the pages' own scripts and nothing else."""
    hashes = sorted(map(_hash, scripts))
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _inline(tree: Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if script.get("src") is None and script.get("type") in _SCRIPTS:
            yield script.text or ""


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _find_blocked(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style":
            yield "<style>"
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"<{element.tag} {attribute}=…>"

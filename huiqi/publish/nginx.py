"""A configuration for nginx: strict, and made from the pages that it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import html

from huiqi.errors import HuiqiError
from huiqi.publish.content_policy import list_inline_scripts, write_policy
from huiqi.word.ooxml import Element

_TEMPLATE = Path(__file__).with_name("nginx.conf")
_NOINDEX = "//meta[@name='robots'][contains(@content, 'noindex')]"


def refuse_words(words: Mapping[str, str]) -> None:
    """Refuse what would be no word in the configuration; ``words`` stand by what they are called.

    Raises:
        HuiqiError: names the first of them.
    """
    for label, word in words.items():
        if not re.fullmatch(r"[\w./:\[\]-]+", word):
            raise HuiqiError(f"{label} 不能写作“{word}”。改法：只用文字、数字、点、连字符和斜线。")


def render_nginx(public: Path, root: str, *, listen: str, name: str, prefix: str) -> str:
    """Return the configuration for a site that is published to ``root``.

    ``listen`` is what nginx listens on, ``name`` the server's name, ``prefix`` the address below
    which the site stands.

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
        scripts.update(list_inline_scripts(tree))
        address = page.relative_to(public).as_posix()
        blocked += [f"{address}：{fault}" for fault in _find_blocked(tree)]
        hidden = hidden or bool(tree.xpath(_NOINDEX))
    if blocked:
        said = "\n".join(f"  {fault}" for fault in blocked)
        raise HuiqiError(f"这些写法会被内容安全策略拦住：\n{said}\n改法：把程序和样式写到文件里。")
    robots = '    add_header X-Robots-Tag "noindex, nofollow" always;\n' if hidden else ""
    prefix = f"/{prefix.strip('/')}/".replace("//", "/")
    bare = prefix.rstrip("/")
    slash = f"    location = {bare} {{ return 301 {prefix}; }}\n\n" if bare else ""
    text = _TEMPLATE.read_text("utf-8")
    for mark, value in (
        ("@LISTEN@", listen), ("@NAME@", name), ("@PREFIX@", prefix), ("@ROOT@", root.rstrip("/")),
        ("@SLASH@", slash), ("@POLICY@", write_policy(scripts)), ("@ROBOTS@", robots),
    ):  # fmt: skip
        text = text.replace(mark, value)
    return text


def _find_blocked(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style":
            yield "<style>"
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"<{element.tag} {attribute}=…>"

"""A value shows as the text that it is, in the pages' Markdown and in pandoc's."""

from __future__ import annotations

import html
import random
import re

import markdown
import pypandoc
import pytest
import yaml

from macros.escape import escape
from tests.support.projects import ROOT

VALUES = [
    "<script>alert(1)</script>", "a | b", "*重点*", "**重点**", "_下划_线_", "__x__", "{{ cycle.id }}",
    "{% raw %}", "{x}", "{: .class }", r"C:\路径\*", "[甲](http://x)", "![图](y)", "[^1]", "# 标题",
    "1. 项", "- 项", "+ 项", "> 引", "&amp; & &lt;", "\"双\" '单'", "~~删~~", "^上^", "~下~", "$x$",
    "@甲", "::: 块", "`码`", "``` 块", "=== 线", "--- 线", "--", "...", "<!-- 注 -->", "http://甲.cn",
    "a@b.cn", "!!! note", "??? x", ":smile:", "%%", "甲\\", "|甲|乙|", "*[甲]: 乙", "]]>", "𬱖", "甲　乙",
]  # fmt: skip


def _page_extensions() -> list[str]:
    """Read the pages' Markdown extensions from mkdocs.yml."""
    text = re.sub(r"!![\w/:.]+ ?", "", (ROOT / "mkdocs.yml").read_text("utf-8")).replace("!ENV", "")
    items = yaml.safe_load(text)["markdown_extensions"]
    return [item if isinstance(item, str) else next(iter(item)) for item in items]


def _plain(page: str) -> list[str]:
    """Return the text of each paragraph, heading, cell and list item."""
    blocks = re.findall(r"<(p|h2|td|li)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", inner)).strip() for _, inner in blocks]


def _source(value: str) -> str:
    shown = escape(value)
    return f"{shown}\n\n## {shown}\n\n前{shown}后\n\n| 甲 | 乙 |\n|---|---|\n| {shown} | 二 |\n\n- {shown}\n"


def _expected(value: str) -> list[str]:
    text = value.replace("\n", "")
    return [text, text, f"前{text}后", text, "二", text]


@pytest.mark.parametrize("value", VALUES)
def test_python_markdown_shows_the_text(value: str) -> None:
    page = markdown.markdown(_source(value), extensions=_page_extensions())
    assert _plain(page) == _expected(value)


def test_pandoc_shows_the_text() -> None:
    source = "\n\n".join(_source(value) for value in VALUES)
    page = pypandoc.convert_text(source, "html", format="markdown", extra_args=["--wrap=none"])
    found = [text.replace("\xa0", " ") for text in _plain(page)]
    wanted = [text for value in VALUES for text in _expected(value)]
    # A table's caption and head are no blocks of the list above.
    assert [text for text in found if text not in ("甲", "乙")] == wanted


def _random_texts(count: int) -> list[str]:
    signs, chance = "甲乙丙 *_`#<>&|[](){}~^$@!\\\"'+-=.:/1a%;", random.Random(20260101)
    return ["".join(chance.choices(signs, k=12)).strip() or "甲" for _ in range(count)]


def test_random_texts_show_as_they_are_in_pandoc() -> None:
    values = [" ".join(value.split()) for value in _random_texts(150)]
    source = "\n\n".join(_source(value) for value in values)
    page = pypandoc.convert_text(source, "html", format="markdown", extra_args=["--wrap=none"])
    wanted = [text for value in values for text in _expected(value)]
    assert [text for text in _plain(page) if text not in ("甲", "乙")] == wanted


def test_random_texts_show_as_they_are() -> None:
    values = _random_texts(150)
    extensions = _page_extensions()
    for value in values:
        page = markdown.markdown(_source(value), extensions=extensions)
        wanted = [" ".join(text.split(" ")) for text in _expected(value)]
        assert _plain(page) == wanted, value


@pytest.mark.parametrize(("value", "shown"), [
    ("甲，\n乙", "甲，乙"), ("党史\n学习", "党史学习"), ("alpha\nbeta", "alpha beta"), ("甲 \n  乙", "甲乙"),
])  # fmt: skip
def test_a_line_break_leaves_no_gap_between_chinese(value: str, shown: str) -> None:
    assert html.unescape(escape(value)) == shown

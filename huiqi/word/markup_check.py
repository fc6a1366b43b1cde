"""What the authors of templates get wrong in their Markdown, found before pandoc sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from huiqi.errors import HuiqiError
from huiqi.word.house_style import HouseStyle
from huiqi.word.render import Paper

_STYLE = re.compile(r'custom-style="([^"]*)"')
_PLACE = re.compile(r"\{[^{}\n]*\.fill[^{}\n]*\}")
# Word's bookmarks, which keep the keys, take no more.
_KEY = re.compile(r"#([A-Za-z][A-Za-z0-9_]{0,39})(?=[\s}])")
_SIZE = re.compile(r'\b(widths|height)="([^"]*)"')
_FENCE = re.compile(r"^:{3,}[ \t]*(\S.*)?$", re.MULTILINE)
_HEAD = "模板写法有误："
_TAIL = "改法：按上面的提示改正 templates/ 中的模板；写法见 CONTRIBUTING.md，样式见 templates/style/styles.yml。"


def check_markup(house_style: HouseStyle, papers: Iterable[Paper]) -> None:
    """Refuse papers whose markup pandoc would take for something else, in silence or in English.

    Raises:
        HuiqiError: everything that is wrong, each with its template.
    """
    names = house_style.names()
    faults = {
        f"  {paper.copy.template.file}：{said}": None
        for paper in papers
        for said in _find_faults(paper.markdown, names)
    }
    if faults:
        raise HuiqiError("\n".join([_HEAD, *faults, _TAIL]))


def _find_faults(text: str, names: set[str]) -> Iterator[str]:
    for name in _STYLE.findall(text):
        if name not in names:
            yield f"没有样式“{name}”"
    for place in _PLACE.findall(text):
        if not _KEY.search(place):
            yield f"填写处 {place} 的代号应为字母开头、不超过 40 个的字母、数字、下划线，前面写 #"
    for name, value in _SIZE.findall(text):
        if not re.fullmatch(r"\d+(\.\d+)?( +\d+(\.\d+)?)*", value):
            yield f"{name}=“{value}”应为数字"
    if "{=openxml}" in text:
        yield "不能直接写 openxml"
    if not _is_balanced(f"::: document\n{text}\n:::"):
        yield "::: 没有成对：每个 ::: {…} 都要有单独一行 ::: 结束"


def _is_balanced(text: str) -> bool:
    """Whether every fenced part is closed, and none before the paper's own."""
    depth, closed = 0, False
    for match in _FENCE.finditer(text):
        if closed:
            return False
        depth += 1 if match[1] else -1
        closed = depth == 0
    return closed

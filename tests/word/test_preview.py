"""A paper as a page: heads where paper has them."""

from __future__ import annotations

import pytest
from lxml import html

from huiqi.word.preview import split_pages

_ROWS = "<thead><tr><th>谈话人</th><th>甲</th></tr></thead><tbody><tr><td>时间</td><td>乙</td></tr></tbody>"


@pytest.mark.parametrize(
    ("kind", "heads"),
    [("", ["谈话人", "甲"]), ("form", ["谈话人", "时间"]), ("labels", ["谈话人", "甲", "时间"])],
)
def test_labels_are_heads(kind: str, heads: list[str]) -> None:
    around = f'<div class="table" kind="{kind}" height="1"><table>{_ROWS}</table></div>'
    page = split_pages(f'<div id="x" class="document">{around}</div>')["x"]
    root = html.fromstring(page)
    assert [cell.text for cell in root.iter("th")] == heads
    assert [cell.text for cell in root.xpath("//*[@scope='row']")] == ["时间"] * bool(kind)
    assert [cell.text for cell in root.xpath("//*[@height]")] == ["时间"]

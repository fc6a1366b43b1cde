"""What is kept on one line, and what is left as it is."""

from __future__ import annotations

import re

import pytest

from huiqi.site.unbroken import keep_unbroken


def _show(page: str, *names: str) -> str:
    return re.sub("<n-b>(.*?)</n-b>", r"⟨\1⟩", keep_unbroken(page, names))


@pytest.mark.parametrize(("page", "shown"), [
    ("<p>定于2025年2月13日上午9时</p>", "<p>定于⟨2025年2月13日⟩上午⟨9时⟩</p>"),
    ("<p>会前5个工作日（最迟2025年2月13日）</p>", "<p>会前⟨5个工作日⟩（最迟⟨2025年2月13日）⟩</p>"),
    ("<td>0000&#45;2222222</td>", "<td>⟨0000&#45;2222222⟩</td>"),
    ("<td>（8&nbsp;KB，<a href=x>预览</a>）</td>", "<td>⟨（8&nbsp;KB，⟩<a href=x>⟨预览⟩</a>）</td>"),
    ("<td>已审核同意</td><td>安排集中学习和自学</td>", "<td>⟨已审核同意⟩</td><td>安排集中学习和自学</td>"),
    ('<a title="第2项" href="2025年1月2日.html">很长很长的一个链接</a>', '<a title="第2项" href="2025年1月2日.html">很长很长的一个链接</a>'),
    ("<title>第2项</title><script>'第2项'</script><svg><text>2月3日</text></svg>",
     "<title>第2项</title><script>'第2项'</script><svg><text>2月3日</text></svg>"),
    ("<p>2021年11月通过</p>", "<p>⟨2021年11月⟩通过</p>"),
    ("<p>没有数字</p>", "<p>没有数字</p>"),
    ("<h1>党委班子2024年度民主生活会</h1><p>民主生活会</p>", "<h1>党委班子⟨2024年度⟩⟨民主生活会⟩</h1><p>民主生活会</p>"),
])  # fmt: skip
def test_what_holds_together(page: str, shown: str) -> None:
    assert _show(page) == shown


def test_names_hold_together_where_they_are_shown() -> None:
    page = '<p title="赵一">由赵一、欧阳十二（赵一）主持</p>'
    assert _show(page) == page
    assert _show(page, "赵一", "欧阳十二") == (
        '<p title="赵一">由⟨赵一⟩、⟨欧阳十二⟩⟨（赵一⟩）主持</p>'
    )

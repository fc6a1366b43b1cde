"""The reference for authors, made from the macros' own docstrings and examples."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

from jinja2 import Environment, StrictUndefined

from macros.scope import Scope
from macros.vocabulary import MACROS, PAPER_MACROS, build_paper_vocabulary

_ROOMS = {
    "words": "连接、括号、数字和时间",
    "kinds": "会议类型的用语和页面",
    "basis": "依据和目标",
    "readings": "学习篇目",
    "areas": "对照检查方面",
    "duties": "人员和职责",
    "steps": "准备步骤",
    "timeline": "步骤、日程和议程",
    "schedule_picture": "时间轴",
    "talks": "谈心谈话",
    "talk_table": "谈话名单和总表",
    "news": "更新",
    "tasks": "各人和各单位的任务",
    "handout": "分发的链接和二维码",
    "documents": "材料",
    "assignments": "材料分工",
    "papers": "只用于 Word 模板：填写处、统计数、表格各行",
    "talk_matrix": "只用于 Word 模板：谈话对照表",
}
SAMPLE = "2021-party-history"
_EXAMPLE = "例："
_LONGEST = 12
_HEAD = """<!-- 由 huiqi reference 生成，不要手改；说明和例子在 macros/ 各文件里。 -->

# 页面和模板能用的词

写在 `docs/` 和 `templates/` 的 `{{ }}` 里。事实用 `cycle` 加键名，如 `{{ cycle.theme }}`、`{{ cycle.team.name }}`、
`{{ cycle.meeting.place }}`，键名见 `cycles/cycle.schema.json`。写错的名称使生成停下，并指明文件和行。

- 事实原样显示：里面的 `*`、`|`、`<` 等符号不起作用。
- 待定的事实显示为标记的空白；网站不显示的内部事实是“无”，用 `{% if %}` 判断，或交给 `join`、`paren` 连同标点一起省去。
- 人员写出来是职务；写姓名用 `person`、`people`，只在 `publish_names: true` 时写出。

下面的结果取自样例周期 `{cycle}`。
"""


def list_examples(function: Callable[..., Any]) -> list[str]:
    """Return the examples that a macro's docstring gives."""
    lines = inspect.cleandoc(function.__doc__ or "").splitlines()
    return [line.removeprefix(_EXAMPLE) for line in lines if line.startswith(_EXAMPLE)]


def render_reference(scope: Scope) -> str:
    """Return the reference as Markdown, its examples rendered on a cycle."""
    parts = [_HEAD.replace("{cycle}", scope.cycle.id)]
    environment = Environment(undefined=StrictUndefined)  # noqa: S701
    environment.globals.update(build_paper_vocabulary(scope))
    for room, functions in groupby(
        (*MACROS, *PAPER_MACROS), lambda function: function.__module__.split(".")[-1]
    ):
        parts.append(f"## {_ROOMS[room]}\n")
        parts += [_describe(function, environment) for function in functions]
    return "\n".join(parts)


def _describe(function: Callable[..., Any], environment: Environment) -> str:
    lines = inspect.cleandoc(function.__doc__ or "").splitlines()
    text = "".join(line for line in lines if line and not line.startswith(_EXAMPLE))
    shown = [f"### {function.__name__}{_signature(function)}\n", f"{text}\n"]
    for example in list_examples(function):
        result = _shorten(environment.from_string(example).render())
        shown.append(f"```\n{example}\n```\n\n得到：\n\n{_quote(result)}\n")
    return "\n".join(shown)


def _signature(function: Callable[..., Any]) -> str:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    words = [
        item.name if item.default is item.empty else f"{item.name}={item.default!r}"
        for item in parameters
    ]
    return f"({', '.join(words)})".replace("'", '"')


def _shorten(text: str) -> str:
    """Cut a long result; and show the signs themselves instead of their references."""
    lines = html.unescape(re.sub(r"<wbr>", "", text)).splitlines()
    return "\n".join(lines if len(lines) <= _LONGEST else [*lines[:_LONGEST], "……"])


def _quote(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines()) or "    （空）"

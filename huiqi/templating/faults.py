"""What keeps a page or a Word template from being rendered, in Chinese, with file and line."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import TemplateError

from huiqi.errors import Finding

_PARTS = "docs/parts"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# What the template engine says of the commonest slips, in Chinese.
_SAID = (
    (re.compile(r"'([\w.]+)' is undefined"), r"未定义的名称 \1"),
    (re.compile(r"'.+ object' has no attribute '(\w+)'"), r"没有 \1 这一项"),
    (re.compile(r"'(.+)' not found in search path: .*"), rf"{_PARTS}/ 中没有 \1"),
    (re.compile(r"Encountered unknown tag '(\w+)'.*"), r"不认识的语句 \1"),
    (re.compile(r"No filter named '(\w+)'\."), r"未定义的过滤器 \1"),
    (re.compile(r"list index out of range|list object has no element .*"), "序号超出范围"),
)


def find_render_fault(
    environment: Environment, name: str, text: str, names: dict[str, Any] | None = None
) -> Finding | None:
    """Return what keeps a page or a template from being rendered, with file and line."""
    body = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text.replace("\r\n", "\n"))
    try:
        environment.from_string(body).render(names or {})
    except TemplateSyntaxError as error:
        file = f"{_PARTS}/{error.name}" if error.name else name
        return _fault(file, error.lineno, error.message or "语法错误")
    except (TemplateError, AttributeError, TypeError, KeyError, IndexError) as error:
        return _fault(*_template_place(error, name), str(error))
    return None


def _template_place(error: Exception, name: str) -> tuple[str, int]:
    """Return file and line of the template code that failed."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == "<template>":
            return name, frame.lineno or 0
        if frame.filename.endswith(".md"):
            return _source_name(Path(frame.filename)), frame.lineno or 0
    return name, 0


def _source_name(path: Path) -> str:
    """Return an included file's name in the project: a part of pages, or a layout of papers."""
    for parent in path.parents:
        if parent.name in ("docs", "templates"):
            return path.relative_to(parent.parent).as_posix()
    return path.name


def _fault(file: str, line: int, said: str) -> Finding:
    remedy = "核对名称的写法；可用的名称见 macros/README.md"
    return Finding("gate", "能写出的页面", _translate(said), remedy, file=file, line=line)


def _translate(said: str) -> str:
    for pattern, words in _SAID:
        match = pattern.fullmatch(said)
        if match:
            return match.expand(words)
    return f"模板写法有误（{said.rstrip('.')}）"

"""What the theme's overrides may use, and the check that they use nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from huiqi.errors import Finding, HuiqiError
from huiqi.site.pages import plain_html
from macros.scope import Scope
from macros.words import approval_mark, draft_mark

# What MkDocs and Material give to every template, as far as overrides may rely on it.
_GIVEN = frozenset({
    "config", "page", "nav", "base_url", "extra_css", "lang", "namespace", "super", "self", "huiqi",
})  # fmt: skip
# In MkDocs' ``extra``: a mark of the builder's own, on every page of a preview.
MARK = "mark"
_SAMPLE_MARK = "样例（单位、人员、日期均为虚构）"


@dataclass(frozen=True)
class ThemeData:
    """The facts that stand on every page, as HTML text; ``huiqi`` in the theme's overrides."""

    title: str
    mark: str
    banner: str
    noindex: bool
    stock_worker: str


def find_override_faults(theme: Path) -> list[Finding]:
    """Return every undefined name in the theme's overrides, which Jinja would print as nothing."""
    faults = []
    for path in sorted(theme.rglob("*.html")):
        faults += _check_override(f"theme/{path.relative_to(theme).as_posix()}", path)
    return faults


def _check_override(name: str, path: Path) -> list[Finding]:
    environment = Environment()  # noqa: S701
    environment.filters["url"] = str  # MkDocs' own
    try:
        tree = environment.parse(path.read_text("utf-8"))
        unknown = meta.find_undeclared_variables(tree) - _GIVEN
    except TemplateSyntaxError as error:
        return [_fault(name, error.lineno, error.message or "语法错误")]
    known = {field.name for field in fields(ThemeData)}
    faults = [
        _fault(name, node.lineno, f"未定义的名称 {node.name}")
        for node in tree.find_all(nodes.Name)
        if node.name in unknown
    ]
    return faults + [
        _fault(name, node.lineno, f"未定义的名称 huiqi.{node.attr}")
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name)
        and node.node.name == "huiqi"
        and node.attr not in known
    ]


def _fault(file: str, line: int, said: str) -> Finding:
    return Finding(
        "gate",
        "已定义的名称",
        said,
        "改正名称，或在 huiqi/site/theme_data.py 中定义",
        file=file,
        line=line,
    )


def find_stock_worker(folders: Iterable[str]) -> str:
    """Return the address of the theme's own search worker, whose name holds a hash.

    Raises:
        HuiqiError: the theme has none, so that ours would silently not be used.
    """
    for folder in folders:
        for path in sorted(Path(folder).glob("assets/javascripts/workers/search.*.min.js")):
            return path.relative_to(folder).as_posix()
    raise HuiqiError("主题里没有搜索程序。改法：用 requirements/ 锁定的 mkdocs-material 版本。")


def make_theme_data(
    scope: Scope, folders: Iterable[str], *, draft: bool, mark: str = ""
) -> ThemeData:
    """Return what stands on every page of a cycle's site; ``folders`` are the theme's."""
    internal = scope.cycle.audience == "internal"
    return ThemeData(
        title=plain_html(str(scope.view.title)),
        mark=_write_mark(scope, mark, draft=draft),
        banner="内部资料 请勿外传" if internal else "",
        noindex=internal,
        stock_worker=find_stock_worker(folders),
    )


def _write_mark(scope: Scope, own: str, *, draft: bool) -> str:
    marks = (
        own,
        _SAMPLE_MARK if scope.cycle.sample else "",
        draft_mark(scope) if draft else approval_mark(scope),
    )
    return " ".join(mark for mark in marks if mark)

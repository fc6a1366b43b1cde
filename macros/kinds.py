"""Macros for what differs from kind to kind of meeting, and for what a meeting has not."""

from __future__ import annotations

from huiqi.facts import kinds
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from macros.escape import escape
from macros.scope import Scope

_BRANCH = "branch"  # the folder of docs/parts whose parts take the place of the others


def word(scope: Scope, name: str) -> str:
    """这一类会议的用语，见 huiqi/facts/defaults/ 各文件的 words。

    例：{{ word("team") }}
    """
    return escape(kinds.word_of(scope.cycle, name))


def part(scope: Scope, name: str) -> list[str]:
    """docs/parts/ 中的一段文字，用于 include：组织生活会先用 docs/parts/branch/ 中同名的。

    例：{{ part("plan/theme.md") | first }}
    """
    return [f"{_BRANCH}/{name}", name] if scope.cycle.branch else [name]


def speaks_of(scope: Scope, document: str) -> bool:
    """文字中是否提到某种材料：民主生活会都提，组织生活会有这种材料时才提。

    例：{{ speaks_of("group-examination") }}
    """
    return kinds.speaks_of(scope.cycle, document)


def has_page(scope: Scope, page: str) -> bool:
    """网站有没有某一页；没有内容的页面不生成，也不链接。

    例：{{ has_page("readings.md") }}
    """
    return page not in missing_pages(scope.cycle)


def missing_pages(cycle: Cycle) -> frozenset[str]:
    """Return the pages of docs/ that would have no content."""
    without = {
        "preparation/appraisal.md": cycle.preparation.appraisal is None,
        "readings.md": not (cycle.reading_list or cycle.materials),
        "documents.md": not list_documents(cycle),
        "assignments.md": not list_documents(cycle),
    }
    return frozenset(page for page, empty in without.items() if empty)

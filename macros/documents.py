"""Macros for the documents of the cycle."""

from __future__ import annotations

from typing import Any

from huiqi.facts.documents import Document, list_documents, list_templates
from macros.dates import ShownDay
from macros.escape import escape
from macros.links import PaperLink
from macros.scope import Scope
from macros.words import join


def _party(scope: Scope, name: str) -> str:
    return str(scope.follow(name))


def _row(scope: Scope, document: Document) -> str:
    readers = scope.write(document.readers) if document.readers else None
    receivers = [readers, *(_party(scope, name) for name in document.receivers)]
    # Few papers of a branch are reviewed: what is empty leaves its card.
    nobody = "" if scope.cycle.branch else "—"
    cells = (
        f"**{scope.write(document.title)}**<br>"
        f'<span class="purpose">{scope.write(document.purpose)}</span>',
        join(scope, [_party(scope, name) for name in document.drafters]) or nobody,
        _party(scope, document.reviewer) if document.reviewer else nobody,
        join(scope, receivers) or nobody,
        scope.show_deadline(document.deadline) if document.deadline else nobody,
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def download_table(scope: Scope, category: str) -> str:
    """列出某一类材料的用途、起草、期限和下载，用于材料下载页。

    例：{{ download_table("对照检查") }}
    """
    rows = [
        _download_row(scope, document)
        for document in list_documents(scope.cycle)
        if document.category == category
    ]
    head = ["| 材料和用途 | 起草 | 接收 | 期限 | 下载 |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _download_row(scope: Scope, document: Document) -> str:
    cells = _row(scope, document).removeprefix("| ").removesuffix(" |").split(" | ")
    # The search leads to the row of a document; its mark is that of a heading.
    cells[0] = cells[0].replace("**<br>", f'**{{ #{document.id} data-search="entry" }}<br>', 1)
    links = link_papers(scope, document.id) or ("" if scope.cycle.branch else "—")
    return "| " + " | ".join([*cells[:2], *cells[3:], links]) + " |"


def link_papers(scope: Scope, document: str, name: str | None = None) -> str:
    """Return the links to a document's papers; of those made for one member, the named one's."""
    links = scope.links.get(document, [])
    own = [link for link in links if name and name in link.title]
    return "<br>".join(_link(link) for link in own or links)


def _link(link: PaperLink) -> str:
    size = f"{max(1, round(link.size / 1024))}&nbsp;KB"
    download = f'{{ download="{link.save_as}" }}'
    return f"[{escape(link.title)}]({link.word}){download}（{size}，[预览]({link.page})）"


def document_table(scope: Scope, *stages: str, category: str | None = None) -> str:
    """列出材料的用途、起草、审核、接收和期限，可只列某些环节或某一类别。

    例：{{ document_table("study") }}
    """
    documents = [
        document
        for document in list_documents(scope.cycle)
        if (not stages or document.stage in stages) and category in (None, document.category)
    ]
    lines = [
        "| 材料和用途 | 起草 | 审核 | 接收 | 期限 |", "|---|---|---|---|---|",
        *(_row(scope, document) for document in documents),
    ]  # fmt: skip
    if unreviewed(scope, *stages):
        lines = [_leave_out_reviewer(line) for line in lines]
    return "\n".join(lines) if documents else ""


def unreviewed(scope: Scope, *stages: str) -> bool:
    """某些环节的材料是否都不审核，用于省去“审核”一列；党支部的材料多不审核，领导班子的表各页一致。

    例：{{ unreviewed("study") }}
    """
    documents = [item for item in list_documents(scope.cycle) if item.stage in stages]
    return scope.cycle.branch and not any(document.reviewer for document in documents)


def _leave_out_reviewer(line: str) -> str:
    cells = line.split("|")
    return "|".join([*cells[:3], *cells[4:]])


def document_contents(scope: Scope, name: str) -> str:
    """列出某种材料的内容要求。

    例：{{ document_contents("report") }}
    """
    found = [document for document in list_documents(scope.cycle) if document.id == name]
    return "\n".join(f"- {escape(item)}" for document in found for item in document.contents)


def document_items(scope: Scope, name: str) -> list[str]:
    """某种材料的内容要求，用于逐条列出。

    例：{{ join(document_items("explanation")) }}
    """
    return [escape(item) for item in list_templates(scope.cycle)[name].head.contents]


def issue_date(scope: Scope, name: str) -> ShownDay | None:
    """某种材料的成文日期；还没有印发时为空。

    例：{{ issue_date("plan") }}
    """
    return next((head.date for head in _letterheads(scope, name)), None)


def _letterheads(scope: Scope, name: str) -> list[Any]:
    return [item.letterhead for item in scope.view.documents if item.id == name and item.letterhead]


def document_categories(scope: Scope) -> list[str]:
    """本次会议有哪些类别的材料，用于逐类列表。

    例：{{ join(document_categories()) }}
    """
    return list(dict.fromkeys(document.category for document in list_documents(scope.cycle)))


def document_count(scope: Scope) -> int:
    """本次会议的材料种数，按事实计算。

    例：共{{ document_count() }}种
    """
    return len(list_documents(scope.cycle))

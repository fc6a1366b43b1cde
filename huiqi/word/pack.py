"""The pack: every paper of a cycle under a Chinese name, in folders by who works with it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiqi.errors import Finding, KeyPath, Severity
from huiqi.facts.documents import Document, list_documents
from huiqi.facts.reading.load import Facts
from huiqi.files.windows_names import drop_unseen, fold_name, is_device
from huiqi.files.zip_archive import write_zip
from huiqi.word.copies import all_copies
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Copy, Paper
from macros.duties import person
from macros.scope import Rendition, Scope
from macros.talks import list_talk_pairs
from macros.words import join

CONTENTS = "00-目录.txt"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_TAG = re.compile(r"<[^>]*>")
_LONGEST = 60


@dataclass(frozen=True)
class Pack:
    """A pack, or a part of it: its files by folder and name, and the open facts it uses.

    For them a final paper waits: ``held`` names the files that are not made. In a draft they are
    marked blanks, and the findings hints.
    """

    files: dict[str, bytes]
    waiting: tuple[Finding, ...] = ()
    held: tuple[str, ...] = ()


def make_pack(maker: PaperMaker, facts: Facts, names: tuple[str, ...] = (), *, draft: bool) -> Pack:
    """Return the papers of a cycle for the office, or those of the named documents.

    A final paper waits for the open facts that it uses itself; the others are made.

    Raises:
        HuiqiError: a template or pandoc fails; nothing is made then.
    """
    scope, whole = Scope(facts.cycle, Rendition.office()), all_copies(facts.cycle)
    places = unique_names((copy.key, name_file(scope, copy)) for copy in whole)
    copies = [copy for copy in whole if not names or {copy.document, copy.template.id} & set(names)]
    papers = maker.render(scope, copies, draft=draft)
    ready = [paper for paper in papers if draft or not paper.blanks]
    made = maker.make_files(ready, facts.cycle.id)
    files = {places[paper.copy.key]: made[paper.copy.key] for paper in ready}
    held = tuple(places[paper.copy.key] for paper in papers if paper.copy.key not in made)
    return Pack(files, tuple(_find_waiting(facts, papers, draft=draft)), held)


def unique_names(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a file name for each key; where two papers share one, the second says which it is."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in named:
        unique = name
        if fold_name(name) in taken:
            unique = f"{name.removesuffix('.docx')}-{key}.docx"
        taken.add(fold_name(unique))
        found[key] = unique
    return found


def _find_waiting(facts: Facts, papers: Iterable[Paper], *, draft: bool) -> list[Finding]:
    used: dict[KeyPath, tuple[str, set[str]]] = {}
    for paper in papers:
        for key, (label, places) in paper.blanks.items():
            used.setdefault(key, (label, set()))[1].update(places)
    remedy = "在会议事实中填写" + ("" if draft else "；未定时用 --draft 生成草稿")
    severity: Severity = "hint" if draft else "error"
    return [
        facts.source.place(
            Finding(
                "slot",
                label,
                f"待定，用于 {'、'.join(sorted(places))}",
                remedy,
                key,
                severity=severity,
            )
        )
        for key, (label, places) in used.items()
    ]


def write_pack(files: dict[str, bytes], title: str, folder: Path) -> None:
    """Write a pack into a new folder, with its table of contents."""
    contents = {CONTENTS: list_contents(title, files)}
    for name, data in (contents | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def zip_files(files: dict[str, bytes], title: str) -> bytes:
    """Return the files as one archive, the table of contents first."""
    return write_zip({CONTENTS: list_contents(title, files)} | files)


def list_contents(title: str, files: dict[str, bytes]) -> bytes:
    """Return the table of contents as Notepad shows it."""
    lines = [title, f"共 {len(files)} 个文件", "", *sorted(files)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def name_file(scope: Scope, copy: Copy) -> str:
    """Return folder and name of a copy: 01-赵一（市委书记）/D13-个人发言提纲-赵一.docx."""
    document = next(item for item in list_documents(scope.cycle) if item.id == copy.document)
    name = "-".join([document.number, _title(scope, copy), *_whose(scope, copy)])
    return f"{clean_name(_folder(scope, copy, document))}/{clean_name(name)}.docx"


def name_blank(scope: Scope, copy: Copy) -> str:
    """Return the name under which a browser saves a blank paper: 个人发言提纲.docx."""
    member = scope.follow(copy.member) if copy.member else None
    whose = [str(member.name or member)] if member else []
    return f"{clean_name('-'.join([_title(scope, copy), *whose]))}.docx"


def _title(scope: Scope, copy: Copy) -> str:
    return scope.write(
        copy.extra.title if copy.extra else copy.template.head.paper or copy.template.head.title
    )


def _whose(scope: Scope, copy: Copy) -> list[str]:
    if copy.talk is not None:
        pair = list_talk_pairs(scope.cycle)[copy.talk - 1]
        return [f"{copy.talk:03}", *(str(scope.follow(one).name) for one in pair.people)]
    if copy.office:
        return [str(scope.follow(copy.office))]
    return [str(scope.follow(copy.member).name)] if copy.member else []


def _folder(scope: Scope, copy: Copy, document: Document) -> str:
    member = copy.member
    if copy.talk is not None:
        member = list_talk_pairs(scope.cycle)[copy.talk - 1].people[0]
    if member:
        order = [item.id for item in scope.cycle.members].index(member) + 1
        return f"{order:02}-{person(scope, scope.follow(member))}"
    if copy.office:
        return str(scope.follow(copy.office))
    return join(scope, [scope.follow(name) for name in document.drafters]) or "办公室"


def clean_name(name: str) -> str:
    """Return a file's name that Windows takes too."""
    plain = _TAG.sub("", html.unescape(name))
    clean = _cut(drop_unseen(_FORBIDDEN.sub("＿", plain))).strip(" .") or "＿"
    return f"＿{clean}" if is_device(clean) else clean


def _cut(name: str) -> str:
    """Return a name that is not too long; brackets that are opened are closed, or left out."""
    if len(name) <= _LONGEST:
        return name
    text, opened = name[: _LONGEST - 1], list[int]()
    for place, sign in enumerate(text):
        if sign == "（":
            opened.append(place)
        elif sign == "）" and opened:
            opened.pop()
    if not opened:
        return name[:_LONGEST]
    return f"{text[: opened[1]] if len(opened) > 1 else text}）"

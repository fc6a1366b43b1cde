"""The study materials of a cycle: the files that its index names, read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from huiqi.errors import Finding, FindingsError
from huiqi.facts.model.content import Material
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.facts.reading.text_file import decode_text
from huiqi.materials.hints import HintText, hint_markdown, hint_pdf, hint_word
from huiqi.materials.images import picture_kind, strip_picture
from huiqi.materials.sanitize import clean_html, list_lines
from huiqi.materials.screening import MaterialText, RefusedError, refuse_secrets

FOLDER = "materials"
_SYSTEM_FILES = {"thumbs.db", "ehthumbs.db", "desktop.ini"}
_PICTURES = (".png", ".jpg", ".jpeg")
_PICTURE_REMEDY = "在文件中换成这几种格式的图片；.md 文件的图片放在同一文件夹"
_LARGEST = 20 * 1024 * 1024
_LONGEST = 1024 * 1024  # of a text: Markdown takes seconds for each megabyte


@dataclass(frozen=True)
class MaterialPage:
    """A material as it stands on its page: HTML, headings for the contents, files beside it.

    ``hints`` tell what the page lacks: what was expected, what was found, the remedy; ``text``
    is what a reader sees of it.
    """

    id: str
    html: str
    headings: list[dict[str, Any]]
    files: dict[str, bytes] = field(default_factory=dict)
    hints: tuple[HintText, ...] = ()
    text: str = ""

    def with_hints(self, hints: Iterable[HintText]) -> MaterialPage:
        """Return the page with more hints."""
        return replace(self, hints=(*self.hints, *hints))


def check_materials(facts: Facts) -> list[Finding]:
    """Return what is wrong with a cycle's materials, or else what their pages lack."""
    try:
        pages = load_materials(facts)
    except FindingsError as error:
        return list(error.findings)
    return [
        facts.source.place(replace(_fault(index, *hint), severity="hint"))
        for index, page in enumerate(pages.values())
        for hint in page.hints
    ]


def load_materials(facts: Facts) -> dict[str, MaterialPage]:
    """Return the pages of a cycle's materials by their ids.

    Raises:
        FindingsError: all that is wrong with index and files.
    """
    folder = facts.folder / FOLDER
    findings = [facts.source.place(finding) for finding in _check_index(facts, folder)]
    pages: dict[str, MaterialPage] = {}
    for index, material in enumerate(facts.cycle.materials):
        path = folder / material.file
        if _is_inside(folder, path):
            try:
                pages[material.id] = _read(facts.cycle, material, path)
            except FindingsError as error:
                findings += error.findings
            except RefusedError as error:
                expected, found, remedy = error.args
                found = found if material.file in found else f"“{material.file}”{found}"
                findings.append(facts.source.place(_fault(index, expected, found, remedy)))
    if findings:
        raise FindingsError(findings)
    return pages


def list_files(pages: Iterable[MaterialPage]) -> dict[str, bytes]:
    """Return the pictures and PDFs of the materials by their addresses on the site."""
    return {
        f"{FOLDER}/{page.id}/{name}": data for page in pages for name, data in page.files.items()
    }


def _is_inside(folder: Path, path: Path) -> bool:
    """Whether it is a file of the folder itself: no folder, no link to elsewhere."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _fault(index: int, expected: str, found: str, remedy: str) -> Finding:
    return Finding("gate", expected, found, remedy, ("materials", index, "file"))


def _check_index(facts: Facts, folder: Path) -> Iterator[Finding]:
    """Yield files that the index names and that are not there, and the other way round."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    named = [material.file for material in facts.cycle.materials]
    for index, name in enumerate(named):
        if name not in there:
            near = difflib.get_close_matches(name, sorted(there - set(named)), n=1, cutoff=0.8)
            remedy = (
                f"有“{near[0]}”：两处文件名写成一样" if near else "把文件放进去，或者改正文件名"
            )
            yield _fault(index, f"{FOLDER}/ 中的文件", f"没有文件“{name}”", remedy)
        elif not _is_inside(folder, folder / name):
            yield _fault(index, f"{FOLDER}/ 中的文件", f"“{name}”是文件夹，或者指向别处",
                         "把文件本身放进去")  # fmt: skip
        elif name in named[:index]:
            yield _fault(index, "每个文件一条材料", f"“{name}”写了两次", "删去其中一条")
    for name in sorted(there - set(named)):
        if not name.startswith((".", "~$")) and not name.lower().endswith(_PICTURES):
            yield _explain_stranger(folder / name)


def _explain_stranger(path: Path) -> Finding:
    """Return the finding for something that no fact names; only a material can be listed."""
    kind, name = path.suffix.lower(), path.name
    if path.is_file() and kind in _READERS:
        expected, found = f"{FOLDER}/ 中的文件都列入 materials", f"没有列入“{name}”"
        return Finding(
            "gate", expected, found, "在 materials 中补写一条，或者移走文件", ("materials",)
        )
    remedy = "移走；学习材料只能是 .md、.docx、.pdf 文件"
    if path.is_dir():
        remedy = f"把文件夹移走；其中的学习材料直接放在 {FOLDER}/ 中"
    elif name.lower() in _SYSTEM_FILES:
        remedy = "删去；这是系统生成的文件"
    elif kind in _REMEDIES:
        remedy = f"移走；是学习材料的，{_REMEDIES[kind]}，再列入 materials"
    return Finding("gate", f"{FOLDER}/ 中只有学习材料", f"“{name}”", remedy, ("materials",))


def _read(cycle: Cycle, material: Material, path: Path) -> MaterialPage:
    kind = path.suffix.lower()
    if kind not in _READERS:
        raise RefusedError(
            ".md、.docx 或 .pdf 文件", f"“{material.file}”", _REMEDIES.get(kind, "另存为 .docx")
        )
    if path.stat().st_size > _LARGEST:
        raise RefusedError(
            "不超过 20 MB 的文件", f"“{material.file}”过大", "分成几份，或者压缩图片"
        )
    try:
        return _READERS[kind](cycle, material, path)
    except OSError as error:
        raise RefusedError("能读取的文件", "不能读取", "核对它允许读取") from error


def _read_markdown(cycle: Cycle, material: Material, path: Path) -> MaterialPage:
    from huiqi.materials.markdown.read import read_markdown

    raw = path.read_bytes()
    if len(raw) > _LONGEST:
        raise RefusedError("不超过 1 MB 的 .md 文件", "过大", "分成几份")
    text = read_markdown(decode_text(raw, f"{FOLDER}/{material.file}"))
    beside = sorted(item for item in path.parent.iterdir() if item.name.lower().endswith(_PICTURES))
    pictures = {item.name: item.read_bytes() for item in beside if item.is_file()}
    page = _write_page(cycle, material, text.html, pictures, MaterialText(()), numbered=False)
    return page.with_hints(hint_markdown(material.file, text, page.text))


def _read_word(cycle: Cycle, material: Material, path: Path) -> MaterialPage:
    from huiqi.materials.docx import read_docx

    word = read_docx(path.read_bytes())
    page = _write_page(cycle, material, word.html, word.pictures, word.said)
    return page.with_hints(hint_word(material.file, word, page.text))


def _write_page(
    cycle: Cycle, material: Material, written: str, pictures: dict[str, bytes], said: MaterialText,
    *, numbered: bool = True,
) -> MaterialPage:  # fmt: skip
    """Return a page with those of the pictures that it shows, numbered in their order."""
    names = {
        name: f"{number}.{kind}"
        for number, (name, data) in enumerate(sorted(pictures.items()), start=1)
        if (kind := picture_kind(data))
    }
    addresses = {name: f"{material.id}/{file}" for name, file in names.items()}
    text = clean_html(written, addresses, numbered=numbered)
    refuse_secrets(cycle, material.file, replace(said, lines=tuple(list_lines(text.html))))
    files = {
        file: _strip(pictures[name], name)
        for name, file in names.items()
        if addresses[name] in text.html
    }
    found = f"“{material.file}”有图片不能显示：{'、'.join(text.dropped)}"
    hints = (("PNG 或 JPEG 图片", found, _PICTURE_REMEDY),) if text.dropped else ()
    return MaterialPage(material.id, text.html, text.headings, files, hints, text.text)


def _strip(picture: bytes, name: str) -> bytes:
    try:
        return strip_picture(picture)
    except ValueError as error:
        raise RefusedError("能打开的图片", f"图片 {name} 损坏", "换成能打开的图片") from error


def _read_pdf(cycle: Cycle, material: Material, path: Path) -> MaterialPage:
    from huiqi.materials.pdf.read import read_pdf

    pdf = read_pdf(path.read_bytes())
    refuse_secrets(cycle, material.file, pdf.said)
    text = clean_html(pdf.html or _NO_TEXT)
    viewer = _VIEWER.format(file=f"{material.id}/{material.id}.pdf", name=escape(material.file))
    page = MaterialPage(
        material.id,
        viewer + text.html,
        text.headings,
        {f"{material.id}.pdf": pdf.copy},
        (),
        text.text,
    )
    return page.with_hints(hint_pdf(material.file, pdf, text.text))


_NO_TEXT = "<p>这份 PDF 没有文字层，搜索不到其中的内容，请下载或打开原版阅读。</p>"
_VIEWER = """<p><a class="md-button" href="{file}" download="{name}">下载 PDF</a></p>
<details class="viewer"><summary>打开原版页面</summary>
<iframe src="{file}" title="{name}" loading="lazy"></iframe></details>
"""
_READERS = {".md": _read_markdown, ".docx": _read_word, ".pdf": _read_pdf}
_REMEDIES = {
    ".doc": "用 Word 或 WPS 打开，另存为 .docx",
    ".wps": "用 WPS 打开，另存为 .docx",
}

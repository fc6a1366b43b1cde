"""One study material: from a file's name and bytes to its page, with all refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import PurePath
from typing import Any

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.text_file import decode_text
from huiqi.materials.hints import HintText, hint_markdown, hint_pdf, hint_word
from huiqi.materials.images import picture_kind, strip_picture
from huiqi.materials.sanitize import clean_html, list_lines
from huiqi.materials.screening import MaterialText, RefusedError, refuse_secrets

FOLDER = "materials"
LARGEST = 20 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg")
_PICTURE_REMEDY = "在文件中换成这几种格式的图片；.md 文件的图片放在同一文件夹"
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


@dataclass(frozen=True)
class MaterialFile:
    """A file that is to become a page; ``beside`` are the pictures that a text may show, by name."""

    name: str
    data: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def read_material(cycle: Cycle, id: str, file: MaterialFile) -> MaterialPage:
    """Return the page of a file.

    Raises:
        RefusedError: it cannot become one.
        FindingsError: its text cannot be decoded.
    """
    refuse_kind_and_size(file.name, len(file.data))
    return _READERS[_kind_of(file.name)](cycle, id, file)


def refuse_kind_and_size(name: str, size: int) -> None:
    """Refuse what no page is made of, before anything of it is read.

    Raises:
        RefusedError: it is of another kind, or too large.
    """
    kind = _kind_of(name)
    if kind not in _READERS:
        raise RefusedError(
            ".md、.docx 或 .pdf 文件", f"“{name}”", REMEDIES.get(kind, "另存为 .docx")
        )
    if size > LARGEST:
        raise RefusedError("不超过 20 MB 的文件", f"“{name}”过大", "分成几份，或者压缩图片")


def is_picture(name: str) -> bool:
    """Whether a file is of a kind that a text may show beside it."""
    return name.lower().endswith(PICTURES)


def check_picture(name: str, data: bytes) -> None:
    """Refuse what no page could show as a picture.

    Raises:
        RefusedError: it is too large, of another kind than its name says, or damaged.
    """
    if len(data) > LARGEST:
        raise RefusedError("不超过 20 MB 的图片", f"“{name}”过大", "压缩图片")
    wanted = "png" if name.lower().endswith(".png") else "jpg"
    if picture_kind(data) != wanted:
        raise RefusedError("内容与名称一致的 .png 或 .jpg 图片", f"“{name}”", "另存为 .png 或 .jpg")
    _strip(data, name)


def explain_refusal(error: RefusedError, name: str) -> HintText:
    """Return what was expected, what was found and the remedy, with the file's name."""
    expected, found, remedy = error.args
    return expected, found if name in found else f"“{name}”{found}", remedy


def is_material(name: str) -> bool:
    """Whether a file is of a kind that a page is made of."""
    return _kind_of(name) in _READERS


def _kind_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def _read_markdown(cycle: Cycle, id: str, file: MaterialFile) -> MaterialPage:
    from huiqi.materials.markdown.read import read_markdown

    if len(file.data) > _LONGEST:
        raise RefusedError("不超过 1 MB 的 .md 文件", "过大", "分成几份")
    text = read_markdown(decode_text(file.data, f"{FOLDER}/{file.name}"))
    page = _write_page(
        cycle, id, file.name, text.html, file.beside, MaterialText(()), numbered=False
    )
    return page.with_hints(hint_markdown(file.name, text, page.text))


def _read_word(cycle: Cycle, id: str, file: MaterialFile) -> MaterialPage:
    from huiqi.materials.docx import read_docx

    word = read_docx(file.data)
    page = _write_page(cycle, id, file.name, word.html, word.pictures, word.said)
    return page.with_hints(hint_word(file.name, word, page.text))


def _write_page(
    cycle: Cycle, id: str, source: str, written: str, pictures: Mapping[str, bytes], said: MaterialText,
    *, numbered: bool = True,
) -> MaterialPage:  # fmt: skip
    """Return a page with those of the pictures that it shows, numbered in their order."""
    names = {
        name: f"{number}.{kind}"
        for number, (name, data) in enumerate(sorted(pictures.items()), start=1)
        if (kind := picture_kind(data))
    }
    addresses = {name: f"{id}/{file}" for name, file in names.items()}
    text = clean_html(written, addresses, numbered=numbered)
    refuse_secrets(cycle, source, replace(said, lines=tuple(list_lines(text.html))))
    files = {
        file: _strip(pictures[name], name)
        for name, file in names.items()
        if addresses[name] in text.html
    }
    found = f"“{source}”有图片不能显示：{'、'.join(text.dropped)}"
    hints = (("PNG 或 JPEG 图片", found, _PICTURE_REMEDY),) if text.dropped else ()
    return MaterialPage(id, text.html, text.headings, files, hints, text.text)


def _strip(picture: bytes, name: str) -> bytes:
    try:
        return strip_picture(picture)
    except ValueError as error:
        raise RefusedError("能打开的图片", f"图片 {name} 损坏", "换成能打开的图片") from error


def _read_pdf(cycle: Cycle, id: str, file: MaterialFile) -> MaterialPage:
    from huiqi.materials.pdf.read import read_pdf

    pdf = read_pdf(file.data)
    refuse_secrets(cycle, file.name, pdf.said)
    text = clean_html(pdf.html or _NO_TEXT)
    viewer = _VIEWER.format(file=f"{id}/{id}.pdf", name=escape(file.name))
    page = MaterialPage(
        id,
        viewer + text.html,
        text.headings,
        {f"{id}.pdf": pdf.copy},
        (),
        text.text,
    )
    return page.with_hints(hint_pdf(file.name, pdf, text.text))


_NO_TEXT = "<p>这份 PDF 没有文字层，搜索不到其中的内容，请下载或打开原版阅读。</p>"
_VIEWER = """<p><a class="md-button" href="{file}" download="{name}">下载 PDF</a></p>
<details class="viewer"><summary>打开原版页面</summary>
<iframe src="{file}" title="{name}" loading="lazy"></iframe></details>
"""
_READERS: dict[str, Callable[[Cycle, str, MaterialFile], MaterialPage]] = {
    ".md": _read_markdown,
    ".docx": _read_word,
    ".pdf": _read_pdf,
}
REMEDIES = {
    ".doc": "用 Word 或 WPS 打开，另存为 .docx",
    ".wps": "用 WPS 打开，另存为 .docx",
}

"""The only room that calls pandoc."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypandoc

from huiqi.errors import HuiqiError
from huiqi.files.source_date import fixed_source_date
from huiqi.word.house_style import STYLE_FOLDER, HouseStyle
from huiqi.word.ooxml import R_URI, W_URI, Element, parse
from huiqi.word.package import write_reference_docx

# Numbers and identifiers would depend on what else is converted in the same call; paper needs
# neither, and typed quotation marks stay as they are typed.
_READ = "markdown-auto_identifiers-smart-tex_math_dollars-citations-example_lists"
# What pandoc declares beyond these is for pictures and formulas, which paper does not hold.
_START = f'<w:document xmlns:w="{W_URI}" xmlns:r="{R_URI}"><w:body>'.encode()
_DOCUMENT = re.compile(rb'<huiqi:document xmlns:huiqi="urn:huiqi" key="([^"]*)" ?/>')
_PAGE = ' page="yes"'
# Room for what pandoc makes and drops: so it looks for what is still used a third as often, and
# through what is older hardly ever.
_MEMORY = ["+RTS", "-A64m", "-n4m", "-O256m", "-RTS"]
_NO_PANDOC = "没有找到 pandoc。改法：重新运行 make site 安装 pypandoc_binary。"


class UnreadableError(Exception):
    """A Word file that pandoc cannot read."""


@dataclass(frozen=True)
class Source:
    """The Markdown of one document, whether it is filled in by hand or typed, and shown as a page."""

    markdown: str
    filled: str
    page: bool = False


def convert_documents(
    house_style: HouseStyle, sources: Mapping[str, Source]
) -> tuple[dict[str, Element], str]:
    """Return each document's body as WordprocessingML by its key, and the pages as one piece of HTML.

    One call makes them all. A page is a div of class ``document`` with the key as its id.

    Raises:
        HuiqiError: pandoc is missing or fails.
    """
    if not sources:
        return {}, ""
    with tempfile.TemporaryDirectory(prefix="huiqi-") as scratch:
        template, out, pages = (
            Path(scratch) / name for name in ("in.docx", "out.docx", "out.html")
        )
        template.write_bytes(write_reference_docx(house_style))
        pages.touch()
        _call(_join(sources), [f"--reference-doc={template}", f"--metadata=pages:{pages}"], out)
        with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as archive:
            return dict(_split(archive.read("word/document.xml"))), pages.read_text("utf-8")


def convert_docx(data: bytes) -> str:
    """Return a Word file as HTML: changes accepted, comments left out, nothing read or fetched.

    Raises:
        HuiqiError: pandoc is missing.
        UnreadableError: pandoc cannot read the file.
    """
    options = ["--sandbox", "--track-changes=accept", "--wrap=none"]
    with tempfile.TemporaryDirectory(prefix="huiqi-") as scratch:
        source = Path(scratch) / "in.docx"
        source.write_bytes(data)
        try:
            written: str = pypandoc.convert_file(str(source), "html5", "docx", extra_args=options)
        except (RuntimeError, OSError) as error:
            _refuse_missing(error)
            raise UnreadableError(_shorten(str(error))) from error
    return written


def _refuse_missing(error: Exception) -> None:
    if "No pandoc was found" in str(error):
        raise HuiqiError(_NO_PANDOC) from error


def _join(sources: Mapping[str, Source]) -> str:
    return "\n\n".join(
        f':::::: {{.document #{key} filled="{source.filled}"{_PAGE if source.page else ""}}}\n\n'
        f"{source.markdown}\n\n::::::\n"
        for key, source in sources.items()
    )


def _call(text: str, options: list[str], out: Path) -> None:
    filters = sorted((STYLE_FOLDER / "filters").glob("*.lua"))
    arguments = [
        *_MEMORY,
        *options,
        "--fail-if-warnings",
        *(f"--lua-filter={path}" for path in filters),
    ]
    with fixed_source_date():
        try:
            pypandoc.convert_text(text, "docx", _READ, extra_args=arguments, outputfile=str(out))
        except (RuntimeError, OSError) as error:
            _refuse_missing(error)
            raise HuiqiError(
                f"pandoc 没有生成文件：\n  {_shorten(str(error))}\n"
                "改法：按上面的提示改正 templates/ 中的模板或 templates/style/filters/ 中的脚本。"
            ) from error


def _shorten(said: str) -> str:
    """Return what pandoc said, without the folders of this machine."""
    return said.replace(f"{STYLE_FOLDER}{os.sep}", "templates/style/").strip().replace("\n", "\n  ")


def _split(xml: bytes) -> Iterator[tuple[str, Element]]:
    """Yield each document's key and its body, in a document of its own."""
    inside = xml.partition(b"<w:body>")[2].rpartition(b"<w:sectPr>")[0]
    _, *documents = _DOCUMENT.split(inside)
    for key, blocks in zip(documents[::2], documents[1::2], strict=True):
        body = parse(_START + blocks + b"</w:body></w:document>")[0]
        body.text = None
        yield key.decode(), body

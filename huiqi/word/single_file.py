"""One Word file from Markdown of our own, in the style of the papers; it is no paper of the pack."""

from __future__ import annotations

from huiqi.word.house_style import load_house_style
from huiqi.word.package import Properties, write_document, write_docx
from huiqi.word.pandoc import Source, convert_documents
from huiqi.word.postprocess import postprocess

_KEY = "single"


def make_single_file(title: str, markdown: str, cycle: str) -> bytes:
    """Return the file; everything in ``markdown`` that is text is escaped.

    Raises:
        HuiqiError: pandoc is missing or fails.
    """
    house_style = load_house_style()
    bodies, _ = convert_documents(house_style, {_KEY: Source(markdown, "hand")})
    postprocess(house_style, bodies[_KEY], title)
    document = write_document(house_style, bodies[_KEY])
    return write_docx(house_style, document, Properties(title, cycle, "", _KEY))

"""What of an anonymous paper could tell whose it is, beside its words: taken away before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from huiqi.files.zip_archive import write_zip
from huiqi.materials.word_package import unpack_parts

_HIDDEN = "不署名"
_CORE = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_APP = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_PROPERTY = re.compile(rb"<(?:\w+:)?property\b[^>]*>.*?</(?:\w+:)?property>", re.DOTALL)
_OURS = re.compile(rb"""\bname=["']huiqi-""")
_TAG = re.compile(rb"<[^<>]+>")
# Who wrote a change or a remark; the attribute has to be there.
_AUTHOR = re.compile(rb"""(\s\w+:(?:author|initials|userId)=)(?:"[^"]*"|'[^']*')""")
# Numbers of one sitting at one machine: papers that share them are one person's.
_SITTING = re.compile(rb"""\s\w+:rsid\w*=(?:"[^"]*"|'[^']*')""")
_SITTINGS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsids/>|<w1\d:docId\b[^>]*/>", re.DOTALL)


def hide_names(file: str, names: Iterable[str]) -> str:
    """Return the path of a file without anybody's name, however it is spaced."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            file = re.sub(r"\s*".join(map(re.escape, name)), _HIDDEN, file)
    return file


def take_traces(data: bytes) -> bytes:
    """Return a Word file without author, company and times, with the same words; twice gives the same bytes.

    The document itself stays byte for byte, unless it names authors of changes or numbers its sittings.
    """
    parts = unpack_parts(data, lambda _: True).parts
    return write_zip({name: _clean(name, part) for name, part in parts.items()})


def _clean(name: str, part: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _CORE
    if name == "docProps/app.xml":
        return _APP
    if name == "docProps/custom.xml":
        return _PROPERTY.sub(lambda one: one[0] if _OURS.search(one[0]) else b"", part)
    if name.startswith("word/") and name.endswith(".xml"):
        return _TAG.sub(lambda tag: _clean_tag(tag[0]), _SITTINGS.sub(b"", part))
    return part


def _clean_tag(tag: bytes) -> bytes:
    return _AUTHOR.sub(rb'\1""', _SITTING.sub(b"", tag)) if b":" in tag else tag

"""Files that are far too large, or unpack to far more than they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

_MB = 1024 * 1024


def _write_large(folder: Path) -> None:
    with zipfile.ZipFile(folder / "大.docx", "w") as archive:
        archive.writestr("word/document.xml", bytes(100 * _MB))


def _write_packed(folder: Path) -> None:
    _pack(folder / "小.docx", {"[Content_Types].xml": b"", "word/document.xml": bytes(1024 * _MB)})


def _write_archive(folder: Path) -> None:
    _pack(folder / "包.zip", {f"{number}.docx": bytes(19 * _MB) for number in range(60)})


def _write_nested(folder: Path) -> None:
    data = bytes(19 * _MB)
    name = "末.docx"
    for _depth in range(5):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(8):
                archive.writestr(f"{number}{name}", data)
        data, name = file.getvalue(), "内.zip"
    (folder / "层.zip").write_bytes(data)


def _write_deep(folder: Path) -> None:
    """A document whose elements lie in each other."""
    text = b"<w:p>" * 200_000
    _pack(folder / "深.docx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": text})


def _write_entities(folder: Path) -> None:
    """A document whose entities name ten of each other, ten times over."""
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    text = f'<!DOCTYPE d [<!ENTITY e0 "字">{"".join(names)}]><d>&e9;</d>'
    _pack(
        folder / "实体.docx",
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()},
    )


def _pack(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


OVERSIZED: Mapping[str, Callable[[Path], None]] = {
    "a file of 100 MB": _write_large, "a file that unpacks to 1 GB": _write_packed,
    "an archive of 60 files that unpack to 19 MB": _write_archive,
    "archives in archives": _write_nested, "200,000 elements in each other": _write_deep,
    "entities of entities": _write_entities,
}  # fmt: skip

"""ZIP archives that came in: their Word files, and those of the archives inside, within limits."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from huiqi.collect.model import Refused
from huiqi.collect.reading.filled_file import LARGEST
from huiqi.collect.receiving.incoming import Incoming, is_unseen, refuse, refuse_kind
from huiqi.errors import show_plain
from huiqi.materials.word_package import ZIP_FAULTS

_DEEPEST = 3
_MOST_MEMBERS = 5000
_MOST_BYTES = 1024 * 1024 * 1024  # of all that is unpacked of one archive, those inside included
_LARGEST_INNER = 200 * 1024 * 1024
# A Word file is packed already; one that shrinks much further holds nothing but one letter.
_MOST_RATIO, _RATIO_FROM = 50, 1024 * 1024
_OF_OFFICE = "[Content_Types].xml"  # in every file of Word, and in no other archive
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass
class _Budget:
    """What may still be unpacked of an archive."""

    members: int = _MOST_MEMBERS
    bytes: int = _MOST_BYTES


def read_archive(archive: Path | bytes, file: str) -> Iterator[Incoming | Refused]:
    """Yield the Word files of an archive, and what of it is not read."""
    yield from _read(archive, file, 1, _Budget())


def _read(
    source: Path | bytes, file: str, depth: int, budget: _Budget
) -> Iterator[Incoming | Refused]:
    if depth > _DEEPEST:
        yield refuse(file, f"不超过 {_DEEPEST} 层的压缩包", "压缩包里的压缩包太深", "解压后再收")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as zipped:
            items = [item for item in zipped.infolist() if not item.is_dir()]
            if any(item.filename == _OF_OFFICE for item in items):
                found = "扩展名成了 .zip 的 Word 文件"  # some browsers and mail programs do that
                yield refuse(file, "压缩包", found, "把扩展名改回 .docx 再收")
                return
            budget.members -= len(items)
            if budget.members < 0:
                yield refuse(
                    file, f"不超过 {_MOST_MEMBERS} 个文件的压缩包", "文件过多", "解压后再收"
                )
                return
            for item in items:
                yield from _read_member(zipped, item, file, depth, budget)
    except ZIP_FAULTS:
        yield refuse(file, "能打开的压缩包", "压缩包损坏", "重新压缩，或者解压后再收")


def _read_member(
    zipped: zipfile.ZipFile, item: zipfile.ZipInfo, file: str, depth: int, budget: _Budget
) -> Iterator[Incoming | Refused]:
    name = _read_name(item)
    shown = f"{file}/{show_plain(name)}"
    if is_unseen(name):
        return
    refused = _refuse_path(shown, name) or refuse_kind(shown) or _refuse_size(shown, item, budget)
    if refused:
        yield refused
        return
    budget.bytes -= item.file_size
    try:
        data = zipped.read(item)
    except ZIP_FAULTS:
        yield refuse(shown, "能打开的文件", "在压缩包中已损坏", "重新压缩，或者解压后再收")
        return
    if name.lower().endswith(".zip"):
        yield from _read(data, shown, depth + 1, budget)
    else:
        yield Incoming(shown, _read_time(item), data)


def _read_name(item: zipfile.ZipInfo) -> str:
    """Return the name of a member; Windows writes Chinese ones in its own encoding and does not say so."""
    name = item.filename
    if not item.flag_bits & _UTF8:
        with suppress(UnicodeError):
            raw = name.encode("cp437")
            with suppress(UnicodeDecodeError):
                return raw.decode("utf-8")
            return raw.decode("gb18030")
    return name


def _refuse_path(shown: str, name: str) -> Refused | None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or ":" in parts[0]:
        return refuse(shown, "压缩包中的普通文件名", "文件名指向压缩包以外", "核对来源，重新压缩")
    return None


def _refuse_size(shown: str, item: zipfile.ZipInfo, budget: _Budget) -> Refused | None:
    if item.flag_bits & _ENCRYPTED:
        return refuse(shown, "没有密码的压缩包", "压缩包有密码", "去掉密码重新压缩，或者解压后再收")
    inner = shown.lower().endswith(".zip")
    if item.file_size > (_LARGEST_INNER if inner else LARGEST):
        return refuse(shown, "不超过 20 MB 的文件", "文件过大", "删去图片，或者分成几份")
    ratio = item.file_size / max(item.compress_size, 1)
    if item.file_size > budget.bytes or (item.file_size > _RATIO_FROM and ratio > _MOST_RATIO):
        return refuse(shown, "展开后大小正常的压缩包", "展开后过大", "核对文件来源，解压后再收")
    return None


def _read_time(item: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*item.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return 0.0

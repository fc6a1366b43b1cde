"""The files of the folders that were given, one after the other, with those inside archives.

Nothing is written anywhere: names inside an archive are shown and never followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from huiqi.collect.model import Refused
from huiqi.errors import HuiqiError, show_plain
from huiqi.files.os_errors import explain_os_error
from huiqi.word.pack import CONTENTS

_MOST_FILES = 20_000
_UNSEEN_FOLDERS = {"__MACOSX"}
_UNSEEN_FILES = {"thumbs.db", "desktop.ini", ".ds_store", CONTENTS.lower()}
_TO_DOCX = "用 Word 或 WPS 打开，另存为 .docx 再交"
_PICTURE = "请本人交 Word 文件；只有手写件的，登记为已收纸质件或扫描件"
_UNPACK = "解压后再收，或者压缩成 .zip"
_REMEDIES = {
    ".doc": _TO_DOCX, ".wps": "用 WPS 打开，另存为 .docx 再交", ".rtf": _TO_DOCX, ".odt": _TO_DOCX,
    ".dot": _TO_DOCX, ".dotx": _TO_DOCX, ".docm": "另存为 .docx，不选“启用宏”，再交",
    ".dotm": "另存为 .docx，不选“启用宏”，再交", ".txt": _TO_DOCX, ".html": _TO_DOCX, ".htm": _TO_DOCX,
    ".pdf": "请本人交 Word 文件；只有扫描件的，登记为已收扫描件",
    ".rar": _UNPACK, ".7z": _UNPACK, ".tar": _UNPACK, ".gz": _UNPACK,
    ".eml": "先把附件另存出来再收", ".msg": "先把附件另存出来再收",
} | dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".webp"), _PICTURE)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A Word file as it came in: its path below the folder that was given, and its bytes.

    ``modified`` is the time of the file, in seconds.
    """

    file: str
    modified: float
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Source:
    """A file in one of the folders; ``state`` tells whether it is still the same."""

    path: Path
    file: str
    state: tuple[int, int, int]

    @property
    def modified(self) -> float:
        """The time of the file, in seconds."""
        return self.state[1] / 1e9


def list_sources(folder: Path) -> Iterator[Source | Refused]:
    """Yield the files of a folder, or a single file, in order; what cannot be read is named.

    Raises:
        HuiqiError: there is no such folder, or it holds far too many files.
    """
    if not folder.exists():
        raise HuiqiError(f"没有文件夹 {folder}。改法：核对位置，或者先插上 U 盘。")
    unread: list[OSError] = []
    for count, path in enumerate(_walk(folder, unread.append) if folder.is_dir() else [folder]):
        if count >= _MOST_FILES:
            raise HuiqiError(
                f"{folder} 中的文件超过 {_MOST_FILES} 个。改法：只写放有交回材料的文件夹。"
            )
        name = path.relative_to(folder) if folder.is_dir() else PurePath(path.name)
        found = _look_at(path, show_plain(name.as_posix()))
        if found is not None:
            yield found
    for error in unread:
        name = Path(str(error.filename)).relative_to(folder)
        yield refuse(
            show_plain(name.as_posix()),
            "能打开的文件夹",
            explain_os_error(error),
            "核对文件夹的权限",
        )


def _walk(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files below a folder, and links to other folders, which are not followed."""
    for place, inner, files in os.walk(folder, onerror=onerror):
        inner[:] = sorted(name for name in inner if not _is_unseen_folder(name))
        links = [name for name in inner if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in sorted([*files, *links]))


def _look_at(path: Path, file: str) -> Source | Refused | None:
    if is_passed_over(path.name):
        return None
    try:
        found = path.lstat()
    except OSError as error:
        return refuse(file, "能读取的文件", explain_os_error(error), "核对文件的权限")
    if not stat.S_ISREG(found.st_mode):
        return refuse(file, "普通文件", "链接或设备", "换成文件本身")
    return refuse_kind(file) or Source(
        path, file, (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    )


def is_passed_over(name: str) -> bool:
    """Whether a file is a program's own: an open document's, a system's."""
    return name.startswith(("~$", "._", ".~")) or name.lower() in _UNSEEN_FILES


def is_unseen(path: str) -> bool:
    """Whether a file in an archive is passed over, by its path."""
    *folders, name = path.split("/")
    return is_passed_over(name) or any(map(_is_unseen_folder, folders))


def _is_unseen_folder(name: str) -> bool:
    return name in _UNSEEN_FOLDERS or (name.startswith(".") and name not in (".", ".."))


def refuse_kind(file: str) -> Refused | None:
    """Return why a file is not read, by its name alone."""
    kind = PurePath(file).suffix.lower()
    if kind in (".docx", ".zip"):
        return None
    said = f" {kind} 文件" if kind else "没有扩展名的文件"
    return refuse(file, " .docx 文件", said, _REMEDIES.get(kind, _TO_DOCX))


def refuse(file: str, expected: str, found: str, remedy: str) -> Refused:
    """Return a refusal in the words of all errors for people."""
    return Refused(file, f"应为{expected}，实为{found}。改法：{remedy}。")

"""The files in a folder opened: a Word file, or what is in an archive."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.collect.model import Refused
from huiqi.collect.reading.filled_file import LARGEST
from huiqi.collect.receiving.archives import read_archive
from huiqi.collect.receiving.incoming import Incoming, Source, refuse
from huiqi.files.os_errors import explain_os_error


def open_source(source: Source) -> Iterator[Incoming | Refused]:
    """Yield the papers of a file as they came in, and what of it is refused."""
    if source.file.lower().endswith(".zip"):
        yield from read_archive(source.path, source.file)
        return
    too_large = _refuse_large(source)
    if too_large:
        yield too_large
        return
    try:
        yield Incoming(source.file, source.modified, source.path.read_bytes())
    except OSError as error:
        yield refuse(source.file, "能读取的文件", explain_os_error(error), "核对文件的权限")


def _refuse_large(source: Source) -> Refused | None:
    """Return why a file is too large to be read at all."""
    if source.state[0] <= LARGEST:
        return None
    return refuse(source.file, "不超过 20 MB 的文件", "文件过大", "删去图片，或者分成几份")

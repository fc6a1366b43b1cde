"""Files on their way between two machines: one archive that is checked before it is opened."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from huiqi.build.digests import list_paths
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error
from huiqi.files.zip_archive import write_zip


@dataclass(frozen=True)
class TransferArchive:
    """An archive and its SHA-256, in hexadecimal digits, as they were when it was packed."""

    data: bytes
    digest: str


def pack_archive(folder: Path, *names: str) -> TransferArchive:
    """Pack what stands at these addresses in a folder, files and folders, under their addresses.

    Links are followed, as the digests of the same files are.

    Raises:
        HuiqiError: a file that cannot be read.
    """
    paths = sorted(path for name in names for path in list_paths(folder / name))
    try:
        data = write_zip({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})
    except (OSError, UnicodeError) as error:
        raise HuiqiError(
            f"不能打包 {'、'.join(names)}（{explain_os_error(error)}）。改法：核对其中文件的名称和权限。"
        ) from error
    return TransferArchive(data, hashlib.sha256(data).hexdigest())


def unpack_archive(archive: TransferArchive, folder: Path) -> None:
    """Write the files of an archive into a folder; nothing in it becomes a link.

    Raises:
        HuiqiError: it is not what was packed, an address leads outside, or there is no room.
    """
    if hashlib.sha256(archive.data).hexdigest() != archive.digest:
        raise HuiqiError(DAMAGED)
    home = folder.resolve()
    try:
        with zipfile.ZipFile(io.BytesIO(archive.data)) as zipped:
            for name in zipped.namelist():
                path = (home / name).resolve()
                if home not in path.parents:
                    raise HuiqiError(DAMAGED)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(zipped.read(name))
    except (zipfile.BadZipFile, ValueError) as error:
        raise HuiqiError(DAMAGED) from error
    except OSError as error:
        raise HuiqiError(
            f"不能写入临时文件夹（{explain_os_error(error)}）。改法：核对权限和剩余空间，再运行一次。"
        ) from error


DAMAGED = (
    "路上传送的文件与校验值不符。改法：再运行一次；仍然出现的，核对网络和集群，"
    "或不用 --scheduler 在本机生成。"
)

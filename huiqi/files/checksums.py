"""The manifest of a site: the SHA-256 of every file, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath

from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error

MANIFEST = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_CHUNK = 1 << 20

Differences = dict[str, list[str]]


def list_files(folder: Path, leave: Collection[str] = ()) -> list[str]:
    """Return the addresses of all files in order, without the manifest.

    ``leave`` names folders at the top that are not looked into.

    Raises:
        HuiqiError: a symbolic link; what it leads to may change behind the manifest's back.
    """
    names: list[str] = []
    links: list[str] = []
    for place, inner, files in os.walk(folder):
        here = Path(place).relative_to(folder)
        if here == Path():
            inner[:] = [name for name in inner if name not in leave]
        for name in [*inner, *files]:
            address = (here / name).as_posix()
            if os.path.islink(os.path.join(place, name)):  # noqa: PTH114, PTH118 - many files
                links.append(address)
            elif name in files and address != MANIFEST:
                names.append(address)
    if links:
        raise HuiqiError(
            f"{folder.name}/ 中有符号链接：{'、'.join(sorted(links))}。改法：换成文件本身，再生成一次。"
        )
    return sorted(names, key=_order)


def _order(name: str) -> list[str]:
    return name.split("/")


def hash_folder(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its address, in order."""
    return {name: hash_file(folder / name) for name in list_files(folder)}


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_checksums(folder: Path, known: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Write the manifest of a finished site, whole, in the place of the old one.

    ``known`` holds the entries of folders at the top that need no reading: they stand as given.
    """
    known = known or {}
    entries = {name: hash_file(folder / name) for name in list_files(folder, known)}
    for top, sums in known.items():
        entries |= {f"{top}/{name}": digest for name, digest in sums.items()}
    text = "".join(f"{entries[name]}  {name}\n" for name in sorted(entries, key=_order))
    write_atomically(folder / MANIFEST, text.encode(), beside=folder.parent)


def read_checksums(text: str) -> dict[str, str]:
    """Return the SHA-256 of each file by its address.

    Raises:
        HuiqiError: the text is no manifest, or names a file outside the site.
    """
    entries: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        parts = PurePosixPath(match[2]).parts if match else ("..",)
        if not match or ".." in parts or parts[0] == "/" or match[2] in entries:
            raise HuiqiError(f"{MANIFEST} 第 {number} 行不是校验值和文件名。改法：重新生成网站。")
        entries[match[2]] = match[1]
    return entries


def load_checksums(folder: Path) -> dict[str, str]:
    """Return the manifest of a site.

    Raises:
        HuiqiError: there is none.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise HuiqiError(f"{folder.name}/ 中没有 {MANIFEST}。改法：先运行 huiqi build 生成网站。")
    return read_checksums(path.read_text("utf-8"))


def site_digest(folder: Path) -> str:
    """Return the SHA-256 of a site's manifest: it names the whole site in one number."""
    load_checksums(folder)
    return hash_file(folder / MANIFEST)


def verify(place: Path) -> Differences:
    """Compare a site, or a bundle, with its manifest; empty where nothing differs."""
    if place.is_dir():
        return _compare(
            load_checksums(place), list_files(place), lambda name: hash_file(place / name)
        )
    return _verify_bundle(place)


def verify_folder(place: Path, sums: Mapping[str, str]) -> Differences:
    """Compare a folder of a site with its entries in a manifest, by their addresses there."""
    return _compare(sums, list_files(place), lambda name: hash_file(place / name))


def _verify_bundle(path: Path) -> Differences:
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            # The site is one folder of the bundle; beside it stands the start page.
            members = {
                name.partition("/")[2]: name
                for name in archive.namelist()
                if "/" in name.rstrip("/")
            }
            if MANIFEST not in members:
                raise HuiqiError(
                    f"{path.name} 中没有 {MANIFEST}。改法：用 huiqi publish --bundle 重新打包。"
                )
            entries = read_checksums(archive.read(members[MANIFEST]).decode("utf-8"))
            names = [name for name in members if name != MANIFEST]
            return _compare(
                entries, names,
                lambda name: hashlib.sha256(archive.read(members[name])).hexdigest(),
            )  # fmt: skip
    except (zipfile.BadZipFile, UnicodeDecodeError, RuntimeError) as error:
        raise HuiqiError(
            f"{path.name} 不是完好的 ZIP 文件。改法：重新复制，或者重新打包。"
        ) from error
    except OSError as error:
        raise HuiqiError(
            f"不能读取 {path.name}（{explain_os_error(error)}）。改法：核对文件名。"
        ) from error


def _compare(
    entries: Mapping[str, str], names: list[str], hash_of: Callable[[str], str]
) -> Differences:
    there = set(names)
    found = {
        "缺少": [name for name in entries if name not in there],
        "多出": [name for name in names if name not in entries],
        "内容不同": [name for name, digest in entries.items()
                 if name in there and hash_of(name) != digest],
    }  # fmt: skip
    return {kind: names for kind, names in found.items() if names}


def refuse_differences(what: str, differences: Differences) -> None:
    """Refuse a site that is not as its manifest says.

    Raises:
        HuiqiError: names every file that differs.
    """
    if differences:
        said = describe_differences(differences)
        raise HuiqiError(f"{what} 与清单不符：\n{said}\n改法：重新生成网站，审查后再发布。")


def describe_differences(differences: Differences) -> str:
    """Say which files differ from the manifest, one a line."""
    return "\n".join(f"  {kind}：{name}" for kind, names in differences.items() for name in names)

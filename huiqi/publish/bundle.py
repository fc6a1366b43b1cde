"""The site for a USB stick, as one ZIP file or as a folder: opened by a double click, without a server."""

from __future__ import annotations

import shutil
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.atomic import replace_folder, write_atomically
from huiqi.files.checksums import MANIFEST, load_checksums, refuse_differences, verify
from huiqi.files.os_errors import explain_os_error
from huiqi.files.zip_archive import write_zip
from huiqi.publish.site_copy import copy_site

FOLDER = "会议网站"
START_PAGE = "打开网站.html"
_PART = ".huiqi-part-"
_START = f"""<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={FOLDER}/index.html">
<title>会议网站</title>
<p><a href="{FOLDER}/index.html">打开会议网站</a></p>
</html>
"""


def write_bundle(public: Path, path: Path) -> Path:
    """Pack what the manifest names, with the manifest, and return the file.

    Raises:
        HuiqiError: public/ is not as its manifest says, or the file cannot be written.
    """
    refuse_differences("public/", verify(public))
    names = [*load_checksums(public), MANIFEST]
    site = {f"{FOLDER}/{name}": (public / name).read_bytes() for name in names}
    data = write_zip({START_PAGE: _START.encode()} | site)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {path.name}（{explain_os_error(error)}）。改法：核对文件夹和剩余空间。"
        ) from error
    return path


def find_bundle(folder: Path) -> bool:
    """Whether a folder, such as a stick's, holds the site already.

    Raises:
        HuiqiError: there is no such folder, or something else stands where the site would.
    """
    if not folder.is_dir():
        raise HuiqiError(f"没有文件夹 {folder}。改法：核对位置，或者先插上 U 盘。")
    site = folder / FOLDER
    if site.exists() and not (site / MANIFEST).is_file():
        raise HuiqiError(
            f"{folder} 中已有“{FOLDER}”，不是由会期放进去的。改法：换一个位置，或者先移走它。"
        )
    return site.exists()


def copy_bundle(public: Path, folder: Path, digest: str) -> Path:
    """Put the site and its start page into a folder, in the place of an older one; return the site.

    ``digest`` is that of the manifest that was reviewed.

    Raises:
        HuiqiError: something else stands there, or it cannot be written; an older one stays then.
    """
    refuse_differences("public/", verify(public))
    find_bundle(folder)
    site, fresh, old = folder / FOLDER, folder / f"{_PART}new", folder / f"{_PART}old"
    try:
        for path in folder.glob(f"{_PART}*"):
            shutil.rmtree(path)  # what was interrupted
        copy_site(public, fresh, digest, _PART)
        replace_folder(fresh, site, old)
        write_atomically(folder / START_PAGE, _START.encode())
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {folder}（{explain_os_error(error)}）。改法：核对权限和剩余空间。"
        ) from error
    return site

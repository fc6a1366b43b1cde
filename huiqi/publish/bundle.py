"""The site as one ZIP file for a USB stick: opened by a double click, without a server."""

from __future__ import annotations

from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_atomically
from huiqi.files.checksums import MANIFEST, load_checksums, refuse_differences, verify
from huiqi.files.os_errors import explain_os_error
from huiqi.files.zip_archive import write_zip

_FOLDER = "会议网站"
_START = f"""<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={_FOLDER}/index.html">
<title>会议网站</title>
<p><a href="{_FOLDER}/index.html">打开会议网站</a></p>
</html>
"""


def write_bundle(public: Path, path: Path) -> Path:
    """Pack what the manifest names, with the manifest, and return the file.

    Raises:
        HuiqiError: public/ is not as its manifest says, or the file cannot be written.
    """
    refuse_differences("public/", verify(public))
    names = [*load_checksums(public), MANIFEST]
    site = {f"{_FOLDER}/{name}": (public / name).read_bytes() for name in names}
    data = write_zip({"打开网站.html": _START.encode()} | site)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {path.name}（{explain_os_error(error)}）。改法：核对文件夹和剩余空间。"
        ) from error
    return path

"""The reviewed site taken along: as a ZIP file for the browser to save, or copied to a stick."""

from __future__ import annotations

from pathlib import Path

from huiqi.desk.keeping.place import DESK
from huiqi.desk.release_page import ReleasePage, name_sites
from huiqi.desk.release_request import Announced, Request, remember, require_reviewed
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error
from huiqi.publish.bundle import FOLDER, START_PAGE, copy_bundle, find_bundle, write_bundle
from huiqi.publish.reviewed import note_published


def find_zip(root: Path) -> Path:
    """Return where the ZIP file stands, once it is made."""
    return root / DESK / "bundle" / f"{FOLDER}.zip"


def pack(request: Request) -> Path:
    """Pack what was reviewed as one ZIP file, and return it.

    Raises:
        HuiqiError: it may not go out, nobody has reviewed it, or it cannot be written.
    """
    require_reviewed(request)
    path = find_zip(request.root)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HuiqiError(
            f"不能打包（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error
    write_bundle(request.public, path)
    note_published(request.root, request.today)
    return path


def announce_copy(request: Request) -> Announced:
    """Say what copying to a folder, such as a stick's, would do."""
    review, page = require_reviewed(request), ReleasePage(request.root)
    there = find_bundle(request.path)
    lines = (
        ("复制的网站", "、".join(page.titles.values())),
        ("审查人", review.reviewer),
        ("复制到", str(request.path)),
        ("那里现在", f"有“{FOLDER}”文件夹：{name_sites(request.path / FOLDER)}" if there else f"没有“{FOLDER}”"),
        ("将要做的", f"{'换成' if there else '放上'}“{FOLDER}”文件夹和“{START_PAGE}”"),
    )  # fmt: skip
    return Announced("复制到文件夹", lines, f"{review.digest} {there}", "复制")


def do_copy(request: Request) -> str:
    """Copy what was reviewed to a folder."""
    copy_bundle(request.public, request.path, require_reviewed(request).digest)
    remember(request, "stick")
    note_published(request.root, request.today)
    return f"已复制。打开那里的“{START_PAGE}”就能看。"

"""The pictures of .md files: they are put in with the text that shows them, or by themselves."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from huiqi.desk.materials.checking import check_upload
from huiqi.desk.materials.page import MaterialsPage
from huiqi.desk.materials.uploads import Upload
from huiqi.errors import HuiqiError

_TEXT = ".md"


def check_texts_again(page: MaterialsPage) -> None:
    """Say anew what texts that wait lack: a picture has come, or was put in, or is not wanted."""
    if page.state is None:
        return
    beside = page.read_beside()
    for upload in page.waiting:
        if upload.name.endswith(_TEXT) and not upload.refused:
            data = page.uploads.data_path(upload).read_bytes()
            fresh = check_upload(page.state, upload.name, data, beside, upload.instead)
            if fresh.remarks != upload.remarks:
                page.uploads.keep(fresh, data)


def put_picture(page: MaterialsPage, upload: Upload, now: dt.datetime) -> None:
    """Put a picture into the folder; one of its name that was there is kept in the desk."""
    page.folder.put(upload.name, page.uploads.data_path(upload).read_bytes(), now)
    page.uploads.drop(upload)


def find_shown(page: MaterialsPage, name: str, data: bytes) -> list[Upload]:
    """Return the pictures that wait and that a text shows.

    Raises:
        HuiqiError: one of them would take the place of another picture.
    """
    if not name.endswith(_TEXT):
        return []
    text = data.decode("utf-8-sig", "replace")
    waiting = [one for one in page.waiting if one.is_picture and not one.refused]
    shown = [one for one in waiting if one.name in text or quote(one.name) in text]
    for one in shown:
        there = page.folder.read(one.name)
        if there is not None and there != page.uploads.data_path(one).read_bytes():
            raise HuiqiError(
                f"已有另一张图片“{one.name}”。改法：先放入或者不放入等待的“{one.name}”，再放入“{name}”。"
            )
    return shown

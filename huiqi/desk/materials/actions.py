"""What is done with materials: files are put in and named in the facts, replaced, and taken out again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huiqi.desk.form.edit import Edited, add_rows, remove_item, set_field
from huiqi.desk.form.state import FactsState
from huiqi.desk.history_page import refuse_archived
from huiqi.desk.materials.checking import (
    check_picture_upload,
    check_upload,
    guess_reading,
    guess_title,
)
from huiqi.desk.materials.page import KINDS, MaterialsPage
from huiqi.desk.materials.pictures import check_texts_again, find_shown, put_picture
from huiqi.desk.materials.safe_name import make_free_name
from huiqi.desk.materials.uploads import Upload
from huiqi.desk.rendering import render_html
from huiqi.errors import FindingsError, HuiqiError
from huiqi.files.windows_names import find_same
from huiqi.materials.read_file import FOLDER, MaterialFile, MaterialPage, is_picture, read_material
from huiqi.materials.screening import RefusedError

_CHANGED = "会议事实刚刚在别处改过，这一次没有做成。改法：再点一次。"
_REPLACE, _BOTH = "replace", "both"


@dataclass(frozen=True)
class Wanted:
    """How a file is to be put in; ``existing`` says what becomes of one of the same name."""

    title: str
    kind: str
    reading: str
    instead: str
    existing: str

    @property
    def row(self) -> dict[str, str]:
        """What the facts say of it, beside the file; a title that the reading has is left out."""
        title = "" if self.reading and self.title in ("", self.reading) else self.title
        row = {"title": title, "kind": self.kind, "reading": self.reading}
        return {name: text for name, text in row.items() if text}


def receive(page: MaterialsPage, given: str, data: bytes, instead: str) -> str:
    """Check a file and let it wait; return what is said of it."""
    state = _state_of(page)
    if is_picture(given):
        upload = check_picture_upload(state, given, data)
    else:
        upload = check_upload(state, given, data, page.read_beside(), instead)
    for older in page.waiting:
        if find_same(older.name, [upload.name]) and older.key != upload.key:
            page.uploads.drop(older)  # the same file, improved
    page.uploads.keep(upload, data)
    if upload.is_picture:
        check_texts_again(page)
    return f"“{upload.name}”{'不能放入' if upload.refused else '检查过了'}"


def put_in(page: MaterialsPage, upload: Upload, wanted: Wanted, now: dt.datetime) -> dict[str, Any]:
    """Put a file that waits in its place; where one of its name is there, ask first."""
    if upload.is_picture:
        return _put_picture(page, upload, wanted, now)
    state, data = _state_of(page), _read_checked(page, upload)
    if wanted.kind not in KINDS:
        raise HuiqiError("还没有选材料类别。改法：选一类。")
    if wanted.instead:
        return _replace(page, upload, data, wanted.instead, now)
    if not wanted.title and not wanted.reading:
        raise HuiqiError("还没有材料标题。改法：填写材料标题，或者选所属学习篇目。")
    names = page.folder.list_names()
    there, name = find_same(upload.name, names), upload.name
    if there is not None and page.folder.read(there) == data and page.find(there) is None:
        name = there  # a program that was ended had put it there, or the facts forgot it
    elif there is not None and wanted.existing == _BOTH:
        name = make_free_name(upload.name, names)
    elif there is not None and wanted.existing != _REPLACE:
        html = render_html(
            "materials_question.html", there=there, free=make_free_name(there, names)
        )
        return {"question": html}
    elif there is not None and page.find(there) is not None:
        return _replace(page, upload, data, there, now)
    else:
        name = there or name
    edited = add_rows(state, (FOLDER,), [{"file": name, **wanted.row}])
    _save(page, edited, name, data, now)
    return _done(page, upload, f"“{name}”已放入")


def _put_picture(
    page: MaterialsPage, upload: Upload, wanted: Wanted, now: dt.datetime
) -> dict[str, Any]:
    """Put a picture in; where one of its name shows something else, ask first."""
    _state_of(page)
    if upload.refused:
        raise HuiqiError("\n".join(upload.remarks))
    names, data = page.folder.list_names(), page.uploads.data_path(upload).read_bytes()
    there = find_same(upload.name, names)
    if there is not None and page.folder.read(there) != data and not wanted.existing:
        html = render_html(
            "materials_question.html", there=there, free=make_free_name(there, names)
        )
        return {"question": html}
    both = there is not None and wanted.existing == _BOTH
    name = make_free_name(upload.name, names) if both else there or upload.name
    page.folder.put(name, data, now)
    page.uploads.drop(upload)
    check_texts_again(page)
    return {"said": f"“{name}”已放入。"}


def _read_checked(page: MaterialsPage, upload: Upload) -> bytes:
    """Return the bytes of a file that waits, which is still no secret by the facts of now."""
    if not upload.refused:
        data = page.uploads.data_path(upload).read_bytes()
        upload = check_upload(_state_of(page), upload.name, data, page.read_beside())
    if upload.refused:
        raise HuiqiError("\n".join(upload.remarks))
    return data


def _replace(
    page: MaterialsPage, upload: Upload, data: bytes, old: str, now: dt.datetime
) -> dict[str, Any]:
    """Put a file in the place of a material's; what the facts say of it otherwise stays."""
    state, number = _state_of(page), page.find(old)
    if number is None:
        raise HuiqiError(f"没有材料用“{old}”。改法：选“新增一篇”。")
    others = [name for name in page.folder.list_names() if name != old]
    same = find_same(upload.name, [old]) is not None
    name = old if same else make_free_name(upload.name, others)
    edited = Edited(state.text) if same else set_field(state, (FOLDER, number, "file"), name)
    _save(page, edited, name, data, now)
    if not same and page.folder.read(old) is not None and not _is_named_twice(page, old):
        page.folder.take_out(old, now)
    return _done(page, upload, f"“{old}”已换成“{name}”" if name != old else f"“{name}”已替换")


def _is_named_twice(page: MaterialsPage, name: str) -> bool:
    return [material.file for material in page.materials].count(name) > 1


def _save(page: MaterialsPage, edited: Edited, name: str, data: bytes, now: dt.datetime) -> None:
    """Write a file and then the facts that name it; where these cannot be saved, it is as before."""
    state = _state_of(page)
    pictures = find_shown(page, name, data)
    before = page.folder.read(name)
    for picture in pictures:  # first: a text without them would be half
        put_picture(page, picture, now)
    page.folder.put(name, data, now)
    try:
        kept = page.kept.keep(state, edited)
    except HuiqiError:
        page.folder.give_back(name, before)
        raise
    if not kept:
        page.folder.give_back(name, before)
        raise HuiqiError(_CHANGED)


def _done(page: MaterialsPage, upload: Upload, said: str) -> dict[str, Any]:
    page.uploads.drop(upload)
    return {"said": f"{said}。"}


def list_stranger(page: MaterialsPage, name: str) -> str:
    """Name a file of the folder in the facts."""
    state, data = _state_of(page), page.folder.read(name)
    if data is None or page.find(name) is not None:
        raise HuiqiError(f"“{name}”已经不在没有列入的文件中。改法：重新打开这一页。")
    made = read_page(state, "m", MaterialFile(name, data, page.read_beside()))
    title = guess_title(name, made)
    wanted = Wanted(title, KINDS[0], guess_reading(state, name, title), "", "")
    _keep(page, state, add_rows(state, (FOLDER,), [{"file": name, **wanted.row}]))
    return f"“{name}”已列入。"


def take_out(page: MaterialsPage, name: str, now: dt.datetime) -> str:
    """Take a material out of the facts, and its file into the desk; also a file that no fact names."""
    state, number = _state_of(page), page.find(name)
    if number is not None:
        _keep(page, state, remove_item(state, (FOLDER, number)))
    if page.folder.read(name) is not None and not _is_named_twice(page, name):
        page.folder.take_out(name, now)
    return f"“{name}”已移除，可以取回。"


def fetch_back(page: MaterialsPage, key: str) -> str:
    """Let a file that was there before wait to be put in again."""
    name = next((one.name for one in page.removed if one.key == key), "")
    return receive(page, name, page.folder.read_removed(key), "")


def read_page(state: FactsState, id: str, file: MaterialFile) -> MaterialPage:
    """Return the page of a file.

    Raises:
        HuiqiError: it cannot become one.
    """
    try:
        return read_material(state.cycle, id, file)
    except RefusedError as error:
        expected, found, remedy = error.args
        raise HuiqiError(f"应为{expected}，实为{found}。改法：{remedy}。") from error
    except FindingsError as error:
        found = "\n".join(f"应为{one.expected}，实为{one.found}。" for one in error.findings)
        raise HuiqiError(found) from error


def _keep(page: MaterialsPage, state: FactsState, edited: Edited) -> None:
    if not page.kept.keep(state, edited):
        raise HuiqiError(_CHANGED)


def _state_of(page: MaterialsPage) -> FactsState:
    refuse_archived(page)
    if page.state is None:
        raise page.fault or HuiqiError("会议事实文件读不通。")
    return page.state

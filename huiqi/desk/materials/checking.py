"""What a received file would be on the site: refused or taken, what its page lacks, what it is likely called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

from huiqi.chinese import CJK
from huiqi.desk.form.said import say
from huiqi.desk.form.state import FactsState
from huiqi.desk.materials.safe_name import make_safe_name
from huiqi.desk.materials.uploads import Upload, make_key
from huiqi.errors import Finding, FindingsError
from huiqi.materials.hints import HintText
from huiqi.materials.read_file import (
    MaterialFile,
    MaterialPage,
    check_picture,
    explain_refusal,
    read_material,
    refuse_kind_and_size,
)
from huiqi.materials.screening import REMEDY, RefusedError

_LONGEST_TITLE = 40
_KEEP_OUT = "不放入网站：它不能公开"
_CHINESE = re.compile(f"[{CJK}]")
_STOPS = "。；：，、！？"  # a sentence is no title
_PAGE_ID = "m"  # of a page that is not in the facts yet


def check_upload(
    state: FactsState, given: str, data: bytes, beside: Mapping[str, bytes], instead: str = ""
) -> Upload:
    """Return what is to be said of a file; the same refusals and hints as those of a build."""
    name = make_safe_name(given)
    upload = Upload(make_key(name, data), name, len(data), refused=False, instead=instead)
    try:
        page = read_material(state.cycle, _PAGE_ID, MaterialFile(name, data, beside))
    except RefusedError as error:
        return _refuse(state, upload, [explain_refusal(error, name)])
    except FindingsError as error:
        return _refuse(
            state, upload, [(one.expected, one.found, one.remedy) for one in error.findings]
        )
    title = guess_title(name, page)
    return replace(
        upload, title=title, reading=guess_reading(state, name, title),
        remarks=tuple(_say(state, hint, hints=True) for hint in page.hints),
    )  # fmt: skip


def check_picture_upload(state: FactsState, given: str, data: bytes) -> Upload:
    """Return what is to be said of a picture, which texts may show."""
    name = make_safe_name(given)
    upload = Upload(make_key(name, data), name, len(data), refused=False)
    try:
        check_picture(name, data)
    except RefusedError as error:
        return _refuse(state, upload, [explain_refusal(error, name)])
    return upload


def refuse_unread(state: FactsState, given: str, size: int) -> Upload:
    """Return what is said of a file that is too large to be sent at all, or of another kind."""
    name = make_safe_name(given)
    upload = Upload(make_key(name, str(size).encode()), name, size, refused=True)
    try:
        refuse_kind_and_size(name, size)
    except RefusedError as error:
        return _refuse(state, upload, [explain_refusal(error, name)])
    return _refuse(state, upload, [("能读取的文件", f"“{name}”没有读出来", "重新选一次")])


def _refuse(state: FactsState, upload: Upload, said: list[HintText]) -> Upload:
    remarks = tuple(_say(state, one, hints=False) for one in said)
    return replace(upload, refused=True, remarks=remarks)


def _say(state: FactsState, said: HintText, *, hints: bool) -> str:
    expected, found, remedy = said
    # It is not there yet, so that it could be moved away.
    remedy = _KEEP_OUT if remedy == REMEDY else remedy
    finding = Finding(
        "gate", expected, found, remedy, ("materials",), severity="hint" if hints else "error"
    )
    return say(finding, state.names).text


def guess_title(name: str, page: MaterialPage) -> str:
    """Return what a material is likely called: its first heading, its file's name, its first line."""
    stem = name.rpartition(".")[0]
    headings = [unescape(str(page.headings[0]["name"]))] if page.headings else []
    first = page.text.strip().split("\n")[:1]
    said = (
        text.strip() for text in (*headings, *([stem] if _CHINESE.search(stem) else []), *first)
    )
    fitting = (text for text in said if 1 < len(text) <= _LONGEST_TITLE and text[-1] not in _STOPS)
    return next(fitting, stem)


def guess_reading(state: FactsState, name: str, title: str) -> str:
    """Return the name of the reading that a material is likely the text of; empty where none fits."""
    known = [one for one in state.names.of("reading").values() if one]
    for text in (title, name.rpartition(".")[0]):
        found = [one for one in known if _bare(one) == _bare(text)]
        if len(found) == 1:
            return found[0]
    return ""


def _bare(title: str) -> str:
    return title.strip().strip("《》")

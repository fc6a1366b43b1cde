"""What the office has made of the papers that came in: made, handed over, counts taken into the facts, all forgotten."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.facts_page import open_page
from huiqi.desk.form.layout import OPEN
from huiqi.desk.json_body import read_object, take_text
from huiqi.desk.rendering import render_page

if TYPE_CHECKING:
    from huiqi.desk.collected.office_page import OfficePage

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Each button that only makes something: what the desk says meanwhile, and what it makes.
_MAKES = {
    "make_table": ("正在生成意见整理表", "table"), "make_summaries": ("正在生成意见汇总表", "summaries"),
    "make_lists": ("正在生成整改问题清单", "lists"), "mend": ("正在改正版式", "mended"),
    "archive": ("正在归档", "archive"), "wipe": ("正在清除", "wipe"),
}  # fmt: skip


def show_office(request: Request) -> Response:
    """Show what was made and what can be counted."""
    return render_page(request, "collected_office.html", page=_open(request))


def give_file(request: Request) -> Response:
    """Hand over one file that was made."""
    paths = _find(request)
    path = paths.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=_WORD, filename=path.name)


def give_all(request: Request) -> Response:
    """Hand over all files of one sort as one archive."""
    from huiqi.word.pack import zip_files

    paths = _find(request)
    if not paths:
        raise HTTPException(404)
    title = _open(request).made[request.path_params["sort"]].title
    files = {name: path.read_bytes() for name, path in paths.items()}
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(title)}.zip"}
    return Response(zip_files(files, title), media_type="application/zip", headers=headers)


def _find(request: Request) -> Mapping[str, Path]:
    made = _open(request).made.get(request.path_params["sort"])
    if made is None:
        raise HTTPException(404)
    return made.paths


async def take_table(request: Request) -> Response:
    """Take the edited table of opinions: ``{"name", "data"}``, the data in base64."""
    from huiqi.desk.collected import office_actions

    data = await read_object(request)
    name = take_text(data, "name")
    try:
        content = base64.b64decode(take_text(data, "data"), validate=True)
    except binascii.Error:
        raise HTTPException(400) from None
    return await _act(
        request,
        lambda page: office_actions.take_table(page, name, content),
        "正在接收文件",
        "table",
    )


async def write_counts(request: Request) -> Response:
    """Write counts into the facts: ``{"fields", "seen"}``."""
    from huiqi.desk.collected import office_actions

    data = await read_object(request)
    fields = data.get("fields")
    if not isinstance(fields, list) or not all(isinstance(one, str) for one in fields):
        raise HTTPException(400)
    seen = take_text(data, "seen")
    return await _act(
        request,
        lambda page: office_actions.write_counts(page, fields, seen),
        "正在写入会议事实",
        "counts",
    )


async def _make(request: Request, action: str) -> Response:
    from huiqi.desk.collected import office_actions

    return await _act(request, getattr(office_actions, action), *_MAKES[action])


async def _act(
    request: Request, action: Callable[[OfficePage], str], what: str, sort: str
) -> Response:
    """Do something in a thread of its own and answer with the page as it is afterwards; ``sort`` is what it is about."""

    def run() -> dict[str, Any]:
        said, *told = action(_open(request)).split("\n")
        _keep_remarks(request, sort, told)
        page = _open(request)
        return page.as_answer() | {"said": f"{said}另有{len(told)}项请看页面。" if told else said}

    with context_of(request).work.hold(what):
        return JSONResponse(await asyncio.to_thread(run))


def _keep_remarks(request: Request, sort: str, told: list[str]) -> None:
    """Keep what was said of papers until they are made again: the next button must not take it off the page."""
    remarks = context_of(request).remarks
    cycle = request.path_params["cycle"]
    if sort == "wipe":
        remarks.pop(cycle, None)
    else:
        remarks.setdefault(cycle, {})[sort] = told


def _open(request: Request) -> OfficePage:
    from huiqi.desk.collected.office_page import OfficePage  # loaded when it is needed

    context = context_of(request)
    page = open_page(context, request.path_params["cycle"], OPEN)
    shown = OfficePage(page, context.now().date())
    shown.told = dict(context.remarks.get(page.kept.cycle, {}))
    return shown


def _post(name: str, handler: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(f"{_PAGE}/{name}", handler, methods=["POST"])


_PAGE = "/cycles/{cycle}/collected/office"
routes = [
    Route(_PAGE, show_office),
    Route(f"{_PAGE}/{{sort}}.zip", give_all),
    Route(f"{_PAGE}/{{sort}}/{{name:path}}", give_file),
    _post("take-table", take_table),
    _post("write-counts", write_counts),
    *(_post(name.replace("_", "-"), partial(_make, action=name)) for name in _MAKES),
]

"""The papers that came in: received, marked, chosen between, shown; what went out is noted."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from huiqi.desk.collected.page import CollectedPage

_LATEST = 1 << 42  # milliseconds, in the year 2109
_BATCH = re.compile(r"[0-9a-f]{1,64}")
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def show_collected(request: Request) -> Response:
    """Show what went out, what came in and what is missing."""
    return render_page(request, "collected.html", page=_open(request))


def show_report(request: Request) -> Response:
    """Show the whole report."""
    return render_page(request, "collected_report.html", page=_open(request))


def give_look(request: Request) -> Response:
    """Hand over the report's own style or script, which stand beside its templates."""
    from huiqi.collect.report.page.report_page import CONTENT_STYLE, SCRIPT

    files: dict[str, Path] = {"report.css": CONTENT_STYLE, "report.js": SCRIPT}
    found = files.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    kind = "text/css" if found.suffix == ".css" else "text/javascript"
    return FileResponse(found, media_type=kind)


def give_table(request: Request) -> Response:
    """Make the tables and hand over the one that is asked for."""
    from huiqi.collect.report.outputs import make_outputs
    from huiqi.collect.report.tables import write_tables

    page, name = _open(request), request.path_params["name"]
    if page.facts is None:
        raise HTTPException(404)
    formats = make_outputs(page.kept.root, page.collection, page.facts).formats
    tables = write_tables(page.collection, page.facts, today=page.today, formats=formats)
    data = tables.get(name)
    if data is None:
        raise HTTPException(404)
    return _download(data, name)


def _download(data: bytes, name: str) -> Response:
    from urllib.parse import quote

    kind = _KINDS[name.rpartition(".")[2]]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=kind, headers=headers)


async def receive(request: Request) -> Response:
    """Let a file wait: ``{"batch", "name", "data", "modified"}``, the data in base64, the file's time in milliseconds.

    ``batch`` tells what one window sends at once from all others.
    """
    from huiqi.desk.collected.received import Received

    data, context = await read_object(request), context_of(request)
    try:
        content = base64.b64decode(take_text(data, "data"), validate=True)
    except binascii.Error:
        raise HTTPException(400) from None
    name, batch, page = take_text(data, "name"), _take_batch(data), _open(request)
    time = data.get("modified", 0)
    if type(time) is not int or not 0 <= time < _LATEST:
        raise HTTPException(400)

    def keep() -> None:
        Received(page.kept.root, page.kept.cycle, batch).keep(name, content, time / 1000)

    with context.work.hold("正在接收文件"):
        await asyncio.to_thread(keep)
    return JSONResponse({"said": "已收到"})


def _take_batch(data: dict[str, Any]) -> str:
    batch = take_text(data, "batch")
    if not _BATCH.fullmatch(batch):
        raise HTTPException(400)
    return batch


async def read_files(request: Request) -> Response:
    """Read the files of a batch that wait: ``{"batch"}``."""
    from huiqi.desk.collected import actions

    batch = _take_batch(await read_object(request))
    return await _act(request, lambda page: actions.read_files(page, batch), "正在读取交回的材料")


async def mark(request: Request) -> Response:
    """Mark a paper: ``{"name", "mark", "day", "reason"}``."""
    from huiqi.desk.collected import actions

    data = await read_object(request)
    texts = [take_text(data, name, "") for name in ("name", "mark", "day", "reason")]
    return await _act(request, lambda page: actions.mark(page, *texts), "正在登记")


async def unmark(request: Request) -> Response:
    """Take a mark back: ``{"name"}``."""
    from huiqi.desk.collected import actions

    name = take_text(await read_object(request), "name")
    return await _act(request, lambda page: actions.unmark(page, name), "正在登记")


async def choose(request: Request) -> Response:
    """Let a file count: ``{"digest"}``."""
    from huiqi.desk.collected import actions

    digest = take_text(await read_object(request), "digest")
    return await _act(request, lambda page: actions.choose(page, digest), "正在登记")


async def unchoose(request: Request) -> Response:
    """Take back which file counts: ``{"digest"}``."""
    from huiqi.desk.collected import actions

    digest = take_text(await read_object(request), "digest")
    return await _act(request, lambda page: actions.unchoose(page, digest), "正在登记")


async def dismiss(request: Request) -> Response:
    """Let a refusal be seen no more: ``{"file"}``; all of them without a name."""
    from huiqi.desk.collected import actions

    file = take_text(await read_object(request), "file", "")
    return await _act(request, lambda page: actions.dismiss_refusal(page, file), "正在更新列表")


async def set_aside(request: Request) -> Response:
    """Put aside what cannot be read."""
    from huiqi.desk.collected import actions

    return await _act(request, actions.set_aside, "正在改名")


async def note_handing_out(request: Request) -> Response:
    """Note that the pack goes out."""
    from huiqi.desk.collected import actions

    return await _act(request, actions.note_handing_out, "正在登记发出")


async def _act(request: Request, action: Callable[[CollectedPage], str], what: str) -> Response:
    """Do something in a thread of its own and answer with the page as it is afterwards."""
    context = context_of(request)

    def run() -> dict[str, Any]:
        said = action(_open(request))
        return _open(request).as_answer() | {"said": said}

    with context.work.hold(what):
        return JSONResponse(await asyncio.to_thread(run))


def _open(request: Request) -> CollectedPage:
    from huiqi.desk.collected.page import (
        CollectedPage,
    )  # reading Word files is loaded when it is needed

    context = context_of(request)
    page = open_page(context, request.path_params["cycle"], OPEN)
    return CollectedPage(page, context.now().date())


_PAGE = "/cycles/{cycle}/collected"
routes = [
    Route(_PAGE, show_collected),
    Route(f"{_PAGE}/report", show_report),
    Route(f"{_PAGE}/look/{{name}}", give_look),
    Route(f"{_PAGE}/tables/{{name}}", give_table),
    *(
        Route(f"{_PAGE}/{name}", handler, methods=["POST"])
        for name, handler in (
            ("receive", receive), ("read", read_files), ("mark", mark), ("unmark", unmark),
            ("choose", choose), ("unchoose", unchoose), ("dismiss", dismiss),
            ("set-aside", set_aside), ("hand-out", note_handing_out),
        )
    ),
]  # fmt: skip

"""The first page: all cycles with their state, what is open and what is next; what ends a cycle."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.cycle_list import list_lines
from huiqi.desk.facts_page import list_folders
from huiqi.desk.form.edit import set_field
from huiqi.desk.form.said import say
from huiqi.desk.form.state import read_state
from huiqi.desk.json_body import read_object, take_text
from huiqi.desk.kept import KeptFacts
from huiqi.desk.rendering import render_html, render_page
from huiqi.errors import HuiqiError, KeyPath
from huiqi.lifecycle.state import DATES

_ARCHIVED_ON: KeyPath = ("archived_on",)
_ELSEWHERE = "会议事实刚在别处改过，已换成现在的内容。请核对后再存入。"


def show_cycles(request: Request) -> Response:
    """Show all cycles, newest first."""
    context = context_of(request)
    lines = list(list_lines(context.root, context.now().date()))
    return render_page(request, "cycles.html", lines=lines)


async def set_date(request: Request) -> Response:
    """Write down when the plan was submitted or approved: ``{"base", "field", "text"}``."""

    def change(context: DeskContext, cycle: str, data: dict[str, Any]) -> str:
        field = data.get("field")
        if field not in DATES:
            raise HTTPException(400)
        return _set(context, cycle, DATES[field], data, said="已存入。")

    return await _change(request, change)


async def archive(request: Request) -> Response:
    """Archive a cycle: ``{"base", "text"}``, the text being the day."""

    def change(context: DeskContext, cycle: str, data: dict[str, Any]) -> str:
        return _set(context, cycle, _ARCHIVED_ON, data, said="已归档。")

    return await _change(request, change)


async def reopen(request: Request) -> Response:
    """Take a cycle out of the archive: ``{"base"}``."""

    def change(context: DeskContext, cycle: str, data: dict[str, Any]) -> str:
        emptied = data | {"text": ""}
        return _set(context, cycle, _ARCHIVED_ON, emptied, said="已重新打开。", reopening=True)

    return await _change(request, change)


def _set(
    context: DeskContext, cycle: str, path: KeyPath, data: dict[str, Any], *, said: str,
    reopening: bool = False,
) -> str:  # fmt: skip
    """Give one field a value, as its form does, and return what came of it.

    Raises:
        HuiqiError: it can be none, or cannot be written.
    """
    text = take_text(data, "text")
    if not text.strip() and not reopening:
        raise HuiqiError("还没有填写日期。改法：写成 2026年1月8日 的样子，或者从日历中选。")
    kept, state = KeptFacts(context, cycle), read_state(context.root, cycle)
    if data.get("base") != state.digest:
        return _ELSEWHERE
    edited = set_field(state, path, text)
    for _, finding in edited.drafts.values():
        raise HuiqiError(say(finding, state.names).text)
    return said if kept.keep(state, edited, reopening=reopening) else _ELSEWHERE


async def _change(
    request: Request, change: Callable[[DeskContext, str, dict[str, Any]], str]
) -> Response:
    """Make a change of one cycle and answer with the list as it is afterwards."""
    context, cycle = context_of(request), request.path_params["cycle"]
    data = await read_object(request)

    def work() -> dict[str, str]:
        if cycle not in {folder.name for folder in list_folders(context.root)}:
            raise HTTPException(404)
        said = change(context, cycle, data)
        lines = list(list_lines(context.root, context.now().date()))
        return {"main": render_html("cycles_main.html", lines=lines), "said": said}

    return JSONResponse(await asyncio.to_thread(work))


_CYCLE = "/cycles/{cycle}"
routes = [
    Route("/", show_cycles),
    Route(f"{_CYCLE}/date", set_date, methods=["POST"]),
    Route(f"{_CYCLE}/archive", archive, methods=["POST"]),
    Route(f"{_CYCLE}/reopen", reopen, methods=["POST"]),
]

"""The study materials of a cycle: files are received, checked, put in, replaced and taken out."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.facts_page import open_page
from huiqi.desk.json_body import read_object, take_text
from huiqi.desk.materials import actions
from huiqi.desk.materials.actions import Wanted
from huiqi.desk.materials.checking import refuse_unread
from huiqi.desk.materials.page import MATERIALS, MaterialsPage
from huiqi.desk.rendering import render_page

_CHECKING, _PUTTING = "正在检查材料", "正在放入材料"


def show_materials(request: Request) -> Response:
    """Show the materials of a cycle."""
    return render_page(request, "materials.html", page=_open(request))


async def receive(request: Request) -> Response:
    """Check a file and let it wait: ``{"name", "data", "instead"}``, the data in base64."""

    def take(page: MaterialsPage, data: dict[str, Any], _: DeskContext) -> dict[str, Any]:
        try:
            content = base64.b64decode(take_text(data, "data"), validate=True)
        except binascii.Error:
            raise HTTPException(400) from None
        instead = str(data.get("instead", ""))
        return {"said": actions.receive(page, take_text(data, "name"), content, instead)}

    return await _act(request, take, _CHECKING)


async def refuse(request: Request) -> Response:
    """Say of a file that is not sent why it cannot be taken: ``{"name", "size"}``."""

    def note(page: MaterialsPage, data: dict[str, Any], _: DeskContext) -> dict[str, Any]:
        if page.state is None or type(data.get("size")) is not int:
            raise HTTPException(400)
        upload = refuse_unread(page.state, take_text(data, "name"), data["size"])
        page.uploads.keep(upload, b"")
        return {"said": f"“{upload.name}”不能放入"}

    return await _act(request, note, _CHECKING)


async def put_in(request: Request) -> Response:
    """Put a file that waits in: ``{"key", "title", "kind", "reading", "instead", "existing"}``."""

    def put(page: MaterialsPage, data: dict[str, Any], context: DeskContext) -> dict[str, Any]:
        names = ("title", "kind", "reading", "instead", "existing")
        wanted = Wanted(*(str(data.get(name, "")).strip() for name in names))
        return actions.put_in(
            page, page.uploads.find(take_text(data, "key")), wanted, context.now()
        )

    return await _act(request, put, _PUTTING)


async def drop(request: Request) -> Response:
    """Forget a file that waits: ``{"key"}``."""

    def forget(page: MaterialsPage, data: dict[str, Any], _: DeskContext) -> dict[str, Any]:
        upload = page.uploads.find(take_text(data, "key"))
        page.uploads.drop(upload)
        return {"said": f"“{upload.name}”没有放入。"}

    return await _act(request, forget, _PUTTING)


async def list_stranger(request: Request) -> Response:
    """Name a file of the folder in the facts: ``{"file"}``."""
    return await _act(
        request, lambda page, data, _: {"said": actions.list_stranger(page, take_text(data, "file"))},
        _PUTTING,
    )  # fmt: skip


async def take_out(request: Request) -> Response:
    """Take a material, or a file that none names, out: ``{"file"}``."""

    def take(page: MaterialsPage, data: dict[str, Any], context: DeskContext) -> dict[str, Any]:
        return {"said": actions.take_out(page, take_text(data, "file"), context.now())}

    return await _act(request, take, _PUTTING)


async def fetch_back(request: Request) -> Response:
    """Let a file that was there before wait to be put in again: ``{"key"}``."""
    return await _act(
        request, lambda page, data, _: {"said": actions.fetch_back(page, take_text(data, "key"))},
        _CHECKING,
    )  # fmt: skip


_Action = Callable[[MaterialsPage, dict[str, Any], DeskContext], dict[str, Any]]


async def _act(request: Request, action: _Action, what: str) -> Response:
    """Do something in a thread of its own and answer with the page as it is afterwards."""
    data = await read_object(request)
    context = context_of(request)

    def run() -> dict[str, Any]:
        with context.work.hold(what):
            done = action(_open(request), data, context)
            if "question" in done:
                return done
            fresh = _open(request)
            context.making.previews.note_change(fresh.kept.cycle)
            return fresh.as_answer() | done

    return JSONResponse(await asyncio.to_thread(run))


def _open(request: Request) -> MaterialsPage:
    context = context_of(request)
    return MaterialsPage(open_page(context, request.path_params["cycle"], MATERIALS))


_PAGE = "/cycles/{cycle}/materials"
routes = [
    Route(_PAGE, show_materials),
    *(
        Route(f"{_PAGE}/{name}", handler, methods=["POST"])
        for name, handler in (
            ("receive", receive),
            ("refuse", refuse),
            ("put", put_in),
            ("drop", drop),
            ("list", list_stranger),
            ("remove", take_out),
            ("fetch", fetch_back),
        )
    ),
]

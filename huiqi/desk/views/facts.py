"""The pages of the facts, section by section, and what is done in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.facts_page import FactsPage, open_page
from huiqi.desk.form.edit import Edited, add_named, add_rows, move_item, remove_item, set_field
from huiqi.desk.form.layout import OPEN, SECTIONS, Section
from huiqi.desk.form.paste import read_pasted
from huiqi.desk.form.state import FactsState
from huiqi.desk.json_body import read_object, read_path, take_text
from huiqi.desk.rendering import render_html, render_page


def show_section(request: Request) -> Response:
    """Show one section of a cycle's facts."""
    page = _open(request)
    return render_page(request, "facts.html", page=page)


async def set_text(request: Request) -> Response:
    """Take what was typed into a field: ``{"base", "path", "text"}``."""
    return await _edit(
        request,
        lambda state, data: set_field(state, data["path"], take_text(data, "text")),
    )


async def add_name(request: Request) -> Response:
    """Add what a field names and give it to the field: ``{"base", "path", "name", "text"}``."""

    def change(state: FactsState, data: dict[str, Any]) -> Edited:
        return add_named(state, data["path"], take_text(data, "name"))

    return await _edit(request, change, again=True)


async def remove(request: Request) -> Response:
    """Take an item out of its list: ``{"base", "path"}``."""
    return await _edit(request, lambda state, data: remove_item(state, data["path"]))


async def move(request: Request) -> Response:
    """Give an item another number: ``{"base", "path", "to"}``."""

    def change(state: FactsState, data: dict[str, Any]) -> Edited:
        if not isinstance(data.get("to"), int):
            raise HTTPException(400)
        return move_item(state, data["path"], data["to"])

    return await _edit(request, change)


async def add_pasted(request: Request) -> Response:
    """Put rows at the end of a list: ``{"base", "path", "text", "columns"}``."""

    def change(state: FactsState, data: dict[str, Any]) -> Edited:
        path = data["path"]
        columns = data.get("columns")
        pasted = read_pasted(
            path, take_text(data, "text"), columns if isinstance(columns, list) else None
        )
        return add_rows(state, path, pasted.rows)

    return await _edit(request, change)


async def drop(request: Request) -> Response:
    """Forget a text that could not be put in: ``{"path"}``."""
    data = await read_object(request)
    _open(request).kept.drop_draft(read_path(data.get("path")))
    return JSONResponse(_open(request).as_answer())


async def show_again(request: Request) -> Response:
    """Return what the page shows now, as the answer to a change does."""
    return JSONResponse(_open(request).as_answer())


async def look_at_pasted(request: Request) -> Response:
    """Show how a pasted table is understood, before anything is taken: ``{"path", "text"}``."""
    data = await read_object(request)
    pasted = read_pasted(read_path(data.get("path")), take_text(data, "text"), data.get("columns"))
    return JSONResponse({"html": render_html("pasted.html", pasted=pasted)})


async def _edit(
    request: Request, change: Callable[[FactsState, dict[str, Any]], Edited], *, again: bool = False
) -> Response:
    """Make a change of the facts and answer with the page as it is afterwards."""
    data = await read_object(request)
    data["path"] = read_path(data.get("path"))
    page = _open(request)
    answer = await asyncio.to_thread(page.edit, data, change, again=again)
    context_of(request).making.previews.note_change(page.kept.cycle)
    return JSONResponse(answer)


def _open(request: Request) -> FactsPage:
    section = find_section(request.path_params["section"])
    return open_page(context_of(request), request.path_params["cycle"], section)


def find_section(name: str) -> Section:
    """Return a section by its id, that of the open facts too."""
    found = next((section for section in (OPEN, *SECTIONS) if section.id == name), None)
    if found is None:
        raise HTTPException(404)
    return found


_PAGE = "/cycles/{cycle}/facts/{section}"
routes = [
    Route(_PAGE, show_section),
    *(
        Route(f"{_PAGE}/{name}", handler, methods=["POST"])
        for name, handler in (
            ("set", set_text),
            ("name", add_name),
            ("remove", remove),
            ("move", move),
            ("rows", add_pasted),
            ("shown", show_again),
            ("drop", drop),
            ("pasted", look_at_pasted),
        )
    ),
]

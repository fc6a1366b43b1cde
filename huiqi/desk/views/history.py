"""The history of a cycle's facts: what changed when, and going back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.facts_page import open_page
from huiqi.desk.form.versions import VersionFile, compare_versions
from huiqi.desk.history_page import HISTORY, HistoryPage, say_time, step_facts
from huiqi.desk.json_body import read_object
from huiqi.desk.rendering import render_page
from huiqi.desk.views.facts import find_section


def show_history(request: Request) -> Response:
    """Show what happened to a cycle's facts."""
    return render_page(request, "history.html", page=_open(request))


def show_change(request: Request) -> Response:
    """Show what one entry changed, or with ``now`` what changed since."""
    page, since = _open(request), request.path_params.get("since", "")
    if since not in ("", "now") or not page.entries:
        raise HTTPException(404)
    number = int(request.path_params["number"])
    # The number 0 stands for the file as it was before all that is kept.
    entry = page.find_entry(number) if number else page.entries[-1]
    after = page.file_digest if since else entry.after
    before = (entry.after if number else entry.before) if since else entry.before
    changes = compare_versions(*(_find(page, digest) for digest in (before, after)))
    sections = [(name, [*group]) for name, group in groupby(changes or (), lambda one: one.section)]
    return render_page(
        request, "history_change.html", page=page, when=say_time(entry.time), since=bool(since),
        first=not number, changes=changes, sections=sections,
        digest=entry.after if number else before,
    )  # fmt: skip


def _find(page: HistoryPage, digest: str) -> VersionFile:
    page.kept.store.read_version(digest)  # refuses what is not kept any more
    return VersionFile(page.kept.root, page.kept.cycle, page.kept.store.find_version(digest))


async def restore(request: Request) -> Response:
    """Go back to a version: ``{"base", "digest"}``."""
    data = await read_object(request)
    page, digest = _open(request), data.get("digest")
    known = {line.digest for line in page.lines}
    if not isinstance(digest, str) or digest not in known:
        raise HTTPException(400)
    return await _change(request, lambda: page.restore(str(data.get("base", "")), digest))


async def step(request: Request) -> Response:
    """Undo or redo: ``{"base"}``."""
    data, page = await read_object(request), _open(request)
    action = request.url.path.rpartition("/")[2]
    return await _change(request, lambda: page.step(action, str(data.get("base", ""))))


async def step_form(request: Request) -> Response:
    """Undo or redo from a page of the form: ``{"base"}``."""
    data, context = await read_object(request), context_of(request)
    section = find_section(request.path_params["section"])
    page = open_page(context, request.path_params["cycle"], section)
    action = request.url.path.rpartition("/")[2]
    return await _change(request, lambda: step_facts(page, action, data, context.now()))


async def _change(request: Request, change: Callable[[], dict[str, Any]]) -> Response:
    """Make a change in a thread of its own; the preview follows it."""
    answer = await asyncio.to_thread(change)
    context_of(request).making.previews.note_change(request.path_params["cycle"])
    return JSONResponse(answer)


def _open(request: Request) -> HistoryPage:
    context = context_of(request)
    return HistoryPage(open_page(context, request.path_params["cycle"], HISTORY), context.now())


_PAGE = "/cycles/{cycle}/history"
routes = [
    Route(_PAGE, show_history),
    Route(f"{_PAGE}/{{number:int}}", show_change),
    Route(f"{_PAGE}/{{number:int}}/{{since}}", show_change),
    Route(f"{_PAGE}/restore", restore, methods=["POST"]),
    *(Route(f"{_PAGE}/{name}", step, methods=["POST"]) for name in ("undo", "redo")),
    *(
        Route(f"/cycles/{{cycle}}/facts/{{section}}/{name}", step_form, methods=["POST"])
        for name in ("undo", "redo")
    ),
]

"""Making sites and packs, and how far that is."""

from __future__ import annotations

from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.form.edit import write_codes
from huiqi.desk.form.state import read_state
from huiqi.desk.kept import KeptFacts
from huiqi.desk.make_page import MakePage
from huiqi.desk.making.tasks import Kind
from huiqi.desk.rendering import render_html, render_page
from huiqi.errors import FindingsError


def show_make(request: Request) -> Response:
    """Show what is made of a cycle, and what can be made."""
    making = _open(request)
    return render_page(request, "make.html", making=making, page=making.facts, here="make")


def tell_progress(request: Request) -> Response:
    """Return how far a build is; once it is over, with the whole page as it is then."""
    making = _open(request)
    html = render_html("make_main.html", context=context_of(request), making=making)
    return JSONResponse({"over": making.is_idle, "said": making.said, "main": html})


def start(request: Request) -> Response:
    """Begin to make something; answer at once."""
    page, kind = _open(request), request.path_params["kind"]
    kinds: dict[str, Kind] = {one: one for one in get_args(Kind)}
    if kind not in kinds:
        raise HTTPException(404)
    if kind != "draft":
        _write_codes(request, page.cycle)
    context_of(request).making.jobs.start(page.cycle, kinds[kind])
    return tell_progress(request)


def _write_codes(request: Request, cycle: str) -> None:
    """Write the codes that the facts leave out: links and filled papers of what goes out hang on them."""
    context = context_of(request)
    try:
        state = read_state(context.root, cycle)
    except FindingsError:
        return  # the build says what is wrong
    if state.read.source.ids:
        KeptFacts(context, cycle).keep(state, write_codes(state))


def stop_waiting(request: Request) -> Response:
    """Give up a build that waits for another program."""
    context_of(request).making.jobs.stop_waiting(_open(request).cycle)
    return tell_progress(request)


def _open(request: Request) -> MakePage:
    return MakePage(context_of(request), request.path_params["cycle"])


_PAGE = "/cycles/{cycle}/make"
routes = [
    Route(_PAGE, show_make),
    Route(f"{_PAGE}/progress", tell_progress),
    Route(f"{_PAGE}/stop", stop_waiting, methods=["POST"]),
    Route(f"{_PAGE}/{{kind}}", start, methods=["POST"]),
]

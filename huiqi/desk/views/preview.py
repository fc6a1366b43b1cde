"""The preview of a cycle's site: how it stands, and a page of its own for it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.facts_page import FactsPage, Remark, open_page
from huiqi.desk.form.layout import OPEN
from huiqi.desk.form.said import put_plainly
from huiqi.desk.json_body import read_path
from huiqi.desk.making.preview_tasks import read_made
from huiqi.desk.making.previews import Preview
from huiqi.desk.rendering import render_html, render_page
from huiqi.errors import FindingsError, HuiqiError

_MOST = 5  # findings that stand above the frame; the page of the facts has all


def show_preview(request: Request) -> Response:
    """Show the preview by itself."""
    page = open_page(context_of(request), request.path_params["cycle"], OPEN)
    return render_page(request, "preview.html", page=page, here="preview")


def tell_state(request: Request) -> Response:
    """Return how the preview stands, and which page of it to show.

    ``?at=`` is the page that is shown, ``?field=`` a fact that is wanted: the page stays if it shows
    the fact, else it is the one that shows it best. ``made`` is what the page is known by.
    """
    context, cycle = context_of(request), request.path_params["cycle"]
    if not (context.root / "cycles" / cycle).is_dir():
        raise HTTPException(404)
    state = context.making.previews.look(cycle)
    folder = context.preview_folder(cycle)
    field, at = request.query_params.get("field"), request.query_params.get("at") or "index.html"
    pages = state.find_pages(read_path(field)) if field else []
    page = at if at in pages or not pages else pages[0]
    context.making.previews.note_page(cycle, page)
    there = folder.is_dir()
    return JSONResponse({
        "version": state.version,
        "making": state.making,
        "there": there,
        "pages": pages,
        "page": page,
        "made": read_made(folder, page),
        "notice": _write_notice(context, cycle, state, there=there),
    })  # fmt: skip


def _write_notice(context: DeskContext, cycle: str, state: Preview, *, there: bool) -> str:
    """Return what stands above the frame."""
    page = open_page(context, cycle, OPEN) if state.error else None
    remarks = explain_error(page, state.error) if page and state.error else []
    return render_html(
        "preview_notice.html", state=state, there=there, remarks=remarks[:_MOST],
        more=len(remarks) - _MOST,
    )  # fmt: skip


def explain_error(page: FactsPage, error: HuiqiError) -> list[Remark]:
    """Return what stopped a build, with the fields that it leads to."""
    if isinstance(error, FindingsError):
        return page.explain(error.findings)
    return [Remark("", "", put_plainly(str(error)))]


routes = [
    Route("/cycles/{cycle}/preview", show_preview),
    Route("/cycles/{cycle}/preview/state", tell_state),
]

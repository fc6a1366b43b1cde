"""The preview of a cycle's site: a port of its own, so that nothing in it is the desk's own page."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from huiqi.desk import material_preview
from huiqi.desk.access import READING, comes_from, has_host, has_session
from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.faults import Faults
from huiqi.desk.form.said import put_plainly
from huiqi.desk.paper_page import find_blank, write_paper_page
from huiqi.desk.refusal import make_notice, refuse
from huiqi.errors import HuiqiError

_CYCLE = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)+")  # as CycleId
_NOT_YET = ("尚未生成预览", "预览生成以后显示在这里。")
_NOT_BUILT = ("还没有生成网站", "在“生成”中生成以后，网站显示在这里。")
_MISSING = ("没有这一页", "预览中没有这一页。")


async def show_file(request: Request) -> Response:
    """Answer with a file of a cycle's preview."""
    cycle = request.path_params["cycle"]
    if not _CYCLE.fullmatch(cycle):
        return make_notice(*_MISSING, 404)
    folder = context_of(request).preview_folder(cycle)
    if not folder.is_dir():
        return make_notice(*_NOT_YET, 404)
    return await _serve(request, folder)


async def show_built(request: Request) -> Response:
    """Answer with a file of a cycle's site as it was built: browsers open no file from a page."""
    cycle = request.path_params["cycle"]
    folder = context_of(request).root / "public" / cycle
    if not _CYCLE.fullmatch(cycle) or not folder.is_dir():
        return make_notice(*_NOT_BUILT, 404)
    return await _serve(request, folder)


def show_paper(request: Request) -> Response:
    """Answer with a paper of the office as it looks on paper."""
    context, cycle = context_of(request), request.path_params["cycle"]
    if not _CYCLE.fullmatch(cycle) or not (context.root / "cycles" / cycle).is_dir():
        return make_notice(*_MISSING, 404)
    try:
        context.making.previews.await_first(cycle, context.preview_folder(cycle))
        return _show_paper(context, cycle, request.path_params["key"])
    except HuiqiError as error:
        return make_notice("没有做成", escape(put_plainly(str(error))), 400)


def _show_paper(context: DeskContext, cycle: str, key: str) -> Response:
    papers = context.making.papers
    names = {one.key: one for one in papers.list_names(cycle)}
    blank = find_blank(context.preview_folder(cycle), key)
    if blank is None or key not in names:
        return make_notice(*_MISSING, 404)
    (made,) = papers.make(cycle, {key}, shown=True)
    return HTMLResponse(write_paper_page(made, names[key].title, blank))


async def _serve(request: Request, folder: Path) -> Response:
    path = request.path_params["path"]
    files = StaticFiles(directory=folder, check_dir=False)
    try:
        response = await files.get_response(path or "index.html", request.scope)
    except HTTPException:
        return make_notice(*_MISSING, 404)
    if isinstance(response, FileResponse) and str(response.path).endswith(".html"):
        response.headers["content-security-policy"] = _allow(
            Path(response.path), context_of(request).origin
        )
    return response


def _allow(page: Path, origin: str) -> str:
    """Return the policy of a page: with the hashes of the scripts that stand in it now."""
    from lxml import html

    from huiqi.publish.content_policy import list_inline_scripts, write_policy

    return write_policy(list_inline_scripts(html.parse(str(page)).getroot()), origin)


class PreviewAccess:
    """Lets the desk's own frame read, and nobody do anything else."""

    def __init__(self, app: ASGIApp, context: DeskContext) -> None:
        self._app, self._context = app, context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        from huiqi.publish.content_policy import write_policy

        strict = write_policy((), self._context.origin).encode()

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [pair for pair in message["headers"] if pair[0].lower() != b"cache-control"]
                if all(name.lower() != b"content-security-policy" for name, _ in given):
                    given.append((b"content-security-policy", strict))
                message["headers"] = [*given, *_HEADERS]
            await send(message)

        if scope["type"] != "http":
            return
        headers, port = Headers(scope=scope), self._context.preview_port
        allowed = (
            scope["method"] in READING
            and has_host(headers, port)
            and has_session(headers, port, self._context.session)
            # The frame stands in a page of the desk: the same site by another port.
            and comes_from(headers, ("same-origin", "none"), ("document", "iframe"))
        )
        await (self._app if allowed else refuse)(scope, receive, send_guarded)


_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


def create_preview(context: DeskContext) -> Starlette:
    """Return the application of the preview's port."""
    app = Starlette(
        routes=[
            *material_preview.routes,
            Route("/built/{cycle}/{path:path}", show_built),
            Route("/{cycle}/paper/{key}.html", show_paper),
            Route("/{cycle}/{path:path}", show_file),
        ],
        middleware=[Middleware(PreviewAccess, context=context), Middleware(Faults)],
        exception_handlers={HTTPException: lambda _request, _error: make_notice(*_MISSING, 404)},
    )
    app.state.context = context
    return app

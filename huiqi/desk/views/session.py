"""Opening the desk through the redirect file, signs of life of its tabs, and closing it."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.access import OPEN, write_cookie
from huiqi.desk.context import context_of
from huiqi.desk.json_body import read_object
from huiqi.desk.refusal import refuse_request
from huiqi.desk.rendering import render_page

_LONGEST = 1000  # bytes of a token's form


async def open_desk(request: Request) -> Response:
    """Exchange a token of the redirect file for the cookies, and hand over the pages' own token.

    The page that answers leads on by its own script: after a redirect from a file the browser would
    not send a strict cookie.
    """
    context = context_of(request)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            return refuse_request()
    tokens = parse_qs(body.decode("ascii", "replace")).get("token", [])
    if len(tokens) != 1 or not context.redeem(tokens[0]):
        return refuse_request()
    context.presence.beat()
    page = render_page(request, "open.html", page_token=context.page_token)
    for port in (context.port, context.preview_port):
        page.headers.append("set-cookie", write_cookie(port, context.session))
    return page


async def beat(request: Request) -> Response:
    """Take a sign of life; ``{"unsaved": true}``: the tab holds what it could not hand in."""
    data = await read_object(request)
    context_of(request).presence.beat(unsaved=data.get("unsaved") is True)
    return JSONResponse({})


async def close(request: Request) -> Response:
    """End the desk, unless something must not be cut off."""
    context = context_of(request)
    running = context.busy()
    if running:
        return JSONResponse({"error": f"{'、'.join(running)}，请等它结束再关闭。"}, 409)
    context.stop()
    return JSONResponse({})


routes = [
    Route(OPEN, open_desk, methods=["POST"]),
    Route("/beat", beat, methods=["POST"]),
    Route("/close", close, methods=["POST"]),
]

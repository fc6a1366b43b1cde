"""Who may ask the desk for what: the page in this browser that was opened through the redirect file.

Every service on 127.0.0.1 receives the desk's cookie, whatever its port, and may send it back with
any other header. So the token of changing requests is in no page that the cookie opens: it is handed
over once, and kept where only pages of this very origin, port included, can read it.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from huiqi.desk.context import HOST, DeskContext
from huiqi.desk.refusal import refuse

OPEN = "/open"
STATIC = "/static/"
TOKEN_HEADER = "x-desk-token"  # noqa: S105 - a name
READING = ("GET", "HEAD")


def cookie_name(port: int) -> str:
    """Return the name of the cookie of the service on a port: other services have other names."""
    return f"huiqi-desk-{port}"


def is_same(one: str, other: str) -> bool:
    """Compare secrets without telling by the time that it takes where they differ."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())


def has_host(headers: Headers, port: int) -> bool:
    """Whether a request names the bound address exactly: a name that leads here is somebody else's."""
    return headers.getlist("host") == [f"{HOST}:{port}"]


def has_session(headers: Headers, port: int, session: str) -> bool:
    """Whether a request carries the session's cookie; others of the same name may stand beside it."""
    found = False
    for pair in ";".join(headers.getlist("cookie")).split(";"):
        name, _, value = pair.strip().partition("=")
        found |= name == cookie_name(port) and is_same(value, session)
    return found


def comes_from(headers: Headers, sites: tuple[str, ...], frames: tuple[str, ...]) -> bool:
    """Whether the browser says that a page of these sites asks; older ones say nothing.

    ``frames``: where the answer may be shown when a person follows a link from anywhere.
    """
    site = headers.get("sec-fetch-site")
    shown = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") in frames
    return site is None or site in sites or shown


def is_own_change(headers: Headers, context: DeskContext) -> bool:
    """Whether a changing request comes from a page of the desk: its origin, its form, its token."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    tokens = headers.getlist(TOKEN_HEADER)
    return (
        headers.getlist("origin") == [context.origin]
        and kind == "application/json"
        and len(tokens) == 1
        and is_same(tokens[0], context.page_token)
    )


def may_ask(scope: Scope, headers: Headers, context: DeskContext) -> bool:
    """Whether the desk answers a request."""
    if not has_host(headers, context.port):
        return False
    method, path = scope["method"], scope["path"]
    if method == "POST" and path == OPEN:
        return True  # from the redirect file, whose origin is null: the token in it decides
    if method in READING and path.startswith(STATIC):
        return True  # the program's own files; the page of a refusal wants its style
    if not has_session(headers, context.port, context.session):
        return False
    if not comes_from(headers, ("same-origin", "none"), ("document",)):
        return False
    return method in READING or (method == "POST" and is_own_change(headers, context))


def write_cookie(port: int, session: str) -> str:
    """Return the cookie of the service on a port; it ends with the browser."""
    return f"{cookie_name(port)}={session}; Path=/; HttpOnly; SameSite=Strict"


def list_headers(context: DeskContext) -> list[tuple[bytes, bytes]]:
    """Return the headers that every answer of the desk carries."""
    policy = (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        f"frame-src {context.preview_origin}; frame-ancestors 'none'"
    )
    return [(name.encode(), value.encode()) for name, value in {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }.items()]  # fmt: skip


class Access:
    """Lets through what may be asked, refuses the rest, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, context: DeskContext) -> None:
        self._app, self._context = app, context
        self._headers = list_headers(context)
        self._names = {name for name, _ in self._headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [pair for pair in message["headers"] if pair[0].lower() not in self._names]
                message["headers"] = [*given, *self._headers]
            await send(message)

        if scope["type"] != "http":
            return  # there is nothing but pages here
        allowed = may_ask(scope, Headers(scope=scope), self._context)
        app = self._app if allowed else refuse
        await app(scope, receive, send_guarded)

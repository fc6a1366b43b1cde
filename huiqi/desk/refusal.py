"""What is said where something cannot be shown: short pages in Chinese, the same for every reason."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/static/desk.svg">
<link rel="stylesheet" href="/static/desk.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""
_FORBIDDEN = (
    "不能打开这个网页",
    "请从工作台的入口打开：Windows 上双击“工作台.bat”，其他系统运行 huiqi desk。",
)


def make_notice(title: str, text: str, status: int) -> Response:
    """Return a page that holds a sentence; ``title`` and ``text`` are the program's own words."""
    return HTMLResponse(_PAGE.format(title=title, text=text), status)


def refuse_request() -> Response:
    """Return the answer to a request that is none of the desk's pages'; it does not say why."""
    return make_notice(*_FORBIDDEN, 403)


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a request, as an application of its own."""
    await refuse_request()(scope, receive, send)

"""What goes wrong in a handler: told to people in Chinese, and to the terminal without any fact."""

from __future__ import annotations

import sys

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from huiqi.desk.bugs import describe_bug
from huiqi.desk.form.said import put_plainly
from huiqi.desk.refusal import make_notice, refuse_request
from huiqi.desk.rendering import render_page
from huiqi.errors import HuiqiError

_BUG = "工作台出错了。已经保存的内容没有变。请重新打开这一页；还是这样的，关闭工作台再打开。"


def tell_error(request: Request, error: Exception) -> Response:
    """Answer with an error for people: to a script as ``{"error": …}``, else as a page."""
    text = put_plainly(str(error))
    if request.method == "POST":
        return JSONResponse({"error": text}, 400)
    return render_page(request, "error.html", title="没有做成", lines=text.split("\n"), status=400)


def tell_status(request: Request, error: Exception) -> Response:
    """Answer with what the framework refuses: mostly an address that there is not."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    if status == 405:
        return refuse_request()  # an image elsewhere that asks for what only changes
    text = "没有这一页。" if status == 404 else "不能这样打开。"
    if request.method == "POST":
        return JSONResponse({"error": text}, status)
    return render_page(request, "error.html", title=text.rstrip("。"), lines=[], status=status)


HANDLERS: dict[int | type[Exception], ExceptionHandler] = {
    HuiqiError: tell_error,
    HTTPException: tell_status,
}


class Faults:
    """Turns a bug into a page and a trace; the server goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except Exception as error:
            sys.stderr.write(describe_bug(error) + "\n")
            if begun:
                raise ConnectionAbortedError from None  # a half answer must not look whole
            answer = make_notice("工作台出错了", _BUG, 500)
            if scope["method"] == "POST":
                answer = JSONResponse({"error": _BUG}, 500)
            await answer(scope, receive, send)

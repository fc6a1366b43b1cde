"""What goes wrong in a handler, and what must not be cut off: the application asked directly."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huiqi.desk.app import create_app
from huiqi.desk.context import DeskContext
from huiqi.errors import HuiqiError

FACT = "张三的电话"


def ask(app: Starlette, method: str, path: str, body: str = "{}") -> tuple[int, str]:
    """Send a request of the desk's own and return status and text."""
    context: DeskContext = app.state.context
    headers = {
        "host": f"127.0.0.1:{context.port}", "cookie": f"huiqi-desk-{context.port}={context.session}",
        "origin": context.origin, "content-type": "application/json", "x-desk-token": context.page_token,
    }  # fmt: skip
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", context.port), "scheme": "http", "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    # The browser of other tests keeps a loop running in this thread.
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, app(scope, receive, send)).result()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()


def refuse(_: Request) -> Response:
    raise HuiqiError(f"第一行 <{FACT}>\n第二行")


def fail(_: Request) -> Response:
    raise KeyError(FACT)


@pytest.fixture
def app(tmp_path: Path) -> Starlette:
    app = create_app(DeskContext(tmp_path, 1234, 1235))
    for path, handler in (("/refuse", refuse), ("/fail", fail)):
        app.router.routes += [
            Route(path, handler, methods=["GET"]),
            Route(path, handler, methods=["POST"]),
        ]
    return app


def test_an_error_for_people(app: Starlette) -> None:
    status, page = ask(app, "GET", "/refuse")
    assert status == 400
    assert f"<p>第一行 &lt;{FACT}&gt;</p>\n<p>第二行</p>" in page
    status, text = ask(app, "POST", "/refuse")
    assert (status, json.loads(text)) == (400, {"error": f"第一行 <{FACT}>\n第二行"})


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_bug_names_its_place_and_no_fact(
    app: Starlette, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, text = ask(app, method, "/fail")
    said = capfd.readouterr().err
    assert status == 500
    assert "工作台出错了。已经保存的内容没有变。" in text
    assert said.startswith("工作台内部错误：\n  huiqi/desk/faults.py:")
    assert said.endswith(" fail\n  KeyError\n")
    assert FACT not in said + text


def test_it_is_not_closed_while_something_runs(tmp_path: Path) -> None:
    stopped: list[bool] = []
    context = replace(DeskContext(tmp_path, 1234, 1235), stop=lambda: stopped.append(True))
    app = create_app(context)
    with context.work.hold("正在生成网站"):
        status, text = ask(app, "POST", "/close")
        assert (status, json.loads(text)) == (409, {"error": "正在生成网站，请等它结束再关闭。"})
        assert not stopped
    assert ask(app, "POST", "/close") == (200, "{}")
    assert stopped


def test_a_project_without_a_cycle(app: Starlette, tmp_path: Path) -> None:
    for _ in range(2):
        status, page = ask(app, "GET", "/")
        assert (status, "<p>还没有会议周期。点“新建会议周期”，从第一次会议开始。</p>" in page) == (
            200,
            True,
        )
        (tmp_path / "cycles").mkdir(exist_ok=True)
        (tmp_path / "cycles" / "cycle.schema.json").touch()

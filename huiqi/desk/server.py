"""The web server of the desk: two ports of 127.0.0.1, one for the desk and one for previews."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from huiqi.desk.context import HOST, DeskContext
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

# Seconds for answers that are under way when the desk ends.
_GRACE = 3


def bind(port: int = 0) -> socket.socket:
    """Return a socket that listens on a port of this machine alone; 0: any that is free.

    Raises:
        HuiqiError: the port cannot be had.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There another program could else bind the same port and receive what is meant for us.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        raise HuiqiError(
            f"不能使用端口 {port or '（任意）'}（{explain_os_error(error)}）。改法：换一个端口，或者不写 --port。"
        ) from error
    return listener


def port_of(listener: socket.socket) -> int:
    """Return the port that a socket listens on."""
    port: int = listener.getsockname()[1]
    return port


class Ports:
    """Gives each request to the application of the port that it came in by."""

    def __init__(self, apps: Mapping[int, ASGIApp]) -> None:
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._apps[scope["server"][1]](scope, receive, send)


class DeskServer:
    """The server; it ends by ``stop``, by a signal, or when the desk has been left."""

    def __init__(self) -> None:
        self._server: uvicorn.Server | None = None

    def stop(self) -> None:
        """End soon: answers under way are still given."""
        if self._server:
            self._server.should_exit = True

    def run(
        self, apps: Mapping[int, ASGIApp], sockets: list[socket.socket], context: DeskContext
    ) -> None:
        """Serve until the end."""
        self._server = uvicorn.Server(uvicorn.Config(
            Ports(apps), loop="asyncio", http="h11", ws="none", lifespan="off", interface="asgi3",
            log_config=None, log_level="critical", access_log=False, proxy_headers=False,
            server_header=False, date_header=False, timeout_graceful_shutdown=_GRACE,
        ))  # fmt: skip
        # It names addresses of requests that a browser breaks off; there is nothing to be done about them.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        _end_by_signals(self.stop)
        with suppress(KeyboardInterrupt):  # the usual way to end it in a terminal
            asyncio.run(self._serve(self._server, sockets, context))

    async def _serve(
        self, server: uvicorn.Server, sockets: list[socket.socket], context: DeskContext
    ) -> None:
        watch = asyncio.create_task(self._watch(context))
        try:
            await server.serve(sockets)
        finally:
            watch.cancel()

    async def _watch(self, context: DeskContext) -> None:
        """End the server some time after its last tab is gone."""
        turn = min(1.0, context.presence.limit / 4)
        before = time.monotonic()
        while True:
            await asyncio.sleep(turn)
            now = time.monotonic()
            # A machine that slept was not idle: its tabs had no chance to say that they are there.
            passed, before = min(now - before, 2 * turn), now
            if context.presence.pass_time(passed, busy=bool(context.busy())):
                self.stop()


def _end_by_signals(stop: Callable[[], None]) -> None:
    """Let the usual signals end the server in good order, the closing of its terminal too."""

    def end(_number: int, _frame: FrameType | None) -> None:
        stop()

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)

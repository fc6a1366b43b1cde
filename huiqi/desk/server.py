"""The web server of the desk: two ports of 127.0.0.1, one for the desk and one for previews."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Mapping

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from huiqi.desk.context import DeskContext

# Seconds for answers that are under way when the desk ends.
_GRACE = 3


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
        if hasattr(signal, "SIGHUP"):  # its terminal is closed; the others are uvicorn's to see to
            signal.signal(signal.SIGHUP, lambda *_: self.stop())
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

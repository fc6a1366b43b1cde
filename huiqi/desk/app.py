"""The desk as an application: its routes, and what people are told when something is wrong."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from huiqi.desk.access import STATIC, Access
from huiqi.desk.context import DeskContext
from huiqi.desk.faults import HANDLERS, Faults
from huiqi.desk.views import (
    collected,
    collected_office,
    compare,
    cycles,
    facts,
    history,
    make,
    manual,
    materials,
    new_cycle,
    papers,
    preview,
    release,
    session,
    sheet,
)

# One request may bring a study material: more than any that is taken, in JSON.
MAX_BODY = 64 << 20
VIEWS = (
    session, cycles, new_cycle, compare, facts, materials, preview, make, papers, release, collected,
    collected_office, history, sheet, manual,
)  # fmt: skip
# Windows takes them from its registry, where other programs write what they like.
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def create_app(context: DeskContext) -> Starlette:
    """Return the desk's application, behind its access control."""
    for suffix, kind in _KINDS.items():
        mimetypes.add_type(kind, suffix)
    files = StaticFiles(directory=Path(__file__).with_name("static"))
    app = Starlette(
        routes=[*(route for view in VIEWS for route in view.routes), Mount(STATIC, app=files)],
        middleware=[
            Middleware(Access, context=context),
            Middleware(RequestBodyLimitMiddleware, max_body_size=MAX_BODY),
            Middleware(Faults),
        ],
        exception_handlers=HANDLERS,
    )
    app.state.context = context
    return app

"""The manual: one page for all that the desk does, searched in the page itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huiqi.desk.rendering import render_page


def show_manual(request: Request) -> Response:
    """Show the manual."""
    return render_page(request, "manual.html")


routes = [Route("/manual", show_manual)]

"""The JSON that a page of the desk sends."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def read_object(request: Request) -> dict[str, Any]:
    """Return the object that a request carries.

    Raises:
        HTTPException: it carries none.
    """
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(data, dict):
        raise HTTPException(400)
    return data

"""The JSON that a page of the desk sends."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from huiqi.errors import KeyPath

_LONGEST_PATH = 8


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


def take_text(data: dict[str, Any], name: str, otherwise: str | None = None) -> str:
    """Return a text of the object; ``otherwise`` where it has none of the name.

    Raises:
        HTTPException: there is no text.
    """
    text = data.get(name, otherwise)
    if not isinstance(text, str):
        raise HTTPException(400)
    return text


def read_path(given: object) -> KeyPath:
    """Return the place of a field: a list, or its JSON, as the page's own attributes have it.

    Raises:
        HTTPException: it is no place.
    """
    try:
        path = json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(path, list) or not 0 < len(path) <= _LONGEST_PATH:
        raise HTTPException(400)
    if not all(type(part) in (str, int) for part in path):
        raise HTTPException(400)
    return tuple(path)

"""A new cycle: empty by the kind of its meeting, or with what stays from an older one."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from pathlib import Path
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.cycle_list import list_lines
from huiqi.desk.facts_page import list_folders
from huiqi.desk.form.layout import OPEN
from huiqi.desk.form.plan import field_at
from huiqi.desk.form.said import say
from huiqi.desk.form.values import find_fault
from huiqi.desk.json_body import read_object
from huiqi.desk.rendering import render_page
from huiqi.errors import FindingsError, HuiqiError, KeyPath
from huiqi.facts.model.cycle import Kind
from huiqi.facts.reading.load import Facts, load_cycle

_KINDS: tuple[Kind, ...] = get_args(Kind)
_YEAR = re.compile(r"([0-9]{4})年?(?:度)?")


def show_form(request: Request) -> Response:
    """Show what is asked for a new cycle."""
    context = context_of(request)
    lines = list_lines(context.root, context.now().date())
    older = [line for line in lines if line.state.record and not line.state.errors]
    kinds = {line.state.id: line.state.record.kind for line in older if line.state.record}
    special = [name for name, kind in kinds.items() if _is_special(kind)]
    return render_page(
        request, "new.html", kinds=_KINDS, older=older, year=context.now().year, special=special
    )


async def create(request: Request) -> Response:
    """Make a cycle: ``{"kind", "old", "year", "special"}``, one of kind and old."""
    context, data = context_of(request), await read_object(request)
    name = await asyncio.to_thread(_create, context.root, data)
    return JSONResponse({"go": f"/cycles/{name}/facts/{OPEN.id}"})


def _create(root: Path, data: dict[str, Any]) -> str:
    """Return the id of the new cycle.

    Raises:
        HuiqiError: everything that is wrong with what was typed, or why it cannot be made.
    """
    from huiqi.lifecycle.create import create_cycle  # what changes files takes a while to load
    from huiqi.lifecycle.cycle_ids import make_cycle_id

    old = _load_old(root, data.get("old"))
    kind = old.cycle.kind if old else data.get("kind")
    if kind not in _KINDS:
        raise HTTPException(400)
    values = _read_values(data, special=_is_special(kind))
    year, special = values[("cycle_year",)], values.get(("special_name",))
    cycles = root / "cycles"
    try:
        made = create_cycle(
            cycles, make_cycle_id(cycles, year, kind, special), old, kind, values, bare=True
        )
    except FindingsError as error:
        raise HuiqiError("\n".join(say(one, None).text for one in error.findings)) from error
    return made.facts.cycle.id


def _is_special(kind: str) -> bool:
    return "专题" in kind


def _load_old(root: Path, name: object) -> Facts | None:
    if not name:
        return None
    folder = next((one for one in list_folders(root) if one.name == name), None)
    if folder is None:
        raise HuiqiError("没有这次以前的会议。改法：重新打开这一页，另选一次。")
    try:
        return load_cycle(folder)
    except FindingsError as error:
        raise HuiqiError("以前的会议事实中有错误，不能沿用。改法：先改正那里的错误。") from error


def _read_values(data: dict[str, Any], *, special: bool) -> dict[KeyPath, Any]:
    """Return the facts that were typed.

    Raises:
        HuiqiError: what is missing or no value, all at once.
    """
    typed, name = (str(data.get(key) or "").strip() for key in ("year", "special"))
    faults: list[str] = []
    year = _YEAR.fullmatch(unicodedata.normalize("NFKC", typed))
    values: dict[KeyPath, Any] = {("cycle_year",): int(year[1]) if year else None}
    if special:
        values[("special_name",)] = " ".join(name.split())
    if not year:
        faults.append(
            f"会议年度：应为四位的年份，如 2025，实为{f'“{typed}”' if typed else '空白'}。"
        )
    if special and not name:
        faults.append("专题名称：还没有填写，如 党史学习教育。")
    for path, value in values.items():
        if fault := find_fault(path, value) if value else None:
            faults.append(f"{field_at(path).title}：{say(fault, None).text}")
    if faults:
        raise HuiqiError("\n".join(faults))
    return values


routes = [Route("/new", show_form), Route("/new", create, methods=["POST"])]

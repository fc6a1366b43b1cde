"""What differs between the facts of two cycles, in the desk's look."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.cycle_list import Line, list_lines
from huiqi.desk.facts_page import open_page
from huiqi.desk.form.layout import Section
from huiqi.desk.rendering import render_page
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle, is_branch
from huiqi.facts.reading.load import load_cycle

_SECTION = Section("compare", "与上次比较", ())
_SIDES = ("上次", "这次")


def show_comparison(request: Request) -> Response:
    """Show what differs from an older cycle; ``?with=`` names another than the last."""
    context, cycle = context_of(request), request.path_params["cycle"]
    page = open_page(context, cycle, _SECTION)
    lines = list(list_lines(context.root, context.now().date()))
    others = [line for line in lines if line.state.id != cycle]
    wanted = request.query_params.get("with", "")
    other = next((line for line in others if line.state.id == wanted), None) or _find_last(
        lines, cycle
    )
    changes, fault = "", ""
    try:
        changes = _render(context.root, other.state.id, cycle) if other else ""
    except HuiqiError:
        fault = "两次会议的事实中有错误，改正以后才能比较。"
    return render_page(
        request, "compare.html", page=page, others=others, other=other, changes=changes,
        fault=fault,
    )  # fmt: skip


def _find_last(lines: list[Line], cycle: str) -> Line | None:
    """Return the meeting before, one of the same kind of body where there is one."""
    ids = [line.state.id for line in lines]
    here = lines[ids.index(cycle)]
    older = lines[ids.index(cycle) + 1 :]
    same = [line for line in older if _is_branch(line) == _is_branch(here)]
    return next(iter(same or older), None)


def _is_branch(line: Line) -> bool | None:
    return is_branch(line.state.record.kind) if line.state.record else None


def _render(root: Path, old: str, new: str) -> str:
    from huiqi.compare.changes import compare
    from huiqi.compare.html_report import render_changes

    cycles: tuple[Cycle, Cycle] = (_load(root, old), _load(root, new))
    return render_changes(_SIDES, cycles, compare(*cycles))


def _load(root: Path, name: str) -> Cycle:
    return load_cycle(root / "cycles" / name).cycle


routes = [Route("/cycles/{cycle}/compare", show_comparison)]

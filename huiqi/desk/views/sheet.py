"""All facts of a cycle on one sheet: a page to print, and the same as a Word file."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.facts_page import FactsPage, open_page
from huiqi.desk.form.layout import Section
from huiqi.desk.rendering import render_page
from huiqi.desk.sheet import Sheet, make_sheet

_SECTION = Section("sheet", "打印核对", ())
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_sheet(request: Request) -> Response:
    """Show the sheet."""
    page, sheet = _make(request)
    return render_page(request, "sheet.html", page=page, sheet=sheet)


def download_sheet(request: Request) -> Response:
    """Answer with the sheet as a Word file."""
    from huiqi.desk.sheet_file import make_sheet_file, name_sheet_file

    page, sheet = _make(request)
    if sheet is None:
        raise HTTPException(404)
    with context_of(request).work.hold("正在生成核对表"):
        data = make_sheet_file(sheet, page.kept.cycle)
    name = quote(name_sheet_file(sheet))
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, headers=headers, media_type=_WORD)


def _make(request: Request) -> tuple[FactsPage, Sheet | None]:
    context = context_of(request)
    page = open_page(context, request.path_params["cycle"], _SECTION)
    return page, make_sheet(page, context.now().date())


_PAGE = "/cycles/{cycle}/sheet"
routes = [Route(_PAGE, show_sheet), Route(f"{_PAGE}/word", download_sheet)]

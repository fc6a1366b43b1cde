"""The papers of the office: listed, looked at, downloaded one by one, by folder, or all."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.facts_page import open_page
from huiqi.desk.form.layout import OPEN
from huiqi.desk.making.paper_tasks import PaperName
from huiqi.desk.rendering import render_html, render_page

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = "application/zip"


def list_papers(request: Request) -> Response:
    """Return the list of all papers, by folder."""
    context, cycle = _find(request)
    names = sorted(context.making.papers.list_names(cycle), key=lambda one: (one.folder, one.name))
    folders = {folder: list(papers) for folder, papers in groupby(names, lambda one: one.folder)}
    return HTMLResponse(render_html("papers.html", folders=folders, cycle=cycle))


def show_paper(request: Request) -> Response:
    """Show a paper as it looks on paper."""
    context, cycle = _find(request)
    page = open_page(context, cycle, OPEN)
    return render_page(request, "paper.html", page=page, paper=_choose(request), here="make")


def give_paper(request: Request) -> Response:
    """Make a paper and hand it over."""
    context, cycle = _find(request)
    name = _choose(request)
    (made,) = context.making.papers.make(cycle, {name.key})
    return _download(made.data, _call(name, draft=made.draft), _WORD)


def give_folder(request: Request) -> Response:
    """Make the papers of a folder and hand them over as one archive."""
    from huiqi.word.pack import zip_files

    context, cycle = _find(request)
    folder = request.query_params.get("name", "")
    names = {
        one.key: one for one in context.making.papers.list_names(cycle) if one.folder == folder
    }
    if not names:
        raise HTTPException(404)
    made = context.making.papers.make(cycle, names.keys())
    files = {_call(names[one.key], draft=one.draft): one.data for one in made}
    return _download(zip_files(files, folder), f"{folder}.zip", _ZIP)


def give_all(request: Request) -> Response:
    """Hand over the pack as it was made."""
    context, cycle = _find(request)
    path = context.root / "pack" / f"{cycle}.zip"
    if not path.is_file():
        raise HTTPException(404)
    title = open_page(context, cycle, OPEN).title
    return FileResponse(path, media_type=_ZIP, filename=f"{title}材料.zip")


def _find(request: Request) -> tuple[DeskContext, str]:
    context, cycle = context_of(request), request.path_params["cycle"]
    open_page(context, cycle, OPEN)
    return context, cycle


def _choose(request: Request) -> PaperName:
    context, cycle = _find(request)
    key = request.path_params["key"]
    found = [one for one in context.making.papers.list_names(cycle) if one.key == key]
    if not found:
        raise HTTPException(404)
    return found[0]


def _call(name: PaperName, *, draft: bool) -> str:
    """Return the name of a paper's file; a draft says that it is one."""
    return f"{name.title}（草稿）.docx" if draft else name.name


def _download(data: bytes, name: str, kind: str) -> Response:
    place = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"content-disposition": place})


_PAPERS = "/cycles/{cycle}/papers"
routes = [
    Route(_PAPERS, list_papers),
    Route(f"{_PAPERS}/all.zip", give_all),
    Route(f"{_PAPERS}/folder.zip", give_folder),
    Route(f"{_PAPERS}/{{key}}.docx", give_paper),
    Route(f"{_PAPERS}/{{key}}", show_paper),
]

"""A material as members will see it, at the port of previews: its real HTML in the sites' look, no scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.said import put_plainly
from huiqi.desk.kept import KeptFacts
from huiqi.desk.materials.actions import read_page
from huiqi.desk.materials.page import MATERIALS, MaterialsPage
from huiqi.desk.refusal import make_notice
from huiqi.errors import HuiqiError
from huiqi.materials.read_file import MaterialFile, MaterialPage

_CYCLE = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)+")  # as CycleId
_MISSING = ("没有这份材料", "它可能已经放入或者移除。")
_OWN = ("huiqi.css", "tables.css", "study.css")  # of docs/assets/, in the order of a site
# A frame without scripts shows no PDF and takes nothing down: where the site has both, it says so.
_VIEWER = re.compile(r'<p><a class="md-button" href="[^"]*\.pdf" .*?</details>\n', re.DOTALL)
_NOTE = "<p>〔网站上这里可以下载 PDF、打开原版页面〕</p>"
_PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{styles}</head>
<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
<div class="md-grid"><article class="md-content__inner md-typeset"><h1>{title}</h1>
<div class="material">
{html}
</div></article></div></body></html>
"""


def show_material(request: Request) -> Response:
    """Answer with the page of a file that waits, or of a material of the facts."""
    page = _open(request)
    try:
        found = _find(page, request.path_params["key"]) if page else None
    except HuiqiError as error:
        return make_notice("没有做成", escape(put_plainly(str(error))), 400)
    if page is None or found is None:
        return make_notice(*_MISSING, 404)
    title, made = found
    styles = "".join(
        f'<link rel="stylesheet" href="../style/{name}">\n' for name in _list_styles(page.kept.root)
    )
    answer = HTMLResponse(
        _PAGE.format(
            title=escape(title), styles=styles, html=_VIEWER.sub(_NOTE, made.html, count=1)
        )
    )
    answer.headers["content-security-policy"] = _write_policy(context_of(request))
    return answer


def show_picture(request: Request) -> Response:
    """Answer with a picture of a material."""
    page = _open(request)
    found = _find(page, request.path_params["key"]) if page else None
    data = found[1].files.get(request.path_params["file"]) if found else None
    if data is None or request.path_params["file"].endswith(".pdf"):
        return make_notice(*_MISSING, 404)
    kind = "image/png" if request.path_params["file"].endswith(".png") else "image/jpeg"
    return Response(data, media_type=kind)


def show_style(request: Request) -> Response:
    """Answer with a style sheet of the sites."""
    root = context_of(request).root
    path = _list_styles(root).get(request.path_params["name"])
    return FileResponse(path) if path else make_notice(*_MISSING, 404)


def _list_styles(root: Path) -> dict[str, Path]:
    """Return the style sheets of the sites' pages by name: the theme's, then our own."""
    found = find_spec("material")
    folders = list(found.submodule_search_locations or ()) if found else []
    theme = Path(*folders[:1]) / "templates" / "assets" / "stylesheets"
    own = [root / "docs" / "assets" / name for name in _OWN]
    paths = [*sorted(theme.glob("main.*.css")), *sorted(theme.glob("palette.*.css")), *own]
    return {path.name: path for path in paths if path.is_file()}


def _write_policy(context: DeskContext) -> str:
    return (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {context.origin}"
    )


def _open(request: Request) -> MaterialsPage | None:
    context, cycle = context_of(request), request.path_params["cycle"]
    if not _CYCLE.fullmatch(cycle) or not (context.root / "cycles" / cycle).is_dir():
        return None
    return MaterialsPage(FactsPage(KeptFacts(context, cycle), MATERIALS))


def _find(page: MaterialsPage, key: str) -> tuple[str, MaterialPage] | None:
    """Return title and page of a file that waits, by its key, or of a material, by its id."""
    waiting = next((one for one in page.waiting if one.key == key and not one.refused), None)
    if waiting:
        return waiting.title, _Reader(
            page, key, waiting.name, page.uploads.data_path(waiting)
        ).read()
    line = next((one for one in page.lines if one.material.id == key and one.there), None)
    if line is None:
        return None
    path = page.folder.path / line.material.file
    return line.title, _Reader(page, key, line.material.file, path).read()


class _Reader:
    """Reads a file once for its page and all its pictures: equal where nothing has changed."""

    def __init__(self, page: MaterialsPage, id: str, name: str, path: Path) -> None:
        self._page, self._id, self._name, self._path = page, id, name, path
        state = path.stat()
        beside = tuple(one.key for one in page.waiting if one.is_picture), tuple(page.pictures)
        self._same = (id, name, path, state.st_mtime_ns, state.st_size, page.digest, beside)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reader) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)

    def read(self) -> MaterialPage:
        return _read(self)

    def read_anew(self) -> MaterialPage:
        state = self._page.state
        if state is None:
            raise HuiqiError("会议事实文件读不通。")
        pictures = self._page.read_beside() if self._name.endswith(".md") else {}
        return read_page(
            state, self._id, MaterialFile(self._name, self._path.read_bytes(), pictures)
        )


@lru_cache(maxsize=2)
def _read(reader: _Reader) -> MaterialPage:
    """Return a page; two are kept, as each may have pictures of megabytes."""
    return reader.read_anew()


routes = [
    Route("/{cycle}/material/style/{name}", show_style),
    Route("/{cycle}/material/{key}/page.html", show_material),
    Route("/{cycle}/material/{key}/{id}/{file}", show_picture),
]

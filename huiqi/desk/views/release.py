"""Review and publication: looked at and signed, then published, taken along, put back or withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from huiqi.desk import release_actions as actions
from huiqi.desk.context import DeskContext, context_of
from huiqi.desk.facts_page import open_page
from huiqi.desk.form.layout import Section
from huiqi.desk.json_body import read_object, take_text
from huiqi.desk.places import read_place
from huiqi.desk.release_bundle import find_zip
from huiqi.desk.release_bundle import pack as make_zip
from huiqi.desk.release_page import ReleasePage
from huiqi.desk.release_request import Request as Wanted
from huiqi.desk.rendering import render_html, render_page
from huiqi.errors import HuiqiError
from huiqi.files.checksums import load_checksums, verify
from huiqi.publish.bundle import FOLDER

_SECTION = Section("release", "审查和发布", ())
T = TypeVar("T")


def show_release(request: Request) -> Response:
    """Show what would go out, who agreed, and what is published."""
    context, cycle = context_of(request), request.path_params["cycle"]
    page = open_page(context, cycle, _SECTION)
    return render_page(request, "release.html", page=page, release=ReleasePage(context.root))


async def sign(request: Request) -> Response:
    """Record a review: ``{"digest", "reviewer", "ticked"}``."""
    ticked = (data := await read_object(request)).get("ticked")
    names = [str(one) for one in ticked] if isinstance(ticked, list) else []
    return await _do(
        request, "正在记录审查",
        lambda context: actions.sign(
            _read_request(context, data), take_text(data, "digest", ""), take_text(data, "reviewer", ""), names
        ),
    )  # fmt: skip


async def look(request: Request) -> Response:
    """Remember a place and show what is there: ``{"place"}``."""
    data = await read_object(request)
    return await _do(
        request, "正在查看", lambda context: actions.look(_read_request(context, data))
    )


async def plan(request: Request) -> Response:
    """Say what would be done: ``{"action", "place", "to"}``."""
    data = await read_object(request)
    action, wanted = _find_action(data), _read_request(context_of(request), data)
    found = await asyncio.to_thread(action.announce, wanted)
    html = render_html("release_plan.html", plan=found)
    again = render_html("release_again.html", plan=found) if found.sites else ""
    return JSONResponse(
        {"html": html, "button": found.button, "stamp": found.stamp, "again": again}
    )


async def carry_out(request: Request) -> Response:
    """Do what was said: ``{"action", "place", "to", "stamp"}``."""
    data = await read_object(request)
    action, stamp = _find_action(data), take_text(data, "stamp", "")
    return await _do(
        request, action.work,
        lambda context: actions.carry_out(action, _read_request(context, data), stamp),
    )  # fmt: skip


async def pack(request: Request) -> Response:
    """Make the ZIP file, for the page to fetch."""
    await _run(
        context_of(request), "正在打包", lambda context: make_zip(_read_request(context, {}))
    )
    where = f"/cycles/{request.path_params['cycle']}/release/bundle"
    return JSONResponse({"go": where, "said": f"已打包，浏览器正在保存 {FOLDER}.zip。"})


def fetch(request: Request) -> Response:
    """Hand the ZIP file to the browser."""
    path = find_zip(context_of(request).root)
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, filename=path.name)


async def check(request: Request) -> Response:
    """Hold a site, or a ZIP file, against its manifest: ``{"place"}``; the built sites where it is empty."""
    place = take_text(await read_object(request), "place", "")
    return JSONResponse(
        await _run(context_of(request), "正在核对", lambda context: _check(context.root, place))
    )


def _check(root: Path, place: str) -> dict[str, str]:
    """Return what a comparison with the manifest finds."""
    path = read_place(root, place) if place.strip() else root / "public"
    if not path.exists():
        raise HuiqiError(f"没有 {path}。改法：核对位置。")
    try:
        differences = verify(path)
        count = len(load_checksums(path)) if path.is_dir() else 0
    except HuiqiError as error:
        raise HuiqiError(
            f"{path.name} 不是会期的网站，也不是完好的 ZIP 文件。改法：核对位置，或者重新发布、打包。"
        ) from error
    html = render_html(
        "release_check.html", called=path.name if place.strip() else "本机生成的网站", count=count,
        differences=differences,
    )  # fmt: skip
    return {"html": html, "said": "核对完毕，与清单不符。" if differences else "核对完毕，与清单一致。"}  # fmt: skip


async def configure(request: Request) -> Response:
    """Write the web server's configuration: ``{"place", "listen", "name", "prefix"}``."""
    data = await read_object(request)
    words = {
        label: take_text(data, key, "").strip() or usual
        for label, key, usual in (
            ("网站所在的文件夹", "place", ""), ("端口", "listen", "80"), ("域名", "name", "_"),
            ("网址中的路径", "prefix", "/"),
        )
    }  # fmt: skip

    def work(context: DeskContext) -> dict[str, str]:
        from huiqi.publish.nginx import refuse_words, render_nginx

        if not ReleasePage(context.root).titles:
            raise HuiqiError("还没有生成网站。改法：先生成定稿。")
        refuse_words(words)
        place, listen, name, prefix = words.values()
        text = render_nginx(context.root / "public", place, listen=listen, name=name, prefix=prefix)
        return {"text": text, "said": "已写出配置。"}

    return JSONResponse(await _run(context_of(request), "正在写出配置", work))


async def _do(request: Request, said: str, work: Callable[[DeskContext], str]) -> Response:
    """Do something and answer with the page as it is afterwards."""

    def run(context: DeskContext) -> dict[str, str]:
        done = work(context)
        page = open_page(context, request.path_params["cycle"], _SECTION)
        main = render_html("release_main.html", page=page, release=ReleasePage(context.root))
        return {"main": main, "said": done}

    return JSONResponse(await _run(context_of(request), said, run))


async def _run(context: DeskContext, said: str, work: Callable[[DeskContext], T]) -> T:
    """Work in a thread; the desk does not end meanwhile."""
    with context.work.hold(said):
        return await asyncio.to_thread(work, context)


def _find_action(data: dict[str, Any]) -> actions.Action:
    found = actions.ACTIONS.get(take_text(data, "action", ""))
    if found is None:
        raise HTTPException(400)
    return found


def _read_request(context: DeskContext, data: dict[str, Any]) -> Wanted:
    place, to = (take_text(data, name, "") for name in ("place", "to"))
    return Wanted(context.root, context.now().date(), place, to)


_PAGE = "/cycles/{cycle}/release"
routes = [
    Route(_PAGE, show_release),
    Route(f"{_PAGE}/bundle", fetch),
    *(
        Route(f"{_PAGE}/{name}", handler, methods=["POST"])
        for name, handler in (
            ("sign", sign), ("look", look), ("plan", plan), ("do", carry_out), ("pack", pack), ("check", check),
            ("configure", configure),
        )
    ),
]  # fmt: skip

"""The changes as one page: to be read, printed and handed on, by whoever may see the facts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from huiqi.compare.changes import Change
from huiqi.compare.text_diff import diff_texts
from huiqi.compare.text_report import count_changes, name_kind
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.files.atomic import write_atomically
from huiqi.files.checksums import MANIFEST
from huiqi.files.os_errors import explain_os_error
from macros.escape import plain
from macros.scope import Rendition, Scope

_TEMPLATE, _CHANGES, _STYLE = (
    Path(__file__).with_name(name)
    for name in ("html_report.html", "html_changes.html", "html_report.css")
)
_OURS = b"<!doctype html>\n<!-- huiqi diff -->\n"
# What lies there goes into the sites.
_SHOWN = ("docs", "theme", "public")


def render_page(
    names: tuple[str, str], cycles: tuple[Cycle, Cycle], changes: Sequence[Change]
) -> str:
    """Return the page, complete in itself; ``names`` are what the two sides are called.

    It holds internal facts and names, as the office sees them.
    """
    return _render(
        _TEMPLATE, changes=render_changes(names, cycles, changes), style=_STYLE.read_text("utf-8")
    )


def render_changes(
    names: tuple[str, str], cycles: tuple[Cycle, Cycle], changes: Sequence[Change]
) -> Markup:
    """Return what the page says of the changes, for a page of another look."""
    sections = [
        (name, list(group)) for name, group in groupby(changes, key=lambda change: change.section)
    ]
    titles = [plain(str(Scope(cycle, Rendition.office()).view.title)) for cycle in cycles]
    return Markup(_render(  # noqa: S704 - its template escapes
        _CHANGES, names=names, titles=titles, counted=count_changes(*names, changes),
        sections=sections, name_kind=name_kind, diff_texts=diff_texts,
    ))  # fmt: skip


def _render(template: Path, **values: object) -> str:
    settings = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=template == _CHANGES,
    )  # fmt: skip
    return settings.from_string(template.read_text("utf-8")).render(values)


def write_page(path: Path, text: str, root: Path) -> None:
    """Write the page where a person wants it, in the place of an older one.

    Raises:
        HuiqiError: it would come among what readers see, something else stands there, or the file
            cannot be written.
    """
    _refuse_place(path.resolve(), root)
    try:
        if path.exists() and not path.read_bytes().startswith(_OURS):
            raise HuiqiError(f"{path} 已有别的内容，没有改动。改法：换一个文件名。")
        write_atomically(path, text.encode())
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {path}（{explain_os_error(error)}）。改法：核对文件夹、权限和剩余空间。"
        ) from error


def _refuse_place(path: Path, root: Path) -> None:
    if path.suffix.lower() not in (".html", ".htm"):
        raise HuiqiError(f"{path.name} 不是网页的文件名。改法：用 .html 结尾，如 比较.html。")
    shown = any((root / room).resolve() in path.parents for room in _SHOWN)
    if shown or any((folder / MANIFEST).is_file() for folder in path.parents):
        raise HuiqiError(
            f"{path.name} 含有内部事实和姓名，不能放进网站的文件夹。"
            "改法：写到别的文件夹，如 huiqi diff 旧 新 --html ../比较.html。"
        )

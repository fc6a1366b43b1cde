"""The sheet as a Word file: for the office alone, names and internal facts are in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.desk.sheet import Cell, Part, Sheet
from huiqi.word.single_file import make_single_file
from macros.escape import escape

_NUMBERS = "一二三四五六七八九十"
_BREAK = "`<w:r><w:br/></w:r>`{=openxml}"
_WIDTH, _ROOM = 36, 1.5  # signs in a line of the page, and beside the text of a cell
_SHORT, _WIDEST = (
    6,
    22,
)  # signs of a column that keeps to one line; of one that counts for its length


def name_sheet_file(sheet: Sheet) -> str:
    """Return the name of the file."""
    return f"{sheet.title}会议事实核对表.docx"


def make_sheet_file(sheet: Sheet, cycle: str) -> bytes:
    """Return the Word file of a sheet.

    Raises:
        HuiqiError: pandoc is missing or fails.
    """
    title = f"{sheet.title}会议事实核对表"
    return make_single_file(title, "\n\n".join(_write(sheet)), cycle)


def _write(sheet: Sheet) -> Iterator[str]:
    yield '::: {custom-style="顶格"}\n[内部资料 请勿外传]{custom-style="送审稿"}\n:::'
    yield f'::: {{custom-style="Title"}}\n{escape(sheet.title)}\\\n会议事实核对表\n:::'
    yield '::: {custom-style="空行"}\n&nbsp;\n:::'
    yield f"截至{escape(sheet.day)}。{escape(sheet.summary)}"
    for number, section in enumerate(sheet.sections):
        yield f"## {_NUMBERS[number]}、{escape(section.title)}"
        for part in section.parts:
            yield from _write_part(part, section.title)
        if section.empty:
            yield _write_empty(section.empty)
    yield from _write_signing()


def _write_part(part: Part, section: str) -> Iterator[str]:
    if part.title != section:
        yield f"### {escape(part.title)}"
    if part.lines:
        rows = [
            [escape(line.label), _write_cell(line.cell), escape(line.beside)] for line in part.lines
        ]
        yield _write_table(["事实", "内容", "说明"], rows, [6, 15, 8], kind="labels")
    if part.rows:
        rows = [[_write_cell(cell, marked=True) for cell in row] for row in part.rows]
        yield _write_table([escape(name) for name in part.columns], rows, _share(part))
    if part.empty:
        yield _write_empty(part.empty)


def _write_empty(names: tuple[str, ...]) -> str:
    return f'::: {{custom-style="表格文字"}}\n没有填写：{escape("、".join(names))}\n:::'


def _write_cell(cell: Cell, *, marked: bool = False) -> str:
    """Return a value as Markdown of a cell; ``marked``: what is to be known of it stands behind it."""
    text = "".join(
        f"[{escape(piece)}]{{.blank}}" if blank else _BREAK.join(map(escape, piece.split("\n")))
        for piece, blank in cell.pieces
    )
    if cell.open:
        text += "[〔待填〕]{.blank}"
    others = [mark for mark in cell.marks if marked and mark != "待填"]
    return text + (f"（{escape('、'.join(others))}）" if others else "")


def _share(part: Part) -> list[float]:
    """Return the shares of a table's columns: short ones in full, the others after their longest line."""
    columns = zip(*([Cell(name) for name in part.columns], *part.rows), strict=True)
    longest = [
        max(len(line) for cell in column for line in cell.text.split("\n")) for column in columns
    ]
    short = {at: size + _ROOM for at, size in enumerate(longest) if size <= _SHORT}
    long = {at: min(size, _WIDEST) for at, size in enumerate(longest) if at not in short}
    left = max(_WIDTH - sum(short.values()), _SHORT * len(long))
    whole = sum(long.values()) or 1
    return [short.get(at, round(left * long.get(at, 0) / whole, 1)) for at in range(len(longest))]


def _write_table(head: list[str], rows: list[list[str]], widths: Sequence[float], kind: str = "upright") -> str:  # fmt: skip
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    shares = " ".join(map(str, widths))
    return f'::: {{.table widths="{shares}" height="0.7" kind="{kind}"}}\n{table}\n:::'


def _write_signing() -> Iterator[str]:
    yield "## 审核"
    yield (
        '::: {.table widths="1 5" height="2.4" kind="form"}\n'
        "| 意见 |  |\n|---|---|\n| 签名 |  |\n| 日期 |  |\n:::"
    )

"""Tables: the width of the text area, whole rows, heads that repeat, cells by what they are.

What a template says: ``widths`` are the shares of the columns, ``height`` is that of the rows in centimetres. Of
the kind ``form`` are rows of label and value side by side, of the kind ``labels`` is a list whose first column
names what stands beside it. A table of many columns lies across, unless it is of the kind ``upright`` or, with
columns of single signs, ``matrix``.
"""

from __future__ import annotations

from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, W, w

_MARK = "{urn:huiqi}"
_CENTIMETRE = 1440 / 2.54  # twips
_MANY = 6  # columns that an upright page has no room for
_NARROW = ("matrix", "upright")
_CELL_STYLES = {"matrix": "Matrix"}
_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook")


def set_tables(house_style: HouseStyle, body: Element) -> None:
    """Finish the tables of a body by what their templates say of them."""
    hints: dict[str, str] = {}
    for block in list(body):
        if block.tag == f"{_MARK}table":
            hints = dict(block.attrib)
            body.remove(block)
        elif block.tag == f"{W}tbl":
            _set_table(house_style, block, hints)
            hints = {}


def _set_table(house_style: HouseStyle, table: Element, hints: dict[str, str]) -> None:
    """Give a table the width of the text area, whole rows, and a head that repeats."""
    kind = hints.get("kind", "")
    columns = list(table.find(f"{W}tblGrid"))
    across = len(columns) >= _MANY and kind not in _NARROW
    whole = house_style.text_height if across else house_style.text_width
    widths = _share(whole, [int(column.get(f"{W}w")) for column in columns])
    for column, width in zip(columns, widths, strict=True):
        column.set(f"{W}w", str(width))
    _set_table_properties(table.find(f"{W}tblPr"), whole, tight=kind == "matrix")
    height = round(float(hints.get("height", 0.9)) * _CENTIMETRE)
    for row in table.iter(f"{W}tr"):
        # The first row of a form is one like the others.
        head = kind != "form" and row.find(f"{W}trPr/{W}tblHeader") is not None
        _set_row(row, widths, 510 if head else height, head=head)
        _set_styles(row, kind, head=head)


def is_wide(table: Element, width: int) -> bool:
    """Whether a finished table is wider than the upright page has room."""
    return sum(int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")) > width


def _set_styles(row: Element, kind: str, *, head: bool) -> None:
    """Give the paragraphs of a row the styles of their cells: labels look like heads."""
    usual = "TableHead" if head else _CELL_STYLES.get(kind, "TableText")
    for number, cell in enumerate(row.findall(f"{W}tc")):
        label = (kind == "form" and number % 2 == 0) or (kind == "labels" and number == 0)
        for mark in cell.iter(f"{W}pStyle"):
            mark.set(f"{W}val", "TableHead" if label else usual)


def _share(total: int, parts: list[int]) -> list[int]:
    """Return whole numbers in proportion to the parts that add up to the total."""
    ends = [round(total * sum(parts[: index + 1]) / sum(parts)) for index in range(len(parts))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _set_table_properties(properties: Element, width: int, *, tight: bool) -> None:
    for old in properties.findall(f"{W}tblW") + properties.findall(f"{W}tblLayout"):
        properties.remove(old)
    properties.append(w("tblW", w=width, type="dxa"))
    properties.append(w("jc", val="center"))
    properties.append(w("tblLayout", type="fixed"))
    if tight:
        none = (w(side, w=0, type="dxa") for side in ("left", "right"))
        properties.append(w("tblCellMar", *none))
    order = {f"{W}{name}": place for place, name in enumerate(_TABLE_ORDER)}
    properties[:] = sorted(properties, key=lambda item: order.get(item.tag, 0))


def _set_row(row: Element, widths: list[int], height: int, *, head: bool) -> None:
    for old in row.findall(f"{W}trPr"):
        row.remove(old)
    row.insert(0, w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="atLeast"),
                    w("tblHeader") if head else None))  # fmt: skip
    place = 0
    for cell in row.findall(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span = properties.find(f"{W}gridSpan")
        count = int(span.get(f"{W}val")) if span is not None else 1
        for old in properties.findall(f"{W}tcW"):
            properties.remove(old)
        properties.insert(0, w("tcW", w=sum(widths[place : place + count]), type="dxa"))
        properties.append(w("vAlign", val="center"))
        place += count

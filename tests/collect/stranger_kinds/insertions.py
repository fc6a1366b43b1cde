"""What else Word puts into a text: revisions, comments, notes, boxes, fields, links, pasted tables and lists."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.word.ooxml import W_URI, Element, W, text_of, w
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.sheet import Sheet, Spot, run

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REVISED_BY = {"id": "900", "author": "向一", "date": "2025-01-02T03:04:05Z"}
_V = "urn:schemas-microsoft-com:vml"


def answered_spots(sheet: Sheet, share: float = 0.6) -> list[Spot]:
    spots = [sheet.spots[key] for key in sheet.answers if not sheet.spots[key].choices]
    return [spot for spot in spots if sheet.chance.random() < share] or spots[:1]


def runs_of(spot: Spot) -> list[Element]:
    """Return the runs of the answer's first paragraph."""
    return [item for item in spot.content if item.tag == f"{W}r"]


def wrap(item: Element, tag: str, **attributes: str) -> None:
    around = w(tag, **attributes)
    item.addprevious(around)
    around.append(item)


def _add_part(sheet: Sheet, kind: str, root: Element) -> None:
    """Add a part to the package, with its type and its relationship."""
    from lxml import etree

    sheet.more[f"word/{kind}.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    types = sheet.more.get("[Content_Types].xml", sheet.parts["[Content_Types].xml"]).decode()
    entry = f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/></Types>'
    sheet.more["[Content_Types].xml"] = types.replace("</Types>", entry).encode()
    name = "word/_rels/document.xml.rels"
    links = sheet.more.get(name, sheet.parts[name]).decode()
    link = (
        f'<Relationship Id="rId{kind}" Type="{_REL}/{kind}" Target="{kind}.xml"/></Relationships>'
    )
    sheet.more[name] = links.replace("</Relationships>", link).encode()


def comment(sheet: Sheet) -> None:
    """Comment on answers."""
    told = w("comments")
    for number, spot in enumerate(answered_spots(sheet)):
        text = words.sentence(sheet.chance)
        sheet.forbidden.append(text)
        told.append(w("comment", w("p", run(text)), **{**REVISED_BY, "id": str(number)}))
        spot.content.insert(0, w("commentRangeStart", id=number))
        spot.content.append(w("commentRangeEnd", id=number))
        spot.content.append(w("r", w("commentReference", id=number)))
    _add_part(sheet, "comments", told)


def footnote(sheet: Sheet) -> None:
    """Put footnotes to answers."""
    notes = w("footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        notes.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
    for number, spot in enumerate(answered_spots(sheet, 0.3), 1):
        text = words.sentence(sheet.chance)
        notes.append(w("footnote", w("p", run(text)), id=number))
        spot.content.append(w("r", w("footnoteReference", id=number)))
        sheet.either.append(text)
    _add_part(sheet, "footnotes", notes)


def text_box(sheet: Sheet) -> None:
    """Draw a text box beside an answer and write in it."""
    from lxml import etree

    for spot in answered_spots(sheet, 0.3):
        text = words.sentence(sheet.chance)
        xml = (
            f'<w:r xmlns:w="{W_URI}" xmlns:v="{_V}"><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        spot.content.append(etree.fromstring(xml))
        sheet.either.append(text)


def fields(sheet: Sheet) -> None:
    """Let parts of answers be results of fields, long and short."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            if sheet.chance.random() < 0.5:
                wrap(item, "fldSimple", instr=' DATE \\@ "yyyy年M月d日" ')
                continue
            for kind in ("begin", "separate"):
                item.addprevious(w("r", w("fldChar", fldCharType=kind)))
            code = w("instrText")
            code.text = " REF 书签甲 \\h "
            item.getprevious().addprevious(w("r", code))
            item.addnext(w("r", w("fldChar", fldCharType="end")))


def links(sheet: Sheet) -> None:
    """Let answers be links within the file."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            wrap(item, "hyperlink", anchor="_top", history="1")


def wrappers(sheet: Sheet) -> None:
    """Wrap runs in the old elements that Word and WPS leave: smart tags, custom XML, directions."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            kind = sheet.chance.choice(("smartTag", "customXml", "dir", "bdo"))
            more = {"uri": "urn:x", "element": "date"} if kind in ("smartTag", "customXml") else {"val": "ltr"}  # fmt: skip
            wrap(item, kind, **more)


def hidden(sheet: Sheet) -> None:
    """Have hidden words in answers."""
    for spot in answered_spots(sheet, 0.4):
        text = words.phrase(sheet.chance)
        spot.content.append(run(text, w("rPr", w("vanish"))))
        sheet.either.append(text)


def no_break_hyphens(sheet: Sheet) -> None:
    """Use hyphens that are elements of their own."""
    for spot in answered_spots(sheet):
        if not spot.date:
            spot.content.append(w("r", w("noBreakHyphen")))
            texts = sheet.answers[spot.key]
            sheet.answers[spot.key] = [texts[0] + "-", *texts[1:]]


def ruby(sheet: Sheet) -> None:
    """Put the sound over words."""
    for spot in answered_spots(sheet, 0.4):
        texts = sheet.answers[spot.key]
        sound = w("ruby", w("rubyPr"), w("rt", run("tán")), w("rubyBase", run("谈")))
        spot.content.append(w("r", sound))
        sheet.answers[spot.key] = [texts[0] + "谈", *texts[1:]]
        sheet.either.append("tán")


def formula(sheet: Sheet) -> None:
    """Write a formula into an answer."""
    from lxml import etree

    for spot in answered_spots(sheet, 0.4):
        text = f"x={sheet.chance.randrange(1000, 9999)}"
        spot.content.append(etree.fromstring(f'<m:oMath xmlns:m="{_M}"><m:r><m:t>{text}</m:t></m:r></m:oMath>'))  # fmt: skip
        sheet.either.append(text)


def pasted_table(sheet: Sheet) -> None:
    """Paste a table into an answer of several paragraphs."""
    for spot in answered_spots(sheet):
        if spot.kind != "block":
            continue
        told = [[words.phrase(sheet.chance) for _ in range(2)] for _ in range(3)]
        rows = [w("tr", *(w("tc", w("tcPr"), w("p", run(text))) for text in row)) for row in told]
        grid = w("tblGrid", w("gridCol", w="3000"), w("gridCol", w="3000"))
        last = list(spot.control.iter(f"{W}p"))[-1]
        last.addnext(w("tbl", w("tblPr", w("tblW", w="0", type="auto")), grid, *rows))
        sheet.answers[spot.key] = [*sheet.answers[spot.key], *(text for row in told for text in row)]  # fmt: skip
        sheet.loose.add(spot.key)


def listed(sheet: Sheet) -> None:
    """Let Word number the paragraphs of answers."""
    for spot in answered_spots(sheet):
        for item in spot.control.iter(f"{W}p"):
            properties = item.find(f"{W}pPr")
            if properties is not None and text_of(item):
                style = properties.find(f"{W}pStyle")
                place = w("numPr", w("ilvl", val=0), w("numId", val=1))
                properties.insert(0 if style is None else 1, place)
    level = w("lvl", w("start", val=1), w("numFmt", val="decimal"), w("lvlText", val="%1."), ilvl=0)
    told = w("numbering", w("abstractNum", level, abstractNumId=7), w("num", w("abstractNumId", val=7), numId=1))  # fmt: skip
    _add_part(sheet, "numbering", told)


INSERTIONS: dict[str, Callable[[Sheet], None]] = {
    "comments": comment,
    "footnotes": footnote,
    "text box": text_box,
    "fields": fields,
    "links": links,
    "old wrappers": wrappers,
    "hidden words": hidden,
    "no-break hyphens": no_break_hyphens,
    "ruby": ruby,
    "formula": formula,
    "pasted table": pasted_table,
    "numbered by Word": listed,
}

"""What people do to the tables of a filled paper, and what they paste."""

from __future__ import annotations

import random
import re
from copy import deepcopy

from huiqi.collect.reading.forms import Form
from huiqi.word.ooxml import Element, W, text_element, text_of, w
from tests.collect.damages import controls_of, drop_bookmarks, headings, unwrap
from tests.collect.filled import Answers, run

_NUMBER = re.compile(r"_\d+(?=_|$)")


def lists_of(root: Element, form: Form) -> list[tuple[Element, list[Element]]]:
    """Return the tables that are lists, with those of their rows that have places."""
    known = {place.key for place in form.places if place.row}
    found = []
    for table in root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if keys_in(row) & known]
        if len(rows) > 2 and all(text_of(row).strip()[:1].isdigit() for row in rows):
            found.append((table, rows))
    return found


def keys_in(row: Element) -> set[str]:
    """Return the keys of a row's controls."""
    return {tag.get(f"{W}val") for tag in row.iter(f"{W}tag")}


def _write_cells(row: Element, said: str) -> list[str]:
    """Write into the cells of a copied row; return the keys of those that had a place."""
    keys = []
    for number, cell in enumerate(row.iter(f"{W}tc")):
        tags = [
            *cell.iter(f"{W}tag"),
            *(
                tag
                for around in cell.iterancestors(f"{W}sdt")
                for tag in around.iterfind(f"{W}sdtPr/{W}tag")
            ),
        ]
        if tags:
            keys.append(tags[0].get(f"{W}val"))
            paragraphs = list(cell.iter(f"{W}p"))
            for paragraph in paragraphs[1:]:
                paragraph.getparent().remove(paragraph)
            for text in list(cell.iter(f"{W}t"))[1:]:
                text.text = ""
            next(cell.iter(f"{W}t")).text = f"{said}{number}"
    return keys


def add_rows(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """The last row of a list is copied with its controls; bookmarks stay with the first."""
    said, last = dict(answers), max((place.row or 0 for place in form.places), default=0)
    for _, rows in lists_of(root, form):
        several = chance.randrange(1, 4)
        for count in range(several, 0, -1):
            more = deepcopy(rows[-1])
            drop_bookmarks(more, form, {}, chance)
            own = f"新增{last + count}格"
            columns = list(_write_cells(more, own))
            if chance.random() < 0.5:
                for control in list(more.iter(f"{W}sdt")):
                    unwrap(control)
            cells = [
                number for number, cell in enumerate(more.iter(f"{W}tc")) if own in text_of(cell)
            ]
            for key, column in zip(columns, cells, strict=True):
                said[_NUMBER.sub(f"_{last + count}", key, count=1)] = [f"{own}{column}"]
            next(more.iter(f"{W}t")).text = chance.choice(("", str(last + count)))
            rows[-1].addnext(more)
        last += several
    return said


def delete_rows(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Rows of lists go."""
    said = dict(answers)
    for _, rows in lists_of(root, form):
        for row in chance.sample(rows, 2):
            for key in keys_in(row):
                said.pop(key, None)
            row.getparent().remove(row)
    return said


def move_rows(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A row of a table moves up, label and all."""
    del form
    for table in root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if keys_in(row)]
        if len(rows) > 3:
            rows[0].addprevious(rows[chance.randrange(1, len(rows))])
    return answers


def type_into_label(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """An answer stands in the label's cell."""
    said = dict(answers)
    for key, control in controls_of(root).items():
        cell = control.find(f"{W}sdtContent/{W}tc")
        before = control.getprevious()
        alone = cell is not None and before is not None and before.tag == f"{W}tc"
        if alone and key not in answers and not _is_head(root, control) and chance.random() < 0.5:
            label = text_of(before)
            if label and not label.isdigit() and label in form.fixed_texts():
                next(before.iter(f"{W}p")).append(run(f"标签里的{key}"))
                said[key] = [f"标签里的{key}"]
    return said


def _is_head(root: Element, control: Element) -> bool:
    del root
    return len(list(control.itersiblings(f"{W}sdt", preceding=True))) > 0


def merge_tables(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Tables that follow each other become one, as LibreOffice makes of them."""
    del form, chance
    for table in list(root.iter(f"{W}tbl")):
        behind = table.getnext()
        while behind is not None and behind.tag == f"{W}tbl":
            table.extend(list(behind.iter(f"{W}tr")))
            behind.getparent().remove(behind)
            behind = table.getnext()
    return answers


def split_tables(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A table is cut in two by an empty paragraph."""
    del form
    for table in list(root.iter(f"{W}tbl")):
        rows = table.findall(f"{W}tr")
        if len(rows) > 3 and table.getparent().tag == f"{W}body":
            more = w("tbl", *map(deepcopy, (table.find(f"{W}tblPr"), table.find(f"{W}tblGrid"))))
            more.extend(rows[chance.randrange(2, len(rows)) :])
            table.addnext(more)
            table.addnext(w("p"))
    return answers


def swap_columns(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Two columns with heads change places."""
    del form
    for table in root.iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        heads = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        widths = {len([one for one in row if one.tag in (f"{W}tc", f"{W}sdt")]) for row in rows}
        if heads and len(widths) == 1 and (size := widths.pop()) > 2 and "●" not in text_of(table):
            left = chance.randrange(size - 1)
            for row in rows:
                cells = [one for one in row if one.tag in (f"{W}tc", f"{W}sdt")]
                cells[left].addprevious(cells[left + 1])
    return answers


def add_column(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A column without a head is added behind the others."""
    del form, chance
    for table in root.iter(f"{W}tbl"):
        for row in table.iter(f"{W}tr"):
            row.append(w("tc", w("p")))
    return answers


def paste_table(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A table is pasted behind an answer."""
    said, body = dict(answers), root[0]
    for key, control in controls_of(root).items():
        if key in answers and control.getparent() is body and chance.random() < 0.5:
            cells = [[f"表{key}{row}{column}" for column in "甲乙"] for row in (1, 2)]
            rows = [w("tr", *(w("tc", w("p", run(text))) for text in row)) for row in cells]
            mark = control.getnext()
            mark.addnext(w("tbl", w("tblPr"), w("tblGrid"), *rows))
            said[key] = [*said[key], *(text for row in cells for text in row)]
    del form
    return said


def paste_signs(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Soft breaks, tabs, hyphens, symbols, fields, links and sounds stand in answers."""
    said, several = dict(answers), 0
    for key, control in controls_of(root).items():
        if key in answers and form.by_key[key].kind == "text" and chance.random() < 0.7:
            last = list(control.iter(f"{W}r"))[-1]
            kind = chance.randrange(7)
            more, text = _signs(kind)
            for element in reversed(more):
                last.addnext(element)
            said[key] = [*said[key][:-1], said[key][-1] + text]
            several += 1
    return said


def _signs(kind: int) -> tuple[list[Element], str]:
    def field(which: str) -> Element:
        return w("r", w("fldChar", fldCharType=which))

    if kind == 0:
        return [w("r", w("br")), run("换行后")], "\n换行后"
    if kind == 1:
        return [w("r", w("tab"), text_element("制表后"))], "\t制表后"
    if kind == 2:
        return [w("r", text_element("010"), w("noBreakHyphen"), text_element("12"))], "010-12"
    if kind == 3:
        return [w("r", w("sym", font="Wingdings", char="F0FE"))], "☑"
    if kind == 4:
        code = w("r", text_element(' HYPERLINK "x" ', "instrText"))
        return [field("begin"), code, field("separate"), run("域的结果"), field("end")], "域的结果"
    if kind == 5:
        return [w("hyperlink", run("链接的字"))], "链接的字"
    return [w("smartTag", run("标记的字"))], "标记的字"


def quote_headings(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Members write headings of the paper in their answers."""
    said, texts = dict(answers), [text_of(one) for one in headings(root)]
    for key, control in controls_of(root).items():
        if key in answers and texts and form.by_key[key].kind == "text" and chance.random() < 0.3:
            quoted = f"见“{chance.choice(texts)}”部分。"
            list(control.iter(f"{W}r"))[-1].addnext(run(quoted))
            said[key] = [*said[key][:-1], said[key][-1] + quoted]
    return said


def wrap_all(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Controls of somebody's own stand round rows, tables and paragraphs."""
    del form
    for element in [*root.iter(f"{W}tr"), *root.iter(f"{W}tbl"), *root[0].iterchildren(f"{W}p")]:
        if chance.random() < 0.3:
            content = w("sdtContent")
            outer = w("sdt", w("sdtPr", w("id", val=9)), content)
            element.getparent().replace(element, outer)
            content.append(element)
    return answers


def flatten_fields(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Inner controls go, as where somebody replaces what a control shows: LibreOffice echoes what is left."""
    del form, chance
    for control in list(root.iter(f"{W}sdt")):
        if control.find(f"{W}sdtPr/{W}tag") is None:
            unwrap(control)
    return answers

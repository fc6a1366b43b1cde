"""How programs save a paper: what each keeps of controls, tags, bookmarks, runs, styles and properties.

What WPS, ONLYOFFICE, Pages and Google Docs do is rebuilt from files seen in public, not run here; LibreOffice runs.
``trusty`` ones leave each answer between marks that name its place.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from huiqi.word.ooxml import Element, W, w
from tests.collect.stranger_kinds.marks import drop_bookmarks, drop_tags, unwrap_all
from tests.collect.stranger_kinds.sheet import Sheet, run, write_sheet
from tests.support.papers import FONTS

Program = Callable[[Sheet], None]
_CUSTOM = "docProps/custom.xml"


def _resplit(root: Element, chance: Random, share: float) -> None:
    """Cut runs anywhere, each piece with a number of its revision."""
    for item in list(root.iter(f"{W}r")):
        texts = item.findall(f"{W}t")
        if len(texts) != 1 or len(texts[0].text or "") < 2 or chance.random() > share:
            continue
        text, properties = texts[0].text, item.find(f"{W}rPr")
        while text:
            cut = chance.randint(1, len(text))
            piece = run(text[:cut], properties)
            piece.set(f"{W}rsidR", f"00{chance.randrange(16**6):06X}")
            if any(other.tag not in (f"{W}t", f"{W}rPr") for other in item):
                return
            item.addprevious(piece)
            text = text[cut:]
        item.getparent().remove(item)


def _drop_custom(sheet: Sheet) -> None:
    types = sheet.more.get("[Content_Types].xml", sheet.parts["[Content_Types].xml"]).decode()
    sheet.more["[Content_Types].xml"] = types.encode()
    empty = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    sheet.more[_CUSTOM] = empty.encode()


def save_word(sheet: Sheet) -> None:
    """Word: runs cut here and there, marks of spelling and of the last page."""
    _resplit(sheet.root, sheet.chance, 0.3)
    for item in sheet.root.iter(f"{W}r"):
        if sheet.chance.random() < 0.05:
            item.insert(0 if item.find(f"{W}rPr") is None else 1, w("lastRenderedPageBreak"))


def save_wps(sheet: Sheet) -> None:
    """WPS: controls stay, some without tag; bookmarks stay."""
    _resplit(sheet.root, sheet.chance, 0.5)
    for tag in list(sheet.root.iter(f"{W}tag", f"{W}alias", f"{W}placeholder")):
        if sheet.chance.random() < 0.6:
            tag.getparent().remove(tag)


def save_wps_plain(sheet: Sheet) -> None:
    """An older WPS: runs where controls were; bookmarks stay."""
    unwrap_all(sheet.root)


def save_onlyoffice(sheet: Sheet) -> None:
    """ONLYOFFICE: tags stay, bookmarks go."""
    drop_bookmarks(sheet.root)
    _resplit(sheet.root, sheet.chance, 0.2)


def save_tags_dropped(sheet: Sheet) -> None:
    """A program that keeps controls without names, and no bookmarks."""
    drop_tags(sheet.root)
    drop_bookmarks(sheet.root)


def save_google(sheet: Sheet) -> None:
    """Google Docs: no controls, bookmarks of its own, every run cut and formatted directly."""
    unwrap_all(sheet.root)
    drop_bookmarks(sheet.root)
    _resplit(sheet.root, sheet.chance, 0.9)
    for item in sheet.root.iter(f"{W}r"):
        properties = item.find(f"{W}rPr")
        if properties is None:
            properties = w("rPr")
            item.insert(0, properties)
        properties.append(w("rtl", val=0))
    for number, item in enumerate(list(sheet.root.iter(f"{W}p"))[:3]):
        item.append(w("bookmarkStart", id=number, name=f"_gjdgxs{number}"))
        item.append(w("bookmarkEnd", id=number))
    _drop_custom(sheet)


def save_pages(sheet: Sheet) -> None:
    """Pages: no controls, no bookmarks, styles of its own, text boxes lost."""
    unwrap_all(sheet.root)
    drop_bookmarks(sheet.root)
    for box in list(sheet.root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")):  # fmt: skip
        box.getparent().remove(box)
    for style in sheet.root.iter(f"{W}pStyle"):
        style.set(f"{W}val", "Body A")
    _drop_custom(sheet)


def save_new_file(sheet: Sheet) -> None:
    """Everything copied into a new file: words, tables, line breaks, nothing else."""
    save_pages(sheet)
    for mark in list(sheet.root.iter(f"{W}pStyle", f"{W}rStyle")):
        mark.getparent().remove(mark)


PROGRAMS: dict[str, Program] = {
    "Word": save_word,
    "WPS": save_wps,
    "WPS, older": save_wps_plain,
    "ONLYOFFICE": save_onlyoffice,
    "names dropped": save_tags_dropped,
    "Google Docs": save_google,
    "Pages": save_pages,
    "new file": save_new_file,
}
TRUSTY = {"Word", "WPS", "WPS, older", "ONLYOFFICE"}
# The kinds of file that LibreOffice saves one after the other.
OFFICE: dict[str, tuple[str, ...]] = {
    "LibreOffice": ("docx",),
    "LibreOffice twice": ("docx", "docx"),
    "by way of .doc": ("doc", "docx"),
    "by way of .odt": ("odt", "docx"),
}


def save(sheet: Sheet, program: str) -> bytes:
    """Return the file as a program saves it; what LibreOffice gets is what Word saved."""
    PROGRAMS.get(program, save_word)(sheet)
    for number, mark in enumerate(_revisions(sheet.root), 1000):
        mark.set(f"{W}id", str(number))
    return write_sheet(sheet)


def _revisions(root: Element) -> list[Element]:
    """Return the marks of revisions: each has a number of its own."""
    names = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
    return list(root.iter(*(f"{W}{name}" for name in names)))


def pass_through_office(files: Mapping[str, bytes], kinds: tuple[str, ...], folder: Path) -> dict[str, bytes]:  # fmt: skip
    """Let LibreOffice save files as one kind after the other; files it cannot save are left out."""
    kind_now = "docx"
    for number, kind in enumerate(kinds):
        source, out = folder / f"in{number}", folder / f"out{number}"
        source.mkdir(parents=True)
        for name, data in files.items():
            (source / f"{name}.{kind_now}").write_bytes(data)
        form = {"doc": "doc:MS Word 97"}.get(kind, kind)
        command = [
            "soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form,
            "--outdir", str(out), *map(str, sorted(source.iterdir())),
        ]  # fmt: skip
        environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        subprocess.run(command, check=True, capture_output=True, timeout=500, env=environment)
        files = {path.stem: path.read_bytes() for path in sorted(out.iterdir())}
        kind_now = kind
    return dict(files)

"""Papers for tests: rendered, made, laid out by LibreOffice and measured."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pdfplumber
from lxml import etree

from huiqi.facts.model.cycle import Cycle
from huiqi.word.copies import all_copies, blank_copies
from huiqi.word.ooxml import Element, W
from huiqi.word.paper_cache import PaperCache
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Copy, Paper
from macros.scope import Rendition, Scope
from tests.support.projects import ROOT

MM = 25.4 / 72
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FONTS = ROOT / "tests" / "data" / "fonts.conf"
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
WORKSHOP = PaperMaker(ROOT / "docs" / "parts")
# For tests that are about something else than how papers are made: what a build made already is taken from there.
KEPT = PaperMaker(ROOT / "docs" / "parts", PaperCache(ROOT / ".cache" / "word"))
_WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2014\u2026]")


def render(cycle: Cycle, *, office: bool = True) -> dict[str, Paper]:
    """Render one copy of each template: the office's first copy, or the blank one."""
    rendition = Rendition.office() if office else Rendition.public(cycle)
    copies = first_copies(cycle) if office else blank_copies(cycle)
    papers = WORKSHOP.render(Scope(cycle, rendition), copies)
    return {paper.copy.template.id: paper for paper in papers}


def first_copies(cycle: Cycle) -> list[Copy]:
    """Return the first copy of each template."""
    found: dict[str, Copy] = {}
    for copy in all_copies(cycle):
        found.setdefault(copy.template.id, copy)
    return list(found.values())


def make(papers: Mapping[str, Paper], cycle: str = "2021-party-history") -> dict[str, bytes]:
    """Make the files of some papers, by the names that the papers have here."""
    files = WORKSHOP.make_files(papers.values(), cycle)
    return {name: files[paper.copy.key] for name, paper in papers.items()}


def part(data: bytes, name: str = "word/document.xml") -> Element:
    """Return one part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words(data: bytes) -> str:
    """Return the text of a Word file."""
    root = part(data)
    # LibreOffice writes a text box a second time, for programs that know no other kind.
    for spare in list(root.iter(f"{_MC}Fallback")):
        spare.getparent().remove(spare)
    marks = root.iter(f"{W}t", f"{W}noBreakHyphen")
    return "".join("-" if mark.tag == f"{W}noBreakHyphen" else mark.text or "" for mark in marks)


def bookmarks(data: bytes) -> list[str]:
    """Return the names of a file's bookmarks."""
    return [mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")]


def convert(files: Mapping[str, bytes], kind: str, folder: Path) -> dict[str, Path]:
    """Let LibreOffice open files and save them as another kind; return what it wrote."""
    source, out = folder / "in", folder / kind
    source.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (source / f"{name}.docx").write_bytes(data)
    command = [
        "soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", kind, "--outdir", str(out), *map(str, sorted(source.glob("*.docx"))),
    ]  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return {name: out / f"{name}.{kind}" for name in files}


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: pages, lines and characters of the fullest ones, page numbers.

    ``pitch`` is the distance of lines of body text, ``advance`` that of ideographs in them, both
    in points and None where the file has no two beside each other. Of each page number: text, size in points, distance from the text area's left and right edge
    and of the middle of its dashes below the text area, in millimetres.
    """

    pages: int
    lines: int
    characters: int
    numbers: list[tuple[str, float, float, float, float]]
    pitch: float | None
    advance: float | None


def measure(pdf: Path) -> Layout:
    """Measure a PDF of an A4 page with the standard's margins."""
    left, right, bottom = 28 / MM, (210 - 26) / MM, (37 + 225) / MM
    with pdfplumber.open(pdf) as document:
        lines, characters, numbers = 0, 0, []
        pitches: list[float] = []
        advances: list[float] = []
        for page in document.pages:
            if page.width > page.height:
                numbers.append(_measure_turned(page))
                continue
            rows = _rows(page.chars, float(page.height))
            body = [row for y, row in rows if y < bottom + 2]
            full = [[c for c in row if _WIDE.match(c["text"]) and abs(c["size"] - 16) < 0.3
                     and left - 1 < c["x0"] and c["x1"] < right + 1] for row in body]  # fmt: skip
            lines = max(lines, sum(bool(row) for row in full))
            characters = max([characters, *map(len, full)])
            pitches += _pitches([y for (y, _), row in zip(rows, full, strict=False) if row])
            advances += [one for row in full if (one := _advance(row))]
            for y, row in rows:
                if y > bottom + 10:
                    size = float(row[0]["size"])
                    below = (y - 0.36 * size - bottom) * MM
                    text = "".join(c["text"] for c in row)
                    numbers.append((text, round(size, 1), (row[0]["x0"] - left) * MM,
                                    (right - row[-1]["x1"]) * MM, below))  # fmt: skip
        return Layout(len(document.pages), lines, characters, numbers,
                      min(pitches, default=None), min(advances, default=None))  # fmt: skip


def _measure_turned(page: Any) -> tuple[str, float, float, float, float]:
    """Measure the page number of a page that lies across, as it stands on the upright sheet."""
    signs = [char for char in page.chars if not char["upright"]]
    signs.sort(key=lambda char: char["top"])
    size = float(signs[0]["width"])
    below = (float(page.width) - signs[0]["matrix"][4] - 0.36 * size) * MM - (37 + 225)
    text = "".join(char["text"] for char in signs).replace(" ", "")
    left, right = signs[0]["top"] * MM - 28, (210 - 26) - signs[-1]["bottom"] * MM
    return text, round(size, 1), left, right, below


def _pitches(lines: list[float]) -> list[float]:
    return [below - above for above, below in pairwise(lines) if below - above < 40]


def _advance(row: list[Element]) -> float | None:
    """Return the usual distance of neighbouring ideographs of a line; punctuation is compressed."""
    found = [right["x0"] - left["x0"] for left, right in pairwise(row)
             if _IDEOGRAPH.match(left["text"]) and _IDEOGRAPH.match(right["text"])]  # fmt: skip
    return median(found) if len(found) > 5 else None


def _rows(chars: Iterable[dict[str, float]], height: float) -> list[tuple[float, list[Element]]]:
    rows: list[tuple[float, list[Element]]] = []
    seen: list[Element] = [c for c in chars if str(c["text"]).strip()]
    for char in sorted(seen, key=lambda c: -c["matrix"][5]):
        y = height - char["matrix"][5]
        if rows and y - rows[-1][0] <= 3:
            rows[-1][1].append(char)
        else:
            rows.append((y, [char]))
    return [(y, sorted(row, key=lambda c: c["x0"])) for y, row in rows]


def ink(pdf: Path, page: int, *, red: bool) -> list[tuple[float, float, float, float]]:
    """Return the bands of red or black ink on a page: top, bottom, left, right in millimetres."""
    with pdfplumber.open(pdf) as document:
        image = document.pages[page].to_image(resolution=254).original.convert("RGB")
    bands: list[list[int]] = []
    width, pixels = image.width, image.tobytes()
    for y in range(image.height):
        row = pixels[y * width * 3 : (y + 1) * width * 3]
        found = [
            x
            for x in range(width)
            if row[3 * x + 1] < 120 and row[3 * x + 2] < 120 and (row[3 * x] > 150) is red
        ]
        if not found:
            continue
        if bands and bands[-1][1] == y - 1:
            bands[-1] = [bands[-1][0], y, min(bands[-1][2], found[0]), max(bands[-1][3], found[-1])]
        else:
            bands.append([y, y, found[0], found[-1]])
    return [(a / 10, b / 10, c / 10, d / 10) for a, b, c, d in bands]

"""How Word files house_style: the data of templates/style/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from huiqi.errors import FindingsError
from huiqi.facts.model.fields import Fact, Text
from huiqi.facts.reading.messages import explain
from huiqi.facts.reading.yaml_source import read_source
from huiqi.word.ooxml import MM

STYLE_FOLDER = Path(__file__).resolve().parent.parent.parent / "templates" / "style"
Number = int | float
M = TypeVar("M", bound=Fact)


class Font(Fact):
    """A font by its name in Word, and what to take where it is missing."""

    name: Text
    instead: Text


class Style(Fact):
    """A paragraph style. Sizes are in points, indents in characters of the style's size."""

    name: Text
    based: Text | None = None
    font: Text | None = None
    size: Number | None = None
    line: Number | None = None
    align: Literal["both", "left", "center", "right"] | None = None
    tracking: Number | None = None
    indent: Number | None = None
    hanging: Number | None = None
    left: Number | None = None
    right: Number | None = None
    before: Number | None = None
    after: Number | None = None
    grid: bool | None = None
    keep_next: bool = False
    new_page: bool = False
    level: int | None = None
    color: Text | None = None
    rule: Literal["red", "thick-thin", "thin-thick"] | None = None
    tab: Literal["right"] | None = None


class CharacterStyle(Fact):
    """A style of words inside a paragraph."""

    name: Text
    font: Text | None = None
    color: Text | None = None
    shade: Text | None = None
    underline: bool = False


class Styles(Fact):
    """The whole of styles.yml."""

    fonts: dict[str, Font]
    paragraphs: dict[str, Style]
    characters: dict[str, CharacterStyle]


class PageNumber(Fact):
    """The page number's font and size."""

    font: Text
    size: Number


class LetterPage(Fact):
    """The first page of a letter (函): its masthead above the text area, its rules.

    ``top`` and ``foot`` are distances from the page's edges, ``width`` is that of the rules,
    ``height`` the room of the masthead with the rule below it. Millimetres.
    """

    top: Number
    height: Number
    foot: Number
    width: Number


class Page(Fact):
    """The whole of page.yml. Lengths are in millimetres, the grid's pitch in points."""

    width: Number
    height: Number
    margins: dict[Literal["top", "right", "bottom", "left"], Number]
    grid_pitch: Number
    footer: Number
    number: PageNumber
    letter: LetterPage


@dataclass(frozen=True, eq=False)
class HouseStyle:
    """The data of templates/style/, read and checked."""

    page: Page
    styles: Styles
    theme: bytes

    @property
    def text_width(self) -> int:
        """The width of the text area in twips."""
        margins = self.page.margins
        return round((self.page.width - margins["left"] - margins["right"]) * MM)

    @property
    def text_height(self) -> int:
        """The height of the text area in twips, which is the width of what is laid across."""
        margins = self.page.margins
        return round((self.page.height - margins["top"] - margins["bottom"]) * MM)

    def names(self) -> set[str]:
        """Return the names of all styles, as templates write them."""
        groups = (self.styles.paragraphs, self.styles.characters)
        return {style.name for group in groups for style in group.values()}


@lru_cache
def load_house_style(folder: Path = STYLE_FOLDER) -> HouseStyle:
    """Read the house style.

    Raises:
        FindingsError: a file is malformed.
    """
    return HouseStyle(
        _read(folder / "page.yml", Page),
        _read(folder / "styles.yml", Styles),
        (folder / "theme.xml").read_bytes(),
    )


def _read(path: Path, model: type[M]) -> M:
    source = read_source(path, f"templates/style/{path.name}")
    if source.findings:
        raise FindingsError(source.findings)
    try:
        return TypeAdapter(model).validate_python(source.data)
    except ValidationError as error:
        raise FindingsError(source.place(explain(item, model)) for item in error.errors()) from None

"""Giving a file the page and the page numbers of the house."""

from __future__ import annotations

import posixpath

from lxml import etree

from huiqi.collect.checks.format.pages import (
    TURNED,
    find_footer,
    find_number,
    is_across,
    list_sections,
    words_beside,
)
from huiqi.collect.checks.format.word_file import WordFile, name_relations
from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import MM, PT, R_URI, Element, R, W, parse, to_bytes, w
from huiqi.word.sections import FOOTERS, write_footers

_PAGE = {"default": "rIdOdd", "even": "rIdEven"}
_ACROSS = {"default": "rIdOddAcross", "even": "rIdEvenAcross"}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_DASHES = "—"
# What stands before and behind in a section and in the settings (ECMA-376-1, 17.6.17 and 17.15.1.78).
_BEFORE_SIZE = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
_BEFORE_EVEN = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors",
    "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate",
    "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting",
    "documentProtection", "autoFormatOverride", "styleLockTheme", "styleLockQFSet",
    "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "showEnvelope", "summaryLength", "clickAndTypeStyle", "defaultTableStyle",
)  # fmt: skip


def mend_sections(body: Element, house: HouseStyle) -> None:
    """Set size, margins and grid of each section; one that lies across stays so."""
    sections = list_sections(body)
    if not sections:
        sections = [w("sectPr")]
        body.append(sections[0])
    for section in sections:
        _mend_section(section, house)


def _mend_section(section: Element, house: HouseStyle) -> None:
    page, across = house.page, is_across(section)
    width, height = round(page.width * MM), round(page.height * MM)
    size = (
        w("pgSz", w=height, h=width, orient="landscape") if across else w("pgSz", w=width, h=height)
    )
    upright = {str(side): round(value * MM) for side, value in page.margins.items()}
    margins = {side: upright[TURNED[side] if across else side] for side in TURNED}
    header = section.find(f"{W}pgMar")
    distance = "851" if header is None else header.get(f"{W}header", "851")
    _put(section, size)
    _put(
        section,
        w("pgMar", **margins, header=distance, footer=round(page.footer * MM), gutter=0),
        "pgSz",
    )
    grid = w("docGrid", type="lines", linePitch=round(page.grid_pitch * PT))
    for old in section.findall(f"{W}docGrid"):
        section.remove(old)
    change = section.find(f"{W}sectPrChange")
    section.append(grid) if change is None else change.addprevious(grid)


def _put(section: Element, element: Element, behind: str = "") -> None:
    """Put an element in the place that the schema has for it, instead of the old one."""
    old = section.find(element.tag)
    if old is not None:
        section.replace(old, element)
        return
    before = [*_BEFORE_SIZE, behind]
    place = sum(one.tag in [f"{W}{name}" for name in before] for one in section)
    section.insert(place, element)


def mend_numbers(file: WordFile, parts: dict[str, bytes], house: HouseStyle) -> None:
    """Put the house's page numbers into a file, where its own footers hold no other words."""
    sections = list_sections(file.body)
    wanted: dict[str, str] = {}
    for section in sections:
        names = _ACROSS if is_across(section) else _PAGE
        if all(_is_replaceable(find_footer(file, sections, section, kind)) for kind in _PAGE):
            wanted |= {names[kind]: kind for kind in _PAGE}
    if not wanted:
        return
    for section in sections:
        names = _ACROSS if is_across(section) else _PAGE
        if set(names.values()) <= wanted.keys():
            _refer(section, names)
    _add_footers(file, parts, sorted(wanted), house)
    _set_even_pages(file, parts)


def _is_replaceable(footer: Element | None) -> bool:
    """Whether a footer holds nothing but a page number."""
    if footer is None:
        return True
    number = find_number(footer)
    words = words_beside(footer).strip(_DASHES + "-–第页共")
    return not words and (number is not None or not words_beside(footer))


def _refer(section: Element, names: dict[str, str]) -> None:
    for old in section.findall(f"{W}footerReference"):
        if old.get(f"{W}type", "default") in names:
            section.remove(old)
    place = len(section.findall(f"{W}headerReference"))
    for kind, name in names.items():
        reference = w("footerReference", type=kind)
        reference.set(f"{R}id", f"huiqi-{name}")
        section.insert(place, reference)
        place += 1


def _add_footers(
    file: WordFile, parts: dict[str, bytes], names: list[str], house: HouseStyle
) -> None:
    folder = posixpath.dirname(file.name)
    listed = parse(parts[name_relations(file.name)])
    types = parse(parts["[Content_Types].xml"])
    written = write_footers(house)
    for name in names:
        target = f"huiqi-{FOOTERS[name]}"
        part = posixpath.join(folder, target)
        parts[part] = written[FOOTERS[name]]
        _add(
            listed,
            _RELATIONS,
            "Relationship",
            Id=f"huiqi-{name}",
            Type=f"{R_URI}/footer",
            Target=target,
        )
        _add(types, _TYPES, "Override", PartName=f"/{part}", ContentType=_FOOTER_TYPE)
    parts[name_relations(file.name)] = to_bytes(listed)
    parts["[Content_Types].xml"] = to_bytes(types)


def _add(root: Element, uri: str, tag: str, **attributes: str) -> None:
    """Add an entry, unless it is there from an earlier mending."""
    key = next(iter(attributes))
    if not any(one.get(key) == attributes[key] for one in root):
        etree.SubElement(root, f"{{{uri}}}{tag}", **attributes)


def _set_even_pages(file: WordFile, parts: dict[str, bytes]) -> None:
    name = file.name_part("settings")
    settings = None if name is None else file.read_part(name)
    if name is None or settings is None or settings.find(f"{W}evenAndOddHeaders") is not None:
        return
    before = [f"{W}{one}" for one in _BEFORE_EVEN]
    place = sum(one.tag in before for one in settings)
    settings.insert(place, w("evenAndOddHeaders"))
    parts[name] = to_bytes(settings)

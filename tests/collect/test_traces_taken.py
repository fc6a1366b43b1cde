"""Nothing in the kept file of an anonymous paper tells whose it is: every place that is known to, at once."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from huiqi.collect.kept.originals import find_original
from huiqi.collect.receiving.pictures import strip_picture
from huiqi.collect.receiving.traces import take_traces
from huiqi.collect.run import collect
from huiqi.word.ooxml import parse
from tests.collect.filled import document_of
from tests.collect.filled_project import (
    CYCLE,
    OPINIONS,
    change_parts,
    fill_in,
    make_project,
    put,
    refusals,
)

_WHO = "某作者".encode()
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RSIDS = b'<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="%s"/></w:docVars>'
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


_PIXEL = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
_REST = _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _PIXEL
    + _chunk(b"tEXt", b"Author\0" + _WHO)
    + _chunk(b"eXIf", _WHO)
    + _REST
)
_SCANS = (
    _segment(0xDA, b"\1")
    + b"\x12\xff\x00\xff\xd0\x34"
    + _segment(0xC4, b"\xff\xd9")
    + _segment(0xDA, b"\1")
    + b"\x56"
)
JPEG = (
    b"\xff\xd8" + _segment(0xE0, b"JFIF") + _segment(0xE1, b"Exif\0\0" + _WHO) + _segment(0xED, _WHO)
    + _segment(0xFE, _WHO) + _segment(0xDB, b"\0") + _SCANS + b"\xff\xd9" + _WHO
)  # fmt: skip


def test_a_picture_keeps_its_pixels_and_loses_its_notes() -> None:
    assert strip_picture(PNG) == PNG[:8] + _PIXEL + _REST
    whole = b"\xff\xd8" + _segment(0xE0, b"JFIF") + _segment(0xDB, b"\0") + _SCANS + b"\xff\xd9"
    assert strip_picture(JPEG) == whole
    assert strip_picture(whole) == whole
    assert strip_picture(b"GIF89a...") == b"GIF89a..."
    assert strip_picture(b"II*\0" + _WHO) == b""
    for data in (PNG, JPEG):
        for length in range(len(data)):  # a damaged picture stops nothing
            strip_picture(data[:length])


def _link(number: int, kind: str, target: str, mode: str = "") -> bytes:
    where = f'Id="rIdX{number}" Type="{kind}" Target="{target}"'
    return f"<Relationship {where}{mode}/>".encode()


def _tell(text: str) -> bytes:
    """Return an anonymous paper that says in every known place who wrote it."""
    data = fill_in(OPINIONS, {"team_1": [text]})
    core, app = (
        b"<cp:coreProperties xmlns:cp='x'>%s</cp:coreProperties>" % _WHO,
        b"<Properties>%s</Properties>" % _WHO,
    )
    parts = {
        "docProps/core.xml": core, "docProps/app.xml": app, "docProps/thumbnail.jpeg": JPEG,
        "docMetadata/LabelInfo.xml": b"<l>%s</l>" % _WHO, "customXml/item1.xml": b"<m>%s</m>" % _WHO,
        "customXml/_rels/item1.xml.rels": f'<Relationships xmlns="{_PACKAGE}"/>'.encode(),
        "word/people.xml": b"<w:people %s>%s</w:people>" % (_W, _WHO), "word/printerSettings1.bin": _WHO,
        "word/media/image1.jpg": JPEG, "word/media/image2.png": PNG, "_xmlsignatures/sig1.xml": b"<s>%s</s>" % _WHO,
        "word/comments.xml": b'<w:comments %s><w:comment w:id="1" w:author="%s" w:initials=\'%s\' w:date="2025-01-20T08:00:00Z">'
        b"<w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment></w:comments>" % (_W, _WHO + b">", _WHO),
        "word/unknown.xml": b"<u>%s</u>" % _WHO,
    }  # fmt: skip
    own = [(_OFFICE + "/extended-properties", "docProps/app.xml"), (_PACKAGE + "/metadata/thumbnail", "docProps/thumbnail.jpeg"),
           ("http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml")]  # fmt: skip
    inner = [("customXml", "../customXml/item1.xml"), ("printerSettings", "printerSettings1.bin"), ("people", "people.xml"),
             ("image", "media/image1.jpg"), ("image", "media/image2.png"), ("comments", "comments.xml"), ("new", "unknown.xml")]  # fmt: skip
    out = _link(99, f"{_OFFICE}/hyperlink", "file:///C:/某作者", ' TargetMode="External"')
    parts["_rels/.rels"] = _add(data, "_rels/.rels", [_link(n, *one) for n, one in enumerate(own)])
    links = [_link(n, f"{_OFFICE}/{kind}", target) for n, (kind, target) in enumerate(inner)]
    parts["word/_rels/document.xml.rels"] = _add(
        data, "word/_rels/document.xml.rels", [*links, out]
    )
    settings = document_of(data, "word/settings.xml")
    parts["word/settings.xml"] = settings.replace(
        b"</w:settings>", _RSIDS % _WHO + b"</w:settings>"
    )
    label = b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="98" name="MSIP_Label_1_Owner"><vt:lpwstr>%s</vt:lpwstr></property>'
    custom = document_of(data, "docProps/custom.xml")
    parts["docProps/custom.xml"] = custom.replace(b"</Properties>", label % _WHO + b"</Properties>")
    change = b'<w:ins w:id="9" w:author="%s" w:date="2025-01-20T08:00:00Z"><w:r w:rsidR="00A1B2C3"><w:t>y</w:t></w:r></w:ins>'
    parts["word/document.xml"] = document_of(data).replace(b"</w:p>", change % _WHO + b"</w:p>", 1)
    kinds = document_of(data, "[Content_Types].xml")
    more = b"".join(b'<Override PartName="/%s" ContentType="application/xml"/>' % name.encode()
                    for name in parts if name.endswith(".xml") and name.encode() not in kinds)  # fmt: skip
    parts["[Content_Types].xml"] = kinds.replace(b"</Types>", more + b"</Types>")
    return change_parts(data, parts)


def _add(data: bytes, name: str, links: list[bytes]) -> bytes:
    return document_of(data, name).replace(
        b"</Relationships>", b"".join(links) + b"</Relationships>"
    )


def _check_package(data: bytes) -> None:
    """Hold that every part is named by a relationship, and that whatever is named is there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        named = {"[Content_Types].xml"}
        for name in (one for one in names if one.endswith(".rels")):
            folder = posixpath.dirname(posixpath.dirname(name))
            named |= {name} | {
                posixpath.normpath(posixpath.join(folder, str(link.get("Target"))))
                for link in parse(archive.read(name)) if link.get("TargetMode") != "External"
            }  # fmt: skip
        kinds = parse(archive.read("[Content_Types].xml"))
        typed = {str(one.get("PartName")).lstrip("/") for one in kinds if one.get("PartName")}
    assert named == names
    assert typed <= names


def test_nothing_tells_who_wrote_it(tmp_path: Path) -> None:
    root, data = make_project(tmp_path / "project"), _tell("意见。")
    found = collect(root, CYCLE, [put(root / "in", {"一.docx": data})])
    assert found.refused == ()
    (paper,) = found.papers
    kept = find_original(root, CYCLE, paper.digest).read_bytes()
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        whole = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    for told in (
        _WHO,
        b"00A1B2C3",
        b"2025-01-20",
        b"MSIP",
        b"customXml",
        b"thumbnail",
        b"people.xml",
        b"printer",
        b"sig1",
    ):
        assert told not in whole
    assert "意见。".encode() in whole
    assert take_traces(kept) == kept
    _check_package(kept)
    assert b"about:blank" in whole
    for one in root.joinpath("collected").rglob("*"):
        assert one.is_dir() or _WHO not in one.read_bytes()
    # Read again from what is kept, it says the same.
    facts = root / "cycles" / CYCLE / "cycle.yml"
    facts.write_text(facts.read_text("utf-8") + "\n", "utf-8")
    assert collect(root, CYCLE, []).papers == (paper,)


def test_a_paper_of_which_a_part_is_damaged_stops_nothing(tmp_path: Path) -> None:
    root, data = make_project(tmp_path / "project"), _tell("意见。")
    at = data.index(b"word/media/image1.jpg") + 40
    spoiled = data[:at] + bytes(20) + data[at + 20 :]
    folder = put(root / "in", {"坏.docx": spoiled, "好.docx": data})
    assert list(refusals(root, folder)) == ["坏.docx"]


@pytest.mark.parametrize("prefix", ["w", "ns0"])
def test_whatever_the_prefix_and_the_encoding(prefix: str) -> None:
    data = _tell("意见。")
    said = document_of(data, "word/settings.xml").decode("utf-8-sig").replace("UTF-8", "UTF-16")
    said = said.replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:")
    said = said.replace(" w:", f" {prefix}:").replace("xmlns:w=", f"xmlns:{prefix}=")
    kept = take_traces(change_parts(data, {"word/settings.xml": said.encode("utf-16")}))
    settings = document_of(kept, "word/settings.xml")
    assert b"rsid" not in settings
    assert _WHO not in settings

"""Files that come in: what is not read is named with its remedy, and nothing is run, followed or fetched."""

from __future__ import annotations

import io
import os
import stat
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huiqi.collect.model import Refused
from huiqi.collect.reading.filled_file import LARGEST, open_filled
from huiqi.collect.receiving.archives import read_archive
from huiqi.collect.receiving.incoming import Incoming, Source, list_sources
from huiqi.errors import HuiqiError
from huiqi.files.zip_archive import write_zip
from huiqi.materials.screening import RefusedError
from tests.support.word_files import NAMES, make_docx, paragraph

_TO_DOCX = "用 Word 或 WPS 打开，另存为 .docx 再交"


def _look(folder: Path) -> dict[str, str]:
    """Return what becomes of each file of a folder: why it is refused, or that it is read."""
    return {one.file: one.why if isinstance(one, Refused) else "读" for one in list_sources(folder)}


def _open(archive: bytes, name: str = "a.zip") -> dict[str, str]:
    return {
        one.file: one.why if isinstance(one, Refused) else "读"
        for one in read_archive(archive, name)
    }


def test_kinds_that_are_not_read_are_named_with_the_remedy(tmp_path: Path) -> None:
    for name in ("a.docx", "b.DOCX", "c.doc", "d.wps", "e.pdf", "f.jpg", "g.rar", "h", "i.docm",
                 "~$a.docx", ".DS_Store", "Thumbs.db", "00-目录.txt"):  # fmt: skip
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.doc").write_bytes(b"x")
    assert _look(tmp_path) == {
        "a.docx": "读",
        "b.DOCX": "读",
        "c.doc": f"应为 .docx 文件，实为 .doc 文件。改法：{_TO_DOCX}。",
        "d.wps": "应为 .docx 文件，实为 .wps 文件。改法：用 WPS 打开，另存为 .docx 再交。",
        "e.pdf": "应为 .docx 文件，实为 .pdf 文件。改法：请本人交 Word 文件；只有扫描件的，登记为已收扫描件。",
        "f.jpg": "应为 .docx 文件，实为 .jpg 文件。改法：请本人交 Word 文件；只有手写件的，登记为已收纸质件或扫描件。",
        "g.rar": "应为 .docx 文件，实为 .rar 文件。改法：解压后再收，或者压缩成 .zip。",
        "h": f"应为 .docx 文件，实为没有扩展名的文件。改法：{_TO_DOCX}。",
        "i.docm": "应为 .docx 文件，实为 .docm 文件。改法：另存为 .docx，不选“启用宏”，再交。",
    }


def test_links_and_pipes_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.docx").write_bytes(b"x")
    (tmp_path / "in" / "link.docx").symlink_to(tmp_path / "secret.docx")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe.docx")
    refused = "应为普通文件，实为链接或设备。改法：换成文件本身。"
    names = ("link.docx", "pipe.docx", "loop")
    assert _look(tmp_path / "in") == dict.fromkeys(names, refused)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HuiqiError, match="没有文件夹"):
        list(list_sources(tmp_path / "none"))


def test_a_name_that_a_terminal_would_obey_is_shown_plainly(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.doc").write_bytes(b"x")
    assert list(_look(tmp_path)) == ["a\\u001b[31m .doc"]


def _members(*names: str) -> bytes:
    return write_zip(dict.fromkeys(names, b"x"))


def test_an_archive_is_read_to_its_third_level() -> None:
    inner = _members("deep.docx")
    for _ in range(3):
        inner = write_zip({"更深.zip": inner, "文件.docx": b"x", "__MACOSX/._x.docx": b"x"})
    assert _open(inner) == {
        "a.zip/更深.zip/更深.zip/更深.zip": "应为不超过 3 层的压缩包，实为压缩包里的压缩包太深。改法：解压后再收。",
        "a.zip/文件.docx": "读",
        "a.zip/更深.zip/文件.docx": "读",
        "a.zip/更深.zip/更深.zip/文件.docx": "读",
    }


def test_names_that_lead_outside_are_refused_and_chinese_ones_are_read() -> None:
    outside = "应为压缩包中的普通文件名，实为文件名指向压缩包以外。改法：核对来源，重新压缩。"
    found = _open(_members("../x.docx", "/x.docx", "C:/x.docx", "a/../../x.docx"))
    assert set(found.values()) == {outside}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("AAAAAA.docx", b"x")
    packed = stream.getvalue().replace(b"AAAAAA", "提纲一".encode("gb18030"))
    assert _open(packed) == {"a.zip/提纲一.docx": "读"}


def _packed(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def _bomb(name: str, size: int) -> bytes:
    return write_zip({f"{name}.zip": write_zip({name: bytes(size)})})


def _damaged(kind: str) -> bytes:
    whole = write_zip({"x.docx": b"some words " * 50})
    if kind == "cut":
        return whole[: len(whole) // 2]
    if kind == "password":
        flagged = bytearray(whole)
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = whole.index(sign) + place
            struct.pack_into("<H", flagged, start, 1)
        return bytes(flagged)
    start = whole.index(b"x.docx") + len("x.docx") + 3
    return whole[:start] + b"\xff\xff\xff" + whole[start + 3 :]


@pytest.mark.parametrize(
    ("make", "file", "why"),
    [
        (lambda: _damaged("cut"), "a.zip", "应为能打开的压缩包，实为压缩包损坏。改法：重新压缩，或者解压后再收。"),
        (lambda: b"x", "a.zip", "应为能打开的压缩包，实为压缩包损坏。改法：重新压缩，或者解压后再收。"),
        (lambda: _members("[Content_Types].xml", "word/document.xml"), "a.zip", "应为压缩包，实为扩展名成了 .zip 的 Word 文件。改法：把扩展名改回 .docx 再收。"),
        (lambda: _damaged("password"), "a.zip/x.docx", "应为没有密码的压缩包，实为压缩包有密码。改法：去掉密码重新压缩，或者解压后再收。"),
        (lambda: _damaged("bytes"), "a.zip/x.docx", "应为能打开的文件，实为在压缩包中已损坏。改法：重新压缩，或者解压后再收。"),
        (lambda: _members(*(f"{number}.docx" for number in range(5001))), "a.zip", "应为不超过 5000 个文件的压缩包，实为文件过多。改法：解压后再收。"),
        (lambda: _packed("x.docx", bytes(5 << 20)), "a.zip/x.docx", "应为展开后大小正常的压缩包，实为展开后过大。改法：核对文件来源，解压后再收。"),
        (lambda: _bomb("x.docx", 21 << 20), "a.zip/x.docx.zip/x.docx", "应为不超过 20 MB 的文件，实为文件过大。改法：删去图片，或者分成几份。"),
    ],
)  # fmt: skip
def test_archives_that_are_not_read(make: Callable[[], bytes], file: str, why: str) -> None:
    assert _open(make()) == {file: why}


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="x1" Type="{relation}/{kind}" Target="{target}" {mode}/></Relationships>'
)


def _linked(kind: str, mode: str = 'TargetMode="External"') -> dict[str, bytes]:
    links = _LINKS.format(relation=_RELATION, kind=kind, target="http://example.org/x", mode=mode)
    return {"word/_rels/document.xml.rels": links.encode()}


def _with(*parts: dict[str, bytes]) -> bytes:
    data = make_docx(paragraph("正文。"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for more in parts:
        whole |= more
    return write_zip(whole)


_TYPES_OF_MACROS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>'
).encode("utf-16")
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
_BODY = f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
_FILE = "<!DOCTYPE x [<!ENTITY c SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0rest", ("有打开密码，或者是旧的 .doc 格式", "去掉密码，另存为 .docx")),
        (b"", ("文件是空的", "请本人重新交")),
        (b"<html></html>", ("文件损坏", "用 Word 或 WPS 打开后另存")),
        (bytes(LARGEST + 1), ("文件过大", "删去图片，或者分成几份")),
        (_with({"word/vbaProject.bin": b"x"}), ("含有宏", "另存为 .docx，不选“启用宏”")),
        (_with({"[Content_Types].xml": _TYPES_OF_MACROS}), ("含有宏", "另存为 .docx，不选“启用宏”")),
        (_with({"word/embeddings/oleObject1.bin": b"x"}), ("嵌入了其他文件", "删去嵌入的文件，单独交")),
        (_with(_linked("attachedTemplate")), ("要从别处加载内容", "新建一个空白文档，把内容全部复制过去，另存为 .docx 再交")),
        (_with(_linked("image")), ("要从别处加载内容", "新建一个空白文档，把内容全部复制过去，另存为 .docx 再交")),
        (_with(_linked("aFChunk", "")), ("嵌入了其他文件", "新建一个空白文档，把内容全部复制过去，另存为 .docx 再交")),
        (_with({"word/document.xml": b"<w:document"}), ("文件损坏", "用 Word 或 WPS 打开后另存")),
        (_with({"WORD/document.xml": b"x"}), ("文件损坏", "用 Word 或 WPS 打开后另存")),
        (_with({"word/document.xml": b"<w:p>" * 20_001}), ("段落过多", "核对文件来源，或者分成几份")),
        (_with({"word/document.xml": bytes(11 << 20)}), ("正文过长", "分成几份")),
    ],
)  # fmt: skip
def test_word_files_that_are_not_read(data: bytes, said: tuple[str, str]) -> None:
    with pytest.raises(RefusedError) as error:
        open_filled(data)
    assert error.value.args[1:] == said


def test_the_text_is_found_by_the_relationships_as_word_does() -> None:
    data = _with()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    moved = {
        name.replace("word/document.xml", "word/document2.xml"): part.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, part in whole.items()
    }
    assert "word/document2.xml" in moved
    assert open_filled(write_zip(moved)).lines == ("正文。",)


def test_links_that_somebody_clicks_stay() -> None:
    assert open_filled(_with(_linked("hyperlink"))).lines == ("正文。",)


@pytest.mark.parametrize("head", [_LAUGHS, _FILE])
def test_texts_that_a_file_defines_itself_are_not_put_in_and_not_lost_in_silence(head: str) -> None:
    with pytest.raises(RefusedError, match="文件损坏"):
        open_filled(_with({"word/document.xml": (head + _BODY).encode()}))


@pytest.mark.parametrize(
    ("line", "shown"),
    [("— 12 —", ()), ("第3页 共12页", ()), ("Page 1 of 2", ()), ("2021-12-30", ("2021-12-30",)), ("13800000000", ("13800000000",))],
)  # fmt: skip
def test_only_numbers_of_pages_are_left_out_of_footers(line: str, shown: tuple[str, ...]) -> None:
    links = _LINKS.format(relation=_RELATION, kind="footer", target="footer1.xml", mode="")
    parts = {
        "word/_rels/document.xml.rels": links.encode(),
        "word/footer1.xml": f"<w:ftr {NAMES}>{paragraph(line)}</w:ftr>".encode(),
    }
    assert open_filled(_with(parts)).margins == shown


def test_who_saved_a_file_is_not_read() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:creator>某甲某</dc:creator><cp:lastModifiedBy>某乙某</cp:lastModifiedBy>"
        "<t:modified>2025-01-20T08:00:00Z</t:modified></cp:coreProperties>"
    )
    opened = open_filled(_with({"docProps/core.xml": core.encode()}))
    assert opened.saved == 1737360000.0
    assert "某甲某" not in repr(opened)
    assert "某乙某" not in repr(opened)


def test_two_thousand_files_and_one_of_a_hundred_megabytes_are_looked_at_in_no_time(
    tmp_path: Path,
) -> None:
    for number in range(2000):
        (tmp_path / f"{number}.docx").touch()
    with (tmp_path / "large.docx").open("wb") as file:
        file.truncate(100 << 20)
    start = time.process_time()
    sources = [one for one in list_sources(tmp_path) if isinstance(one, Source)]
    assert len(sources) == 2001
    assert time.process_time() - start < 2
    assert stat.S_ISREG((tmp_path / "large.docx").stat().st_mode)


def test_an_archive_gives_the_time_of_its_files() -> None:
    def times(found: Iterator[Incoming | Refused]) -> list[float]:
        return [one.modified for one in found if isinstance(one, Incoming)]

    assert times(read_archive(_members("x.docx"), "a.zip")) == [
        time.mktime((1980, 1, 1, 0, 0, 0, 0, 0, -1))
    ]


def test_folders_that_are_not_entered_are_named(tmp_path: Path) -> None:
    (tmp_path / "in" / "闭").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "链接").symlink_to(tmp_path / "elsewhere")
    unread = OSError(13, "no", str(tmp_path / "in" / "闭"))

    def scan(path: str) -> Iterator[os.DirEntry[str]]:
        if path == unread.filename:
            raise unread
        return os_scandir(path)

    os_scandir = os.scandir
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", scan)  # a superuser may read all folders
        assert _look(tmp_path / "in") == {
            "链接": "应为普通文件，实为链接或设备。改法：换成文件本身。",
            "闭": "应为能打开的文件夹，实为没有权限。改法：核对文件夹的权限。",
        }

"""Archives of our own: the bytes that the standard library writes."""

from __future__ import annotations

import io
import zipfile

import pytest

from huiqi.files.zip_archive import append_to_zip, write_zip

FIRST = {"[Content_Types].xml": b"<Types/>", "目录.txt": "目录".encode() * 99}


@pytest.mark.parametrize("data", [b"", b"x", b"<w:p/>" * 9000, bytes(range(256)) * 300])
@pytest.mark.parametrize("name", ["word/document.xml", "材料.xml"])
def test_what_is_added_stands_as_zipfile_would_have_written_it(name: str, data: bytes) -> None:
    added = {name: data, "docProps/core.xml": b"<core/>"}
    archive = append_to_zip(write_zip(FIRST), added)
    assert archive == write_zip(FIRST | added)
    assert archive == append_to_zip(write_zip(FIRST), added), "the second time it is known"
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        assert {entry: opened.read(entry) for entry in opened.namelist()} == FIRST | added

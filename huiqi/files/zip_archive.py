"""ZIP archives that depend on nothing but their content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)
# Archives themselves: to compress them again takes time and saves nothing.
_PACKED = (".docx", ".zip")


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these files; the first one stays first."""
    return append_to_zip(b"", parts)


def append_to_zip(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive with further files behind its own, which are not compressed again."""
    stream = io.BytesIO(archive)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            packed = name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)
    return stream.getvalue()

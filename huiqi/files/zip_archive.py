"""ZIP archives that depend on nothing but their content."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache

_EARLIEST = (1980, 1, 1, 0, 0, 0)
# Archives themselves: to compress them again takes time and saves nothing.
_PACKED = (".docx", ".zip")
_LEVEL = 6
_SMALL = 1 << 14  # bytes: what is this small, often stands in many files
# What zipfile writes before a file, of it in the directory, and behind all (APPNOTE 4.3.7, 4.3.12, 4.3.16).
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _DAY, _RIGHTS, _UTF8 = 20, 33, 0o600 << 16, 0x800


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these files; the first one stays first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            packed = name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)
    return stream.getvalue()


def append_to_zip(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of `write_zip` with further files behind its own, which are left as they are.

    The bytes are those that zipfile writes, which reads the whole archive anew for each that it adds to.
    """
    count, size, start = struct.unpack("<H2L", archive[-12:-2])
    written, entries, place = [archive[:start]], [archive[start : start + size]], start
    for name, data in parts.items():
        raw = name.encode()
        crc, packed = _compress_small(data) if len(data) < _SMALL else _compress(data)
        said = (_VERSION, 0 if name.isascii() else _UTF8, zipfile.ZIP_DEFLATED, 0, _DAY)
        sizes = (crc, len(packed), len(data), len(raw), 0)
        written += [_LOCAL.pack(b"PK\3\4", *said, *sizes), raw, packed]
        entries += [_ENTRY.pack(b"PK\1\2", _VERSION, *said, *sizes, 0, 0, 0, _RIGHTS, place), raw]
        place += _LOCAL.size + len(raw) + len(packed)
    directory, count = b"".join(entries), count + len(parts)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*written, directory, end))


def _compress(data: bytes) -> tuple[int, bytes]:
    """Return the checksum of a file and the file compressed."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), compressor.compress(data) + compressor.flush()


_compress_small = lru_cache(maxsize=64)(_compress)

"""Pictures without what they say of their makers: only what is needed to draw them stays."""

from __future__ import annotations

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"}
_SCAN = 0xDA
# APP0 is the format's own mark, APP2 a colour profile, APP14 the kind of colours.
_JPEG_DROPPED = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}


def picture_kind(data: bytes) -> str:
    """Return the kind of a picture that may stand on a page; empty for all else."""
    if data.startswith(_PNG):
        return "png"
    return "jpg" if data.startswith(_JPEG) else ""


def strip_picture(data: bytes) -> bytes:
    """Return a PNG or JPEG without author, place, comments, or bytes behind its end.

    Raises:
        ValueError: it is damaged.
    """
    return _strip_png(data) if data.startswith(_PNG) else strip_jpeg(data)


def _strip_png(data: bytes) -> bytes:
    """See PNG, chapter 5: chunks of length, type, data, checksum."""
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            break
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise ValueError("PNG without an end")


def strip_jpeg(data: bytes) -> bytes:
    """See JPEG, annex B: segments of marker and length, then the scans up to the end marker."""
    kept, at = [_JPEG], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            last = data.rfind(b"\xff\xd9")
            if last < at:
                break
            return b"".join([*kept, data[at : last + 2]])
        if marker not in _JPEG_DROPPED:
            kept.append(data[at:end])
        at = end
    raise ValueError("JPEG without an end")

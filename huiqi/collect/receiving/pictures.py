"""Pictures of anonymous papers, without what cameras and programs write into them: place, time, device, author."""

from __future__ import annotations

from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# Of these nothing is known to name anybody: GIF, bitmaps, the two metafiles of Windows.
_OTHERS = (b"GIF8", b"BM", b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
_CHUNKS = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
}  # fmt: skip
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_ALONE = {0x01, *range(0xD0, 0xDA)}  # markers without a length
_IN_SCAN = {0x00, *range(0xD0, 0xD8)}  # what follows 0xFF within the picture's own data
_NOTES = {*range(0xE1, 0xF0), _COMMENT} - {0xEE}  # Adobe's, at 0xEE, says how the colours are meant


def strip_picture(data: bytes) -> bytes:
    """Return a picture that looks the same; nothing of one of a kind in which notes cannot be found."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_list_chunks(data))
    if data.startswith(_JPEG):
        return _JPEG + b"".join(_list_segments(data))
    return data if data.startswith(_OTHERS) else b""


def _list_chunks(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] in _CHUNKS:
            yield data[place:end]
        place = end


def _list_segments(data: bytes) -> Iterator[bytes]:
    """Yield what a JPEG consists of up to its end, without notes; what a camera hangs behind it goes."""
    place, marker = len(_JPEG), 0
    while marker != _END and place + 2 <= len(data) and data[place] == 0xFF:
        marker, end = data[place + 1], place + 2
        if marker not in _ALONE:
            end += max(2, int.from_bytes(data[end : end + 2], "big"))
        if marker == _SCAN:
            end = _find_marker(data, end)
        if marker not in _NOTES:
            yield data[place:end]
        place = end


def _find_marker(data: bytes, place: int) -> int:
    """Return where the data of a scan ends."""
    while (place := data.find(b"\xff", place)) >= 0:
        if place + 1 < len(data) and data[place + 1] not in _IN_SCAN:
            return place
        place += 2
    return len(data)

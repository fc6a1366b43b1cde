"""ZIP archives that depend on nothing but their content."""

from __future__ import annotations

import io
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_zip(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP archive that depends on nothing but its content; the first part stays first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return stream.getvalue()

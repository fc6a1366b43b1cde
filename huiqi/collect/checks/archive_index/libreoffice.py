"""The one place that calls LibreOffice, where it is installed: how many pages a Word file has."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_TIMEOUT = 300  # seconds for a call
_AT_ONCE = 20  # files in a call


def find_libreoffice() -> str | None:
    """Return the program; None where there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def count_laid_out_pages(files: Mapping[str, bytes]) -> dict[str, int]:
    """Return the number of pages of each file by its key, as LibreOffice lays it out.

    Files that it cannot read are left out, all of them where it is not installed.
    """
    program = find_libreoffice()
    found: dict[str, int] = {}
    keys = list(files)
    for start in range(0, len(keys) if program else 0, _AT_ONCE):
        found |= _count(str(program), {key: files[key] for key in keys[start : start + _AT_ONCE]})
    return found


def _count(program: str, files: Mapping[str, bytes]) -> dict[str, int]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="huiqi-") as scratch:
        # A profile of its own: a running LibreOffice would take the call and answer nothing.
        folder, profile = Path(scratch), (Path(scratch) / "profile").as_uri()
        for number, data in enumerate(files.values()):
            (folder / f"{number}.docx").write_bytes(data)
        command = [
            program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir",
            scratch, *(str(folder / f"{number}.docx") for number in range(len(files))),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_TIMEOUT)
        except (OSError, subprocess.TimeoutExpired):
            return {}
        for number, key in enumerate(files):
            made = folder / f"{number}.pdf"
            try:
                found[key] = len(PdfReader(io.BytesIO(made.read_bytes())).pages)
            except (OSError, PyPdfError):
                continue
    return found

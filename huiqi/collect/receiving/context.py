"""What decides how a file is read: the program's part that reads, the templates, the facts, the forms handed out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from huiqi.collect.issued import handed_out
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.reading.load import Facts
from huiqi.facts.templates import TEMPLATES
from huiqi.materials import screening, word_package

_ROOM = Path(__file__).parent.parent
# What only shows or keeps what was read is not among them: a change there reads nothing again.
_READING = ("issued/*.py", "reading/*.py", "receiving/*.py", "recognition/*.py")


def digest_context(root: Path, facts: Facts) -> str:
    """Return the digest of all that decides how the files of a cycle are read."""
    rooms = [path for pattern in _READING for path in sorted(_ROOM.glob(pattern))]
    shared = [Path(str(module.__file__)) for module in (screening, word_package)]
    handed = root / handed_out.FOLDER / facts.cycle.id / handed_out.INDEX
    own = [facts.folder / FACTS_FILE, handed]
    digest = hashlib.sha256()
    for path in (*rooms, *shared, *sorted(TEMPLATES.glob("*.md")), *own):
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"-"))
    if not handed.exists():
        # Then the pack gives the forms; it is replaced whole.
        contents = root / "pack" / facts.cycle.id
        digest.update(str(contents.stat().st_mtime_ns if contents.exists() else 0).encode())
    return digest.hexdigest()

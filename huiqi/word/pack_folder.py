"""Building the pack of a cycle into pack/: whole, or not at all."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path

from huiqi.errors import Finding, HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import replace_folder, write_atomically
from huiqi.files.os_errors import explain_os_error
from huiqi.word.document_names import find_documents
from huiqi.word.pack import CONTENTS, list_contents, make_pack, write_pack, zip_files
from huiqi.word.paper_cache import PaperCache
from huiqi.word.paper_maker import PaperMaker
from macros.scope import Rendition, Scope


def open_paper_maker(root: Path) -> PaperMaker:
    """Return the paper maker of a project; it keeps what it makes in .cache/."""
    return PaperMaker(root / "docs" / "parts", PaperCache(root / ".cache" / "word"))


def make_pack_folder(root: Path, facts: Facts, out: Path, *, draft: bool) -> tuple[Finding, ...]:
    """Make a pack in a new folder: ``files/`` and ``files.zip``; return what papers wait for.

    Raises:
        HuiqiError: a paper cannot be made.
    """
    pack = make_pack(open_paper_maker(root), facts, draft=draft)
    title = _title(facts.cycle)
    out.mkdir(parents=True)
    write_pack(pack.files, title, out / "files")
    (out / "files.zip").write_bytes(zip_files(pack.files, title))
    return pack.waiting


def replace_pack(made: Path, live: Path, old: Path) -> None:
    """Put a pack that was made in the place of the live one, which moves to ``old``.

    Raises:
        HuiqiError: another program holds a file of the old one open.
    """
    replace_folder(made / "files", live, old)
    archive = live.with_name(f"{live.name}.zip")
    try:
        (made / "files.zip").replace(archive)
    except OSError as error:
        where = f"{live.parent.name}/{archive.name}"
        raise HuiqiError(
            f"不能更换 {where}（{explain_os_error(error)}）。改法：关闭打开着 {where} 的程序，再生成一次。"
        ) from error


def build_pack(root: Path, facts: Facts, *, draft: bool) -> tuple[Finding, ...]:
    """Build pack/<cycle>/ and pack/<cycle>.zip; return the open facts for which papers wait.

    Raises:
        HuiqiError: a paper cannot be made; the old pack is then as it was.
    """
    pack = root / "pack"
    pack.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".huiqi-", dir=pack) as scratch:
        made = Path(scratch) / "pack"
        waiting = make_pack_folder(root, facts, made, draft=draft)
        name = facts.cycle.id
        replace_pack(made, pack / name, Path(scratch) / f"{name}.old")
    return waiting


def build_papers(
    root: Path, facts: Facts, names: tuple[str, ...], *, draft: bool
) -> tuple[list[str], tuple[Finding, ...]]:
    """Build the papers of some documents into pack/<cycle>/; return their names and what waits.

    A document is called by its title, number or id.

    A paper that has to wait is taken out of the pack; table of contents and archive follow.

    Raises:
        HuiqiError: an unknown document, or a paper that cannot be made.
    """
    chosen = find_documents(facts.cycle, names)
    pack = make_pack(open_paper_maker(root), facts, chosen, draft=draft)
    folder = root / "pack" / facts.cycle.id
    for name in pack.held:
        (folder / name).unlink(missing_ok=True)
    for name, data in pack.files.items():
        _replace(folder / name, data)
    kept = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.docx"))
    }
    title = _title(facts.cycle)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / CONTENTS, list_contents(title, kept))
    _replace(folder.with_name(f"{folder.name}.zip"), zip_files(kept, title))
    return sorted(pack.files), pack.waiting


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)


def _title(cycle: Cycle) -> str:
    """Return the heading of the table of contents."""
    scope = Scope(cycle, Rendition.office())
    return html.unescape(f"{scope.view.title}材料目录")

"""Making papers: rendered, converted in one call of pandoc, finished, and kept for next time."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import TemplateError

from huiqi.errors import FindingsError
from huiqi.tool_versions import describe_tool_versions
from huiqi.word.house_style import STYLE_FOLDER, load_house_style
from huiqi.word.markup_check import check_markup
from huiqi.word.package import Properties, write_docx
from huiqi.word.pandoc import convert_bodies, convert_pages
from huiqi.word.postprocess import postprocess
from huiqi.word.preview import split_pages
from huiqi.word.render import Copy, Paper, Renderer
from macros.scope import Scope

_ENGINE = Path(__file__).resolve().parent
_SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True)
class PaperMaker:
    """Where papers are made: the shared parts of the pages, and what was made before.

    ``kept`` holds finished files under the digest of everything they are made from, so that the
    result never depends on it.
    """

    parts: Path
    kept: Path | None = None

    def render(self, scope: Scope, copies: Iterable[Copy], *, draft: bool = False) -> list[Paper]:
        """Return the papers of one rendition, all rendered; drafts say that they are.

        Raises:
            FindingsError: what is wrong in the templates, all at once.
        """
        renderer, papers, faults = Renderer(scope, self.parts, draft=draft), [], []
        for copy in copies:
            try:
                papers.append(renderer.render(copy))
            except (TemplateError, AttributeError, TypeError, KeyError, IndexError, ValueError):
                fault = renderer.find_fault(copy)
                if fault is None:
                    raise
                faults.append(fault)
        if faults:
            raise FindingsError(dict.fromkeys(faults))
        check_markup(load_house_style(), papers)
        return papers

    def make_files(self, papers: Iterable[Paper], cycle: str) -> dict[str, bytes]:
        """Return the Word file of each paper by its key.

        Raises:
            HuiqiError: pandoc fails, or a paper holds what paper cannot.
        """
        house_style, wanted = load_house_style(), {paper.copy.key: paper for paper in papers}
        names = {key: _digest(paper, cycle, "docx") for key, paper in wanted.items()}
        files = self._find_kept(names)
        missing = {key: paper for key, paper in wanted.items() if key not in files}
        bodies = convert_bodies(
            house_style, {key: paper.markdown for key, paper in missing.items()}
        )
        for key, paper in missing.items():
            body = postprocess(house_style, bodies[key], paper.copy.template.file)
            letter = paper.copy.template.head.layout == "letter"
            files[key] = write_docx(house_style, body, _properties(paper, cycle), letter=letter)
            self._keep(names[key], files[key])
        return {key: files[key] for key in wanted}

    def make_pages(self, papers: Iterable[Paper], cycle: str) -> dict[str, str]:
        """Return the preview of each paper by its key, as HTML."""
        wanted = {paper.copy.key: paper for paper in papers}
        names = {key: _digest(paper, cycle, "html") for key, paper in wanted.items()}
        pages = {key: data.decode() for key, data in self._find_kept(names).items()}
        missing = {key: paper.markdown for key, paper in wanted.items() if key not in pages}
        for key, text in split_pages(convert_pages(missing)).items():
            pages[key] = text
            self._keep(names[key], text.encode())
        return {key: pages[key] for key in wanted}

    def _find_kept(self, names: Mapping[str, str]) -> dict[str, bytes]:
        if self.kept is None:
            return {}
        places = {key: self.kept / name for key, name in names.items()}
        found = {key: self._read_kept(path) for key, path in places.items() if path.is_file()}
        return {key: data for key, data in found.items() if data is not None}

    def _read_kept(self, path: Path) -> bytes | None:
        """Return what was kept, unless it is not what it was; note that it is still used."""
        os.utime(path)
        kept = path.read_bytes()
        data = kept[_SEAL:]
        return data if kept[:_SEAL] == hashlib.sha256(data).digest() else None

    def forget(self, days: int = 30) -> None:
        """Remove what has not been used for so long."""
        oldest = time.time() - days * 86400
        for path in self.kept.iterdir() if self.kept and self.kept.is_dir() else ():
            if path.stat().st_mtime < oldest:
                path.unlink()

    def _keep(self, name: str, data: bytes) -> None:
        if self.kept is None:
            return
        self.kept.mkdir(parents=True, exist_ok=True)
        fresh = self.kept / f".{name}.{os.getpid()}"
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        fresh.replace(self.kept / name)


def _properties(paper: Paper, cycle: str) -> Properties:
    copy = paper.copy
    return Properties(paper.title, cycle, copy.document, copy.template.id, paper.people)


def _digest(paper: Paper, cycle: str, kind: str) -> str:
    """Return the name under which a finished file is kept: what it is made from."""
    parts = (
        _engine_digest(),
        kind,
        cycle,
        repr(_properties(paper, cycle)),
        paper.copy.template.file,
        paper.markdown,
    )
    whole = "\0".join(parts).encode()
    return f"{hashlib.sha256(whole).hexdigest()}.{kind}"


@cache
def _engine_digest() -> str:
    """Return the digest of what makes the files: the house_style, this package, the tools."""
    paths = sorted(path for folder in (STYLE_FOLDER, _ENGINE) for path in folder.rglob("*.*"))
    digest = hashlib.sha256()
    for path in paths:
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    digest.update(describe_tool_versions().encode())
    return digest.hexdigest()

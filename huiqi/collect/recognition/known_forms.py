"""The form that a paper was made from: among those handed out, in the pack, or rendered from the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from huiqi.collect.issued.blanks import list_blanks, read_blank, render_blanks, take_blank
from huiqi.collect.issued.handed_out import HandedOut, load_handed_out
from huiqi.collect.model import CopyKey
from huiqi.collect.reading.forms import Form
from huiqi.collect.recognition.names_in_text import list_people
from huiqi.facts.documents import list_templates
from huiqi.facts.reading.load import Facts
from huiqi.materials.screening import tighten
from macros.escape import plain
from macros.scope import Rendition, Scope

_UNKNOWN = "没有登记过这份文件所用的空白件，按现在的样子读，请核对"
_UNTOLD = "文件没有写明用的是哪一版空白件，按现在的样子读，请核对"


@dataclass(frozen=True)
class FoundForm:
    """The form to read a paper with; ``doubts`` says why it may be another one."""

    form: Form
    older: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Built:
    """Papers in a folder, by their copies and by the digests of their forms."""

    by_key: Mapping[CopyKey, Path]
    by_form: Mapping[str, Path]


class KnownForms:
    """Every form that is known of a cycle; each is read when it is asked for.

    ``meeting`` is the meeting's name without blanks, as titles have it.
    """

    def __init__(self, root: Path, facts: Facts) -> None:
        self._root, self._facts = root, facts
        self._taken: dict[Path, Form | None] = {}
        self._loaded: dict[str, Form | None] = {}
        self._rendered: dict[str, dict[CopyKey, Form]] = {}
        self.people = list_people(facts.cycle)
        title = Scope(facts.cycle, Rendition.office()).view.title
        self.meeting = tighten(plain(str(title)))
        self.handed: HandedOut = load_handed_out(root, facts.cycle.id)

    def find(self, key: CopyKey, properties: Mapping[str, str]) -> FoundForm | None:
        """Return the form of a paper that comes in; None where its template is in no form known."""
        written, latest = properties.get("form", ""), self.handed.latest(key)
        handed = self.handed.find(form=written, copy=properties.get("copy", ""))
        form = self._load(handed.form) if handed else None
        if handed and form:
            doubts = () if not written or written in (handed.form, handed.written) else (_UNKNOWN,)
            return FoundForm(form, latest is not None and latest.form != handed.form, doubts)
        path = self._built.by_form.get(written)
        taken = self._take(path) if path else None
        if taken:
            return FoundForm(taken)
        present = self.find_present(key)
        doubt = _UNKNOWN if written else _UNTOLD
        return FoundForm(present, doubts=(doubt,)) if present else None

    def find_present(self, key: CopyKey) -> Form | None:
        """Return the form that a copy has now, or another one of the same paper."""
        form = self._find_own(key)
        if form is None:
            example = next((one for one in self._examples if one.paper == key.paper), None)
            form = self._find_own(example) if example else None
        return form

    def _find_own(self, key: CopyKey) -> Form | None:
        handed, path = self.handed.latest(key), self._built.by_key.get(key)
        if handed:
            return self._load(handed.form)
        return self._take(path) if path else self._render(key.paper).get(key)

    def list_present(self) -> Iterator[tuple[CopyKey, Form]]:
        """Yield one form of each paper with the copy that it is of, as it is now."""
        for key in self._examples:
            form = self.find_present(key)
            if form:
                yield key, form

    @cached_property
    def _examples(self) -> tuple[CopyKey, ...]:
        """One copy of each paper, one with people where there is one."""
        handed = (one.key for one in self.handed.copies)
        found: dict[tuple[str, str], CopyKey] = {}
        for key in (*handed, *self._built.by_key):
            kept = found.get((key.document, key.paper))
            if kept is None or len(kept.people) < len(key.people):
                found[key.document, key.paper] = key
        if not found:
            # All in one call of pandoc.
            self._render_all(set(list_templates(self._facts.cycle)))
            for key in (key for forms in self._rendered.values() for key in forms):
                found.setdefault((key.document, key.paper), key)
        return tuple(found.values())

    @cached_property
    def _built(self) -> _Built:
        by_key: dict[CopyKey, Path] = {}
        by_form: dict[str, Path] = {}
        cycle = self._facts.cycle.id
        for top in ("pack", "public"):
            folder = self._root / top / cycle
            for blank in list_blanks(folder):
                path = folder / blank.file
                if top == "pack":
                    by_key.setdefault(blank.key, path)
                by_form.setdefault(blank.written or blank.digest, path)
        return _Built(by_key, by_form)

    def _render(self, paper: str) -> Mapping[CopyKey, Form]:
        """Return the forms of a paper as the facts have it, where the pack has none of it."""
        if any(paper == key.paper for key in self._built.by_key):
            return {}
        if paper not in self._rendered:
            self._render_all({paper})
        return self._rendered[paper]

    def _render_all(self, papers: set[str]) -> None:
        for paper in papers:
            self._rendered.setdefault(paper, {})
        for blank in render_blanks(self._root, self._facts, papers):
            self._rendered[blank.key.paper][blank.key] = take_blank(self._facts.cycle, blank)

    def _take(self, path: Path) -> Form | None:
        if path not in self._taken:
            blank = read_blank(path.read_bytes(), path.name)
            self._taken[path] = take_blank(self._facts.cycle, blank) if blank else None
        return self._taken[path]

    def _load(self, digest: str) -> Form | None:
        if digest not in self._loaded:
            self._loaded[digest] = self.handed.load_form(digest)
        return self._loaded[digest]

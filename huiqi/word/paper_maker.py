"""Making papers: rendered, converted in one call of pandoc for each kind, post-processed, packed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError

from huiqi.errors import FindingsError
from huiqi.word.house_style import load_house_style
from huiqi.word.markup_check import check_markup
from huiqi.word.ooxml import Element
from huiqi.word.package import Properties, write_document, write_docx
from huiqi.word.pandoc import Source, convert_bodies, convert_pages
from huiqi.word.paper_cache import PaperCache, name_result
from huiqi.word.postprocess import postprocess
from huiqi.word.preview import split_pages
from huiqi.word.render import Copy, Paper, Renderer
from huiqi.word.shapes import Shape, UnfitError, fill_shape, match_values, take_shape
from macros.scope import Scope


@dataclass(frozen=True)
class PaperMaker:
    """Where papers are made: the shared parts of the pages, and what was made before."""

    parts: Path
    cache: PaperCache = field(default_factory=PaperCache)

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
        wanted = {paper.copy.key: paper for paper in papers}
        shapes = {
            key: take_shape(paper.markdown, match_values(paper.values))
            for key, paper in wanted.items()
        }
        documents = self._make_documents(wanted, shapes)
        # Where the layout depends on the words, each copy is converted for itself.
        shapes |= {key: Shape(wanted[key].markdown) for key, made in documents.items() if not made}
        documents |= self._make_documents(
            {key: wanted[key] for key, made in documents.items() if not made}, shapes
        )
        house_style = load_house_style()
        return {
            key: write_docx(
                house_style,
                fill_shape(documents[key], shapes[key].values),
                _properties(paper, cycle),
            )
            for key, paper in wanted.items()
        }

    def _make_documents(
        self, papers: Mapping[str, Paper], shapes: Mapping[str, Shape]
    ) -> dict[str, bytes]:
        """Return the document.xml of each paper's shape by the paper's key, nothing for an unfit one."""
        names = {
            key: name_result("xml", paper.file, shapes[key].markdown)
            for key, paper in papers.items()
        }
        distinct = {name: key for key, name in names.items()}
        made = self.cache.find({name: name for name in distinct})
        missing = {name: key for name, key in distinct.items() if name not in made}
        sources = {
            name.partition(".")[0]: Source(shapes[key].markdown, papers[key].filled)
            for name, key in missing.items()
        }
        bodies = convert_bodies(load_house_style(), sources)
        for name, key in missing.items():
            made[name] = _finish_document(bodies[name.partition(".")[0]], papers[key])
            self.cache.keep(name, made[name])
        return {key: made[name] for key, name in names.items()}

    def make_pages(self, papers: Iterable[Paper]) -> dict[str, str]:
        """Return the preview of each paper by its key, as HTML."""
        wanted = {paper.copy.key: paper for paper in papers}
        names = {
            key: name_result("html", paper.file, paper.filled, paper.markdown)
            for key, paper in wanted.items()
        }
        pages = {key: data.decode() for key, data in self.cache.find(names).items()}
        missing = {
            key: Source(paper.markdown, paper.filled)
            for key, paper in wanted.items() if key not in pages
        }  # fmt: skip
        for key, text in split_pages(convert_pages(missing)).items():
            pages[key] = text
            self.cache.keep(names[key], text.encode())
        return {key: pages[key] for key in wanted}


def _finish_document(body: Element, paper: Paper) -> bytes:
    """Return the document.xml of what pandoc made of a shape; nothing where a hole has no place."""
    house_style = load_house_style()
    try:
        postprocess(house_style, body, paper.file)
    except UnfitError:
        return b""
    letter = paper.copy.template.head.layout == "letter"
    return write_document(house_style, body, letter=letter)


def _properties(paper: Paper, cycle: str) -> Properties:
    copy = paper.copy
    return Properties(paper.title, cycle, copy.document, copy.template.id, paper.people)

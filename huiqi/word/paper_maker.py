"""Making papers: rendered, converted in one call of pandoc for each kind, post-processed, packed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError

from huiqi.errors import FindingsError
from huiqi.word.controls import list_prompts
from huiqi.word.glossary import write_prompts
from huiqi.word.house_style import load_house_style
from huiqi.word.markup_check import check_markup
from huiqi.word.ooxml import Element
from huiqi.word.package import Properties, write_document, write_docx
from huiqi.word.pandoc import Source, convert_documents
from huiqi.word.paper_cache import PaperCache, name_result
from huiqi.word.postprocess import postprocess
from huiqi.word.preview import split_pages
from huiqi.word.render import Copy, Paper, Renderer
from huiqi.word.shapes import Shape, UnfitError, fill_shape, match_values, take_shape
from macros.scope import Scope

_NEXT_PART = b"\0"


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
        documents, _ = self._convert(wanted, shapes)
        # Where the layout depends on the words, each copy is converted for itself.
        unfit = {key: wanted[key] for key, made in documents.items() if not made}
        shapes |= {key: Shape(paper.markdown) for key, paper in unfit.items()}
        documents |= self._convert(unfit, shapes)[0]
        filled = {key: fill_shape(made, shapes[key].values) for key, made in documents.items()}
        return {key: _pack(filled[key], paper, cycle) for key, paper in wanted.items()}

    def make_shown_files(
        self, papers: Iterable[Paper], cycle: str
    ) -> tuple[dict[str, bytes], dict[str, str]]:
        """Return Word file and page of each paper by its key; a page is HTML.

        Raises:
            HuiqiError: pandoc fails, or a paper holds what paper cannot.
        """
        wanted = {paper.copy.key: paper for paper in papers}
        shapes = {key: Shape(paper.markdown) for key, paper in wanted.items()}
        documents, pages = self._convert(wanted, shapes, shown=True)
        files = {key: _pack(documents[key], paper, cycle) for key, paper in wanted.items()}
        return files, {key: pages[key].decode() for key in wanted}

    def _convert(
        self, papers: Mapping[str, Paper], shapes: Mapping[str, Shape], *, shown: bool = False
    ) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Return document.xml and page of each paper's shape by the paper's key.

        An unfit shape has an empty document.xml; pages are made only where they are shown.
        """
        names = {
            key: name_result("xml", paper.file, shapes[key].markdown)
            for key, paper in papers.items()
        }
        page_names = {key: f"{names[key]}.html" for key in papers if shown}
        made, pages = self.cache.find(names), self.cache.find(page_names)
        missing = [key for key in papers if key not in made or (shown and key not in pages)]
        distinct = {names[key].partition(".")[0]: key for key in missing}
        bodies, text = convert_documents(load_house_style(), {
            digest: Source(shapes[key].markdown, papers[key].filled, page=shown)
            for digest, key in distinct.items()
        })  # fmt: skip
        documents = {
            digest: _finish_document(bodies[digest], papers[key])
            for digest, key in distinct.items()
        }
        html = {digest: page.encode() for digest, page in split_pages(text).items()}
        for digest, key in distinct.items():
            self.cache.keep(names[key], documents[digest])
            if shown:
                self.cache.keep(page_names[key], html[digest])
        for key in missing:
            digest = names[key].partition(".")[0]
            made[key] = documents[digest]
            if shown:
                pages[key] = html[digest]
        return made, pages


def _finish_document(body: Element, paper: Paper) -> bytes:
    """Return the document.xml of what pandoc made of a shape; nothing where a hole has no place.

    The part with the prompts follows behind a NUL, which no XML holds: both have the same holes.
    """
    house_style = load_house_style()
    try:
        postprocess(house_style, body, paper.file)
    except UnfitError:
        return b""
    letter = paper.copy.template.head.layout == "letter"
    prompts = list_prompts(body)
    document = write_document(house_style, body, letter=letter)
    return document + _NEXT_PART + write_prompts(prompts) if prompts else document


def _pack(made: bytes, paper: Paper, cycle: str) -> bytes:
    copy, template = paper.copy, paper.copy.template
    document, _, prompts = made.partition(_NEXT_PART)
    properties = Properties(
        paper.title, cycle, copy.document, template.id, paper.people, office=copy.office or "",
        form=hashlib.sha256(document).hexdigest(), anonymous=template.head.anonymous,
        draft=paper.draft,
    )  # fmt: skip
    return write_docx(load_house_style(), document, properties, prompts)

"""From a template and the facts to the Markdown of one paper."""

from __future__ import annotations

import html
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from huiqi.errors import Finding
from huiqi.facts.documents import list_templates, look_up
from huiqi.facts.model.paperwork import ExtraDocument
from huiqi.facts.open_facts import Blanks
from huiqi.facts.templates import TEMPLATES, Template
from huiqi.templating.environment import compile_text, open_environment
from huiqi.templating.faults import find_render_fault
from macros.papers import Talk, known, rows, talks
from macros.scope import Scope
from macros.talks import list_talk_pairs
from macros.vocabulary import build_paper_vocabulary
from macros.words import approval_mark, draft_mark, join

_TITLE_WIDTH = 20  # full characters of 22 points on a line
_TITLE_LINES = 3
# Of a full character: a digit, and the room that is left between it and an ideograph.
_NARROW, _BESIDE = 0.55, 0.25
_BREAK = "<wbr>"
_NO_LETTERHEAD = SimpleNamespace(
    name=None, number=None, signer=None, date=None, cc=[], printed_by=None, printed_on=None
)
_LAYOUTS = TEMPLATES / "style" / "layouts"


@dataclass(frozen=True)
class Copy:
    """One paper to be made: a template, and whose copy it is.

    ``member`` is the id of the member that the copy is for, ``talk`` the number of the talk,
    ``office`` the id of the office; ``extra`` is the further document that it stands for. A list that is filled in
    beforehand has as many ``rows`` as are needed; otherwise the template says how many.
    """

    template: Template
    member: str | None = None
    talk: int | None = None
    office: str | None = None
    extra: ExtraDocument | None = None
    rows: int | None = None

    @property
    def document(self) -> str:
        """The id of the document that the paper is, or belongs to."""
        return self.extra.id if self.extra else self.template.document

    @property
    def is_personal(self) -> bool:
        """Whether it is one of several copies of the same paper."""
        return bool(self.member or self.office or self.talk is not None)

    @property
    def key(self) -> str:
        """What tells the copy from all others of the cycle; ASCII, fit for an address."""
        name = self.extra.id if self.extra else self.template.id
        number = None if self.talk is None else f"{self.talk:03}"
        return "--".join(part for part in (name, self.member, self.office, number) if part)


@dataclass(frozen=True)
class Paper:
    """A rendered copy: Markdown for pandoc, the open slots that it uses, the people it is for.

    ``values`` are words in which it may differ from other copies of the same paper, as Markdown.
    """

    copy: Copy
    title: str
    markdown: str
    blanks: Blanks = field(default_factory=dict)
    people: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()
    draft: bool = False

    @property
    def file(self) -> str:
        """The template that it was made from."""
        return self.copy.template.file

    @property
    def filled(self) -> str:
        """Whether it is filled in by ``hand`` or ``typed``."""
        return self.copy.template.head.filled


class Renderer:
    """Renders the copies of one cycle in one rendition."""

    def __init__(self, scope: Scope, docs_parts: Path, *, draft: bool = False) -> None:
        self._environment = open_environment(_LAYOUTS, docs_parts)
        self._vocabulary = build_paper_vocabulary(scope)
        self._scope, self._draft = scope, draft
        self._letters: dict[tuple[str, str], Any] = {}
        self._others: dict[str | None, list[Any]] = {}

    def render(self, copy: Copy) -> Paper:
        """Return one paper. Errors of the template are Jinja's own."""
        scope, head = self._scope, copy.template.head
        scope.recorder.start(copy.template.file)
        title = scope.write(copy.extra.title if copy.extra else head.paper or head.title)
        names = self._names(copy)
        heading = self._say(head.heading, names) if head.heading else title
        names |= {
            "title": title,
            "heading": break_lines(heading),
            "annex": self._annex(copy, names),
        }
        names["attachments"] = self._attachments(copy, names)
        names["body"] = self._say(copy.template.text, names)
        layout = self._environment.get_template(f"{head.layout}.md").render(names)
        plain = html.unescape(heading.replace(_BREAK, ""))
        values = self._values if copy.is_personal else frozenset()
        people = self._people(copy)
        return Paper(copy, plain, layout, scope.recorder.noted, people, values, self._draft)

    def _annex(self, copy: Copy, names: dict[str, Any]) -> Any:
        """Return title and text of the paper that goes with this one; None where there is none.

        What a notice issues (印发) is no annex of it; what a request or a report submits is one.
        """
        if copy.template.head.annex is None:
            return None
        issued = copy.template.head.layout == "downward"
        template = list_templates(self._scope.cycle)[copy.template.head.annex]
        title = self._say(template.head.heading or template.head.title, names)
        body = self._say(template.text, names)
        return SimpleNamespace(title=title, heading=break_lines(title), body=body, issued=issued)

    def _attachments(self, copy: Copy, names: dict[str, Any]) -> list[str]:
        """Return the titles of what is attached: the annex first."""
        said = [self._say(item, names) for item in copy.template.head.attachments]
        annex = names["annex"]
        annex = [annex.title] if annex and not annex.issued else []
        return [title.replace(_BREAK, "") for title in (*annex, *said)]

    def _people(self, copy: Copy) -> tuple[str, ...]:
        if copy.talk is not None:
            return list_talk_pairs(self._scope.cycle)[copy.talk - 1].people
        return (copy.member,) if copy.member else ()

    @cached_property
    def _values(self) -> frozenset[str]:
        """The words for people and offices, in which copies differ."""
        scope = Scope(self._scope.cycle, self._scope.rendition)
        people = [scope.follow(person.id) for person in scope.cycle.people]
        words = [(one, one.name) for one in people]
        branches = [(one.branch,) for one in scope.view.members]
        offices = [(one,) for one in scope.view.offices]
        return frozenset(
            str(word) for group in (*words, *branches, *offices) for word in group if word
        )

    @cached_property
    def _members(self) -> list[Any]:
        return list(self._scope.view.members)

    @cached_property
    def _talks(self) -> list[Talk]:
        return talks(self._scope)

    def find_fault(self, copy: Copy) -> Finding | None:
        """Return what keeps a template from being rendered, with its line."""
        names = self._names(copy) | {"title": "", "heading": "", "body": ""}
        names |= {"attachments": [], "annex": None}
        head, file = copy.template.head, copy.template.file
        layout = _LAYOUTS / f"{head.layout}.md"
        texts = [(file, text) for text in (head.heading or "", *head.attachments)]
        if head.annex:
            annex = list_templates(self._scope.cycle)[head.annex]
            texts += [(annex.file, annex.head.heading or ""), (annex.file, annex.text)]
        texts += [
            (file, copy.template.text),
            (f"templates/style/layouts/{layout.name}", layout.read_text("utf-8")),
        ]
        faults = (find_render_fault(self._environment, name, text, names) for name, text in texts)
        return next((fault for fault in faults if fault), None)

    def _say(self, text: str, names: dict[str, Any]) -> str:
        return compile_text(self._environment, text).render(names)

    def _names(self, copy: Copy) -> dict[str, Any]:
        """Return what only this copy knows."""
        scope = self._scope
        member = scope.follow(copy.member) if copy.member else None
        return self._vocabulary | {
            "member": member,
            "others": self._find_others(copy.member),
            "talk": None if copy.talk is None else self._talks[copy.talk - 1],
            "office": scope.follow(copy.office) if copy.office else None,
            "document": SimpleNamespace(
                purpose=scope.write(copy.extra.purpose) if copy.extra else ""
            ),
            "letter": self._find_letter(copy),
            "addressee": self._addressee(copy),
            "rows": lambda number: rows(scope, number if copy.rows is None else copy.rows),
            "contact": scope.view.meeting.contact,
            "mark": self._mark(copy),
            "signed": copy.template.head.signed,
            "noted": copy.template.head.contact,
        }

    def _find_others(self, member: str | None) -> list[Any]:
        """Return all members but one, looked up once for all papers of that one."""
        if member not in self._others:
            one = self._scope.follow(member) if member else None
            self._others[member] = [other for other in self._members if other != one]
        return self._others[member]

    def _mark(self, copy: Copy) -> str:
        """Return the mark of a draft, and that of a plan until it is approved."""
        if self._draft:
            return draft_mark(self._scope)
        return approval_mark(self._scope) if copy.template.head.approved else ""

    def _find_letter(self, copy: Copy) -> Any:
        """Return the letterhead of a paper, looked up once for all its copies."""
        key = (copy.document, copy.template.id)
        if key not in self._letters:
            self._letters[key] = self._letter(copy)
        return self._letters[key]

    def _letter(self, copy: Copy) -> Any:
        """Return masthead, number and copy block of an issued paper; None for what is open."""
        scope, group = self._scope, "extra_documents" if copy.extra else "documents"
        items = [item for item in getattr(scope.view, group) if item.id == copy.document]
        papers = [paper for item in items if not copy.extra for paper in item.papers]
        own = [paper for paper in papers if paper.id == copy.template.id]
        heads = own or (items if copy.template.head.of is None else [])
        return next((item.letterhead for item in heads if item.letterhead), _NO_LETTERHEAD)

    def _addressee(self, copy: Copy) -> str:
        """Return to whom a paper goes: a text, or the place in the facts that holds it."""
        place, scope = copy.template.head.addressee, self._scope
        if place is None:
            return ""
        if "{{" in place:
            return self._say(place, self._vocabulary)
        if place == "offices":
            return join(scope, scope.view.offices)
        if place == "receivers":
            (document,) = (one for one in scope.view.documents if one.id == copy.document)
            return known(scope, join(scope, document.receivers), "主送机关", "addressee")
        found = look_up(scope.view, place)
        named = join(scope, found) if isinstance(found, list) else found
        return known(scope, named, "主送机关", "addressee")


@lru_cache(maxsize=256)
def break_lines(heading: str) -> str:
    """Return a title broken into as few lines as hold it, of lengths as even as may be.

    Where no line can hold a part, it is the most even of three lines, or of as many as there are parts.
    """
    parts = heading.split(_BREAK)
    whole = range(1, len(parts))
    for count in range(len(parts)):
        options = itertools.combinations(whole, count)
        lines = [list(_join_parts(parts, ends)) for ends in options]
        fitting = [one for one in lines if max(map(_width, one)) <= _TITLE_WIDTH]
        best = min(fitting or lines, key=_unevenness)
        if fitting or (count == _TITLE_LINES - 1 and max(map(_width, parts)) > _TITLE_WIDTH):
            return "\\\n".join(best)
    return "\\\n".join(parts)


def _join_parts(parts: list[str], ends: tuple[int, ...]) -> Iterator[str]:
    for start, end in zip((0, *ends), (*ends, len(parts)), strict=True):
        yield "".join(parts[start:end])


def _unevenness(lines: list[str]) -> float:
    widths = [_width(line) for line in lines]
    return max(widths) - min(widths)


def _width(text: str) -> float:
    """Return the width of a title in full characters, with the room beside digits and letters."""
    plain = html.unescape(text)
    wide = [unicodedata.east_asian_width(sign) in "WFA" for sign in plain]
    beside = sum(one != other for one, other in itertools.pairwise(wide))
    return sum(1 if one else _NARROW for one in wide) + beside * _BESIDE

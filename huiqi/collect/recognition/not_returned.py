"""Papers that their authors keep (D24): found wherever they stand in a file, so that nothing of them is kept.

A sentence may name such a paper, and an outline speaks of the same matters: only its title with some of its own
lines, the head of its table, or several of its lines tell that it is there itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from huiqi.collect.model import CopyKey
from huiqi.collect.reading.filled_file import FilledFile
from huiqi.collect.reading.forms import Form, FormTable, parts_of
from huiqi.collect.recognition.known_forms import KnownForms
from huiqi.collect.recognition.names_in_text import HEAD_LINES
from huiqi.facts.documents import list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.templates import Template, load_templates
from huiqi.materials.screening import tighten

# Signs of a text, of one that may stand in a line, of a table's head.
_SHORTEST, _SENTENCE, _HEAD = 3, 12, 8
_BESIDE_TITLE, _ALONE = 3, 4  # of its own lines, that tell it with its title and without


@dataclass(frozen=True)
class _Kept:
    """What a paper is known by: its title, its own lines, the matters that other papers name too, its tables' heads."""

    template: Template
    title: str
    texts: frozenset[str]
    shared: frozenset[str]
    table_heads: tuple[str, ...]


class NotReturned:
    """Finds the papers that are not collected."""

    def __init__(self, cycle: Cycle, forms: KnownForms) -> None:
        self._cycle, self._forms = cycle, forms

    @cached_property
    def _kept(self) -> tuple[_Kept, ...]:
        """The papers; their forms are read with the first file, since often there is none."""
        own = list_templates(self._cycle)
        kept = (one for one in load_templates().values() if not one.head.returned)
        return tuple(
            _describe(one, self._find_form(one) if one.id in own else None) for one in kept
        )

    def _find_form(self, template: Template) -> Form | None:
        return self._forms.find_present(CopyKey(template.document, template.id))

    def find(self, file: FilledFile, lines: Sequence[str], name: str) -> Template | None:
        """Return the paper that a file is or holds; ``lines`` are tight, ``name`` is the file's own."""
        every = (*lines, *filter(None, map(tighten, file.beside)))
        for kept in self._kept:
            said = file.properties.get("paper") == kept.template.id or kept.title in tighten(name)
            if said or _begins_with(kept, lines) or _holds(kept, every):
                return kept.template
        return None


def _describe(template: Template, form: Form | None) -> _Kept:
    title, shared = tighten(template.head.title), frozenset(map(tighten, template.head.contents))
    texts = [] if form is None else [tighten(text) for text in form.fixed_texts()]
    titles = [number for number, text in enumerate(texts) if text.endswith(title)]
    own = texts[titles[-1] + 1 :] if titles else texts
    return _Kept(
        template,
        title,
        frozenset(text for text in (*own, *shared) if len(text) >= _SHORTEST),
        shared,
        () if form is None else tuple(_list_heads(form)),
    )


def _list_heads(form: Form) -> Iterator[str]:
    for block in form.blocks:
        if isinstance(block, FormTable):
            head = "".join(tighten(part.text) for cell in block.rows[0] for part in parts_of(cell))
            if len(head) >= _HEAD:
                yield head


def _begins_with(kept: _Kept, lines: Sequence[str]) -> bool:
    start = lines[:HEAD_LINES]
    return any(line.endswith(kept.title) for line in (*start, *map("".join, pairwise(start))))


def _holds(kept: _Kept, lines: Sequence[str]) -> bool:
    """Whether a paper stands anywhere among some lines."""
    whole, single = "".join(lines), set(lines)
    if any(head in whole for head in kept.table_heads):
        return True
    said = {
        text for text in kept.texts if text in single or (len(text) > _SENTENCE and text in whole)
    }
    titled = any(line.endswith(kept.title) for line in (*lines, *map("".join, pairwise(lines))))
    alone = len(said) >= _ALONE and not said <= kept.shared
    return alone or (titled and len(said) >= _BESIDE_TITLE)

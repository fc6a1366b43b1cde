"""Filled variants of papers drawn by chance, and what a reading of one is worth."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from huiqi.collect.model import Reading
from huiqi.collect.reading.forms import Form
from huiqi.word.ooxml import Element, W, to_bytes
from tests.collect import damages, table_damages
from tests.collect.damages import Damage
from tests.collect.filled import (
    SAMPLES,
    Answers,
    blank_papers,
    document_of,
    fill,
    form_of,
    invent_answers,
)

KINDS: dict[str, Damage] = {
    one.__name__: one
    for one in (
        damages.leave, damages.drop_controls, damages.drop_bookmarks, damages.copy_to_new_file, damages.shift_bookmarks,
        damages.break_runs, damages.add_empty_paragraphs, damages.track_changes, damages.type_beside, damages.keep_part,
        damages.join_to_heading, damages.join_heading_to_answer, damages.delete_heading, damages.change_heading,
        damages.narrow_fixed, damages.swap_sections, table_damages.add_rows, table_damages.delete_rows,
        table_damages.move_rows, table_damages.type_into_label, table_damages.merge_tables, table_damages.split_tables,
        table_damages.swap_columns, table_damages.add_column, table_damages.paste_table, table_damages.paste_signs,
        table_damages.quote_headings, table_damages.wrap_all, table_damages.flatten_fields,
    )
}  # fmt: skip
# What may come on top of each: what programs do to marks.
_MARKS = ("leave", "drop_controls", "shift_bookmarks", "copy_to_new_file")


@dataclass(frozen=True)
class Variant:
    """A damaged paper, its form, and what is written in it."""

    name: str
    kind: str
    root: Element
    form: Form
    said: Answers

    @property
    def cycle(self) -> str:
        """The sample that the paper is of."""
        return self.name.partition("/")[0]

    @property
    def paper(self) -> str:
        """The paper's template."""
        return self.form.paper

    @property
    def document(self) -> bytes:
        """Its document.xml."""
        return to_bytes(self.root)


def draw_variant(kind: str, chance: random.Random, papers: tuple[str, ...] = ()) -> Variant:
    """Return a paper that was filled and damaged in one way, and by a program on top."""
    cycle = chance.choice(SAMPLES)
    fillable = [
        name
        for name in blank_papers(cycle)
        if form_of(cycle, name).places and (not papers or name in papers)
    ]
    paper = chance.choice(fillable)
    document, form = document_of(blank_papers(cycle)[paper]), form_of(cycle, paper)
    answers = invent_answers(document, form, chance)
    root = fill(document, answers)
    said = KINDS[kind](root, form, answers, chance)
    marks = chance.choice(_MARKS)
    said = KINDS[marks](root, form, said, chance)
    return Variant(f"{cycle}/{paper} {kind}+{marks}", kind, root, form, said)


def count_signs(root: Element) -> Counter[str]:
    """Count the visible signs of a document, insertions and no deletions, by nothing but its XML."""
    found: Counter[str] = Counter()
    for mark in root.iter(f"{W}t", f"{W}noBreakHyphen", f"{W}sym"):
        if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None:
            found.update(
                {f"{W}noBreakHyphen": "-", f"{W}sym": "☑"}.get(mark.tag) or mark.text or ""
            )
    return Counter({sign: count for sign, count in found.items() if not sign.isspace()})


def signs_of_form(form: Form) -> Counter[str]:
    """Count the visible signs of a form's fixed texts."""
    return Counter(sign for text in form.fixed_texts() for sign in text if not sign.isspace())


def judge(variant: Variant, reading: Reading) -> Counter[str]:
    """Return how many answers are exact, open, unsure, missing (unplaced) or wrong."""
    found: Counter[str] = Counter()
    for key in {*variant.form.by_key, *variant.said, *reading.answers}:
        found[judge_key(variant, reading, key)] += 1
    return found


def judge_key(variant: Variant, reading: Reading, key: str) -> str:
    """Return what the reading of one place is worth."""
    said = tuple(line.strip() for line in variant.said.get(key, ()))
    read = reading.answers.get(key, ())
    others = {
        line.strip()
        for other, lines in variant.said.items()
        if other != key
        for line in lines
        if len(line) > 4
    }
    if any(line in others and line not in said for line in read):
        return "wrong"
    if key in reading.unsure:
        return "unsure"
    if read == said:
        return "exact" if said else "open"
    return "differs"

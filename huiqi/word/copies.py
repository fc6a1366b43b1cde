"""Which papers a cycle has: the blank ones, and those that are somebody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.facts.documents import list_documents, list_templates
from huiqi.facts.kinds import has_fact
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.templates import Template
from huiqi.word.render import Copy
from macros.talks import list_talk_pairs


def blank_copies(cycle: Cycle) -> list[Copy]:
    """Return one nameless copy of each paper, in the order of the standard list."""
    return [Copy(template) for template in _templates(cycle)] + _extra_copies(cycle)


def own_copies(cycle: Cycle) -> list[Copy]:
    """Return each member's own papers that a site that shows names offers: the outlines."""
    shown = (template for template in _templates(cycle) if template.head.own)
    return [copy for template in shown for copy in _copies_of(cycle, template)]


def all_copies(cycle: Cycle) -> list[Copy]:
    """Return every paper that is handed out: one a member, a talk, an office, or just one."""
    copies = [copy for template in _templates(cycle) for copy in _copies_of(cycle, template)]
    return copies + _extra_copies(cycle)


def _templates(cycle: Cycle) -> Iterator[Template]:
    assigned = {item.id for item in cycle.documents}
    for template in list_templates(cycle).values():
        fits = template.head.needs is None or has_fact(cycle, template.head.needs)
        if template.document in assigned and fits and not template.head.extra:
            yield template


def _extra_copies(cycle: Cycle) -> list[Copy]:
    template = next(item for item in list_templates(cycle).values() if item.head.extra)
    return [Copy(template, extra=item) for item in cycle.extra_documents]


def _copies_of(cycle: Cycle, template: Template) -> Iterable[Copy]:
    per = template.head.per
    if per == "member":
        return [Copy(template, member=member.id) for member in cycle.members]
    if per == "talk":
        count = len(list_talk_pairs(cycle))
        free = "among-members" in cycle.preparation.talks.kinds
        own = [Copy(template, talk=number) for number in range(1, count + 1)]
        return [*own, *([Copy(template)] if free else [])]
    if per == "office":
        own = [Copy(template, office=name) for name in _offices_of(cycle, template)]
        return own or [Copy(template)]
    return [Copy(template)]


def _offices_of(cycle: Cycle, template: Template) -> list[str]:
    """Return the offices that receive a paper, or all where none does."""
    offices = [office.id for office in cycle.offices]
    received = [
        name
        for document in list_documents(cycle)
        if document.id == template.document
        for name in document.receivers
        if name in offices
    ]
    return received or offices

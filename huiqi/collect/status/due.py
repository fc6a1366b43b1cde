"""What has to come back: every paper of a cycle that somebody writes in, whose, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from huiqi.collect.model import CopyKey, Due
from huiqi.collect.naming.paper_names import name_paper
from huiqi.facts.documents import Document, list_documents, list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import OWN_WRITERS
from huiqi.facts.reading.load import Facts
from huiqi.word.copies import all_copies
from huiqi.word.render import Copy
from macros.duties import name_party
from macros.escape import plain
from macros.scope import Rendition, Scope
from macros.talks import list_talk_pairs
from macros.words import join

# A template that always leaves a place to its writer; what it only leaves open while a fact is open
# (``known``) is filled in by the facts.
_PLACE = "{.fill "
_OFFICE = "办公室"


def list_due(facts: Facts) -> tuple[Due, ...]:
    """Return every paper that has to come in, in the order of the standard list.

    Papers that are kept by their author are not due, nor is the blank record of talks that nobody lists
    pair by pair: how many of these there will be is not known.
    """
    return tuple(_list(_Names(Scope(facts.cycle, Rendition.office()))))


def key_of_copy(cycle: Cycle, copy: Copy) -> CopyKey:
    """Return what tells a copy from all others when it comes back."""
    people: tuple[str, ...] = (copy.member,) if copy.member else ()
    if copy.talk is not None:
        people = list_talk_pairs(cycle)[copy.talk - 1].people
    return CopyKey(copy.document, copy.template.id, people, copy.office)


def describe_unasked(facts: Facts, key: CopyKey, title: str) -> Due:
    """Return what is known of a paper that came in although nothing asks for it; ``title`` is its own.

    People whom the facts no longer know are called by their ids.
    """
    cycle = facts.cycle
    names = _Names(Scope(cycle, Rendition.office()))
    people, offices = ({item.id for item in group} for group in (cycle.people, cycle.offices))
    known = people | offices
    ids = (key.office,) if key.office else key.people
    whose = "—".join(names.call([one]) if one in known else one for one in ids)
    template = list_templates(cycle).get(key.paper)
    document = next((one for one in list_documents(cycle) if one.id == key.document), None)
    number, stage = (document.number, document.stage) if document else ("", "")
    return Due(
        key, number, title, whose, stage, None, "", bool(template and template.head.anonymous)
    )


def say_deadlines(facts: Facts) -> dict[str, str]:
    """Return the deadline of each document in words, by its id: 会前5日（2022年1月8日）."""
    scope = Scope(facts.cycle, Rendition.office())
    return {
        item.id: plain(str(scope.show_deadline(item.deadline)))
        for item in list_documents(facts.cycle)
        if item.deadline
    }


def _list(names: _Names) -> Iterator[Due]:
    cycle = names.scope.cycle
    documents = {item.id: item for item in list_documents(cycle)}
    for copy in all_copies(cycle):
        head = copy.template.head
        if not head.returned or _PLACE not in copy.template.text or _is_blank_talk(copy):
            continue
        document = documents[copy.document]
        key, deadline = key_of_copy(cycle, copy), document.deadline
        yield Due(
            key, document.number, name_paper(cycle, key), names.whose(key), document.stage,
            deadline.resolve(cycle.meeting.date) if deadline else None,
            names.owner(document, copy, key), head.anonymous,
            deadline.resolve(cycle.meeting.deadline) if deadline else None,
        )  # fmt: skip


def _is_blank_talk(copy: Copy) -> bool:
    return copy.template.head.per == "talk" and copy.talk is None


@dataclass(frozen=True)
class _Names:
    """How the office calls people and offices of a cycle."""

    scope: Scope
    called: dict[str, str] = field(default_factory=dict)

    def whose(self, key: CopyKey) -> str:
        """Return whom a paper is for; of a talk whose talker nobody has named, the other alone."""
        return self.call((key.office,) if key.office else key.people, "—")

    def owner(self, document: Document, copy: Copy, key: CopyKey) -> str:
        """Return who sees to it that a paper comes in: who writes it, or the office that collects it."""
        if copy.office:
            return self.call((copy.office,))
        own = set(document.drafters) & {str(word) for word in OWN_WRITERS}
        # The talker keeps the record; where nobody has named the talker, who collects the records.
        named = len(key.people) > (copy.talk is not None)
        if own and named:
            return self.call(key.people[:1])
        others = [name for name in document.drafters if name not in own]
        return self.call(others or document.receivers) or _OFFICE

    def call(self, ids: Iterable[str], sign: str = "、") -> str:
        names = [self._call_one(one) for one in ids]
        return sign.join(names) if sign != "、" else join(self.scope, names)

    def _call_one(self, name: str) -> str:
        if name not in self.called:
            self.called[name] = plain(name_party(self.scope, name))
        return self.called[name]

"""Which paper of which people a file is: by its properties, else by its text; contradictions are named.

A file that is not read is refused with the reason; nothing is guessed in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.issued.blanks import key_of
from huiqi.collect.model import CopyKey, Sureness
from huiqi.collect.naming.paper_names import name_paper
from huiqi.collect.reading.filled_file import FilledFile
from huiqi.collect.recognition.known_forms import FoundForm, KnownForms
from huiqi.collect.recognition.names_in_text import find_named_places, list_others, read_named
from huiqi.collect.recognition.not_returned import NotReturned
from huiqi.collect.recognition.people_namer import OWN_FILE, PeopleNamer
from huiqi.collect.recognition.text_match import (
    Match,
    is_clear,
    is_foreign,
    match_forms,
    measure_share,
)
from huiqi.facts.documents import list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.templates import Template
from huiqi.materials.screening import RefusedError, tighten

_CLASSIFIED = ("没有密级的材料", "带有密级标志", "按涉密文件管理，不在这台电脑上收")
_KEPT = "由本人保管，只交会议，不收回；请从文件夹中移走"


class ConfidentialError(RefusedError):
    """A file of which nothing is kept."""


@dataclass(frozen=True)
class Recognised:
    """Which paper a file is, how that is known, and the form to read it with.

    ``contested`` is true where its own name says that it is somebody else's.
    """

    key: CopyKey
    found: FoundForm
    title: str
    how: Sureness
    doubts: tuple[str, ...] = ()
    contested: bool = False


class Recogniser:
    """Recognises the files of one cycle."""

    def __init__(self, cycle: Cycle, forms: KnownForms) -> None:
        self._cycle, self._forms = cycle, forms
        self._people = forms.people
        self._templates = list_templates(cycle)
        self._offices = {office.id for office in cycle.offices}
        self._namer = PeopleNamer(cycle, forms.people)
        self._not_returned = NotReturned(cycle, forms)

    def recognise(self, file: FilledFile, name: str) -> Recognised:
        """Return which paper a file is; ``name`` is the file's own.

        Raises:
            ConfidentialError: it must not be collected at all.
            RefusedError: it is none of this cycle's papers, or contradicts itself.
        """
        if file.marked:
            raise ConfidentialError(*_CLASSIFIED)
        lines = tuple(line for line in map(tighten, file.lines) if line)
        self._refuse_kept(file, lines, name)
        key, how = self._ask_properties(file)
        if key is None:
            return self._by_text(file, lines, name)
        template = self._check_key(key)
        found = self._forms.find(key, file.properties)
        if found is None:
            raise RefusedError("本次会议的材料", "没有这种材料的空白件", "核对模板和材料目录")
        self._refuse_other_paper(key, found, lines)
        key, doubts = self._settle_people(key, template, found, lines, name)
        named = self._doubt_name(key, name) if how != "none" else ()
        draft = ("用草稿填写，请核对",) if file.properties.get("draft") else ()
        return Recognised(
            key, found, name_paper(self._cycle, key), how,
            (*found.doubts, *doubts, *named, *draft), contested=bool(named),
        )  # fmt: skip

    def _refuse_kept(self, file: FilledFile, lines: tuple[str, ...], name: str) -> None:
        """Refuse what its author keeps, wherever it stands in a file."""
        found = self._not_returned.find(file, lines, name)
        if found:
            raise ConfidentialError("要收回的材料", found.head.title, _KEPT)

    def _ask_properties(self, file: FilledFile) -> tuple[CopyKey | None, Sureness]:
        properties = file.properties
        cycle, key = properties.get("cycle"), key_of(properties)
        if cycle and cycle != self._cycle.id:
            raise RefusedError(
                f" {self._cycle.id} 的材料",
                f" {cycle} 的材料",
                "在那个周期收，或者请本人换用本次的文件",
            )
        if key and cycle:
            return key, "properties"
        form, copy = properties.get("form", ""), properties.get("copy", "")
        handed = self._forms.handed.find(form=form, copy=copy)
        return (handed.key, "copy") if handed else (None, "none")

    def _check_key(self, key: CopyKey) -> Template:
        template = self._templates.get(key.paper)
        if template is None or (template.document != key.document and not template.head.extra):
            raise RefusedError("本次会议的材料", f"没有“{key.paper}”这种模板", OWN_FILE)
        unknown = [one for one in key.people if one not in self._people.names]
        if unknown:
            raise RefusedError(
                "会议事实中的人员", f"没有代号“{'、'.join(unknown)}”", "核对会议事实中的成员名单"
            )
        if key.office and key.office not in self._offices:
            raise RefusedError(
                "会议事实中的责任单位", f"没有代号“{key.office}”", "核对会议事实中的责任单位"
            )
        return template

    def _refuse_other_paper(self, key: CopyKey, found: FoundForm, lines: tuple[str, ...]) -> None:
        """Refuse a file whose text is that of another paper: somebody pasted it over."""
        if not is_foreign(measure_share(lines, found.form)):
            return
        matches = match_forms(lines, self._forms)
        if is_clear(matches) and matches[0].titled and matches[0].key.paper != key.paper:
            other = name_paper(self._cycle, matches[0].key)
            own = name_paper(self._cycle, key)
            raise RefusedError(f"属性写明的{own}", f"正文是{other}", f"用{other}的文件填写后再交")

    def _settle_people(
        self, key: CopyKey, template: Template, found: FoundForm, lines: tuple[str, ...], name: str
    ) -> tuple[CopyKey, tuple[str, ...]]:
        """Return the key with its people; they are asked of the text where the properties are silent."""
        if template.head.anonymous or template.head.per not in ("member", "talk"):
            return key, ()
        if not key.people:
            present = self._forms.list_present()
            example = next(
                (one for one in present if one[0].paper == key.paper and one[0].people), None
            )
            if example is None:
                return key, ()
            return self._namer.name_people(Match(*example, 1.0, 1), template, lines, name)
        return key, tuple(self._compare_people(key, found, lines))

    def _compare_people(
        self, key: CopyKey, found: FoundForm, lines: tuple[str, ...]
    ) -> Iterator[str]:
        """Yield doubts about whose paper it is; refuse one that names somebody else."""
        names = self._people.names
        # The form may be another copy's; that of the people's own names them.
        form = self._forms.find_present(key) or found.form
        for place in find_named_places(form, key.people, self._people):
            own = names[key.people[place.person]]
            there, person = read_named(lines, place, self._people)
            others = list_others(lines, place, self._people, key.people)
            if person and names[person] == own and others:
                said = "、".join(names[one] for one in others)
                yield f"文件中还有写明是{said}的同一种材料，请核对，分开后再交"
            if person and names[person] != own:
                raise RefusedError(f"属性写明的{own}的文件", f"正文写的是{names[person]}", OWN_FILE)
            if there and not person:
                yield f"属性写明是{own}的文件，正文的姓名不是，请核对"

    def _doubt_name(self, key: CopyKey, name: str) -> tuple[str, ...]:
        """Doubt a file whose own name names somebody else: it may have been filled in by him."""
        if not key.people:
            return ()
        others = [one for one in self._people.list_in_name(tighten(name)) if one not in key.people]
        said = "、".join(self._people.names[one] for one in others)
        own = "、".join(self._people.names[one] for one in key.people)
        return (f"文件名写的是{said}，文件是{own}的，请核对",) if others else ()

    def _by_text(self, file: FilledFile, lines: tuple[str, ...], name: str) -> Recognised:
        """Recognise a file that says nothing of itself."""
        matches = match_forms(lines, self._forms)
        if not is_clear(matches):
            raise RefusedError("本次会议的材料", "认不出是哪种材料", OWN_FILE)
        best = matches[0]
        template, title = self._check_key(best.key), name_paper(self._cycle, best.key)
        if not template.head.returned:
            raise ConfidentialError("要收回的材料", title, _KEPT)
        if not best.titled:
            raise RefusedError(f"本次会议的{title}", "标题不是本次会议的", OWN_FILE)
        key, doubts = self._namer.name_people(best, template, lines, name)
        found = self._forms.find(key, file.properties)
        form = self._forms.find_present(key) or best.form
        said = f"文件没有属性，按标题和固定文字（{best.share:.0%}）认作{title}，请核对"
        older = found is not None and found.older
        return Recognised(key, FoundForm(form, older), title, "text", (said, *doubts))

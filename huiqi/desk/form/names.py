"""The names by which the form picks what is described elsewhere, and the braces of texts in Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import get_args

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, RefKind
from huiqi.facts.model.parties import Roles
from huiqi.facts.reading.referable import NAMED, likely_names_of, names_in_texts, names_of
from huiqi.facts.reading.resolve.written_out import write_out_references

_LOCAL = {"owner": "承担单位", "party_anniversary": "建党周年数"}
_BRACED = re.compile(r"[{｛]\s*([^{}｛｝]+?)\s*[}｝]")
_SIGN = "、"
_QUOTED_CODE = re.compile(r"“([a-z0-9]+(?:-[a-z0-9]+)*)”")


class Names:
    """What a cycle's references and braces may name; codes never meet the eye."""

    def __init__(self, cycle: Cycle, data: dict[str, object]) -> None:
        self._cycle, self._data = cycle, data
        self._shown: dict[RefKind, Mapping[str, str]] = {}

    def show(self, kind: RefKind, code: str) -> str:
        """Return what a reference names; one that names nothing stays as it was written."""
        return self.of(kind).get(code) or code

    def of(self, kind: RefKind) -> Mapping[str, str]:
        """Return the names by code, each code's own where two bear one name."""
        if kind not in self._shown:
            self._shown[kind] = self._make_distinct(names_of(self._cycle, kind))
        return self._shown[kind]

    def suggest(self, kind: RefKind, key: str) -> list[str]:
        """Return the names to pick from in a field, the likeliest first."""
        known = self.of(kind)
        return [known[code] for code in likely_names_of(self._cycle, kind, key) if known[code]]

    def find(self, kind: RefKind, name: str) -> str | None:
        """Return what the file is to say for a name that was typed; None if nothing bears it."""
        known, written = self.of(kind), names_of(self._cycle, kind)
        found = [code for code, words in known.items() if words and words == name]
        if len(found) != 1:
            return name if name in known else None
        # The name itself reads best; a code stands only where two bear the name.
        own = written[found[0]]
        return own if [*written.values()].count(own) == 1 else found[0]

    def split(self, kind: RefKind, typed: str) -> Iterator[str]:
        """Yield the names of a list as it was typed; a name may hold the sign that parts them."""
        known = set(self.of(kind).values())
        for line in re.split(r"[\n；;]", typed):
            pieces = [piece.strip() for piece in re.split(r"[、，,]", line) if piece.strip()]
            while pieces:
                size = next(
                    (n for n in range(len(pieces), 1, -1) if _SIGN.join(pieces[:n]) in known), 1
                )
                yield _SIGN.join(pieces[:size])
                pieces = pieces[size:]

    def write_out(self, text: str) -> str:
        """Return a text with what its references stand for."""
        return self.show_braces(write_out_references(self._data, text))

    def show_braces(self, text: str) -> str:
        """Return a text of the facts with the words for its codes: ``{team}`` is ``{班子}``."""
        return REFERENCE.sub(lambda match: f"{{{self._words.get(match[1], match[1])}}}", text)

    def show_codes(self, text: str) -> str:
        """Return a text with names in the place of the quoted codes that it speaks of."""
        return _QUOTED_CODE.sub(lambda match: f"“{self._named.get(match[1], match[1])}”", text)

    def write_braces(self, typed: str) -> str:
        """Return a typed text as the file has it; braces around anything unknown stay."""
        codes = {words: code for code, words in reversed(self._words.items())}
        return _BRACED.sub(
            lambda match: f"{{{codes[match[1]]}}}" if match[1] in codes else match[0], typed
        )

    @property
    def insertable(self) -> list[str]:
        """The words that may stand in the braces of a text."""
        return [words for code, words in self._words.items() if code not in _LOCAL]

    @cached_property
    def _named(self) -> dict[str, str]:
        """The names by code, whatever bears them; a code of two things is the first one's."""
        kinds: tuple[RefKind, ...] = get_args(RefKind)
        tables = [self.of(kind) for kind in reversed(kinds)]
        return {code: name for table in tables for code, name in table.items() if name}

    @cached_property
    def _words(self) -> dict[str, str]:
        roles = {name: str(getattr(self._cycle.roles, name)) for name in Roles.model_fields}
        found: dict[str, str] = {}
        for table in (NAMED, names_in_texts(self._cycle), _LOCAL, roles):
            for code, words in table.items():
                said = write_out_references(self._data, words) if words else ""
                if code not in found and said and said not in found.values():
                    found[code] = said
        return found

    def _make_distinct(self, names: Mapping[str, str]) -> dict[str, str]:
        said = {code: self.write_out(words) for code, words in names.items()}
        count = Counter(said.values())
        return {
            code: f"{words}（{self._tell_apart(code, words)}）"
            if words and count[words] > 1
            else words
            for code, words in said.items()
        }

    def _tell_apart(self, code: str, words: str) -> str:
        """Return what tells one of several of a name apart: the post, else what it is."""
        if code in Roles.model_fields:
            return str(Roles.model_fields[code].title)
        place = next((n for n, one in enumerate(self._cycle.people, 1) if one.id == code), 0)
        post = self._cycle.people[place - 1].post if place else None
        return post if post and post != words else f"第 {place} 人" if place else "单位"

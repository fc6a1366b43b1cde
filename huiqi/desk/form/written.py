"""Texts with {references} as pages and papers will say them."""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel

from huiqi.desk.form.state import FactsState, look_at
from huiqi.errors import KeyPath
from huiqi.facts.model.fields import REFERENCE
from macros.escape import plain
from macros.scope import Rendition, Scope


class Writer:
    """Writes texts of one cycle's facts out, for the office: with everything, what is open as a blank."""

    def __init__(self, state: FactsState) -> None:
        self._state = state

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self._state.cycle, Rendition.office())

    def write(self, path: KeyPath) -> str:
        """Return what a text of the facts will say, a line for each of several.

        Empty where it names nothing, or something that cannot be written: then it says what it shows.
        """
        texts = self._list_texts(path)
        if not any(REFERENCE.search(text) for text in texts):
            return ""
        if self._state.read.findings:
            # A name may be borne by nothing, or go round in a circle: its text stays as it is.
            said = "\n".join(self._state.names.write_out(text) for text in texts)
            return "" if "{" in said else said
        owner = self._find_owner(path)
        return "\n".join(plain(self._scope.write(text, path, owner)) for text in texts)

    def write_readings(self, path: KeyPath) -> str:
        """Return the titles of the readings that a field names; empty where none has anything in braces."""
        codes, known = self._list_texts(path), self._state.names.of("reading")
        if self._state.read.findings or not any("{" in known.get(code, "") for code in codes):
            return ""
        return "、".join(plain(str(self._scope.follow(code))) for code in codes)

    def _list_texts(self, path: KeyPath) -> list[str]:
        value = look_at(self._state.data, path)
        texts = value if isinstance(value, list | tuple) else [value]
        return [text for text in texts if isinstance(text, str)]

    def _find_owner(self, path: KeyPath) -> BaseModel | None:
        here: object = self._state.cycle
        for part in path[:-1]:
            here = getattr(here, part) if isinstance(part, str) else here[part]  # type: ignore[index]
        return here if isinstance(here, BaseModel) else None

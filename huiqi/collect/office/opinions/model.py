"""What an opinion is, and what the office does with a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

# For whom an opinion is: the group, a member who is not named, a member by id, or nobody knows.
TEAM, SOME_MEMBER, UNKNOWN = "team", "members", ""
ASKED = "请填写"
Origin = Literal["form", "meeting", "interview", "typed"]
FORM: Final = "form"
MEETING: Final = "meeting"
INTERVIEW: Final = "interview"
TYPED: Final = "typed"


@dataclass(frozen=True)
class Opinion:
    """One opinion, word for word, without a trace of who gave it.

    ``code`` follows from the rest. ``source`` is a group (各部门, 座谈会), empty where it is not known; ``area`` is a
    title, empty likewise; ``target`` is ``TEAM``, ``SOME_MEMBER``, ``UNKNOWN`` or a member's id. ``doubt`` says in
    Chinese what has to be looked at.
    """

    code: str
    text: str
    source: str
    area: str
    target: str
    origin: Origin
    doubt: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What nobody has said of it yet, by the heads of the office's table."""
        area = not self.area and self.target in (TEAM, UNKNOWN)
        target = self.target in (SOME_MEMBER, UNKNOWN)
        said = {"来源": not self.source, "方面": area, "对象": target}
        return tuple(name for name, lacks in said.items() if lacks)

    @property
    def to_look_at(self) -> str:
        """The doubt and the gaps as the office reads them."""
        asked = f"{ASKED}{'、'.join(self.gaps)}" if self.gaps else ""
        return "；".join(one for one in (self.doubt, asked) if one)


def say_without_target(unknown: int, some_member: int) -> str:
    """Say of how many opinions nobody knows for whom, or for which member, they are; empty where all are clear."""
    said = ((unknown, "没有写明对象"), (some_member, "没有写明是哪一名成员"))
    return "、".join(f"{count}条{words}" for count, words in said if count)


@dataclass(frozen=True)
class Entry:
    """An opinion in its place of the office's list: of which one it is a duplicate, by code, and a remark."""

    opinion: Opinion
    duplicate_of: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Unread:
    """What is not in the list: papers that did not come as files, and papers that nobody can choose between.

    ``marked`` counts the office's marks by the word for them, ``double`` the files; ``unplaced`` are texts of forms
    and records that belong to no place of theirs.
    """

    marked: Mapping[str, int] = field(default_factory=dict)
    double: int = 0
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """Everything that was said when opinions were asked for.

    ``forms`` counts the forms by their source, ``meetings`` and ``interviews`` the records; ``nothing`` is how often
    somebody wrote that there is nothing to say.
    """

    opinions: tuple[Opinion, ...]
    forms: Mapping[str, int]
    meetings: int
    interviews: int
    nothing: int
    unread: Unread

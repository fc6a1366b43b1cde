"""The kinds of field that the facts are made of, and the marks they carry."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from huiqi.errors import ExpectationError
from huiqi.facts.calendar import Deadline
from huiqi.facts.date_forms import (
    DAY_FORM,
    DAY_PATTERN,
    DEADLINE_FORM,
    DEADLINE_PATTERN,
    parse_day,
    parse_deadline,
)

T = TypeVar("T")
RefKind = Literal["party", "body", "office", "person", "department", "reading"]
# {team} is a reference; {{ team }}, { team } and 集合{1} are text.
REFERENCE = re.compile(r"(?<!\{)\{([a-z][a-z0-9_-]*)\}(?!\})")
# Control and zero-width characters, line separators, marks of direction, halves of characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
# A folder of a web server: no query, no fragment, no name or password.
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?(/[^\s?#@\\<>\"']*)?")


@dataclass(frozen=True)
class Slot:
    """Marks a field that may stay open in a draft and must be filled in a final build."""


@dataclass(frozen=True)
class Internal:
    """Marks a field whose value never reaches the public rendition."""


@dataclass(frozen=True)
class Varies:
    """Marks a field that each meeting has anew; a relative deadline among them stays.

    ``opens``: a new cycle leaves it open; otherwise it is taken over, to be looked through.
    ``distinctive``: the same value in two cycles is a leftover, and no chance.
    """

    opens: bool = True
    distinctive: bool = True


@dataclass(frozen=True)
class PersonalName:
    """Marks the name of a person, which only a rendition with names shows."""


@dataclass(frozen=True)
class Innocuous:
    """Marks a field whose value gives nothing away, also as part of an internal fact.

    Many papers share it, so that finding it on a page says nothing of where it comes from.
    """


@dataclass(frozen=True)
class CheckSetting:
    """Marks a text that tells the checks what to pass over, and says nothing of the meeting."""


@dataclass(frozen=True)
class Ref:
    """Marks a field that holds the id of something described elsewhere in the facts."""

    kind: RefKind


def _check_text(value: object) -> object:
    if isinstance(value, str) and _CONTROL.search(value):
        raise ExpectationError("没有控制字符的文字", "删去看不见的控制字符后重新输入")
    if isinstance(value, str) and not value.strip():
        raise ExpectationError("文字", "填写内容；暂时未定的写 null", "空白")
    return value


def _check_address(value: object) -> object:
    """Return the address of a site's folder; links hang on it, so it ends in a slash."""
    if not isinstance(value, str):
        return value
    address = value.strip().removesuffix("index.html")
    if not _ADDRESS.fullmatch(address):
        raise ExpectationError(
            "网站首页的网址，如“http://网站地址/文件夹/”",
            "从浏览器的地址栏复制首页的网址",
            f"“{value}”",
        )
    return f"{address.rstrip('/')}/"


Open = Annotated[T | None, Slot()]
Text = Annotated[str, BeforeValidator(_check_text)]
WebAddress = Annotated[
    str,
    BeforeValidator(_check_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://"}),
]
Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        max_length=60,
        title="代号",
        description="小写字母、数字、连字符",
    ),
]
CycleId = Annotated[str, Field(pattern=r"^[0-9]{4}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Day = Annotated[
    dt.date,
    BeforeValidator(parse_day),
    WithJsonSchema(
        {"type": "string", "pattern": DAY_PATTERN, "patternErrorMessage": f"应为{DAY_FORM}"}
    ),
]
When = Annotated[
    Deadline,
    BeforeValidator(parse_deadline),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DEADLINE_PATTERN,
            "patternErrorMessage": f"应为{DEADLINE_FORM}",
        }
    ),
    Varies(),
]
Party = Annotated[str, Ref("party")]
BodyRef = Annotated[str, Ref("body")]
PersonRef = Annotated[str, Ref("person")]
DepartmentRef = Annotated[str, Ref("department")]
ReadingRef = Annotated[str, Ref("reading")]


class Fact(BaseModel):
    """A group of facts: frozen, strictly typed, without unknown keys."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True
    )

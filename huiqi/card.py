"""A site's own record, ``cycle.json``: public facts as plain text, from which the portal is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from huiqi.cycle import Cycle
from huiqi.pages import open_scope
from macros.escape import plain

CARD = "cycle.json"
State = Literal["draft", "final", "archived"]


@dataclass(frozen=True)
class Card:
    """What the portal says of a cycle; ``audience`` as in the facts."""

    id: str
    title: str
    theme: str
    kind: str
    year: str
    when: str
    state: str
    audience: str


def make_card(cycle: Cycle, *, draft: bool) -> Card:
    """Return the record of a cycle's site."""
    view = open_scope(cycle).view
    when = (
        f"召开日期：{view.meeting.date}"
        if cycle.meeting.date
        else f"{view.meeting.deadline}前召开，具体时间另行通知"
    )
    final: State = "archived" if cycle.archived_on else "final"
    return Card(
        id=cycle.id, title=plain(str(view.title)), theme=plain(str(view.theme)), kind=cycle.kind,
        year=str(cycle.cycle_year or cycle.id[:4]), when=plain(when),
        state="draft" if draft else final, audience=cycle.audience,
    )  # fmt: skip


def write_card(card: Card) -> str:
    """Return the record as it stands in its file."""
    return json.dumps(asdict(card), ensure_ascii=False, indent=1) + "\n"


def read_card(site: Path) -> Card | None:
    """Return the record of a built site; None where the folder holds none of ours."""
    try:
        data = json.loads((site / CARD).read_bytes())
        card = Card(**{field.name: data[field.name] for field in fields(Card)})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = all(isinstance(value, str) for value in asdict(card).values())
    return card if sound and card.id == site.name else None


def list_cards(public: Path) -> Iterator[Card]:
    """Yield the records of all sites that are built, oldest first."""
    for site in sorted(public.iterdir()) if public.is_dir() else ():
        card = read_card(site)
        if card:
            yield card

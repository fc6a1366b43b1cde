"""Where a cycle stands on its way from an empty file to the archive, and what is next to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from huiqi.compare.history import find_last_published
from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.kinds import needs_approval
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.open_facts import list_open_facts
from huiqi.facts.reading.load import load_sound
from huiqi.site.site_record import SiteRecord, make_site_record, read_site_record

# The dates of the plan that are asked for when their turn comes.
Asked = Literal["submitted_on", "approved_on"]
DATES: dict[Asked, KeyPath] = {
    "submitted_on": ("preparation", "plan", "submitted_on"),
    "approved_on": ("preparation", "plan", "approved_on"),
}
State = Literal["有错误", "草稿", "已报送待批", "定稿", "待发布审查", "已发布", "已归档"]
_NEXT: dict[State, str] = {
    "草稿": "生成草稿，报送审核；报送后写上报送日期",
    "已报送待批": "审核同意后，写上审核同意日期",
    "定稿": "生成定稿",
    "待发布审查": "审查后发布",
    "已发布": "会议工作全部结束后归档",
    "已归档": "",
}


@dataclass(frozen=True)
class CycleState:
    """What is known of a cycle at a glance.

    ``record`` is what the front page of the sites says of it; where the facts cannot be read, as it
    was when its site was last built, if it was. ``open_facts`` counts what is still to be filled in,
    ``errors`` what is wrong with the file; ``asks`` is the date of the plan that is to be written
    down next.
    """

    id: str
    state: State
    record: SiteRecord | None
    next_step: str
    open_facts: int = 0
    errors: int = 0
    sample: bool = False
    changed: bool = False  # since the last publication
    asks: Asked | None = None


def find_state(root: Path, folder: Path) -> CycleState:
    """Return where a cycle stands, as far as its facts and the project's folders tell."""
    facts = load_sound(folder)
    if isinstance(facts, FindingsError):
        errors = sum(finding.severity == "error" for finding in facts.findings)
        built = read_site_record(root / "public" / folder.name)
        return CycleState(
            folder.name, "有错误", built, f"改正会议事实中的 {errors} 处错误", errors=errors
        )
    cycle = facts.cycle
    missing = sum(1 for _ in list_open_facts(cycle))
    state = _decide(root, folder, cycle, missing)
    published = find_last_published(folder)
    return CycleState(
        cycle.id, state, make_site_record(cycle, draft=False), _find_next(cycle, state, missing),
        missing, sample=cycle.sample,
        changed=published is not None and not _is_same(published, folder),
        asks=_find_asked(state, cycle, missing),
    )  # fmt: skip


def _find_next(cycle: Cycle, state: State, missing: int) -> str:
    if cycle.sample:
        return "只供参考；可以沿用它新建会议"
    return f"填写还没有定的 {missing} 项" if missing and state != "已归档" else _NEXT[state]


def _decide(root: Path, folder: Path, cycle: Cycle, missing: int) -> State:
    plan, published = cycle.preparation.plan, find_last_published(folder)
    if cycle.archived_on:
        return "已归档"
    if published and _is_same(published, folder):
        return "已发布"
    if not missing and (plan.approved_on or not needs_approval(cycle)):
        return "待发布审查" if _has_final_site(root, folder) else "定稿"
    return "已报送待批" if plan.submitted_on and not plan.approved_on else "草稿"


def _find_asked(state: State, cycle: Cycle, missing: int) -> Asked | None:
    if cycle.sample:
        return None
    if state == "已报送待批":
        return "approved_on"
    ready = state == "草稿" and not missing and needs_approval(cycle)
    return "submitted_on" if ready and not cycle.preparation.plan.submitted_on else None


def _is_same(published: Path, folder: Path) -> bool:
    return published.read_bytes() == (folder / FACTS_FILE).read_bytes()


def _has_final_site(root: Path, folder: Path) -> bool:
    """Whether a final site was made after the facts were last written."""
    site = root / "public" / folder.name
    record = read_site_record(site)
    if record is None or record.state != "final":
        return False
    return (site / "index.html").stat().st_mtime >= (folder / FACTS_FILE).stat().st_mtime

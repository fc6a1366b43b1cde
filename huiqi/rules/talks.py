"""R02: who talks with whom."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.rules.base import Case, fault, hint, lack

_STEP: KeyPath = ("preparation", "talks")
_MANY = 100  # talks of every two; a leadership group of a dozen has 66


def check_talks(case: Case) -> Iterator[Finding]:
    """R02: who must talk is known, and nobody with himself."""
    cycle = case.cycle
    if not cycle.preparation.talks.kinds:
        yield fault(("preparation", "talks", "kinds"), "至少一种必谈关系", "没有写", "写明必谈关系")
    if cycle.team.chair and cycle.team.chair not in {member.id for member in cycle.members}:
        yield fault(
            ("team", "chair"),
            f"{cycle.roles.members}之一",
            f"“{cycle.team.chair}”",
            "改为 members 中一人的代号",
        )
    departments = {department.id: department for department in cycle.departments}
    for index, member in enumerate(cycle.members):
        for place, name in enumerate(member.oversees):
            department = departments.get(name)
            if department and department.head == member.id:
                yield fault(("members", index, "oversees", place), "由他人主要负责的分管部门",
                            f"{department.name}由本人主要负责", "核对分管关系；自己不与自己谈话")  # fmt: skip
    yield from _check_number(cycle)
    yield from _check_committee(cycle)


def _check_number(cycle: Cycle) -> Iterator[Finding]:
    """Every two of many people are more talks than anybody holds."""
    count = len(cycle.members) * (len(cycle.members) - 1) // 2
    if "member-member" in cycle.preparation.talks.kinds and count > _MANY:
        remedy = "确要逐对谈话的不必改；" + (
            "党员之间的谈话写 among-members，不逐对列出"
            if cycle.branch
            else "否则删去 member-member"
        )
        yield hint((*_STEP, "kinds"), f"不超过 {_MANY} 次的谈话",
                   f"{len(cycle.members)} 人两两谈话，共 {count} 次", remedy)  # fmt: skip


def _check_committee(cycle: Cycle) -> Iterator[Finding]:
    """The committee is known, and each other member talks with one of it."""
    talks, committee = cycle.preparation.talks, cycle.team.committee
    wanted = [kind for kind in talks.kinds if kind.startswith("committee-")]
    if wanted and not committee:
        yield lack(("team", "committee"), "支部委员（谈心谈话中有支部委员的谈话）", "没有写",
                    "写明支部委员的姓名，或改写 preparation.talks.kinds")  # fmt: skip
        return
    members = [member.id for member in cycle.members]
    for index, name in enumerate(committee):
        if name not in members:
            yield fault(("team", "committee", index), f"{cycle.roles.members}之一", f"“{name}”",
                        "改为 members 中一人的姓名或代号")  # fmt: skip
    if talks.assigned and "committee-member" not in talks.kinds:
        yield fault((*_STEP, "assigned"), "谈心谈话中有 committee-member 时的谈话分工",
                    f"必谈关系为 {'、'.join(talks.kinds)}", "在 kinds 中补写 committee-member，或删去分工")  # fmt: skip
    elif "committee-member" in wanted:
        yield from _check_assigned(cycle, [name for name in members if name not in committee])


def _check_assigned(cycle: Cycle, others: list[str]) -> Iterator[Finding]:
    committee, seen = cycle.team.committee, set[str]()
    for number, item in enumerate(cycle.preparation.talks.assigned):
        place: KeyPath = (*_STEP, "assigned", number)
        if item.talker not in committee:
            yield fault((*place, "talker"), "支部委员之一", f"“{item.talker}”",
                        "改为支部委员，或写入 team.committee")  # fmt: skip
        for index, name in enumerate(item.members):
            if name not in others:
                yield fault((*place, "members", index), "支部委员以外的一名党员", f"“{name}”",
                            "删去；支部委员之间的谈话另有一项")  # fmt: skip
            elif name in seen:
                yield fault((*place, "members", index), "由一名支部委员谈话的党员",
                            f"“{name}”又分给一名委员", "只留一处")  # fmt: skip
            seen.add(name)
    open_still = [name for name in others if name not in seen]
    if open_still:
        yield hint((*_STEP, "assigned"), "每名党员由哪名支部委员谈话",
                   f"有 {len(open_still)} 名党员没有写明", "写明谈话分工；不写明的，记录表上谈话人留空")  # fmt: skip

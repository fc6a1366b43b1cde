"""Macros for what each participant has to do: by when, with which paper, what to mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiqi.facts.calendar import Deadline
from huiqi.facts.documents import Document, list_documents
from huiqi.facts.kinds import has_fact
from huiqi.facts.model.parties import (
    EVERY_MEMBER,
    ONE_OF_MANY,
    OWN_WRITERS,
    UNNAMED,
    Member,
    RecurringParty,
)
from huiqi.facts.model.timetable import CriticismStep
from macros.documents import link_papers
from macros.duties import duty_key, find_recorder, name_party
from macros.scope import Scope
from macros.steps import list_steps
from macros.talk_table import outside_heads
from macros.talks import free_talks, list_talk_pairs
from macros.timeline import Event, list_events
from macros.words import join, meeting_where

CALENDARS = "calendar"
_TALKS_PAGE, _MEETING_PAGE = "preparation/talks.md", "overview.md"


@dataclass(frozen=True)
class Task:
    """One thing to do; ``page`` says how, ``document`` is the paper to use."""

    key: str
    what: str
    deadline: Deadline | None
    page: str
    note: str = ""
    document: str | None = None
    received: bool = False


@dataclass(frozen=True)
class Role:
    """Somebody with tasks: a member by post, an office, a superior body.

    ``own`` are those of the tasks that not every member has.
    """

    id: str
    kind: str
    label: str
    tasks: tuple[Task, ...]
    own: tuple[Task, ...]
    member: bool = False


def roles(scope: Scope) -> list[Role]:
    """谁有任务：班子成员、责任单位、其他单位和人员，用于逐一列出任务。

    例：{% for role in roles() %}{{ role.label }}；{% endfor %}
    """
    cycle, everything = scope.cycle, list(_list_all(scope))
    busy = {party for party, _ in everything}
    members = [item.id for item in cycle.members]
    offices = [item.id for item in cycle.offices if item.id in busy]
    bodies = [item.id for item in cycle.bodies]
    named = [*bodies, *(item.id for item in cycle.staff), *(item.id for item in cycle.departments)]
    others = [name for name in (*named, *UNNAMED) if name in busy]
    kinds = {scope.view.roles.members: members, "责任单位": offices, "其他单位和人员": others}
    tasks = {name: _list_tasks(scope, everything, name) for name in (*members, *offices, *others)}
    common = _find_common([tasks[name] for name in members])
    return [
        Role(name, kind, name_party(scope, name), tuple(tasks[name]),
             tuple(task for task in tasks[name] if names is not members or task not in common),
             names is members)
        for kind, names in kinds.items()
        for name in names
    ]  # fmt: skip


def _find_common(lists: list[list[Task]]) -> list[Task]:
    """Return the tasks in every list; one list has nothing in common with others."""
    first, *others = lists or [[]]
    return [task for task in first if all(task in tasks for tasks in others)] if others else []


def role_tasks(scope: Scope, role: Role) -> str:
    """按时间顺序列出某人或某单位的任务、期限、注意事项和材料；每个成员都有的任务另列。

    例：{{ role_tasks(roles()[0]) }}
    """
    names = (item.name for item in scope.cycle.members if item.id == role.id)
    return _table(scope, role.own, next(names, None))


def common_tasks(scope: Scope, everybody: list[Role]) -> str:
    """列出每个班子成员都有的任务。

    例：{{ common_tasks(roles()) }}
    """
    first = next((role for role in everybody if role.member), None)
    return _table(scope, [task for task in first.tasks if task not in first.own] if first else [])


def _table(scope: Scope, tasks: Sequence[Task], name: str | None = None) -> str:
    lines = ["| 期限 | 任务 | 注意 | 材料 |", "|---|---|---|---|"] if tasks else []
    for task in tasks:
        shown = scope.show_deadline(task.deadline) if task.deadline else None
        # A certain day is counted down to; what has none still has its place in order of time.
        day = shown.day.isoformat() if shown and shown.day else None
        when = f'data-day="{day}"' if day else f'data-at="{_order(scope, task.deadline)}"'
        marks = f'data-task="{task.key}" {when}'
        papers = (
            link_papers(scope, task.document, name) if task.document and not task.received else ""
        )
        what = f"**[{task.what}]({task.page})**{{ .task {marks} }}"
        lines.append(f"| {shown or '—'} | {what} | {task.note} | {papers} |")
    return "\n".join(lines)


def calendar_link(scope: Scope, role: Role | None = None) -> str:
    """日历文件的链接，内容为全部日程或某人某单位的任务；日期都没有确定时为空。

    例：{{ calendar_link() }}
    """
    certain = calendar_tasks(scope, role) if role else calendar_events(scope)
    return f"[加入日历]({CALENDARS}/{role.id if role else 'all'}.ics)" if certain else ""


def calendar_events(scope: Scope) -> list[tuple[Event, dt.date]]:
    """Return the events of the schedule whose date is certain, with it."""
    found = ((event, scope.cycle.certain_day(event.due)) for event in list_events(scope))
    return [(event, day) for event, day in found if day]


def calendar_tasks(scope: Scope, role: Role) -> list[tuple[Task, dt.date]]:
    """Return the tasks of a role whose date is certain, with it."""
    found = ((task, scope.cycle.certain_day(task.deadline)) for task in role.tasks)
    return [(task, day) for task, day in found if day]


def _list_tasks(scope: Scope, everything: list[tuple[str, Task]], role: str) -> list[Task]:
    """Return the tasks of a member, an office or a body in order of time, each once."""
    cycle = scope.cycle
    member = next((item for item in cycle.members if item.id == role), None)
    parties = _parties_of(scope, member) if member else {role}
    theirs = [(party, task) for party, task in everything if party in parties]
    at_work = {task.document for _, task in theirs if not task.received}
    # What reaches somebody as one of many is no task for who writes or reviews it.
    found = {
        task.key: task
        for party, task in theirs
        if not (task.received and party in ONE_OF_MANY and task.document in at_work)
    }
    if member:
        found |= {task.key: task for task in _own_tasks(scope, member)}
    return sorted(found.values(), key=lambda task: _order(scope, task.deadline))


def _order(scope: Scope, deadline: Deadline | None) -> dt.date:
    day = scope.cycle.resolve(deadline) if deadline else None
    return day or dt.date.max


def _parties_of(scope: Scope, member: Member) -> set[str]:
    """Return every name under which the facts speak of a member."""
    cycle, group = scope.cycle, scope.cycle.prep_group
    parties = {member.id, *EVERY_MEMBER}
    if member.id == cycle.team.chair:
        parties.add(RecurringParty.CHAIR)
    preparing = {group.leader, *(group.deputies or ()), *(group.members or ())}
    if member.id in (preparing if has_fact(cycle, "prep_group") else cycle.team.committee):
        parties.add(RecurringParty.PREPARERS)
    return parties


def _list_all(scope: Scope) -> Iterator[tuple[str, Task]]:
    """Yield each task with the id or the word of whoever has it."""
    cycle, talks = scope.cycle, scope.cycle.preparation.talks
    yield from _step_tasks(scope)
    yield from _duty_tasks(scope)
    recorder = find_recorder(cycle)
    for document in list_documents(cycle):
        for party, task in _document_tasks(scope, document):
            yield recorder if party == RecurringParty.RECORDER else party, task
    if "member-head" in talks.kinds and cycle.departments:
        page = f"{_TALKS_PAGE}#talk-heads" if outside_heads(cycle) else _TALKS_PAGE
        yield RecurringParty.HEADS, Task("talks", "谈心谈话", talks.deadline, page)
    if cycle.guidance_group:
        where = meeting_where(scope)
        attend = Task("attend", "参加会议并点评", Deadline(), _MEETING_PAGE, where)
        yield RecurringParty.GUIDANCE_GROUP, attend


def _step_tasks(scope: Scope) -> Iterator[tuple[str, Task]]:
    for event in list_events(scope):
        if event.party:
            what = f"负责：{event.what}"
            yield event.party, Task(f"lead-{event.key}", what, event.due, event.page)


def _duty_tasks(scope: Scope) -> Iterator[tuple[str, Task]]:
    steps = list_steps(scope.cycle)
    for office, shown in zip(scope.cycle.offices, scope.view.offices, strict=True):
        for number, duty in enumerate(office.duties):
            step = steps.get(duty.stage)
            key = duty_key(office, number)
            page = f"preparation/{step.page}.md" if step else f"duties.md#{key}"
            what, due = str(shown.duties[number].text), _stage_deadline(scope, duty.stage)
            yield duty.owner or office.id, Task(key, what, due, page)


def _stage_deadline(scope: Scope, stage: str) -> Deadline | None:
    step = getattr(scope.cycle.preparation, stage, None)
    if step is None:
        later = scope.cycle.follow_up
        return (
            Deadline()
            if stage == "meeting"
            else later.report.deadline or later.rectification.deadline
        )
    return step.deadline or (Deadline() if isinstance(step, CriticismStep) else None)


def _document_tasks(scope: Scope, document: Document) -> Iterator[tuple[str, Task]]:
    title, reviewer = scope.write(document.title), document.reviewer
    receivers = [name for name in document.receivers if name != RecurringParty.ARCHIVE]
    sent = [f"审核：{scope.follow(reviewer)}"] if reviewer else []
    if receivers:
        sent.append(f"接收：{join(scope, map(scope.follow, receivers))}")

    def make(kind: str, verb: str, note: str = "") -> Task:
        page = f"documents.md#{document.id}"
        key = f"{kind}-{document.id}"
        return Task(
            key, verb + title, document.deadline, page, note, document.id, kind == "receive"
        )

    for name in document.drafters:
        own = "填写" if document.title.endswith("表") else "撰写"
        yield name, make("draft", own if name in OWN_WRITERS else "起草", "；".join(sent))
    if reviewer:
        yield reviewer, make("review", "审核")
    source = join(scope, map(scope.follow, document.drafters))
    for name in receivers:
        if name not in document.drafters:
            yield name, make("receive", "接收", f"起草：{source}" if source else "")


def _own_tasks(scope: Scope, member: Member) -> Iterator[Task]:
    """Yield what every member has to do beside the papers."""
    cycle, steps = scope.cycle, scope.cycle.preparation
    if cycle.readings:
        count = f"共{len(cycle.readings)}项"
        yield Task("study", "学习规定篇目", steps.study.deadline, "readings.md", count)
    pairs = [pair for pair in list_talk_pairs(cycle) if member.id in pair.people]
    if pairs:
        page = f"{_TALKS_PAGE}#talk-{member.id}"
        yield Task("talks", "谈心谈话", steps.talks.deadline, page, f"共{len(pairs)}人")
    elif free_talks(scope):
        yield Task("talks", "谈心谈话", steps.talks.deadline, _TALKS_PAGE)
    what = f"参加{scope.view.meeting_word}"
    yield Task("attend", what, Deadline(), _MEETING_PAGE, meeting_where(scope))

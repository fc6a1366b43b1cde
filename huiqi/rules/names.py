"""R25: names of persons, and posts that must do in the place of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from huiqi.errors import Finding
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.names import doubt_name
from huiqi.rules.base import Case, hint

_GROUPS = {"members": "成员", "staff": "其他人员"}


def check_names(case: Case) -> Iterator[Finding]:
    """R25: one person an item, each once; where names are off, posts tell people apart."""
    yield from _check_doubtful(case.cycle)
    yield from _check_repeated(case.cycle)
    yield from _check_posts(case.cycle)


def _check_doubtful(cycle: Cycle) -> Iterator[Finding]:
    for group in _GROUPS:
        for index, person in enumerate(getattr(cycle, group)):
            doubt = doubt_name(person.name) if person.name else None
            if doubt:
                yield hint(
                    (group, index, "name"), "一个人的姓名", f"“{person.name}”{doubt[0]}", doubt[1]
                )


def _check_repeated(cycle: Cycle) -> Iterator[Finding]:
    first: dict[str, tuple[str, int]] = {}
    for group, word in _GROUPS.items():
        for index, person in enumerate(getattr(cycle, group)):
            if not person.name:
                continue
            if person.name in first:
                there, place = first[person.name]
                found = f"“{person.name}”与{_GROUPS[there]}第 {place + 1} 项相同"
                remedy = "同一个人只写一项，删去重复的；确为同名的不必改"
                yield hint((group, index, "name"), f"不重复的{word}姓名", found, remedy)
            first.setdefault(person.name, (group, index))


def _check_posts(cycle: Cycle) -> Iterator[Finding]:
    """Where names are off, pages, the list of roles and the forms have posts alone."""
    if cycle.publish_names:
        return
    posts = Counter(member.post for member in cycle.members if member.post)
    for post, count in posts.items():
        if count > 1:
            index = next(i for i, member in enumerate(cycle.members) if member.post == post)
            yield hint(
                ("members", index, "post"), "能分清各人的职务（网站不写姓名，只写职务）", f"{count} 人都是“{post}”",
                "在职务中写明区别，或编号，如“党员1”；可以公开姓名的设 publish_names: true",
            )  # fmt: skip

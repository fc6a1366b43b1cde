"""Who is on a branch's committee, where the facts leave it to the members' posts."""

from __future__ import annotations

import re
from typing import Any

from huiqi.facts.reading.resolve.long_form import LongForm

_TEAM, _COMMITTEE = "team", "committee"
# 党支部书记, 副书记, 组织委员 and so on; 党员, 党小组组长 are not on it.
_ON_IT = re.compile("书记|委员")


def name_committee(form: LongForm) -> None:
    """Take the members with a post on the committee for it; they have their ids by now."""
    team = form.data.setdefault(_TEAM, {})
    members = form.data.get("members")
    if not isinstance(team, dict) or _COMMITTEE in team or not isinstance(members, list):
        return
    found = [item["id"] for item in members if _is_on_it(item)]
    if found:
        team[_COMMITTEE] = form.taken[(_TEAM, _COMMITTEE)] = found


def _is_on_it(item: Any) -> bool:
    post = item.get("post") if isinstance(item, dict) else None
    return isinstance(post, str) and "id" in item and _ON_IT.search(post) is not None

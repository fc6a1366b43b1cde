"""The fixed words of the facts, by the field that they stand in, and what people call them."""

from __future__ import annotations

from huiqi.facts.model.timetable import Preparation

CODES: dict[str, dict[str, str]] = {
    "stage": {name: str(field.title) for name, field in Preparation.model_fields.items()}
    | {"meeting": "会议", "follow-up": "会后"},
    "audience": {"internal": "内部", "public": "公开"},
    "rounds": {"chair": "主要负责同志", "members": "其他成员", "all": "全体"},
    "kinds": {
        "chair-member": "主要负责同志与成员", "member-member": "成员相互",
        "member-head": "成员与分管部门主要负责同志", "committee-committee": "支部委员相互",
        "committee-member": "支部委员与党员", "among-members": "党员之间",
    },
}  # fmt: skip

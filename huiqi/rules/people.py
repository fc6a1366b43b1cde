"""Rules about people, bodies and documents: R03, R08, R09, R10, R13, R18."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.documents import list_documents, load_catalogue
from huiqi.facts.kinds import attendance_floor, is_absent
from huiqi.facts.leftovers import walk_texts, without_terms
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import RecurringParty
from huiqi.facts.quorum import TWO_THIRDS, read_share
from huiqi.facts.templates import load_templates
from huiqi.rules.base import Case, fault, hint, lack

_REPORT = ("follow_up", "report")
_REVIEWED = ("opinion-report", "group-examination", "outline", "chair-script", "report")


def check_departments(case: Case) -> Iterator[Finding]:
    """R03: every member oversees a department, or is said to oversee none."""
    cycle = case.cycle
    for index, member in enumerate(cycle.members):
        key: KeyPath = ("members", index, "oversees")
        # The members of a branch oversee nothing.
        if not member.oversees and not member.oversees_none and not cycle.branch:
            yield fault(
                key,
                "至少一个分管部门",
                "没有写",
                "补写 oversees；确无分管部门的写 oversees_none: true",
            )
        if member.oversees and member.oversees_none:
            yield fault(
                key, "空列表（已写明不分管部门）", f"{len(member.oversees)} 个部门", "两项只留一项"
            )
    overseen = {name for member in cycle.members for name in member.oversees}
    for index, department in enumerate(cycle.departments):
        if department.id not in overseen:
            yield hint(
                ("departments", index),
                "有成员分管的部门",
                f"{department.name}无人分管",
                "写入一名成员的 oversees，或删去",
            )


def check_report_contents(case: Case) -> Iterator[Finding]:
    """R08: the report has its four contents and goes together with the record."""
    names = [document.id for document in case.cycle.documents]
    contents = load_catalogue()["report"].head.contents
    if len(contents) != 4:
        yield fault((), "会议情况报告的四项内容", f"{len(contents)} 项", "核对 templates/report.md")
    if "report" in names and "minutes" not in names and not case.cycle.branch:
        yield fault(
            ("documents",),
            "与会议情况报告一并报送的会议记录",
            "没有列入材料",
            "在 documents 中补写 minutes",
        )


def check_one_name(case: Case) -> Iterator[Finding]:
    """R09: one drafter, approver and recipient of the report; one name for each body."""
    cycle = case.cycle
    yield from _check_repeated_names(cycle)
    yield from _check_report_parties(cycle)
    yield from _check_superior_level(cycle)


def _check_repeated_names(cycle: Cycle) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for group in ("bodies", "offices", "departments"):
        for index, item in enumerate(getattr(cycle, group)):
            if item.name in seen:
                yield fault((group, index, "name"), "不重复的名称", f"“{item.name}”与 {seen[item.name]} 相同",
                            "合并为一处，别处用代号引用")  # fmt: skip
            elif item.name:
                seen[item.name] = item.id


def _check_report_parties(cycle: Cycle) -> Iterator[Finding]:
    report = cycle.follow_up.report
    assigned = {item.id: (index, item) for index, item in enumerate(cycle.documents)}
    if "report" in assigned:
        index, item = assigned["report"]
        pairs = (
            ("drafter", item.drafter, report.drafter, "起草单位"),
            ("reviewer", item.reviewer, report.approver, "审定人"),
            (
                "receivers",
                item.receivers[0] if item.receivers else None,
                report.recipient,
                "接收单位",
            ),
        )
        for name, one, other, word in pairs:
            if one and other and one != other:
                yield fault(
                    ("documents", index, name),
                    f"与会后工作一致的报告{word}“{other}”",
                    f"“{one}”",
                    "两处统一；材料中可不写",
                )
    request = assigned.get("request")
    if request and len(request[1].receivers) != 1:
        say = fault if request[1].receivers else lack
        yield say(("documents", request[0], "receivers"), "请示的一个主送机关",
                  f"{len(request[1].receivers)} 个", "只写一个上级机关；其他机关需要知道的用抄送")  # fmt: skip
    superior = request[1].receivers[0] if request and request[1].receivers else None
    if superior and report.recipient and report.recipient != superior:
        yield fault(
            (*_REPORT, "recipient"),
            f"与请示接收单位一致的“{superior}”",
            f"“{report.recipient}”",
            "统一上级党组织",
        )


def _check_superior_level(cycle: Cycle) -> Iterator[Finding]:
    """A province is no autonomous region: one of the two words comes from another unit's plan."""
    names = [body.name or "" for body in cycle.bodies]
    if not any(re.match(r"省(?!部)", name) for name in names):
        return
    allowed = [item.term for item in cycle.allow_terms]
    for node in walk_texts(cycle):
        if "自治区" in without_terms(node.value, allowed):
            yield fault(
                node.path,
                "与上级党组织一致的“省”",
                f"“{node.value[:30]}”中的“自治区”",
                "统一写法；确为正式名称的写入 allow_terms",
            )


def check_outlines(case: Case) -> Iterator[Finding]:
    """R10: each of a group writes an outline, reviewed by the chair; the chair's by another."""
    if case.cycle.branch:
        return
    if all(item.id != "outline" for item in case.cycle.documents):
        yield fault(
            ("documents",), "每名成员的个人发言提纲", "没有列入材料", "在 documents 中补写 outline"
        )
    chairs = (RecurringParty.CHAIR, RecurringParty.LEADER, case.cycle.team.chair)
    reviewer = case.cycle.preparation.materials.chair_reviewer
    if reviewer and reviewer in (*chairs, RecurringParty.AUTHOR):
        yield fault(("preparation", "materials", "chair_reviewer"), "主要负责同志以外的审阅人",
                    f"“{reviewer}”", "改为上级机构等；不明确的不写")  # fmt: skip
    for index, item in enumerate(case.cycle.documents):
        if item.id == "outline" and item.reviewer and item.reviewer not in chairs:
            yield fault(
                ("documents", index, "reviewer"),
                "班子主要负责同志（chair）",
                f"“{item.reviewer}”",
                "改为 chair",
            )
        if item.id == "outline" and item.drafter and item.drafter != RecurringParty.AUTHOR:
            yield fault(
                ("documents", index, "drafter"),
                "本人（author）",
                f"“{item.drafter}”",
                "改为 author",
            )


def check_owners(case: Case) -> Iterator[Finding]:
    """R13: every document is known and has a drafter; every task has one owner."""
    cycle, catalogue = case.cycle, load_catalogue()
    for index, item in enumerate(cycle.documents):
        if item.id not in catalogue:
            yield fault(
                ("documents", index, "id"),
                "材料目录中的代号",
                f"“{item.id}”",
                "核对 templates/ 中的模板名；另有材料写入 extra_documents",
            )
    known = {(item.document, item.id) for item in load_templates().values()}
    for index, item in enumerate(cycle.documents):
        for place, paper in enumerate(item.papers):
            if (item.id, paper.id) not in known:
                yield fault(("documents", index, "papers", place, "id"), "这种材料的文件代号",
                            f"“{paper.id}”", "核对 templates/ 中的模板名")  # fmt: skip
    names = {name for pair in known for name in pair}
    for index, extra in enumerate(cycle.extra_documents):
        if extra.id in names:
            yield fault(("extra_documents", index, "id"), "与 templates/ 中的模板不同的代号",
                        f"“{extra.id}”", "换一个代号")  # fmt: skip
    waiting = False
    for document in list_documents(cycle):
        if (
            not document.drafters
            and not cycle.offices
            and case.facts.source.is_taken(document.path)
        ):
            waiting = True  # for the first office, which drafts what the defaults give it
        elif not document.drafters:
            yield fault(document.path, f"《{document.title}》的起草单位", "没有写", "补写 drafter")
        if document.reviewer is None and _wants_reviewer(cycle, document.id):
            yield hint(document.path, f"《{document.title}》的审定人", "没有写", "补写 reviewer")
    if waiting:
        yield lack(
            ("offices",), "至少一个责任单位（材料默认由第一个起草）", "没有写", "写明责任单位"
        )
    yield from _check_opinions_owner(cycle)


def _wants_reviewer(cycle: Cycle, document: str) -> bool:
    """Whether somebody has to approve of a document; where a kind has nobody for it, nobody."""
    if document not in _REVIEWED:
        return False
    place = load_catalogue()[document].head.reviewer
    return not (place and is_absent(cycle, tuple(place.split("."))))


def _check_opinions_owner(cycle: Cycle) -> Iterator[Finding]:
    opinions = cycle.preparation.opinions
    known = {opinions.owner, *(source.collector for source in opinions.sources)}
    for index, office in enumerate(cycle.offices):
        named = any(duty.stage == "opinions" for duty in office.duties)
        if named and office.id not in known:
            yield fault(("offices", index, "duties"), "征求意见的责任单位或汇总单位",
                        f"“{office.id}”有征求意见的职责，但没有写明为哪些对象汇总",
                        "在 preparation.opinions.sources 中写明各对象的汇总单位")  # fmt: skip


def check_quorum(case: Case) -> Iterator[Finding]:
    """R18: at least two thirds of a group must attend; for a branch the facts set the floor."""
    text = attendance_floor(case.cycle)
    if text is None:
        return
    if case.cycle.branch and read_share(text) > 1:
        yield fault(("meeting", "quorum"), "不高于全体", f"“{text}”", "按规定改写")
    elif not case.cycle.branch and not TWO_THIRDS <= read_share(text) <= 1:
        yield fault(("meeting", "quorum"), "不低于三分之二、不高于全体", f"“{text}”", "按规定改写")

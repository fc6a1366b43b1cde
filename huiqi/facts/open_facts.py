"""Open slots: which facts are still missing, and which pages wait for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from huiqi.errors import Finding, KeyPath, format_key
from huiqi.facts.kinds import is_absent, needs_approval, say_label
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import label_of, walk
from huiqi.facts.reading.load import Facts

# By the key of an open slot: its label, and the pages that show its blank.
Blanks = Mapping[KeyPath, tuple[str, set[str]]]


@dataclass(frozen=True)
class OpenFact:
    """A fact that a draft shows as a marked blank."""

    path: KeyPath
    label: str
    internal: bool = False


def list_open_facts(cycle: Cycle) -> Iterator[OpenFact]:
    """Yield the open slots in the order of the model."""
    for node in walk(cycle):
        needless = node.path == ("special_name",) and not cycle.special
        # A letterhead is open by right until its document is issued.
        asked = node.slot and node.value is None and not is_absent(cycle, node.path)
        if asked and not needless and "letterhead" not in node.path:
            label = say_label(cycle, label_of(node.path, node.title))
            yield OpenFact(node.path, label, node.internal)
    for place, group in enumerate(cycle.reading_list):
        for index, item in enumerate(group.items):
            if "{party_anniversary}" in f"{item.title}{item.phrase}" and item.date is None:
                yield OpenFact(("reading_list", place, "items", index, "date"), "建党周年数")


def find_open_facts(facts: Facts, used: Blanks | None = None) -> list[Finding]:
    """Return a finding for each open slot; ``used`` tells which pages show its blank."""
    findings = []
    for slot in list_open_facts(facts.cycle):
        pages = sorted((used or {}).get(slot.path, ("", set()))[1])
        where = f"，用于 {'、'.join(pages)}" if pages else ""
        found, remedy = _say_state(facts, slot.path)
        finding = Finding("slot", slot.label, f"{found}{where}", remedy, slot.path)
        findings.append(facts.source.place(finding))
    return findings


def find_unsettled(facts: Facts, used: Blanks | None = None) -> list[Finding]:
    """Return what stops a final build: open slots, and a plan that is not approved."""
    return find_open_facts(facts, used) + _find_missing_approval(facts)


def _find_missing_approval(facts: Facts) -> list[Finding]:
    plan = facts.cycle.preparation.plan
    if plan.approved_on is not None or not needs_approval(facts.cycle):
        return []
    finding = Finding(
        "gate", "方案审核同意日期", "还没有审核同意", "审核同意后填写；在此以前用 --draft 生成送审稿",
        ("preparation", "plan", "approved_on"),
    )  # fmt: skip
    return [facts.source.place(finding)]


def _say_state(facts: Facts, path: KeyPath) -> tuple[str, str]:
    """Return whether a fact is undecided or not written at all, and what to do."""
    lines = facts.source.lines
    if path in lines:
        return "待定", "在会议事实中填写；未定时用 --draft 生成草稿"
    group = next((path[:size] for size in range(1, len(path)) if path[:size] not in lines), None)
    found = f"没有写（{format_key(group)} 这一组没有写）" if group else "没有写"
    return found, "补写这一项；未定时写 null，用 --draft 生成草稿"


def note_open_facts(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as a draft takes them: what is undecided is a note."""
    return [
        replace(finding, severity="hint", remedy="草稿中标出空白；定下后在会议事实中填写")
        if finding.rule == "slot"
        else finding
        for finding in findings
    ]

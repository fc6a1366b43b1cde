"""The rules that facts are held against before the meeting."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.errors import Finding
from huiqi.facts.fingerprints import Fingerprints
from huiqi.facts.open_facts import find_open_facts
from huiqi.facts.reading.load import Facts
from huiqi.facts.unwritten_ids import find_unwritten_ids
from huiqi.rules import (
    agreement,
    dates,
    editions,
    names,
    people,
    references,
    repeats,
    talks,
    texts,
)
from huiqi.rules.base import Case, Rule

_PLAN = "实施方案"
_REGULATION = "《县以上党和国家机关党员领导干部民主生活会若干规定》（2016年）"
_FORMAT = "GB/T 9704-2012"

RULES: tuple[Rule, ...] = (
    Rule("R01", "对照检查方面齐全、不重复，数量按方面计算", f"{_PLAN}“撰写材料”部分", texts.check_areas),
    Rule("R02", "必谈对象明确，一对一，不与自己谈", f"{_PLAN}“谈心谈话”部分", talks.check_talks),
    Rule("R03", "每名成员写明分管部门或写明不分管", f"{_PLAN}“谈心谈话”部分", people.check_departments),
    Rule("R04", "方案按期制定、报送、审核，有报送单位", f"{_PLAN}“制定方案”部分", dates.check_plan_lead),
    Rule("R05", "方案有会议主题、会议议程、参加人员", f"{_PLAN}“制定方案”部分", texts.check_plan_contents),
    Rule("R06", "各步期限不晚于会议日期，会议不晚于最迟召开日期", f"{_PLAN}“会议时间”“会议准备”部分", dates.check_order),
    Rule("R07", "通报、报告在会后；休息日和未收录年份给出提示", f"{_PLAN}“工作要求”部分", dates.check_follow_up),
    Rule("R08", "会议情况报告有四项内容，与会议记录一并报送", f"{_PLAN}“工作要求”部分", people.check_report_contents),
    Rule("R09", "报告的起草、审定、接收各只有一个，机构名称统一", f"{_PLAN}“职责分工”“工作要求”部分", people.check_one_name),
    Rule("R10", "个人发言提纲每人一份，由本人撰写、班子主要负责同志审阅", f"{_PLAN}“撰写材料”部分", people.check_outlines),
    Rule("R11", "发言提纲按方面对照、按维度剖析，五项个人事项逐项说明", f"{_PLAN}“撰写材料”“批评和自我批评”部分", texts.check_outline_contents),
    Rule("R13", "材料有起草单位，任务有责任单位", f"{_PLAN}“职责分工”部分", people.check_owners),
    Rule("R15", "没有空白、遮盖的姓名和其他周期的用语", "常见差错", texts.check_leftovers),
    Rule("R16", "会议主题为一句话，各处引用、不重写", f"{_PLAN}“主题”部分", texts.check_theme),
    Rule("R17", "文号写作 代字〔年份〕顺序号，不加“第”，不补零", _FORMAT, texts.check_numbers),
    Rule("R18", "到会人数不少于应到人数的三分之二；党支部按写明的要求", _REGULATION, people.check_quorum),
    Rule("R19", "中文使用全角标点，破折号、引号规范，无重字", _FORMAT, texts.check_typography),
    Rule("R22", "学习篇目所列版本在会议日期有效", "版本日期表（huiqi/rules/editions.yml）", editions.check_editions),
    Rule("R23", "日期、主题、对照检查方面不是以前周期留下的", "常见差错", repeats.check_repeats, "hint"),
    Rule("R24", "花括号里都是已写明的名称的代号", "常见差错", references.check_braces),
    Rule("R25", "姓名每人一项、不重复；网站不写姓名时职务能分清各人", "常见差错", names.check_names, "hint"),
    Rule("R26", "类型、年度、日期、文号、主题依据互相一致", "常见差错", agreement.check_agreement, "hint"),
)  # fmt: skip


# Held at every build, on the finished site.
GATE_RULE = "R20  填写后的谈话记录、发言提纲、批评意见、会议记录、情况说明不在网站上出现（来源：通行做法；生成网站时检查）"


def check_facts(facts: Facts, others: Iterable[Fingerprints] = ()) -> list[Finding]:
    """Return all findings of a cycle: open slots and ids first, then the rules in order of place."""
    case = Case(facts, tuple(others))
    found = [finding for rule in RULES for finding in rule.apply(case)]
    found += facts.source.hints
    found.sort(key=lambda item: (item.line, item.rule))
    return [*find_open_facts(facts), *find_unwritten_ids(facts), *found]


__all__ = ["GATE_RULE", "RULES", "Rule", "check_facts"]

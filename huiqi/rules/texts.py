"""Rules about texts: R01, R05, R11, R15, R16, R17, R19."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from huiqi.errors import Finding
from huiqi.facts.documents import load_catalogue
from huiqi.facts.fingerprints import foreign_words, take_fingerprints
from huiqi.facts.kinds import word_of
from huiqi.facts.leftovers import find_in_facts, walk_texts
from huiqi.facts.model.content import DocumentNumber
from huiqi.facts.model.fields import REFERENCE
from huiqi.facts.model.walk import Node, find_models
from huiqi.rules.base import Case, fault, hint, lack
from huiqi.rules.signs import find_sign_faults

_CJK = r"\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”《》"
# The signs without which a pattern finds nothing, the pattern, what was expected. Python takes two milliseconds to
# compile each range of ideographs, and few texts hold such signs: a pattern is compiled where one does.
_SIGNS = (
    (",", rf"(?<=[{_CJK}])\s?,|,(?=[{_CJK}])", "全角逗号“，”"),
    ("(", rf"\((?=[{_CJK}])|(?<=[{_CJK}])\(", "全角括号“（”"),
    (")", rf"(?<=[{_CJK}])\)", "全角括号“）”"),
    ("\"'", r"[\"']", "中文引号“ ”"),
    (";:!?", rf"(?<=[{_CJK}])[;:!?](?=[{_CJK}]|$)", "全角标点"),
    ("-—", r"-{2,}|(?<!—)—(?!—)", "破折号“——”"),
    (".。", r"\.{3,}|。{2,}", "省略号“……”"),
)
_REPEATED = re.compile(r"([\u4e00-\u9fff]{2,})\1")
_SUPERIOR_VOICE = re.compile(r"各级党委[（(]党组[）)]")
# What everybody states in the meeting, with or without: reported matters, petitions and so on.
_OWN_MATTERS = ("重大事项", "群众反映", "巡视巡察", "约谈函询", "问责")
_IDENTIFIERS = {"id", "phone", "quorum", "time"}


def check_areas(case: Case) -> Iterator[Finding]:
    """R01: the areas are there, and each once; their number is counted from them."""
    areas = case.cycle.areas
    if not areas:
        yield lack(("areas",), "至少一个对照检查方面", "没有写", "按上级通知逐条写明")
    for name in ("title", "text"):
        seen: dict[str, int] = {}
        for index, area in enumerate(areas):
            value = getattr(area, name)
            if value and value in seen:
                yield fault(
                    ("areas", index, name),
                    "互不相同的方面",
                    f"与第 {seen[value] + 1} 个方面相同",
                    "核对并改正",
                )
            seen.setdefault(value, index)


def check_plan_contents(case: Case) -> Iterator[Finding]:
    """R05: the plan has theme, agenda and participants."""
    cycle = case.cycle
    if not cycle.agenda:
        yield fault(("agenda",), "方案要求的会议议程", "没有写", "逐项写明议程")
    elif not any(item.rounds for item in cycle.agenda):
        yield hint(("agenda",), "写明哪一项逐人开展批评和自我批评", "没有写",
                   "在那一项写 rounds: all；分两项的写 chair 和 members")  # fmt: skip
    if not cycle.meeting.attendees:
        yield fault(("meeting", "attendees"), "方案要求的参加人员", "没有写", "写明参加人员")


def check_outline_contents(case: Case) -> Iterator[Finding]:
    """R11: the outline has areas and dimensions to go by, and the five matters to state."""
    listed = "、".join(load_catalogue()["explanation"].head.contents)
    missing = [matter for matter in _OWN_MATTERS if matter not in listed]
    if missing:
        yield fault((), f"《个人有关事项说明》中的{'、'.join(missing)}", "没有写",
                    "在 templates/explanation.md 的 contents 中补写")  # fmt: skip
    names = {item.id for item in case.cycle.documents}
    if "outline" in names and "explanation" not in names and not case.cycle.branch:
        yield hint(("documents",), "逐项写明有或者无的个人有关事项说明", "没有列入材料",
                   "在 documents 中补写 explanation")  # fmt: skip
    dimensions = case.cycle.dimensions
    if not dimensions:
        yield fault(("dimensions",), "剖析的维度", "没有写", "写明从哪些维度剖析")
    if len(set(dimensions)) < len(dimensions):
        yield fault(("dimensions",), "互不相同的维度", "有重复", "删去重复的维度")


def check_leftovers(case: Case) -> Iterator[Finding]:
    """R15: no placeholder, no masked name, no other cycle's words."""
    yield from find_in_facts(case.facts, foreign_words(take_fingerprints(case.cycle), case.others))
    for node in _texts(case):
        if _SUPERIOR_VOICE.search(node.value):
            yield hint(
                node.path,
                "本单位自己的口吻",
                "上级通知的用语“各级党委（党组）”",
                f"改为本{word_of(case.cycle, 'team')}名称",
            )


def check_theme(case: Case) -> Iterator[Finding]:
    """R16: the theme is one sentence on one line."""
    theme = case.cycle.theme
    if theme and ("。" in theme or "\n" in theme.strip()):
        yield fault(
            ("theme",),
            "一句话、不分行、句末不加句号的主题",
            f"“{theme[-20:]}”",
            "删去句号和换行；句号由页面添加",
        )
    for node in _texts(case):
        copied = next((part for part in _theme_parts(theme or "") if part in node.value), None)
        if copied and node.path != ("theme",):
            yield hint(node.path, "引用的会议主题 {theme}", f"重写的“{copied}”",
                       "会议主题写 {theme}，主题变动时各处一致")  # fmt: skip


def _theme_parts(theme: str) -> list[str]:
    """Return what gives a copied theme away: two clauses in a row, or the whole of one."""
    clauses = theme.split("，")
    return [f"{one}，{two}" for one, two in pairwise(clauses)] or [theme] * bool(theme)


def check_numbers(case: Case) -> Iterator[Finding]:
    """R17: a document number reads 代字〔年〕n号."""
    for key, number in find_models(case.cycle, DocumentNumber):
        if number.code and re.search(r"[\d〔〕\[\]()（）第号]", number.code):
            yield fault(
                (*key, "code"),
                "只写发文机关代字（如 中组发）",
                f"“{number.code}”",
                "年份和顺序号分别写入 year 和 serial",
            )


def check_typography(case: Case) -> Iterator[Finding]:
    """R19: Chinese punctuation in Chinese text; no word twice in a row."""
    for node in _texts(case):
        text = REFERENCE.sub("称", node.value)
        for signs, pattern, expected in _SIGNS:
            match = not set(signs).isdisjoint(text) and re.search(pattern, text)
            if match:
                around = text[max(0, match.start() - 6) : match.end() + 6].strip()
                yield fault(
                    node.path, expected, f"“{around}”中的“{match[0].strip()}”", "改为全角标点"
                )
        named = node.path[0] in ("members", "staff") and node.path[-1] == "name"  # R25 sees to them
        for expected, found, remedy in () if named else find_sign_faults(text):
            yield hint(node.path, expected, found, remedy)
        repeated = _REPEATED.search(text)
        if repeated:
            yield hint(node.path, "不重复的字词", f"“{repeated[0]}”", "核对是否重字")


def _texts(case: Case) -> Iterator[Node]:
    for node in walk_texts(case.cycle):
        if node.ref is None and node.path[-1] not in _IDENTIFIERS:
            yield node

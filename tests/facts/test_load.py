"""Every kind of bad file, with exactly what it is told; nothing half-read gets through."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from huiqi.errors import FindingsError, HuiqiError, KeyPath, format_key
from huiqi.facts.folders import find_cycles
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.messages import explain, model_at
from tests.support.projects import ROOT

NAME = "2026-sample"
BASE = """id: 2026-sample
kind: 年度
cycle_year: 2026
theme: 主题
team:
  name: 班子
  chair: one
members:
  - {id: one, name: 甲一, post: 书记}
bodies:
  - {id: superior, name: 上级}
meeting:
  deadline: 2027-01-20
"""
EXPECTED = ROOT / "tests" / "data" / "bad-facts.txt"


def _put(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new)


def _laughs() -> str:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(9)
    ]
    return BASE + "results:\n" + "".join(f"  {row}\n" for row in rows)


BAD: dict[str, str | bytes] = {
    "两个键重复": BASE + "theme: 又一个\nkind: 专题\n",
    "下级键重复": _put("  name: 班子\n", "  name: 班子\n  name: 班子\n"),
    "键名写错": _put("theme:", "thema:"),
    "下级键名写错": _put("  deadline:", "  dedline:"),
    "不相干的键": BASE + "qqq: 1\n",
    "下级不相干的键": _put("name: 上级", "qqq: 上级"),
    "数字写成汉字": _put("cycle_year: 2026", "cycle_year: 二〇二六"),
    "文字写成数字": _put("theme: 主题", "theme: 2026"),
    "列表写成键值": _put("  - {id: superior, name: 上级}", "  id: superior"),
    "键值写成文字": _put("team:\n  name: 班子\n  chair: one", "team: 班子"),
    "是否写成汉字": BASE + "publish_names: 是\n",
    "没有这种类型": _put("年度", "季度"),
    "代号写法不对": _put("id: 2026-sample", "id: 2026_Sample"),
    "机构代号写法不对": _put("id: superior", "id: 上级"),
    "到会比例写法不对": _put("meeting:\n", "meeting:\n  quorum: 三分之二\n"),
    "年份太小": _put("cycle_year: 2026", "cycle_year: 26"),
    "年份带小数": _put("cycle_year: 2026", "cycle_year: 2026.0"),
    "日历上没有的日期": _put("2027-01-20", "2021-13-45"),
    "日期没有年": _put("2027-01-20", "12-20"),
    "日期用斜线": _put("2027-01-20", "20/12/2021"),
    "日期是空白": _put("2027-01-20", "x月x日"),
    "日期只有年": _put("2027-01-20", "2027"),
    "期限写法不对": BASE + "preparation:\n  study: {deadline: 会前十天内}\n",
    "人员代号写错": _put("chair: one", "chair: onee"),
    "文字里的代号写错": _put("theme: 主题", "theme: '报{superor}'"),
    "文字里引用没有的活动": _put("theme: 主题", "theme: '是{campaign}的内容'"),
    "代号重复": _put("id: superior", "id: one"),
    "引号不成对": _put("theme: 主题", 'theme: "主题'),
    "缩进不齐": _put("  chair: one", "   chair: one"),
    "冒号后没有空格": _put("theme: 主题", "theme:主题"),
    "文字里有冒号": _put("theme: 主题", "theme: 主题: 一"),
    "以星号开头": _put("theme: 主题", "theme: *主题*"),
    "制表符": _put("  name: 班子", "\tname: 班子"),
    "全角冒号": _put("theme: 主题", "theme：主题"),
    "GBK 编码": BASE.encode("gbk"),
    "UTF-16 编码": BASE.encode("utf-16"),
    "不能识别的编码": BASE.encode() + b"\xff\xff\xff",
    "空文件": "",
    "只有注释": "# 注释\n",
    "只有列表": "- 甲\n- 乙\n",
    "只有文字": "甲\n",
    "控制字符": _put("主题", "主\u0007题"),
    "从右向左的字符": _put("主题", "主\u202e题"),
    "执行程序的标记": _put("theme: 主题", "theme: !!python/object/apply:os.system ['true']"),
    "自定的标记": _put("theme: 主题", "theme: !secret 主题"),
    "引用": _put("theme: 主题", "theme: &t 主题") + "special_name: *t\n",
    "合并": BASE + "staff:\n  - &p {id: two, name: 乙二, post: 员}\n  - {<<: *p, id: three}\n",
    "引用自己": BASE + "results: &r\n  opinions: [*r]\n",
    "层层引用": _laughs(),
    "两个文档": BASE + "---\nid: x\n",
    "空白文字": _put("主题", "''"),
    "缺少必填的键": _put("kind: 年度\n", ""),
    "空的一项": _put("  - {id: superior, name: 上级}", "  -"),
    "一处重复，别处也错": BASE.replace("年度", "季度") + "kind: 专题\nteam:\n  nmae: 班子\n",
    "数字带单位": _put("cycle_year: 2026", "cycle_year: 2026年"),
    "数字太长": _put("cycle_year: 2026", "cycle_year: " + "9" * 5000),
    "文字写成 true": _put("name: 上级", "name: true"),
    "文字写成列表": _put("theme: 主题", "theme: [主题, 副题]"),
    "花括号没有引号": _put("theme: 主题", "theme: {team}"),
    "方括号后还有字": _put("theme: 主题", "theme: [一]主题"),
    "列表没有项": BASE + "agenda:\n",
    "空列表": BASE + "reading_list:\n  - {lead: 学习, items: []}\n",
    "一项不是一组键值": BASE + "agenda: [议程]\n",
    "代号太长": _put("id: superior", "id: " + "s" * 61),
    "键名写成汉字": _put("theme:", "主题:"),
    "一行里全角冒号": _put("name: 上级", "name：上级"),
    "一行里冒号后没有空格": _put("name: 上级", "name:上级"),
    "一行里全角逗号": _put("superior, name", "superior，name"),
    "行首全角空格": _put("  chair", "　　chair"),
    "冒号后全角空格": _put("theme: ", "theme:　"),
    "横线后没有空格": _put("- {id: one", "-{id: one"),
    "花括号没有收尾": _put("name: 上级}", "name: 上级"),
    "缩进少一格": _put("  chair", " chair"),
    "以 @ 开头": _put("theme: 主题", "theme: @主题"),
    "没有写明的引用": _put("theme: 主题", "theme: *abc"),
    "行内制表符": _put("theme: 主题", "theme:\t主题"),
    "空的文档": "---\n",
    "年份不合理的日期": _put("2027-01-20", "9999-12-31"),
    "期限中的日期不存在": BASE + "preparation:\n  study: {deadline: 2026-02-29}\n",
    "转义的控制字符": _put("theme: 主题", 'theme: "主\\x1b[31m题\\0"'),
    "转义的半个字符": _put("theme: 主题", 'theme: "主\\ud800题"'),
    "键里的控制字符": BASE + '"a\\x1bb": 1\n',
    "零宽空格": _put("主题", "主\u200b题"),
    "别的换行符": _put("主题", "主\u2028题"),
    "替人定类型的标记": _put("theme: 主题", "theme: !!null 主题").replace("2026-sample", "!!bool 是"),
    "列表作键": BASE + "? [a, b]\n: 1\n",
    "多行文字作类型": _put("年度", "|\n  年度\n  专题"),
    "层次太深": _put("主题", "[" * 100 + "]" * 100),
    "层次深得读不了": _put("主题", "[" * 500),
    "机构名写成空": _put("id: superior", "id:"),
    "标记套住一组": _put("team:\n", "team: !!python/object:os.system\n"),
    "合并在一组里": BASE + "preparation:\n  study: &s {deadline: 会前9日}\n  opinions:\n    <<: *s\n    owner: onee\n",
    "各种错误一次列出": (
        _put("theme: 主题", "theme: '{nobody}'").replace("cycle_year: 2026", "cycle_year: 二〇二六")
        .replace("  chair: one", "  chair: onne\n  chair: one\n  chief: one")
        .replace("{id: superior, name: 上级}", "{id: one, name: 上级}").replace("2027-01-20", "1月20日")
        .replace("id: 2026-sample", "id: 2026-other") + "prep_group: {leader: eno}\n"
    ),
    "缺代号时不猜引用": _put("id: superior, name: 上级", "id: null, name: 上级") + "prep_group: {leader: eno}\n",
    "错的一项里的代号仍算数": (
        _put("  - {id: one, name: 甲一,", "  - {id: two, name: 丙}\n  - {id: one, name: 1,")
        + "bodies:\n  - {id: another, name: 别处}\n"
        + "staff:\n  - {id: three, name: 1}\n  - {id: three, name: 丁, post: '报{another}{athor}'}\n"
    ),
    "漏掉的一项不改变编号": BASE + "agenda:\n  - {presenter: 甲}\n  - {text: '{nobdy}'}\n",
    "错的篇目仍可引用": BASE + (
        "reading_list:\n  - lead: 学习\n    items:\n      - {id: charter, title: 党章}\n      - {id: b, title: 乙, kind: 其他}\n"
        "areas:\n  - {id: area, readings: [charter, chartr]}\n"
    ),
    "错的一项不牵连后面": (
        _put("  - {id: one,", "  - {id: zero, name: 3}\n  - {id: one,")
        + "departments:\n  - {id: a, name: 科, head: zero}\n  - {id: b, name: 处, head: oen}\n"
    ),
    "自己引用自己": _put("theme: 主题", "special_name: '{meeting_title}'"),
    "互相引用": (
        _put("{id: superior, name: 上级}", "{id: superior, name: '{below}'}\n  - {id: below, name: '{superior}处'}")
        .replace("post: 书记", "post: '{team}{chair}'").replace("theme: 主题", "theme: '由{superior}'")
    ),
    "材料写了两遍": BASE + (
        "documents:\n  - {id: plan}\n  - {id: one}\n  - {id: plan, drafter: one}\n"
        "extra_documents:\n  - {id: plan, title: 甲, purpose: 乙}\n"
    ),
    "篇目和方面各自不重复": BASE + (
        "areas:\n  - {id: one}\n  - {id: one}\nreading_list:\n  - lead: 学习\n    items:\n"
        "      - {id: one, title: 甲, kind: 其他}\n      - {id: one, title: 乙, kind: 其他}\n"
    ),
    "代号用了固定的称谓": _put("{id: superior, name: 上级}", "{id: chair, name: 甲}\n  - {id: unit, name: 乙}\n  - {id: owner, name: 丙}"),
    "代号用错了地方": _put("theme: 主题", "theme: '{owner}成立{party_anniversary}周年'"),
    "没有写明的指导组": BASE + "preparation:\n  talks: {owner: guidance-group}\n  study: {owner: '甲'}\n",
    "没有可用的代号": BASE + "areas:\n  - {id: area, readings: [甲]}\n",
    "依据没有名称": BASE + "basis:\n  - {title: 甲}\n  - {mode: 按照}\n",
    "几处一起": _put("theme:", "thema:").replace("2027-01-20", "2027-02-30") + "theme2: 甲\n",
}  # fmt: skip


def _load(folder: Path, content: str | bytes) -> list[str]:
    folder.mkdir(parents=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / "cycle.yml").write_bytes(data)
    try:
        load_cycle(folder)
    except FindingsError as error:
        return [str(finding) for finding in error.findings]
    return []


def _read_expected() -> dict[str, list[str]]:
    sections = EXPECTED.read_text("utf-8").split("## ")[1:]
    return {lines[0]: lines[1:] for lines in (section.strip().split("\n") for section in sections)}


@pytest.mark.parametrize("case", BAD)
def test_bad_file(case: str, tmp_path: Path) -> None:
    assert _load(tmp_path / "cycles" / NAME, BAD[case]) == _read_expected()[case]


def test_each_expected_message_has_its_case() -> None:
    assert list(_read_expected()) == list(BAD)


@pytest.mark.parametrize("content", [
    BASE, BASE.replace("\n", "\r\n"), b"\xef\xbb\xbf" + BASE.encode(),
    b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode(), BASE.replace("主题", "长" * 200_000),
], ids=["plain", "CRLF", "BOM", "Notepad", "long"])  # fmt: skip
def test_good_file(content: str | bytes, tmp_path: Path) -> None:
    assert _load(tmp_path / "cycles" / NAME, content) == []


def test_what_can_mean_one_thing_only_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "cycles" / NAME
    text = _put("name: 甲一", "name: 阿力 • 买买提").replace("2027-01-20", "２０２７年1月20日")
    assert _load(folder, text + "  attendees: ['{ Team }成员', '｛superior｝']\n") == []
    cycle = load_cycle(folder).cycle
    assert cycle.members[0].name == "阿力·买买提"
    assert cycle.meeting.attendees == ("{team}成员", "{superior}")
    assert str(cycle.meeting.deadline) == "2027-01-20"


def test_a_hint_about_a_cut_text_goes_along_with_the_errors(tmp_path: Path) -> None:
    content = _put("theme: 主题", "theme: 主题 #一").replace("chair: one", "chair: nobody")
    found = _load(tmp_path / "cycles" / NAME, content)
    assert [message.partition(" ")[0] for message in found] == ["提示", "错误"]


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    tag = f"!!python/object/apply:os.system ['touch {trace}']"
    assert len(_load(tmp_path / "cycles" / NAME, _put("主题", tag))) == 1
    assert not trace.exists()


def test_a_billion_values_take_no_time(tmp_path: Path) -> None:
    started = time.process_time()
    assert len(_load(tmp_path / "cycles" / NAME, _laughs())) > 0
    assert time.process_time() - started < 2


def test_a_wrong_sign_in_the_first_line_with_bom(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + _put("id: 2026", "id：2026").encode()
    assert _load(tmp_path / "cycles" / NAME, content) == [
        "错误 [facts] cycles/2026-sample/cycle.yml:1：应为半角冒号加空格，实为全角冒号“：”。改法：把键后的“：”改为“: ”。"
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize(
    "case", ["各种错误一次列出", "引号不成对", "全角冒号", "别的换行符", "两个键重复"]
)
def test_line_ends_change_no_message(case: str, mark: bytes, end: str, tmp_path: Path) -> None:
    content = BAD[case]
    assert isinstance(content, str)
    found = _load(tmp_path / "cycles" / NAME, mark + content.replace("\n", end).encode())
    assert found == _read_expected()[case]


JUNK: list[Any] = [
    None, True, 0, -1, 10**17, 0.5, float("inf"), "", " ", "Abc def", "x" * 70, "9999-99-99", (), ("a",), (None,),
    ({},), {}, {"a": "b"}, "\ud800", "会前0日",
]  # fmt: skip
# What messages quote: forms, keys of the facts, values that stand there.
_QUOTED = re.compile(
    r"“[^”]*”|(?<=不认识的键 )\S+(?=。)|（[^）]*如 [^）]*）|数字 \S+(?=。)|可用的[^。]*|以下之一：[^。]*?，实为"
)
_KNOWN_WORDS = {"true", "false", "null", "cycles", "cycle.schema.json"}


def _list_fields(model: type[BaseModel], path: KeyPath) -> Iterator[KeyPath]:
    for name, field in model.model_fields.items():
        yield (*path, name)
        inner = model_at(model, (name,))
        if inner is not None:
            listed = "tuple" in str(field.annotation)
            yield from _list_fields(inner, (*path, name, 0) if listed else (*path, name))


FIELDS = sorted(_list_fields(Cycle, ()), key=str)


def _plant(path: KeyPath, value: Any) -> dict[str, Any]:
    for part in reversed(path[1:]):
        value = (value,) if isinstance(part, int) else {part: value}
    return {"id": NAME, "kind": "年度"} | {str(path[0]): value}


def test_the_walk_over_the_model_finds_all_of_it() -> None:
    assert {("preparation", "plan", "submit_deadline"), ("offices", 0, "duties", 0, "stage"),
            ("results", "opinions", 0, "forms")} <= set(FIELDS)  # fmt: skip
    assert len(FIELDS) > 180


@pytest.mark.parametrize("key", FIELDS, ids=format_key)
def test_no_message_speaks_english(key: KeyPath) -> None:
    """Whatever stands in whichever field: a Chinese message that names the key, or none."""
    refused = 0
    for junk in JUNK:
        try:
            Cycle.model_validate(_plant(key, junk))
        except ValidationError as error:
            for finding in (explain(detail, Cycle) for detail in error.errors()):
                refused += finding.key[: len(key)] == key
                said = f"{finding.expected}，实为{finding.found}。{finding.remedy}"
                words = set(re.findall("[A-Za-z][A-Za-z_.]*", _QUOTED.sub("", said)))
                near = finding.remedy.removeprefix("改为 ")
                assert words <= _KNOWN_WORDS | {near}, said
                assert re.search("[\u4e00-\u9fff]", finding.expected), said
    assert refused > 0


def test_lines_are_right_with_bom_and_crlf(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + _put("chair: one", "chair: two").replace("\n", "\r\n").encode()
    assert _load(tmp_path / "cycles" / NAME, content) == [
        "错误 [facts] cycles/2026-sample/cycle.yml:7 team.chair：应为已写明的人员的代号，实为“two”。改法：可用的代号：one（甲一）。"
    ]


def test_wrong_folder_name(tmp_path: Path) -> None:
    assert _load(tmp_path / "cycles" / "2025-other", BASE) == [
        "错误 [facts] cycles/2025-other/cycle.yml:1 id：应为与文件夹同名的代号 2025-other，实为“2026-sample”。"
        "改法：把文件夹改名为 2026-sample，或把 id 改为 2025-other。"
    ]


def test_missing_file(tmp_path: Path) -> None:
    (tmp_path / "cycles" / NAME).mkdir(parents=True)
    with pytest.raises(FindingsError) as caught:
        load_cycle(tmp_path / "cycles" / NAME)
    assert str(caught.value) == (
        "错误 [facts] cycles/2026-sample/cycle.yml：应为会议事实文件，实为没有这个文件。"
        "改法：新建此文件或核对文件夹名称。"
    )


def test_no_cycle_at_all(tmp_path: Path) -> None:
    with pytest.raises(HuiqiError) as caught:
        find_cycles(tmp_path / "cycles")
    assert str(caught.value) == "cycles/ 下没有会议周期。改法：新建 cycles/<代号>/cycle.yml。"

"""Changes to the text of a file: each text before, the change, the text after, sign by sign."""

from __future__ import annotations

import pytest

from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Change, ChangeRefusedError, Insert, Move, Remove, Set

_LIST = """\
bodies:        # 机构
  # 省委的
  - {id: a, name: 省委}   # 第一
  - {id: b, name: 省纪委}

  # 隔开的注释

  - {id: c, name: 省直机关工委}   # 第三
    # 说的是第三
# ------ 主题
theme: 主题
"""
_GROUPS = """\
offices:
  - id: one
    name: 办公室
    duties:
      - {stage: plan, text: 起草}
      # 送审
      - {stage: study, text: 送审}
  - id: two
    name: 组织部
"""
_BRACKETS = "members: [赵一, 钱二, '孙三: 四']   # 三人\nteam: {name: 班子, chair: 赵一}\n"
_LINES_IN_BRACKETS = "members: [\n  赵一,\n  钱二,\n]\n"

_CASES: list[tuple[str, Change, str]] = [
    # A single value: its own range, in the way in which it stands.
    ("theme: 甲  # 旧\n", Set(("theme",), "乙"), "theme: 乙  # 旧\n"),
    ("theme: '甲'\n", Set(("theme",), "乙"), "theme: '乙'\n"),
    ('theme: "甲"\n', Set(("theme",), '说"乙"'), 'theme: "说\\"乙\\""\n'),
    ("theme: '甲'\n", Set(("theme",), "不'是"), "theme: '不''是'\n"),
    ("theme: '甲'\n", Set(("theme",), None), "theme: null\n"),
    ("theme:\nkind: 年度\n", Set(("theme",), "乙"), "theme: 乙\nkind: 年度\n"),
    ("theme:   # 待定\n", Set(("theme",), "乙"), "theme: 乙   # 待定\n"),
    ("theme: ~\n", Set(("theme",), "乙"), "theme: 乙\n"),
    ("theme: 甲", Set(("theme",), "乙"), "theme: 乙"),
    ("theme : 甲\n", Set(("theme",), "乙"), "theme : 乙\n"),
    ("'theme': 甲\n", Set(("theme",), "乙"), "'theme': 乙\n"),
    ("publish_names: false\n", Set(("publish_names",), True), "publish_names: true\n"),
    ("cycle_year: 2_021\n", Set(("cycle_year",), 2022), "cycle_year: 2022\n"),
    # Quotes only where a plain text would be read otherwise, by YAML 1.1 or 1.2.
    *(
        ("theme: 甲\n", Set(("theme",), text), f"theme: {written}\n")
        for text, written in {
            "12": "'12'", "1_2": "'1_2'", "1.5": "'1.5'", "1e3": "'1e3'", "0x1f": "'0x1f'", "0o7": "'0o7'",
            "1:30": "'1:30'", ".5": "'.5'", "-.inf": "'-.inf'", "yes": "'yes'", "Off": "'Off'", "n": "'n'",
            "null": "'null'", "~": "'~'", "": "''", "2026-01-08": "'2026-01-08'", "=": "'='", "<<": "'<<'",
            "2/3": "2/3", "90%": "90%", "0000-1111111": "0000-1111111", "甲: 乙": "'甲: 乙'", "甲:": "'甲:'",
            "甲 #乙": "'甲 #乙'", "甲#乙": "甲#乙", "- 甲": "'- 甲'", "-甲": "'-甲'", "{team}": "'{team}'",
            "[甲]": "'[甲]'", " 甲": "' 甲'", "甲　": "'甲　'", "*甲": "'*甲'", "'甲'": "'''甲'''", "“甲”": "'“甲”'",
            "“甲”和": "“甲”和", "甲\t乙": '"甲\\t乙"', "甲\u200b": '"甲\\u200b"', "---": "'---'", "@甲": "'@甲'", "😀": "😀",
        }.items()
    ),
    ("meeting: {date: null}\n", Set(("meeting", "date"), "2026-01-08"), "meeting: {date: 2026-01-08}\n"),
    ("place: 2026-01-07\n", Set(("place",), "2026-01-08"), "place: 2026-01-08\n"),
    # Texts over several lines.
    ("theme: |  # 两行\n  甲\n  乙\nkind: 年度\n", Set(("theme",), "丙\n丁\n"), "theme: |  # 两行\n  丙\n  丁\nkind: 年度\n"),
    ("theme: |\n  甲\n  乙\n", Set(("theme",), "丙"), "theme: |-\n  丙\n"),
    ("theme: |  # 两行\n  甲\n\n# 后面\nkind: 年度\n", Set(("theme",), None), "theme: null  # 两行\n\n# 后面\nkind: 年度\n"),
    ("theme: >-\n  甲乙丙\n  丁\n", Set(("theme",), "子丑寅卯辰巳"), "theme: >-\n  子丑寅\n  卯辰巳\n"),
    ("theme: 甲乙\n    丙丁\n", Set(("theme",), "子丑寅卯"), "theme: 子丑\n    寅卯\n"),
    ("theme: '甲乙\n    丙 丁'\n", Set(("theme",), "子 丑 寅 卯"), "theme: '子 丑 寅 卯'\n"),
    ("theme: 甲   # 旧\nkind: 年度\n", Set(("theme",), "乙\n丙"), "theme: |-   # 旧\n  乙\n  丙\nkind: 年度\n"),
    ("team: {name: 甲}\n", Set(("team", "name"), "乙\n丙"), 'team: {name: "乙\\n丙"}\n'),
    # Lists and groups in the place of single values and the other way round.
    ("members: []   # 待定\n", Set(("members",), ["赵一", "钱二"]), "members: [赵一, 钱二]   # 待定\n"),
    ("members: null   # 待定\nkind: 年度\n", Set(("members",), [{"name": "赵一"}]), "members:   # 待定\n  - {name: 赵一}\nkind: 年度\n"),
    ("members:\n  - 赵一   # 书记\n", Set(("members", 0), {"name": "赵一", "post": "书记"}), "members:\n  - {name: 赵一, post: 书记}   # 书记\n"),
    ("members:\n- {name: 赵一}\n", Set(("members", 0), "赵一"), "members:\n- 赵一\n"),
    ("members:\n  - name: 赵一\n    post: 书记\n", Set(("members", 0), "赵一"), "members:\n  - 赵一\n"),
    (_LIST, Set(("bodies",), None), "bodies: null        # 机构\n\n  # 隔开的注释\n\n# ------ 主题\ntheme: 主题\n"),
    ("study:\n  modes: [甲]\n", Set(("study", "modes"), ["甲、乙"]), "study:\n  modes: ['甲、乙']\n"),
    ("study:\n  modes: null\n", Set(("study", "modes"), ["甲，乙", "丙"]), "study:\n  modes:\n    - 甲，乙\n    - 丙\n"),
    # A whole list item by item: what stays keeps its comments.
    (
        "members:\n  - 赵一   # 一\n  - 钱二   # 二\n  - 孙三   # 三\n", Set(("members",), ["孙三", "赵一", "李四"]),
        "members:\n  - 孙三   # 三\n  - 赵一   # 一\n  - 李四   # 二\n",
    ),
    (
        _GROUPS, Set(("offices", 0), {"id": "one", "name": "综合科", "duties": [{"stage": "study", "text": "送审"}]}),
        "offices:\n  - id: one\n    name: 综合科\n    duties:\n      # 送审\n      - {stage: study, text: 送审}\n  - id: two\n    name: 组织部\n",
    ),
    # Items: comments directly before and behind go along, others stay.
    (
        _LIST, Remove(("bodies", 0)),
        "bodies:        # 机构\n  - {id: b, name: 省纪委}\n\n  # 隔开的注释\n\n  - {id: c, name: 省直机关工委}   # 第三\n    # 说的是第三\n# ------ 主题\ntheme: 主题\n",
    ),
    (
        _LIST, Remove(("bodies", 2)),
        "bodies:        # 机构\n  # 省委的\n  - {id: a, name: 省委}   # 第一\n  - {id: b, name: 省纪委}\n\n  # 隔开的注释\n\n# ------ 主题\ntheme: 主题\n",
    ),
    (
        _LIST, Move(("bodies", 2), 0),
        "bodies:        # 机构\n  - {id: c, name: 省直机关工委}   # 第三\n    # 说的是第三\n  # 省委的\n  - {id: a, name: 省委}   # 第一\n  - {id: b, name: 省纪委}\n\n  # 隔开的注释\n\n# ------ 主题\ntheme: 主题\n",
    ),
    (
        _LIST, Insert(("bodies", 3), {"id": "d", "name": "市纪委"}),
        _LIST.replace("# ------", "  - {id: d, name: 市纪委}\n# ------"),
    ),
    (_LIST, Insert(("bodies", 0), "市委"), _LIST.replace("  # 省委的", "  - 市委\n  # 省委的")),
    (
        _GROUPS, Remove(("offices", 0, "id")),
        _GROUPS.replace("  - id: one\n    name", "  - name"),
    ),
    (_GROUPS, Insert(("offices", 1, "duties"), []), _GROUPS + "    duties: []\n"),
    (_GROUPS, Remove(("offices", 0, "duties", 1)), _GROUPS.replace("      # 送审\n      - {stage: study, text: 送审}\n", "")),
    (
        _GROUPS, Insert(("offices", 1), {"id": "三", "duties": [{"stage": "plan", "text": "x"}]}),
        _GROUPS.replace("  - id: two", "  - id: 三\n    duties:\n      - {stage: plan, text: x}\n  - id: two"),
    ),
    (_GROUPS, Insert(("offices", 1, "duties", 0), "x"), _GROUPS + "    duties: [x]\n"),
    ("members:\n  - 赵一\n\n  - 钱二\n\n  - 孙三", Move(("members", 2), 0), "members:\n  - 孙三\n\n  - 赵一\n\n  - 钱二"),
    ("members:\n  - 赵一\n\n  - 钱二\n", Insert(("members", 1), "孙三"), "members:\n  - 赵一\n\n  - 孙三\n\n  - 钱二\n"),
    ("members:\n- 赵一\n- 钱二", Move(("members", 0), 1), "members:\n- 钱二\n- 赵一"),
    ("members:\n  - 赵一   # 一人\nkind: 年度\n", Remove(("members", 0)), "members: []\nkind: 年度\n"),
    # Keys: where the model has them, under their own heading.
    ("id: a\n# -------- 主题\nbasis: []\n", Insert(("theme",), "甲"), "id: a\n# -------- 主题\ntheme: 甲\nbasis: []\n"),
    ("meeting:\n  deadline: 甲\n  place: 丙\n", Insert(("meeting", "date"), "2026-01-08"), "meeting:\n  deadline: 甲\n  date: 2026-01-08\n  place: 丙\n"),
    ("meeting:\n  place: 丙\n", Insert(("meeting", "date"), None), "meeting:\n  date: null\n  place: 丙\n"),
    ("meeting: {deadline: 甲, place: 丙}\n", Insert(("meeting", "date"), "2026-01-08"), "meeting: {deadline: 甲, date: 2026-01-08, place: 丙}\n"),
    ("id: a\nkind: 年度\n", Set(("preparation", "plan", "deadline"), "会前7日"), "id: a\nkind: 年度\n\npreparation:\n  plan: {deadline: 会前7日}\n"),
    ("id: a\nkind: 年度\n", Insert(("defaults",), True), "id: a\nkind: 年度\ndefaults: true\n"),
    ("campaign: null\n", Set(("campaign", "name"), "甲"), "campaign:\n  name: 甲\n"),
    ("team: {}\n", Set(("team", "name"), "甲"), "team:\n  name: 甲\n"),
    ("id: a\nteam:\n  name: 甲   # 名\nkind: 年度\n", Remove(("team",)), "id: a\nkind: 年度\n"),
    ("team:\n  name: 甲   # 名\nkind: 年度\n", Remove(("team", "name")), "team: {}\nkind: 年度\n"),
    # In brackets.
    (_BRACKETS, Remove(("members", 1)), _BRACKETS.replace("钱二, ", "")),
    (_BRACKETS, Remove(("members", 2)), _BRACKETS.replace(", '孙三: 四'", "")),
    (_BRACKETS, Move(("members", 2), 0), _BRACKETS.replace("赵一, 钱二, '孙三: 四'", "'孙三: 四', 赵一, 钱二")),
    (_BRACKETS, Insert(("members", 3), "a, b"), _BRACKETS.replace("四']", "四', 'a, b']")),
    (_BRACKETS, Insert(("members", 0), "李四"), _BRACKETS.replace("[赵一", "[李四, 赵一")),
    (_BRACKETS, Set(("team", "unit"), "单位"), _BRACKETS.replace("班子, ", "班子, unit: 单位, ")),
    (_BRACKETS, Remove(("team", "name")), _BRACKETS.replace("name: 班子, ", "")),
    (_BRACKETS, Set(("team", "name"), None), _BRACKETS.replace("班子", "null")),
    (_LINES_IN_BRACKETS, Insert(("members", 2), "孙三"), _LINES_IN_BRACKETS.replace("钱二", "钱二,\n  孙三")),
    (_LINES_IN_BRACKETS, Remove(("members", 1)), "members: [\n  赵一,\n]\n"),
    ("members: [赵一]\n", Remove(("members", 0)), "members: []\n"),
    ("team: {name, chair: 甲}\n", Set(("team", "name"), "乙"), "team: {name: 乙, chair: 甲}\n"),
    ("team: {name: 甲, unit: }\n", Set(("team", "chair"), "乙"), "team: {name: 甲, unit: , chair: 乙 }\n"),
    ("team: {name: , chair: 甲}\n", Remove(("team", "chair")), "team: {name: }\n"),
    ("team: {name: , chair: 甲}\n", Set(("team", "name"), "乙"), "team: {name: 乙 , chair: 甲}\n"),
    # Rare ways of writing.
    ("---\nid: a\nmembers:\n- 赵一\n...\n# 完\n", Insert(("members", 1), "钱二"), "---\nid: a\nmembers:\n- 赵一\n- 钱二\n...\n# 完\n"),
    ("? id\n: a\n", Set(("id",), "b"), "? id\n: b\n"),
    ("members:\n  - # 说明\n    name: 赵一\n  -\n    name: 钱二\n", Move(("members", 1), 0), "members:\n  -\n    name: 钱二\n  - # 说明\n    name: 赵一\n"),
    ("members:\n  - 赵一\n# 靠左的\n  - 钱二\n", Insert(("members", 1), "孙三"), "members:\n  - 赵一\n  - 孙三\n# 靠左的\n  - 钱二\n"),
    ("site_address:\n  # 说明\n  甲\n", Set(("site_address",), ["乙"]), "site_address:\n  # 说明\n  [乙]\n"),
    ("{id: a, kind: 年度}\n", Set(("team", "name"), "甲"), "{id: a, kind: 年度, team: {name: 甲}}\n"),
    ("theme: |+\n  甲\n\n\nkind: 年度\n", Set(("theme",), "乙\n"), "theme: |\n  乙\n\n\nkind: 年度\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), _CASES)
def test_a_change(before: str, change: Change, after: str) -> None:
    assert apply_changes(before, [change]) == after


_MIXED = "members:\n  - 赵一\n{}  - 钱二\n"
_UNCLEAR = "分不清这里的注释属于哪一项"
_SPECIAL = "这里用了 YAML 的引用或标记（& * ! <<），不能逐项改动"
_REFUSED: list[tuple[str, Change, str, list[int]]] = [
    (_MIXED.format("# 靠左的\n"), Remove(("members", 1)), _UNCLEAR, [3, 4]),
    (_MIXED.format("# 靠左的\n"), Move(("members", 1), 0), _UNCLEAR, [3, 4]),
    (_MIXED.format("\n    # 靠右的\n"), Remove(("members", 1)), _UNCLEAR, [4, 5]),
    (_MIXED.format("\n    # 靠右的\n"), Remove(("members", 0)), _UNCLEAR, [2, 3, 4, 5]),
    (_MIXED.format("  # 紧接在后\n\n"), Remove(("members", 0)), _UNCLEAR, [2, 3]),
    (_MIXED.format("") + "  # 末尾的\n", Move(("members", 1), 0), _UNCLEAR, [3, 4]),
    ("members:\n# 说的是谁\n  - 赵一\n  - 钱二\n", Remove(("members", 0)), _UNCLEAR, [2, 3]),
    ("members: [赵一,   # 一\n  钱二]\n", Remove(("members", 0)), "括号里有注释，分不清属于哪一项", [1, 2]),
    ("members:\n  - name: 赵一\n    # 书记\n    post: 书记\n", Set(("members", 0), "赵一"),
     "这里的注释属于要去掉的内容，还是要留下，分不清", [2, 3, 4]),
    ("theme: &x 甲\n", Set(("theme",), "乙"), _SPECIAL, [1]),
    ("theme: !!str 甲\n", Set(("theme",), "乙"), _SPECIAL, [1]),
    ("theme: &x 甲\nlevel: *x\n", Set(("level",), "乙"), _SPECIAL, [2]),
    ("team: &x {name: 甲}\n", Set(("team", "name"), "乙"), _SPECIAL, [1]),
    ("team:\n  name: &x 甲\n  unit: 乙\nkind: 年度\n", Remove(("team",)), _SPECIAL, [2]),
    ("id: a\n", Remove(("id",)), "文件里至少要留一项", []),
    ("id: a\n", Remove(("kind",)), "文件里没有这一处，可能已经改过", []),
    ("id: a\n", Insert(("id",), "b"), "已经写过 id", []),
    ("members: [赵一]\n", Move(("members", 0), 1), "文件里没有这一处，可能已经改过", []),
    ("members: [赵一]\n", Set(("members", 1), "钱二"), "文件里没有这一处，可能已经改过", []),
    ("members: [赵一]\n", Set(("members", "name"), "钱二"), "文件里没有这一处，可能已经改过", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "change", "reason", "lines"), _REFUSED)
def test_a_change_that_would_be_guessed(
    text: str, change: Change, reason: str, lines: list[int]
) -> None:
    with pytest.raises(ChangeRefusedError) as caught:
        apply_changes(text, [change])
    assert caught.value.reason == reason
    assert [line.number for line in caught.value.lines] == lines


def test_what_a_refusal_says() -> None:
    with pytest.raises(ChangeRefusedError) as caught:
        apply_changes(_MIXED.format("# 靠左的\n"), [Remove(("members", 1))])
    assert str(caught.value) == (
        "分不清这里的注释属于哪一项。改法：用文本编辑器改这几行：\n第 3 行：# 靠左的\n第 4 行：- 钱二"
    )


def test_nothing_is_made_where_one_of_several_is_refused() -> None:
    with pytest.raises(ChangeRefusedError):
        apply_changes("id: a\nkind: 年度\n", [Set(("id",), "b"), Remove(("theme",))])


def test_each_path_is_that_of_the_text_before() -> None:
    text = "members: [赵一, 钱二]\n"
    changes: list[Change] = [
        Remove(("members", 0)),
        Set(("members", 0), "孙三"),
        Insert(("members", 1), "李四"),
    ]
    assert apply_changes(text, changes) == "members: [孙三, 李四]\n"


@pytest.mark.parametrize("text", ["\ufeffid: a\r\nkind: 年度", "id: a\rkind: 年度\r", "id: a\n"])
def test_no_change_is_no_change(text: str) -> None:
    assert apply_changes(text, [Set(("id",), "a"), Set(("id",), "b"), Set(("id",), "a")]) == text

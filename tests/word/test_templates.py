"""The templates: what each says of itself, and what their authors get wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huiqi.errors import FindingsError, HuiqiError
from huiqi.facts.templates import TEMPLATES, Template, load_templates
from huiqi.word import render as render_room
from huiqi.word.render import Copy
from macros.scope import Rendition, Scope
from tests.support.papers import WORKSHOP, render
from tests.support.samples import FIRST, SECOND, make_cycle

GOOD = "---\nnumber: D01\ntitle: 甲\nper: cycle\nlayout: internal\nstage: plan\ncategory: 乙\npurpose: 丙\n---\n正文\n"
FAULTS = {
    "没有说明": ("正文\n", ["templates/a.md:1：应为模板的说明部分，实为没有写。改法：文件以 --- 开头，写明 title、per、layout，再以 --- 结束。"]),
    "没有的版式": (GOOD.replace("internal", "fancy"), [
        "templates/a.md:5 layout：应为以下之一：internal、upward、downward、letter、form、record，实为“fancy”。改法：从中选一个，原样填写。"]),
    "键名": (GOOD.replace("title: 甲", "titel: 甲"), [
        "templates/a.md:2 title：应为必填的键（名称），实为没有写。改法：补上这个键。",
        "templates/a.md:3 titel：应为已知的键，实为不认识的键 titel。改法：改为 title。"]),
    "编号": (GOOD.replace("D01", "1"), ["templates/a.md:2 number：应为文字，实为数字 1。改法：填写文字；纯数字、true、false 作文字用时加引号。"]),
    "没有编号": (GOOD.replace("number: D01\n", ""), [
        "templates/a.md:1：应为number、of 中的一项，实为两项都写或都没有写。改法：材料目录中的材料写 number，同一材料的其他文件写 of。"]),
    "没有环节": (GOOD.replace("stage: plan\n", ""), ["templates/a.md:1：应为材料的环节、类别、用途，实为没有写全。改法：补写 stage、category、purpose。"]),
    "所属材料": (GOOD.replace("number: D01", "of: b"), ["templates/a.md:1：应为所属材料（of）是另一模板，实为“b”。改法：核对代号。"]),
    "重复的键": (GOOD.replace("title: 甲", "title: 甲\ntitle: 乙"), [
        "templates/a.md:4 title：应为只出现一次的键，实为第 3 行已写过 title。改法：合并两处，只留一处。"]),
    "全角冒号": (GOOD.replace("title: ", "title："), ["templates/a.md:3：应为半角冒号加空格，实为全角冒号“：”。改法：把键后的“：”改为“: ”。"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_front_matter(case: str, tmp_path: Path) -> None:
    text, messages = FAULTS[case]
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.md").write_text(text, "utf-8")
    with pytest.raises(FindingsError) as caught:
        load_templates(folder)
    assert [str(item) for item in caught.value.findings] == [
        f"错误 [facts] {said}" for said in messages
    ]


def test_templates_that_notepad_saved(tmp_path: Path) -> None:
    for path in TEMPLATES.glob("*.md"):
        text = path.read_text("utf-8").replace("\n", "\r\n")
        (tmp_path / path.name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    heads = {name: item.head for name, item in load_templates(tmp_path).items()}
    assert heads == {name: item.head for name, item in load_templates().items()}


def test_the_standard_list_is_whole() -> None:
    numbers = [item.head.number for item in load_templates().values() if item.head.number]
    assert numbers == [f"D{number:02}" for number in range(1, 31) if number != 25]
    assert [item.id for item in load_templates().values() if item.head.extra] == ["extra"]


@pytest.mark.parametrize("name", [FIRST, SECOND])
@pytest.mark.parametrize("office", [True, False])
def test_every_template_renders(name: str, office: bool) -> None:
    papers = render(make_cycle(name), office=office)
    assert len(papers) >= 31
    for paper in papers.values():
        assert "None" not in paper.markdown, paper.copy.key
        assert "（）" not in paper.markdown, paper.copy.key
        assert paper.title


def _edited(old: str, new: str) -> Template:
    template = load_templates()["request"]
    assert old in template.text
    text = template.text.replace(old, new)
    return Template(template.id, template.head, text, template.file)


def _refusal(template: Template) -> str:
    cycle = make_cycle(FIRST)
    with pytest.raises(HuiqiError) as caught:
        WORKSHOP.render(Scope(cycle, Rendition.office()), [Copy(template)])
    return str(caught.value)


def test_an_undefined_fact_is_named_with_its_line() -> None:
    line = load_templates()["request"].text.split("\n").index("{{ cycle.theme }}。") + 1
    assert _refusal(_edited("{{ cycle.theme }}", "{{ cycle.them }}")) == (
        f"错误 [gate] templates/request.md:{line}：应为能写出的页面，实为没有 them 这一项。"
        "改法：核对名称的写法；可用的名称见 macros/README.md。"
    )


def test_broken_syntax_is_named_with_its_line() -> None:
    said = _refusal(_edited("{{ cycle.theme }}", "{% if %}"))
    assert said.startswith("错误 [gate] templates/request.md:")


MARKUP = {
    '::: {custom-style="花体"}\n甲\n:::': ["没有样式“花体”"],
    "::: {.page-break}\n\n甲": ["::: 没有成对：每个 ::: {…} 都要有单独一行 ::: 结束"],
    "甲\n\n:::\n\n::::::\n\n乙": ["::: 没有成对：每个 ::: {…} 都要有单独一行 ::: 结束"],
    "[甲]{.fill}": ["填写处 {.fill} 的代号应为字母开头、不超过 40 个的字母、数字、下划线，前面写 #"],
    "[甲]{.fill #中 文}": ["填写处 {.fill #中 文} 的代号应为字母开头、不超过 40 个的字母、数字、下划线，前面写 #"],
    f"[甲]{{.fill #{'a' * 41}}}": [f"填写处 {{.fill #{'a' * 41}}} 的代号应为字母开头、不超过 40 个的字母、数字、下划线，前面写 #"],
    '::: {.table widths="a b" height="x"}\n甲\n:::': ["widths=“a b”应为数字", "height=“x”应为数字"],
    "```{=openxml}\n<w:p>\n```": ["不能直接写 openxml"],
}  # fmt: skip


@pytest.mark.parametrize("markup", MARKUP)
def test_faulty_markup(markup: str) -> None:
    said = "".join(f"  templates/request.md：{fault}\n" for fault in MARKUP[markup])
    assert _refusal(_edited("妥否，请批示。", markup)) == (
        f"模板写法有误：\n{said}改法：按上面的提示改正 templates/ 中的模板；"
        "写法见 CONTRIBUTING.md，样式见 templates/style/styles.yml。"
    )


def test_a_fault_in_a_layout_names_the_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts = tmp_path / "templates" / "style" / "layouts"
    shutil.copytree(TEMPLATES / "style" / "layouts", layouts)
    (layouts / "sign-off.md").write_text("甲\n\n{{ cycle.nobody }}\n", "utf-8")
    monkeypatch.setattr(render_room, "_LAYOUTS", layouts)
    assert _refusal(load_templates()["request"]).startswith(
        "错误 [gate] templates/style/layouts/sign-off.md:3：应为能写出的页面，实为没有 nobody 这一项。"
    )

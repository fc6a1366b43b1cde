"""Word files as files: valid, the same each time, silent about who made them, filled in by key."""

from __future__ import annotations

import hashlib
import io
import os
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import ooxml_integrity
import pypandoc
import pytest
from openxml_audit import OpenXmlValidator

from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.templates import Template, load_templates
from huiqi.word import pandoc as pandoc_room
from huiqi.word import paper_maker as maker_room
from huiqi.word.copies import all_copies
from huiqi.word.house_style import HouseStyle, load_house_style
from huiqi.word.ooxml import R_URI, Element, W, text_of
from huiqi.word.package import write_reference_docx
from huiqi.word.paper_cache import PaperCache
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Copy, break_lines
from macros.scope import Rendition, Scope
from tests.support.drawn import EVERY, open_chance
from tests.support.papers import WORKSHOP, bookmarks, first_copies, make, part, render, words
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle

FAMILIES = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make(render(make_cycle(FIRST)))


# The validator takes the type of a building block (ECMA-376-1, 17.12.16) for that of a section.
_MISTAKEN = "Value 'bbPlcHdr' is not in allowed values: ['continuous',"


# It reads its tables of the standard anew for each instance, and keeps nothing of a file.
_VALIDATOR = cache(OpenXmlValidator)


def _check(data: bytes, folder: Path) -> list[str]:
    """Return what the two validators say of a file."""
    path = folder / "x.docx"
    path.write_bytes(data)
    errors = map(str, _VALIDATOR().validate(str(path)).errors)
    said = [error for error in errors if _MISTAKEN not in error]
    return said + [str(finding) for finding in ooxml_integrity.check(path)]


def test_no_validator_finds_anything(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in files.items():
        assert _check(data, tmp_path) == [], name


def test_parts_with_text_declare_the_prefix_of_relationships(files: dict[str, bytes]) -> None:
    seen = set[str]()
    for data in files.values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if re.fullmatch(r"word/(document|footer\d)\.xml", name):
                    seen.add(name)
                    assert part(data, name).nsmap.get("r") == R_URI, name
    assert seen == {"word/document.xml", *(f"word/footer{number}.xml" for number in range(1, 5))}


def test_the_validators_do_find_something(tmp_path: Path) -> None:
    broken = WORKSHOP.make_files(render(make_cycle(FIRST)).values(), FIRST)["plan"][:-400]
    assert _check(broken, tmp_path)


def test_fonts_by_role_and_none_of_the_theme(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            footers = [part for part in archive.namelist() if part.startswith("word/footer")]
        assert footers, name
        for where in ("word/document.xml", "word/styles.xml", *footers):
            for fonts in part(data, where).iter(f"{W}rFonts"):
                given = {key.split("}")[1]: value for key, value in fonts.attrib.items()}
                assert not [key for key in given if "heme" in key], name
                assert {value for key, value in given.items() if key != "hint"} <= FAMILIES, name


def test_quotation_marks_and_dashes_take_the_chinese_font(files: dict[str, bytes]) -> None:
    styles = {style.get(f"{W}styleId"): style for style in part(files["plan"], "word/styles.xml")}
    base = styles["Normal"].find(f"{W}rPr/{W}rFonts")
    assert {base.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia")} == {"仿宋_GB2312"}
    assert "“四个意识”" in words(files["plan"])
    assert "“团结——批评——团结”" in words(files["plan"])


def test_heading_levels(files: dict[str, bytes]) -> None:
    styles = {style.get(f"{W}styleId"): style for style in part(files["plan"], "word/styles.xml")}
    fonts = {"Heading1": "黑体", "Heading2": "楷体_GB2312", "Heading3": None, "Heading4": None}
    for name, font in fonts.items():
        found = styles[name].find(f"{W}rPr/{W}rFonts")
        assert (None if found is None else found.get(f"{W}eastAsia")) == font
        assert styles[name].find(f"{W}rPr/{W}b").get(f"{W}val") == "0"
        assert styles[name].find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"


def test_the_plan_in_word_is_the_plan(files: dict[str, bytes]) -> None:
    text = words(files["plan"])
    for sentence in (
        "深入学习贯彻习近平新时代中国特色社会主义思想和党的十九届六中全会精神，是党史学习教育的重要内容。",
        "四、会议议程", "重点从以下5个方面认真对照检查", "（中组发〔2021〕99号）", "中共云岭市委员会2021年12月22日",
    ):  # fmt: skip
        assert sentence in text


def _plain(data: bytes) -> bytes:
    """Return all parts of a file as they read, one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def _says(data: bytes) -> dict[str, str]:
    custom = part(data, "docProps/custom.xml")
    return {item.get("name"): item[0].text or "" for item in custom}


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def test_nobody_and_no_machine_stands_in_a_file(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        core = part(data, "docProps/core.xml")
        assert [child.tag.split("}")[1] for child in core] == ["title", "language"], name
        assert core[0].text
        assert b"w:body" in _plain(data)
        assert str(ROOT).encode() not in _plain(data), name


def test_a_file_says_whose_copy_of_which_paper_it_is(files: dict[str, bytes]) -> None:
    form, copy = (
        _says(files["outline"]).pop("huiqi-form"),
        _says(files["outline"]).pop("huiqi-copy"),
    )
    assert _says(files["outline"]) == {
        "huiqi-cycle": FIRST, "huiqi-document": "outline", "huiqi-paper": "outline", "huiqi-people": "secretary",
        "huiqi-form": form, "huiqi-copy": copy,
    }  # fmt: skip
    assert form == hashlib.sha256(_document(files["outline"])).hexdigest()
    assert re.fullmatch("[0-9a-f]{16}", copy)
    assert _says(files["talk-record"])["huiqi-people"] == "secretary mayor"
    assert _says(files["plan-cover"])["huiqi-paper"] == "plan-cover"
    assert "huiqi-copy" not in _says(files["opinion-form"])
    named = {name for name, template in load_templates().items() if template.head.anonymous}
    assert named == {"opinion-form", "appraisal-form"}
    cycle = make_cycle(FIRST)
    papers = WORKSHOP.render(Scope(cycle, Rendition.office()), all_copies(cycle))
    owners = [(paper.copy.template.id, paper.copy.office, paper.people) for paper in papers]
    assert len(set(owners)) == len(owners) - len(cycle.extra_documents) + 1


_BUILD = """
import hashlib, sys
from pathlib import Path
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.paper_cache import PaperCache
from huiqi.word.paper_maker import PaperMaker
from macros.scope import Rendition, Scope
root = Path(sys.argv[1])
cycle = load_cycle(root / "cycles" / sys.argv[2]).cycle
shop = PaperMaker(root / "docs" / "parts")
made = shop.make_files(shop.render(Scope(cycle, Rendition.office()), all_copies(cycle)), cycle.id)
print(hashlib.sha256(b"".join(made[key] for key in sorted(made))).hexdigest(), len(made))
"""


def test_the_same_bytes_in_another_folder_and_time_zone(tmp_path: Path) -> None:
    said = set()
    for zone, seed in (("Asia/Shanghai", "1"), ("America/New_York", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _BUILD, str(ROOT), FIRST]
        said.add(subprocess.check_output(command, cwd=folder, env=environment, text=True))
    assert len(said) == 1
    assert said.pop().split()[1] == str(len(all_copies(make_cycle(FIRST))))


def test_a_file_does_not_depend_on_what_is_made_beside_it(files: dict[str, bytes]) -> None:
    papers = render(make_cycle(FIRST))
    for name in ("plan", "outline", "talk-schedule"):
        assert make({name: papers[name]})[name] == files[name]


def _note(asked: list[int]) -> Callable[..., tuple[dict[str, Element], str]]:
    def convert(_: HouseStyle, wanted: Mapping[str, object]) -> tuple[dict[str, Element], str]:
        asked.append(len(wanted))
        return {}, ""

    return convert


def test_kept_files_are_not_made_again(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = PaperMaker(ROOT / "docs" / "parts", PaperCache(tmp_path / "kept"))
    papers = list(render(make_cycle(FIRST)).values())
    first = shop.make_files(papers, FIRST)
    asked: list[int] = []
    monkeypatch.setattr(maker_room, "convert_documents", _note(asked))
    assert shop.make_files(papers, FIRST) == first
    assert not any(asked)
    assert first == {paper.copy.key: files[paper.copy.template.id] for paper in papers}


def test_what_is_long_unused_is_forgotten(tmp_path: Path) -> None:
    shop = PaperMaker(ROOT / "docs" / "parts", PaperCache(tmp_path))
    for name, days in (("old", 31), ("new", 29)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (time.time() - days * 86400,) * 2)
    shop.cache.forget()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    PaperMaker(ROOT / "docs" / "parts", PaperCache(tmp_path / "none")).cache.forget()


def test_tables_are_finished(files: dict[str, bytes]) -> None:
    tables = 0
    for name, data in files.items():
        for table in part(data).iter(f"{W}tbl"):
            if table.getparent().tag == f"{W}txbxContent":
                continue
            tables += 1
            columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
            assert sum(columns) in (8844, 12756), name
            rows = list(table.iter(f"{W}tr"))
            styles = {mark.get(f"{W}val") for mark in rows[0].iter(f"{W}pStyle")}
            repeats = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
            assert repeats is (styles == {"TableHead"}), name
            for row in rows:
                assert row.find(f"{W}trPr/{W}cantSplit") is not None, name
                assert int(row.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) >= 400, name
                assert len(list(row.iter(f"{W}tc"))) == len(columns), name
    assert tables > 20


def test_no_table_falls_apart(files: dict[str, bytes]) -> None:
    assert [
        name for name, data in files.items() if " | " in words(data) or "|" in words(data)
    ] == []


def test_row_heights_and_shares_are_those_of_the_template(files: dict[str, bytes]) -> None:
    table = next(iter(part(files["explanation"]).iter(f"{W}tbl")))
    heights = [int(mark.get(f"{W}val")) for mark in table.iter(f"{W}trHeight")]
    assert heights == [510] + [round(2.6 / 2.54 * 1440)] * 5
    columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert columns == pytest.approx([8844 * share / 11 for share in (3, 2, 6)], abs=2)


def test_signature_and_date(files: dict[str, bytes]) -> None:
    """The date ends four characters from the right, the signature is centred over it."""
    found = {}
    for paragraph in part(files["plan"]).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in ("Signature", "IssueDate"):
            indent = paragraph.find(f"{W}pPr/{W}ind")
            found[style.get(f"{W}val")] = int(indent.get(f"{W}rightChars"))
            before = paragraph.getprevious().getprevious()
    # 中共云岭市委员会 is 8 characters wide, 2021年12月22日 is 7.
    assert found == {"Signature": 350, "IssueDate": 400}
    assert before is not None


def test_a_signature_never_stands_alone() -> None:
    data = make({"plan": render(make_cycle(FIRST))["plan"]})["plan"]
    (signature,) = (
        paragraph for paragraph in part(data).iter(f"{W}p")
        if any(mark.get(f"{W}val") == "Signature" for mark in paragraph.iter(f"{W}pStyle"))
    )  # fmt: skip
    last = signature.getprevious().getprevious()
    assert last.find(f"{W}pPr/{W}keepNext") is not None


GOLDEN = ROOT / "tests" / "data" / "papers"


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_whole_text_of_every_paper(name: str) -> None:
    """What each paper says, paragraph by paragraph; rewrite the file when a template changes."""
    said = []
    for paper, data in make(render(make_cycle(name)), name).items():
        lines = [text_of(paragraph) for paragraph in part(data).iter(f"{W}p")]
        said += [f"=== {paper}", *(line for line in lines if line.strip())]
    text = "\n".join(said) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("HUIQI_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_letterheads_of_covers_and_notices() -> None:
    number = {"code": "云委发", "year": 2021, "serial": 8}
    head = {"id": "plan-issue", "letterhead": {"number": number, "date": "2021-12-23"}}
    papers = render(make_cycle(FIRST, (("documents", 0, "papers"), [head])))
    made = make({name: papers[name] for name in ("plan", "plan-cover", "plan-issue")})
    assert "云委发〔2021〕8号" in words(made["plan-issue"])
    assert "2021年12月23日" in words(made["plan-issue"])
    assert "云委发" not in words(made["plan-cover"]) + words(made["plan"])


def test_the_appraisal_form(tmp_path: Path) -> None:
    form = {"id": "appraisal-form", "drafter": "clerk"}
    cycle = make_cycle(FIRST, (("documents",), [form, {"id": "plan"}]))
    data = make({"appraisal-form": render(cycle)["appraisal-form"]})["appraisal-form"]
    assert _check(data, tmp_path) == []
    assert "民主测评表" in words(data)


def test_rounds_begin_with_the_chair(files: dict[str, bytes]) -> None:
    text = words(files["chair-script"])
    names = [member.name or "" for member in make_cycle(FIRST).members]
    places = [text.index(f"{name}（") for name in names]
    assert places == sorted(places)
    assert "赵一（市委书记）：我先作个人对照检查。请其他成员逐一提出批评意见。我作表态。" in text
    assert text.index("总结讲话", places[-1]) > places[-1]
    assert words(files["minutes"]).count("本人表态：") == len(names)


def test_places_to_fill(files: dict[str, bytes]) -> None:
    places = 0
    for name, data in files.items():
        controls = list(part(data).iter(f"{W}sdtPr"))
        keys = [tag.get(f"{W}val") for tag in part(data).iter(f"{W}tag")]
        # LibreOffice would double the controls of a text box.
        boxed = [
            mark.get(f"{W}name")
            for box in part(data).iter(f"{W}txbxContent")
            for mark in box.iter(f"{W}bookmarkStart")
        ]
        assert [*keys, *boxed] == bookmarks(data), name
        assert [key for key, count in Counter(keys).items() if count > 1] == [], name
        ids = [control.find(f"{W}id").get(f"{W}val") for control in controls]
        assert len(set(ids)) == len(ids), name
        for control in controls:
            assert control.find(f"{W}alias").get(f"{W}val")
            assert control.find(f"{W}text") is None
        places += len(keys)
    assert places > 700


def test_the_outline_follows_the_facts(files: dict[str, bytes]) -> None:
    text = words(files["outline"])
    cycle = make_cycle(FIRST)
    titles = [f"（{'一二三四五'[index]}）{area.title}" for index, area in enumerate(cycle.areas)]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    heads = [
        "一、上年度整改落实情况",
        "二、存在的问题",
        "三、原因剖析",
        "四、今后努力方向和整改措施",
        "五、需要说明的事项",
    ]
    assert [head for head in heads if head not in text] == []
    assert all(f"）{dimension}上" in text for dimension in cycle.dimensions)
    matters = [
        "个人有关重大事项",
        "群众反映的问题",
        "巡视巡察反馈的问题",
        "组织约谈函询的问题",
        "受到问责的情况",
    ]
    assert [matter for matter in matters if matter not in text] == []
    assert len(list(part(files["outline"]).iter(f"{W}dropDownList"))) == 5
    assert "赵一（市委书记）" in text


def test_counts_come_from_the_results() -> None:
    results: dict[str, Any] = {
        "talks": 68, "study_sessions": 4, "discussions": 3, "interviews": 12, "problems_found": 31,
        "criticisms": 110,
        "opinions": [{"source": "各部门", "forms": 20, "for_team": 7, "for_members": 15}],
    }  # fmt: skip
    made = make({"report": render(make_cycle(FIRST, (("results",), results)))["report"]})
    text = words(made["report"])
    assert "意见建议22条" in text
    assert "谈心谈话68人次" in text
    assert "召开座谈会3场，个别访谈12人次" in text
    assert "共查摆问题31条" in text


def test_a_member_form_lists_the_others() -> None:
    papers = render(make_cycle(FIRST))
    text = words(make({"x": papers["criticism-form"]})["x"])
    names = [member.name or "" for member in make_cycle(FIRST).members]
    assert all(f"{name}（" in text for name in names)
    assert text.count("赵一（") == 1, "the author alone stands above the table"


STRANGE: dict[str, list[tuple[KeyPath, Any]]] = {
    "一个字的姓名": [(("members", 0, "name"), "赵")],
    "二十个字的姓名": [(("members", 0, "name"), "阿" * 20)],
    "生僻字": [(("members", 0, "name"), "赵𬱖")],
    "特殊符号": [(("members", 0, "post"), "书记 & <b> ]]> \"x\" *y* [z](u) `c` {#k} | ~s~ $m$ @t")],
    "三千字的方面": [(("areas", 0, "text"), "文" * 3000)],
    "没有指导组": [(("guidance_group",), None), (("meeting", "attendees"), ["{team}成员"]),
              (("agenda", 4), {"text": "点评"})],
    "没有职务": [(("members", 1, "post"), None)],
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_strange_facts_give_sound_files(case: str, tmp_path: Path) -> None:
    cycle = make_cycle(FIRST, *STRANGE[case])
    papers = render(cycle)
    names = ("outline", "attendance", "talk-schedule", "criticism-form", "plan")
    made = make(papers if EVERY else {name: papers[name] for name in names})
    for name in names:
        assert _check(made[name], tmp_path) == [], name
    if case == "特殊符号":
        assert '书记 & <b> ]]> "x" *y* [z](u) `c` {#k} | ~s~ $m$ @t' in words(made["attendance"])
    if case == "生僻字":
        assert "赵𬱖" in words(made["outline"])


@pytest.mark.parametrize("count", [1, 40])
def test_one_member_and_forty(count: int, tmp_path: Path) -> None:
    members = [
        {"id": f"m{number}", "name": f"甲{number}", "post": f"委员{number}", "branch": "支部", "oversees_none": True}
        for number in range(count)
    ]  # fmt: skip
    cycle = make_cycle(
        SECOND, (("members",), members), (("team", "chair"), "m0"),
        (("prep_group",), {"leader": "m0", "deputies": [], "members": []}),
        (("preparation", "opinions", "report_reviewer"), "m0"), (("documents", 2, "reviewer"), "m0"),
        (("follow_up", "report", "approver"), "m0"),
    )  # fmt: skip
    made = make(render(cycle))
    assert len(all_copies(cycle)) > count * 4
    drawn = sorted(made) if EVERY else open_chance().sample(sorted(made), 10)
    for name in drawn:
        assert _check(made[name], tmp_path) == [], name


def test_a_draft_marks_its_blanks() -> None:
    papers = render(make_cycle(FIRST, (("theme",), None)))
    assert papers["plan"].blanks == {("theme",): ("会议主题", {"templates/plan.md"})}
    assert papers["talk-record"].blanks == {}
    text = words(make({"plan": papers["plan"]})["plan"])
    assert "〔会议主题：待定〕" in text


def test_a_draft_says_what_it_is(files: dict[str, bytes]) -> None:
    cycle = make_cycle(FIRST)
    papers = WORKSHOP.render(Scope(cycle, Rendition.office()), first_copies(cycle), draft=True)
    drafts = WORKSHOP.make_files(papers, FIRST)
    assert len(drafts) == len(files)
    assert [key for key, data in drafts.items() if "送审稿" not in words(data)] == []
    assert [name for name, data in files.items() if "送审稿" in words(data)] == []


def test_the_plan_is_a_draft_until_it_is_approved() -> None:
    papers = render(make_cycle(FIRST, (("preparation", "plan", "approved_on"), None)))
    assert "送审稿" in papers["plan"].markdown.partition("会议主题")[0]
    assert "送审稿" not in papers["outline"].markdown


def test_the_public_rendition_has_no_internal_fact() -> None:
    made = make(render(make_cycle(FIRST), office=False))
    names = [person.name or "" for person in make_cycle(FIRST).people]
    for name, data in made.items():
        text = words(data)
        assert [one for one in (*names, "中组发") if one in text] == [], name


def _template(body: str) -> Template:
    template = load_templates()["agenda"]
    return Template("agenda", template.head, body, "templates/agenda.md")


@pytest.mark.parametrize(("body", "said"), [
    ("![图](x.png)", "pandoc 没有生成文件"),
    ("甲[^1]\n\n[^1]: 乙", "templates/agenda.md：Word 文件里不能有图片和脚注。改法：从模板中删去图片、脚注。"),
    ("> 引用", "templates/agenda.md：版面没有这类内容的样式（BlockText），如代码、引用、第五级标题。改法：改写成普通段落或四级以内的标题。"),
    ("`代码`", "（VerbatimChar）"), ("###### 甲", "（Heading5）"), ("甲\n:   乙", "（Definition、DefinitionTerm）"),
    ("[甲]{.fill #a}[乙]{.fill #a}", "templates/agenda.md：填写处的代号 a 出现不止一次。改法：每处用不同的代号。"),
])  # fmt: skip
def test_what_paper_cannot_hold(body: str, said: str) -> None:
    cycle = make_cycle(FIRST)
    papers = WORKSHOP.render(Scope(cycle, Rendition.office()), [Copy(_template(body))])
    with pytest.raises(HuiqiError) as caught:
        WORKSHOP.make_files(papers, FIRST)
    assert said in str(caught.value)


def test_links_become_text() -> None:
    cycle = make_cycle(FIRST)
    papers = WORKSHOP.render(
        Scope(cycle, Rendition.office()), [Copy(_template("[甲](https://example.org)"))]
    )
    (data,) = WORKSHOP.make_files(papers, FIRST).values()
    assert words(data).endswith("甲")
    assert b"example.org" not in _plain(data)


def test_a_broken_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "filters").mkdir()
    (tmp_path / "filters" / "a.lua").write_text("function Div(", "utf-8")
    monkeypatch.setattr(pandoc_room, "STYLE_FOLDER", tmp_path)
    with pytest.raises(
        HuiqiError, match=r"^pandoc 没有生成文件：\n[^/]*templates/style/filters/a.lua"
    ) as caught:
        make(render(make_cycle(FIRST)))
    assert "改法" in str(caught.value)


def test_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("No pandoc was found: either install pandoc")

    monkeypatch.setattr(pypandoc, "convert_text", fail)
    with pytest.raises(HuiqiError, match=r"^没有找到 pandoc。改法：.+"):
        make(render(make_cycle(FIRST)))


@pytest.mark.parametrize(("heading", "lines"), [
    ("甲<wbr>乙", ["甲乙"]),
    ("市委常委班子<wbr>党史学习教育<wbr>专题民主生活会<wbr>实施方案", ["市委常委班子党史学习教育", "专题民主生活会实施方案"]),
    ("一二三四五六七八九十一二三四五六七八九十一二", ["一二三四五六七八九十一二三四五六七八九十一二"]),
    # Digits are narrower than ideographs, and have room on both sides.
    ("某某区人民检察院党组会<wbr>2024年度<wbr>民主生活会", ["某某区人民检察院党组会", "2024年度民主生活会"]),
    ("甲乙丙丁戊己庚<wbr>2024年度<wbr>民主生活会<wbr>会议记录", ["甲乙丙丁戊己庚2024年度", "民主生活会会议记录"]),
    ("一二三四五六七八九十一二三四五六七八九十一二<wbr>三四<wbr>五六<wbr>七八",
     ["一二三四五六七八九十一二三四五六七八九十一二", "三四", "五六七八"]),
])  # fmt: skip
def test_titles_break_between_words(heading: str, lines: list[str]) -> None:
    assert break_lines(heading).split("\\\n") == lines


def _processor_seconds() -> float:
    """Return what this process and its children have used: wall time depends on the neighbours."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def test_three_times_as_fast_as_a_call_for_each_file(tmp_path: Path) -> None:
    cycle = make_cycle(FIRST)
    (tmp_path / "reference.docx").write_bytes(write_reference_docx(load_house_style()))
    copies, scope = all_copies(cycle), Scope(cycle, Rendition.office())
    started = _processor_seconds()
    papers = WORKSHOP.render(scope, copies)
    WORKSHOP.make_files(papers, FIRST)
    ours = len(copies) / (_processor_seconds() - started)
    started = _processor_seconds()
    for paper in papers[:12]:
        pypandoc.convert_text(
            paper.markdown, "docx", "markdown", outputfile=str(tmp_path / "x.docx"),
            extra_args=[f"--reference-doc={tmp_path / 'reference.docx'}"],
        )  # fmt: skip
    theirs = 12 / (_processor_seconds() - started)
    print(f"{ours:.0f} and {theirs:.0f} files for each second of processor time")
    assert ours > 3 * theirs


def test_digests_are_of_the_content(tmp_path: Path) -> None:
    shop = PaperMaker(ROOT / "docs" / "parts", PaperCache(tmp_path))
    paper = render(make_cycle(FIRST))["agenda"]
    other = render(make_cycle(FIRST, (("agenda", 0, "text"), "另一项")))["agenda"]
    one, two = (shop.make_files([item], FIRST)["agenda"] for item in (paper, other))
    assert hashlib.sha256(one).digest() != hashlib.sha256(two).digest()
    assert len(list(tmp_path.iterdir())) == 2

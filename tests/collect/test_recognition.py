"""Which paper a file is: by its properties, else by its text; what contradicts itself is named, never guessed."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from huiqi.collect.issued.handing_out import hand_out
from huiqi.collect.kept.store import FOLDER
from huiqi.collect.model import CollectedPaper, CopyKey
from huiqi.collect.run import collect
from huiqi.facts.reading.load import load_cycle
from huiqi.word.ooxml import W_URI, W, parse, to_bytes
from tests.collect.filled import document_of
from tests.collect.filled_project import (
    CRITICISM,
    CYCLE,
    EXPLANATION,
    OPINIONS,
    OTHER_OUTLINE,
    OUTLINE,
    TALK,
    change_parts,
    fill_in,
    make_project,
    put,
    refusals,
    with_properties,
    without_properties,
)
from tests.support.kills import read_files

_ANSWER = ("对基层情况了解不深，调查研究不够。", "主要原因是宗旨意识有所淡化。")
_ANSWERS = {"problems_1": _ANSWER}
_OWN_FILE = "由本人用发给自己的那份文件填写后再交"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def _collect(root: Path, **files: bytes) -> list[CollectedPaper]:
    """Collect files named without their ending; none may be refused."""
    folder = put(root / "in", {f"{name}.docx": data for name, data in files.items()})
    found = collect(root, CYCLE, [folder], today=dt.date(2025, 1, 20))
    assert found.refused == ()
    return list(found.papers)


def _say(data: bytes, old: str, new: str) -> bytes:
    document = document_of(data).replace(old.encode(), new.encode())
    return change_parts(data, {"word/document.xml": document})


def test_a_filled_paper_says_itself_whose_it_is(root: Path) -> None:
    filled = {"提纲": OUTLINE, "谈话": TALK, "意见表": OPINIONS}
    papers = {
        paper.file.removesuffix(".docx"): paper
        for paper in _collect(root, **{name: _fill_some(path) for name, path in filled.items()})
    }
    assert {name: paper.key for name, paper in papers.items()} == {
        "提纲": CopyKey("outline", "outline", ("party-secretary",)),
        "谈话": CopyKey("talk-record", "talk-record", ("party-secretary", "general-manager")),
        "意见表": CopyKey("opinion-form", "opinion-form", (), "party-office"),
    }
    for paper in papers.values():
        assert (paper.how, paper.doubts, paper.older_form) == ("properties", (), False)
        assert list(paper.reading.answers.values()) == [_ANSWER[:1]]
    assert papers["提纲"].title == "个人发言提纲"
    assert papers["提纲"].received_on == dt.date(2025, 1, 20)


def _fill_some(path: str) -> bytes:
    """Return a paper with one answer in its first place for text."""
    keys = {OUTLINE: "problems_1", TALK: "content", OPINIONS: "team_1", CRITICISM: "problem_1"}
    return fill_in(path, {keys[path]: _ANSWER[:1]})


def test_a_copy_without_properties_is_recognised_by_its_text(root: Path) -> None:
    (outline, talk) = _collect(
        root, 提纲=without_properties(fill_in(OUTLINE, _ANSWERS)), 谈话=without_properties(_fill_some(TALK))
    )  # fmt: skip
    assert outline.key == CopyKey("outline", "outline", ("party-secretary",))
    assert outline.how == "text"
    assert outline.doubts == (
        "文件没有属性，按标题和固定文字（100%）认作个人发言提纲，请核对",
        "按正文的姓名认作韩一，请核对",
    )
    assert dict(outline.reading.answers) == {"problems_1": _ANSWER}
    assert talk.key.people == ("party-secretary", "general-manager")


def test_where_the_text_names_nobody_the_files_name_does(root: Path) -> None:
    nameless = _say(
        without_properties(fill_in(OUTLINE, _ANSWERS)), "韩一（党委书记、董事长）", "（　）"
    )
    (paper,) = _collect(root, 杨二的提纲=nameless)
    assert paper.key.people == ("general-manager",)
    assert paper.doubts[-1] == "按文件名的姓名认作杨二，请核对"


def test_a_talk_that_nobody_listed_is_kept_with_a_doubt(root: Path) -> None:
    free = with_properties(_fill_some(TALK), people="")
    nameless = _say(
        _say(free, "韩一（党委书记、董事长）", "某甲"), "杨二（党委副书记、总经理）", "某乙"
    )
    (listed, unlisted) = _collect(root, a谈话=free, b谈话=nameless)
    assert listed.key.people == ("party-secretary", "general-manager")
    assert listed.doubts == ("按正文的姓名认作韩一、杨二，请核对",)
    assert (unlisted.key.people, unlisted.doubts) == ((), ("看不出是谁的，请核对",))


def _refused(**changes: str) -> bytes:
    return with_properties(fill_in(OUTLINE, _ANSWERS), **changes)


def _pasted_over() -> bytes:
    """Return an outline by its properties that is a form of criticism by its text."""
    criticism = document_of(_fill_some(CRITICISM))
    return change_parts(fill_in(OUTLINE, _ANSWERS), {"word/document.xml": criticism})


def _make_refused() -> dict[str, tuple[bytes, str]]:
    return {
        "another-cycle": (
            _refused(cycle="2021-party-history"),
            f"应为 {CYCLE} 的材料，实为 2021-party-history 的材料。改法：在那个周期收，或者请本人换用本次的文件。",
        ),
        "nobody": (
            _refused(people="somebody"),
            "应为会议事实中的人员，实为没有代号“somebody”。改法：核对会议事实中的成员名单。",
        ),
        "no-template": (
            _refused(paper="speech"),
            f"应为本次会议的材料，实为没有“speech”这种模板。改法：{_OWN_FILE}。",
        ),
        "somebody-else": (
            _refused(people="general-manager"),
            f"应为属性写明的杨二的文件，实为正文写的是韩一。改法：{_OWN_FILE}。",
        ),
        "copied-file": (
            _say(fill_in(OUTLINE, _ANSWERS), "韩一（党委书记、董事长）", "杨二（党委副书记、总经理）"),
            f"应为属性写明的韩一的文件，实为正文写的是杨二。改法：{_OWN_FILE}。",
        ),
        "pasted-over": (
            _pasted_over(),
            "应为属性写明的个人发言提纲，实为正文是相互批评意见表。改法：用相互批评意见表的文件填写后再交。",
        ),
        "blank": (
            fill_in(OUTLINE, {}),
            "应为填写后的材料，实为没有填写。改法：填写后再交。",
        ),
        "last-year": (
            _say(without_properties(fill_in(OUTLINE, _ANSWERS)), "2024年度", "2023年度"),
            f"应为本次会议的个人发言提纲，实为标题不是本次会议的。改法：{_OWN_FILE}。",
        ),
        "杨二": (
            without_properties(fill_in(OUTLINE, _ANSWERS)),
            f"应为杨二的文件，实为文件名写杨二，正文写韩一。改法：{_OWN_FILE}。",
        ),
        "unknown": (
            _say(without_properties(fill_in(OUTLINE, _ANSWERS)), "w:t", "w:x"),
            f"应为本次会议的材料，实为认不出是哪种材料。改法：{_OWN_FILE}。",
        ),
    }  # fmt: skip


def test_what_contradicts_itself_is_named_and_not_guessed(root: Path) -> None:
    made = _make_refused()
    folder = put(root / "in", {f"{name}.docx": data for name, (data, _) in made.items()})
    assert refusals(root, folder) == {f"{name}.docx": said for name, (_, said) in made.items()}
    assert collect(root, CYCLE, [folder]).papers == ()


_MARKED = "应为没有密级的材料，实为带有密级标志。改法：按涉密文件管理，不在这台电脑上收。"
_KEPT = (
    "应为要收回的材料，实为个人有关事项说明。改法：由本人保管，只交会议，不收回；请从文件夹中移走。"
)


def test_nothing_is_kept_of_what_must_not_be_collected(root: Path) -> None:
    words = "有关事项说明的内容"
    explanation = fill_in(EXPLANATION, {"matter_1_note": [words]})
    filled = _say(explanation, "逐项写明", f"{words}逐项写明")
    outline = fill_in(OUTLINE, {"problems_1": [words]})
    files = {
        "属性.docx": (filled, _KEPT),
        "正文.docx": (without_properties(filled), _KEPT),
        "改名.docx": (with_properties(filled, paper="outline", document="outline"), _KEPT),
        "标志.docx": (_say(outline, "一、上年度整改落实情况", "秘密★1年"), _MARKED),
        "文内.docx": (fill_in(OUTLINE, {"problems_1": [f"{words}（机密★长期）"]}), _MARKED),
    }
    folder = put(root / "in", {name: data for name, (data, _) in files.items()})
    assert refusals(root, folder) == {name: said for name, (_, said) in files.items()}
    kept = read_files(root / FOLDER)
    assert not any(words.encode() in data for data in kept.values())
    assert not [name for name in kept if "originals" in name]
    for name, (data, _) in files.items():
        digest = hashlib.sha256(data).hexdigest()
        assert not any(digest.encode() in content for content in kept.values()), name


def _append(data: bytes, other: bytes, *, drop: int = 0) -> bytes:
    """Return a file with the blocks of another one behind its own, but for the first of them."""
    root, more = parse(document_of(data)), parse(document_of(other)).find(f"{W}body")
    body = root.find(f"{W}body")
    last = body.find(f"{W}sectPr")
    blocks = [block for block in more if block.tag != f"{W}sectPr"]
    for block in blocks[drop:]:
        last.addprevious(deepcopy(block))
    return change_parts(data, {"word/document.xml": to_bytes(root)})


def _only_table(data: bytes) -> bytes:
    root = parse(document_of(data))
    body = root.find(f"{W}body")
    for block in list(body):
        if block.tag not in (f"{W}tbl", f"{W}sectPr"):
            body.remove(block)
    return change_parts(data, {"word/document.xml": to_bytes(root)})


def _delete_all(data: bytes) -> bytes:
    """Return a file whose every run was deleted while changes were tracked."""
    document = document_of(data).decode()
    document = document.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    document = re.sub(r"<w:r>", '<w:del w:id="1" w:author=""><w:r>', document)
    return change_parts(
        data, {"word/document.xml": document.replace("</w:r>", "</w:r></w:del>").encode()}
    )


def test_what_its_author_keeps_is_found_behind_another_paper(root: Path) -> None:
    words = "有关事项说明的内容"
    explanation = fill_in(EXPLANATION, {"matter_1_note": [words], "matter_1": ["有"]})
    outline = fill_in(OUTLINE, _ANSWERS)
    files = {
        "附在后面.docx": _append(outline, explanation),
        "没有标题的表.docx": _append(outline, _only_table(explanation)),
        "没有属性.docx": _append(without_properties(outline), _only_table(explanation)),
        "谈话.docx": _append(_fill_some(TALK), explanation, drop=2),
        "修订中删去.docx": _append(outline, _delete_all(explanation)),
    }
    folder = put(root / "in", files)
    assert refusals(root, folder) == dict.fromkeys(files, _KEPT)
    kept = read_files(root / FOLDER)
    assert not any(words.encode() in data for data in kept.values())
    assert not [name for name in kept if "originals" in name]


def test_two_peoples_outlines_in_one_file_are_named(root: Path) -> None:
    own, other = fill_in(OUTLINE, _ANSWERS), fill_in(OTHER_OUTLINE, {"problems_2": ["杨二写的。"]})
    (paper,) = _collect(root, 提纲=_append(own, other))
    assert paper.key.people == ("party-secretary",)
    assert paper.doubts == ("文件中还有写明是杨二的同一种材料，请核对，分开后再交",)
    for texts in paper.reading.answers.values():
        assert "杨二写的。" not in texts
    assert "杨二写的。" in paper.reading.unplaced
    assert dict(paper.reading.answers).get("problems_1", _ANSWER) == _ANSWER


def test_an_outline_may_name_what_its_author_keeps(root: Path) -> None:
    texts = ("详见《个人有关事项说明》", "五、个人有关事项说明", "个人有关重大事项", "有或者无")
    (paper,) = _collect(root, 提纲=fill_in(OUTLINE, {"problems_4": texts, "matter_1": ["有"]}))
    assert paper.reading.answers["problems_4"] == texts


def test_what_is_written_into_headers_and_footers_is_unplaced(root: Path) -> None:
    filled = fill_in(OUTLINE, _ANSWERS)
    more = f'<w:p xmlns:w="{W_URI}"><w:r><w:t>写在页脚的补充。</w:t></w:r></w:p></w:ftr>'
    feet = {
        f"word/footer{number}.xml": document_of(filled, f"word/footer{number}.xml")
        .decode()
        .replace("</w:ftr>", more)
        .encode()
        for number in (1, 2)
    }
    (paper,) = _collect(root, 提纲=change_parts(filled, feet))
    assert paper.reading.unplaced == ("写在页脚的补充。",)


def test_the_word_alone_is_no_mark(root: Path) -> None:
    text = "严格保守党和国家的秘密，没有发生泄露机密的情况。"
    (paper,) = _collect(root, 提纲=fill_in(OUTLINE, {"problems_1": [text]}))
    assert paper.reading.answers["problems_1"] == (text,)


def test_a_paper_of_an_older_form_is_read_with_it(root: Path) -> None:
    facts = load_cycle(root / "cycles" / CYCLE)
    old = fill_in(OUTLINE, _ANSWERS)
    hand_out(root, facts, dt.date(2025, 1, 13))
    path = root / "pack" / CYCLE / OUTLINE
    new = _say(path.read_bytes(), "二、存在的问题", "二、查摆的突出问题")
    form = hashlib.sha256(document_of(new)).hexdigest()
    path.write_bytes(with_properties(new, form=form))
    hand_out(root, facts, dt.date(2025, 1, 14))
    papers = _collect(root, 韩一提纲=old, 杨二提纲=fill_in(OTHER_OUTLINE, _ANSWERS))
    older = {paper.key.people[0]: paper.older_form for paper in papers}
    assert older == {"party-secretary": True, "general-manager": False}
    for paper in papers:
        assert paper.doubts == ()
        assert dict(paper.reading.answers) == {"problems_1": _ANSWER}
        assert (paper.reading.notes, paper.reading.unplaced) == ((), ())


def test_a_form_that_is_kept_nowhere_is_said_to_be_unknown(root: Path) -> None:
    (paper,) = _collect(root, 提纲=with_properties(fill_in(OUTLINE, _ANSWERS), form="0" * 64))
    assert paper.doubts == ("没有登记过这份文件所用的空白件，按现在的样子读，请核对",)
    assert dict(paper.reading.answers) == {"problems_1": _ANSWER}


def test_without_pack_and_handing_out_the_facts_give_the_form(root: Path) -> None:
    shutil.rmtree(root / "pack")
    (paper,) = _collect(root, 提纲=fill_in(OUTLINE, _ANSWERS))
    assert dict(paper.reading.answers) == {"problems_1": _ANSWER}

"""What stands at a paper's end: no page holds signatures or the copy block without two lines of text."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.word.keeping import style_of
from huiqi.word.ooxml import W, text_of
from tests.support.papers import convert, ink, make, part, render
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND, SHORT_FORM, make_cycle

_FOOT = (297 - 262 - 1) / 25.4 * 72  # points from the sheet's edge: below stands the page number
_APART = ("Signature", "IssueDate", "CopyBlock", "CopyList")
# Papers that end with text, a signature or the copy block; the others end with a table.
_PAPERS = (
    "appraisal-record", "attendance", "chair-script", "circular", "explanation", "group-examination",
    "guidance-letter", "last-rectification", "meeting-notice", "minutes", "opinion-report", "outline",
    "plan", "plan-cover", "plan-issue", "preparers-list", "rectification-plan", "report", "request",
    "study-arrangement", "study-record", "talk-record",
)  # fmt: skip


def _cycles() -> dict[str, Cycle]:
    return {
        FIRST: make_cycle(FIRST),
        SECOND: make_cycle(SECOND),
        "branch": load_cycle(ROOT / "cycles" / BRANCH).cycle,
        "forty": load_cycle(SHORT_FORM / "2023-branch").cycle,
    }


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for name, cycle in _cycles().items():
        papers = render(cycle)
        wanted = {paper: papers[paper] for paper in _PAPERS if paper in papers}
        made |= {f"{name}--{paper}": data for paper, data in make(wanted, cycle.id).items()}
    return made


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return convert(files, "pdf", tmp_path_factory.mktemp("last-pages"))


def _read_lines(path: Path) -> list[list[str]]:
    """Return the lines of each page, page numbers apart."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text, lines = page.get_textpage(), dict[int, str]()
            for number in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(number)
                if page.get_width() > page.get_height() or (bottom + top) / 2 > _FOOT:
                    line = round((bottom + top) / 2 / 8)
                    lines[line] = lines.get(line, "") + text.get_text_bounded(
                        left, bottom, right, top
                    )
            found.append(["".join(line.split()) for line in lines.values()])
    # The number of a page that lies across stands beside its text.
    return [[line for line in page if line.strip("—0123456789")] for page in found]


def _list_apart(data: bytes) -> set[str]:
    """Return what is no text: signatures, dates, the copy block, lines to sign on, the note below."""
    said = set()
    for paragraph in part(data).iter(f"{W}p"):
        text = "".join(text_of(paragraph).split())
        label = text.partition("：")[0]
        if (
            style_of(paragraph) in _APART
            or label.endswith(("签名", "日期"))
            or text.startswith("（联系人")
        ):
            said.add(text)
    return said


def test_no_page_holds_fewer_than_two_lines_of_text(
    files: dict[str, bytes], pages: dict[str, Path]
) -> None:
    short = {}
    for name, path in pages.items():
        apart = _list_apart(files[name])
        for number, lines in enumerate(_read_lines(path), start=1):
            text = [line for line in lines if not any(line in one for one in apart)]
            if len(text) < 2:
                short[name, number] = lines
    assert len(pages) > 60
    assert short == {}


def test_a_cover_has_its_text_on_its_first_page(pages: dict[str, Path]) -> None:
    for name in (FIRST, SECOND, "forty"):
        lines = _read_lines(pages[f"{name}--plan-cover"])
        assert any(line.startswith("根据") for line in lines[0]), name
        assert any(line.startswith("现将") for line in lines[1]), name


def test_a_plan_of_rectification_is_one_sheet_of_text_and_its_list(pages: dict[str, Path]) -> None:
    for name in (FIRST, SECOND, "branch", "forty"):
        first, second = _read_lines(pages[f"{name}--rectification-plan"])
        assert any(line.startswith("三、组织实施") for line in first), name
        assert second[0] == "附表：整改任务清单", name


def test_the_copy_block_shows_every_recipient(tmp_path: Path) -> None:
    cycle = make_cycle(FIRST)
    number = next(at for at, one in enumerate(cycle.documents) if one.id == "report")
    head = {"cc": [body.id for body in cycle.bodies], "printed_by": "general-office"}
    papers = render(make_cycle(FIRST, (("documents", number, "letterhead"), head)))
    made = make({"report": papers["report"]})
    path = convert(made, "pdf", tmp_path)["report"]
    lines = _read_lines(path)[-1]
    said = min((one for one in _list_apart(made["report"]) if one.startswith("抄送：")), key=len)
    begin = next(at for at, line in enumerate(lines) if line.startswith("抄送："))
    assert "".join(lines[begin:]).startswith(said)
    assert len(said) > 70
    with pypdfium2.PdfDocument(path) as document:
        last = len(document) - 1
    bands = ink(path, last, red=False)
    assert [band for band in bands if band[3] - band[2] > 150][-1][0] == pytest.approx(262, abs=1)

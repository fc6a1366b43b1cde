"""The README's way of the filled papers, walked as it stands there, and the keys of its JSON held against the real ones."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from huiqi.collect.kept.choosing import set_choice
from huiqi.collect.kept.marks import set_mark
from huiqi.collect.model import Choice, CopyKey, OfficeMark
from huiqi.collect.office.ballots.count import count_ballots
from huiqi.collect.office.ballots.section import ballots_json
from huiqi.facts.reading.load import load_cycle
from huiqi.word.ooxml import to_bytes
from huiqi.word.pack import make_pack, write_pack
from tests.collect.answered import answered, collection
from tests.collect.filled import document_of, fill
from tests.collect.filled_project import change_parts
from tests.commands.test_readme import fits, split_commands
from tests.support.command import run
from tests.support.papers import KEPT
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, SECOND

_HEADING, _JSON = "## 收回填写后的材料", "### 机器读的结果"
_FENCE = re.compile(r"^```\n(\$ .*?)^```$", re.MULTILINE | re.DOTALL)
_WIDE = re.compile(rb'(<w:pgMar [^>]*w:top=")\d+"')
_ROW = re.compile(r"^\| `([a-z_]+)` \| (.*) \|$", re.MULTILINE)
_KEY = re.compile(r"`([a-z_]+)`")
# What maps the ids of people, places or areas to something: its keys are facts, and nobody describes them.
_BY_ID = {
    "choices",
    "answers",
    "unsure_why",
    "areas",
    "members",
    "parts",
    "matters",
    "received",
    "given",
    "marked",
}
# What somebody wrote, by the paper's name in the pack.
_WRITTEN: Mapping[str, Mapping[str, list[str]]] = {
    "党委工作部/D06-征求意见表-党委工作部": {
        "author": ["所属企业"], "team_1": ["集中学习研讨偏少。"], "team_2": ["到基层单位调研不够。"],
        "member_1": ["到一线听取意见不够经常。"],
    },
    "组织人事部/D06-征求意见表-组织人事部": {"author": ["集团各部室"], "team_1": ["制度执行的督促不够。"]},
    "党委工作部/D09-座谈会记录": {
        "when": ["2025年1月6日"], "where": ["会议室"], "speaker_1": ["代表一"], "said_1": ["希望改进会风。"],
    },
    "01-韩一（党委书记、董事长）/D11-谈心谈话记录表-001-韩一-杨二": {"when": ["2025年1月7日"], "content": ["交换了意见。"]},
    "01-韩一（党委书记、董事长）/D13-个人发言提纲-韩一": {"problems_1": ["学习不够经常。"]},
    "02-杨二（党委副书记、总经理）/D13-个人发言提纲-杨二": {"problems_2": ["调查研究不够深入。"]},
    "03-朱三（党委副书记）/D16-相互批评意见表-朱三": {"problem_1": ["督促落实不够。"], "advice_1": ["加强督促。"]},
}  # fmt: skip
# What is said besides, so that no list of the JSON is empty.
_LATER: Mapping[str, Mapping[str, list[str]]] = {
    "03-朱三（党委副书记）/D13-个人发言提纲-朱三": {"problems_3": ["面对改革中的难题思想不够解放，破解的办法还不够多，抓落实的劲头不足。"]},
    "04-秦四（党委委员、纪委书记）/D13-个人发言提纲-秦四": {"problems_3": ["面对改革中的难题思想不够解放，破解的办法还不够多，抓落实的劲头不足。"]},
    "04-秦四（党委委员、纪委书记）/D16-相互批评意见表-秦四": {"problem_1": ["希望加强督促。"]},
    "组织人事部/D18-会议记录": {"present": ["韩一、杨二"], "speech_4_1": ["作了发言。"], "absent": ["朱三，出差"]},
    "组织人事部/D17-会议签到和出席统计": {"sign_1": ["韩一"], "reason_3": ["出差"]},
}  # fmt: skip


def read_chapter() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    return text.partition(f"{_HEADING}\n")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the sample's whole pack, and the folder 交回 with seven filled papers and two others."""
    project = tmp_path_factory.mktemp("readme") / "project"
    shutil.copytree(ROOT / "cycles" / SECOND, project / "cycles" / SECOND)
    shutil.copytree(ROOT / "docs" / "parts", project / "docs" / "parts")
    shutil.copy2(ROOT / "mkdocs.yml", project)
    pack = make_pack(KEPT, load_cycle(project / "cycles" / SECOND), (), draft=False)
    write_pack(pack.files, "材料包", project / "pack" / SECOND)
    folder = project / "交回"
    _fill_all(folder, pack.files, _WRITTEN)
    _fill_all(project / "再交", pack.files, _LATER)
    (statement,) = (name for name in pack.files if "D24-" in name)
    (folder / "D24-个人有关事项说明.docx").write_bytes(pack.files[statement])
    (folder / "朱三发言提纲.doc").write_bytes(b"x")
    return project


def _fill_all(
    folder: Path, pack: Mapping[str, bytes], written: Mapping[str, Mapping[str, list[str]]]
) -> None:
    folder.mkdir()
    for name, answers in written.items():
        data = pack[f"{name}.docx"]
        filled = to_bytes(fill(document_of(data), answers))
        if "D13" in name and "韩一" in name:
            filled = _WIDE.sub(rb'\g<1>99"', filled)  # a margin that is not the house's
        path = folder / f"{name.rpartition('/')[2]}.docx"
        path.write_bytes(change_parts(data, {"word/document.xml": filled}))


@pytest.fixture(scope="module")
def walked(project: Path) -> list[tuple[list[str], list[str], list[str]]]:
    """Run the commands of the chapter, one after the other; return each with what is said and what was printed."""
    found = []
    for block in _FENCE.findall(read_chapter()):
        for command, said in split_commands(block):
            assert command[0] == "huiqi"
            done = run(*command[1:], project=project)
            found.append((command, said, (done.stdout + done.stderr).splitlines()))
    return found


def test_every_command_prints_what_the_readme_says(
    walked: list[tuple[list[str], list[str], list[str]]],
) -> None:
    assert len(walked) == 7
    for command, said, printed in walked:
        assert fits(said, printed), "\n".join([*command, *printed])


@pytest.mark.usefixtures("walked")
def test_the_way_ends_with_papers_facts_and_report(project: Path) -> None:
    made = project / "collected" / SECOND
    names = {path.name[:3] for path in made.rglob("D*.docx")}
    assert {"D07", "D08", "D20", "D21"} <= names
    assert (made / "index.html").is_file()
    results = load_cycle(project / "cycles" / SECOND).cycle.results
    assert results is not None
    assert results.discussions == 1


def _list_keys(value: Any, *, by_id: bool = False) -> Iterator[str]:
    """Yield the keys of an object and of all within it, but for those that are somebody's facts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not by_id:
                yield key
            yield from _list_keys(inner, by_id=key in _BY_ID and isinstance(inner, dict))
    elif isinstance(value, list):
        for inner in value:
            yield from _list_keys(inner)


@pytest.mark.usefixtures("walked")
def test_the_readme_names_every_key_of_the_json_and_no_other(project: Path) -> None:
    gone = CopyKey("talk-record", "talk-record", ("party-secretary", "somebody-gone"))
    folder = project / "collected" / SECOND
    set_mark(folder, OfficeMark(gone, "paper", dt.date(2025, 1, 8), "手写件"))
    set_choice(folder, Choice(gone, "0" * 64, ("0" * 64,)))
    data = json.loads(run("collect", SECOND, "再交", "--format", "json", project=project).stdout)
    said = {
        key: set(_KEY.findall(text))
        for key, text in _ROW.findall(read_chapter().partition(_JSON)[2])
    }
    assert list(said) == list(data)
    # The sample has no ballots.
    ballots = [answered("appraisal-form", {"a_1": "√"}, number=number) for number in range(2)]
    cycle = load_cycle(ROOT / "cycles" / BRANCH).cycle
    data["ballots"] = ballots_json(count_ballots(collection(BRANCH, ballots), cycle))
    for key, described in said.items():
        assert described ^ set(_list_keys(data[key])) == set(), key

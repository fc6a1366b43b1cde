"""The real command, as the office runs it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from huiqi.rules.check import RULES
from tests.support.command import run, run_fresh
from tests.support.samples import BRANCH, FIRST, SECOND


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, public: Path) -> Path:
    """A copy of the project with its sites built; tests put back what they change."""
    return shutil.copytree(public.parent, tmp_path_factory.mktemp("cli") / "project")


def test_a_built_cycle_is_named(project: Path) -> None:
    done = run("build", "--force", BRANCH, project=project)
    assert done.stdout == (
        f"{BRANCH}：已生成 public/{BRANCH}/ 和 pack/{BRANCH}/\n全部完成。用浏览器打开 public/index.html 查看。\n"
    ), done.stderr


class _Change:
    """A file changed for one test."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.text = path, path.read_text("utf-8")
        assert old in self.text
        path.write_text(self.text.replace(old, new, 1), "utf-8")

    def __enter__(self) -> None:
        return None

    def __exit__(self, *error: object) -> None:
        self.path.write_text(self.text, "utf-8")


def _facts(project: Path, name: str = FIRST) -> Path:
    return project / "cycles" / name / "cycle.yml"


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_passes(project: Path) -> None:
    done = run("check", project=project)
    assert (done.returncode, done.stdout) == (0, "检查通过，没有问题。\n")


def test_check_from_a_folder_below(project: Path) -> None:
    assert run("check", FIRST, project=project / "cycles" / FIRST).returncode == 0


def test_check_reports_rules_of_all_cycles(project: Path) -> None:
    with _Change(_facts(project), "quorum: 2/3", "quorum: 1/2"):
        done = run("check", project=project)
    assert done.returncode == 1
    line = next(
        number
        for number, text in enumerate(_facts(project).read_text("utf-8").splitlines(), 1)
        if "quorum" in text
    )
    assert done.stdout == (
        f"错误 [R18] cycles/{FIRST}/cycle.yml:{line} meeting.quorum："
        "应为不低于三分之二、不高于全体，实为“1/2”。改法：按规定改写。\n错误 1 项，提示 0 项。\n"
    )


def test_a_hint_is_no_error(project: Path) -> None:
    with _Change(_facts(project), "deadline: 2021-12-31", "deadline: 2022-01-01"):
        done = run("check", FIRST, project=project)
    assert done.returncode == 0
    assert done.stdout.endswith("错误 0 项，提示 1 项。\n")


def test_check_as_json(project: Path) -> None:
    with _Change(_facts(project), "quorum: 2/3", "quorum: 1/2"):
        done = run("check", "--format", "json", project=project)
    (finding,) = json.loads(done.stdout)
    assert set(finding) == {
        "rule", "severity", "file", "line", "key", "expected", "found", "remedy",
    }  # fmt: skip
    assert (finding["rule"], finding["severity"], finding["key"]) == (
        "R18",
        "error",
        "meeting.quorum",
    )
    assert done.returncode == 1


def test_a_malformed_file_as_json(project: Path) -> None:
    """The faults of a file that cannot be read as facts stand in the same list."""
    with _Change(_facts(project), "kind: 专题", "kind: 季度\nthema: 甲\ncycle_year: 2021"):
        done = run("check", "--format", "json", project=project)
        text = run("check", project=project)
    findings = json.loads(done.stdout)
    assert [(item["rule"], item["key"], item["line"] - findings[0]["line"]) for item in findings] == [
        ("facts", "kind", 0), ("facts", "thema", 1), ("facts", "cycle_year", 2),
    ]  # fmt: skip
    assert {item["file"] for item in findings} == {f"cycles/{FIRST}/cycle.yml"}
    assert (done.returncode, text.returncode) == (1, 1)
    assert text.stdout.endswith("错误 3 项，提示 0 项。\n")
    assert len(text.stdout.splitlines()) == 4


def test_check_names_only_the_chosen_cycle(project: Path) -> None:
    with _Change(_facts(project), "quorum: 2/3", "quorum: 1/2"):
        assert run("check", SECOND, project=project).returncode == 0
        done = run("check", "--format", "json", SECOND, project=project)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_rules_are_listed_anywhere(tmp_path: Path) -> None:
    done = run("check", "--list", project=tmp_path)
    assert done.returncode == 0
    names = [line[:3] for line in done.stdout.splitlines()]
    assert names == [*(rule.id for rule in RULES), "R20"]
    assert all(re.fullmatch(r"R\d\d  .+（来源：.+）", line) for line in done.stdout.splitlines())


def test_the_command_alone_shows_its_help(project: Path) -> None:
    done = run(project=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == run("--help", project=project).stdout


def test_check_lists_all_rules(project: Path) -> None:
    lines = run("check", "--list", project=project).stdout.splitlines()
    assert lines[:-1] == [f"{rule.id}  {rule.asks}（来源：{rule.source}）" for rule in RULES]
    assert lines[-1].startswith("R20  填写后的谈话记录")


USAGE = {
    ("biuld",): "没有命令 biuld；相近的有 build。改法：用 huiqi --help 查看用法。\n",
    ("schema", "extra"): "命令的参数不对。改法：用 huiqi schema --help 查看用法。\n",
    ("check", "--format"): "选项 --format 后面缺少值。改法：用 huiqi --help 查看用法。\n",
    (
        "check",
        "--lost",
    ): "没有选项 --lost；相近的有 --list。改法：用 huiqi check --help 查看用法。\n",
    (
        "check",
        "--format",
        "xml",
    ): "选项 --format 的值不对，可用的值：text、json。改法：用 huiqi check --help 查看用法。\n",
}


@pytest.mark.parametrize("words", USAGE)
def test_wrong_usage(words: tuple[str, ...], project: Path) -> None:
    done = run(*words, project=project)
    assert (done.returncode, done.stderr) == (2, USAGE[words])


@pytest.mark.parametrize("words", [(), ("check",), ("build",), ("schema",), ("reference",)])
def test_help_is_chinese(words: tuple[str, ...], project: Path) -> None:
    text = run_fresh(*words, "--help", project=project).stdout
    assert text.startswith("用法：")
    assert "\n选项：\n" in text
    for word in ("Usage", "Options", "Commands", "Show this", "Everything", "Check", "Build"):
        assert word not in text


def test_unknown_cycle(project: Path) -> None:
    done = run("build", "2020-none", project=project)
    assert (done.returncode, done.stderr) == (
        1, f"没有会议周期 2020-none。改法：从现有的周期中选：{FIRST}、{BRANCH}、{SECOND}。\n",
    )  # fmt: skip


def test_outside_a_project(tmp_path: Path) -> None:
    done = run("check", project=tmp_path)
    assert (done.returncode, done.stderr) == (
        1, "这里不是会期的项目文件夹。改法：进入有 mkdocs.yml 和 cycles 的文件夹再运行。\n",
    )  # fmt: skip


def test_a_bad_cycle_keeps_its_old_site_and_does_not_stop_the_other(project: Path) -> None:
    before = _snapshot(project / "public" / FIRST)
    with _Change(_facts(project), "theme: ", "thema: "):
        done = run("build", project=project)
    assert done.returncode == 1
    assert "thema：应为已知的键，实为不认识的键 thema。改法：改为 theme。" in done.stderr
    assert f"没有生成：{FIRST}；原有网站保持不变。" in done.stderr
    assert _snapshot(project / "public" / FIRST) == before
    assert (project / "public" / SECOND / "index.html").is_file()
    assert re.search(f"^{SECOND}：(已生成|没有变化)", done.stdout, re.MULTILINE)
    assert sorted(path.name for path in (project / "public").iterdir()) == [
        FIRST, BRANCH, SECOND, "SHA256SUMS", "index.html", "latest.html", "latest.js", "portal-look.js", "portal.css",
        "portal.js",
    ]  # fmt: skip
    assert [path.name for path in (project / "public").iterdir() if path.name.startswith(".")] == []


def test_a_fault_of_a_page_keeps_the_old_site(project: Path) -> None:
    before = _snapshot(project / "public" / FIRST)
    with _Change(project / "docs" / "theme.md", "{{ cycle.theme }}", "{{ cycle.them }}"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert "错误 [gate] docs/theme.md:8：应为能写出的页面，实为" in done.stderr
    assert _snapshot(project / "public" / FIRST) == before
    assert [path.name for path in (project / "public").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(("word", "file"), [
    ("schema", "cycles/cycle.schema.json"), ("reference", "macros/README.md"),
])  # fmt: skip
def test_generated_files_are_written_again(word: str, file: str, project: Path) -> None:
    wanted = (project / file).read_bytes()
    (project / file).write_text("旧", "utf-8")
    done = run(word, project=project)
    assert (done.returncode, done.stdout) == (0, f"已写入 {file}\n")
    assert (project / file).read_bytes() == wanted


def test_broken_links_and_anchors_stop_the_build(project: Path) -> None:
    links = ("teme.md", "theme.md#没有", "#没有", "/theme.md", "theme", "a.png")
    text = " ".join(f"[会议主题]({link})" for link in links)
    with (
        _Change(project / "docs" / "overview.md", "[会议主题](theme.md)", text),
        _Change(project / "mkdocs.yml", "duties.md", "dutiez.md"),
    ):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[:2] == [f"{FIRST}：有错误", "MkDocs 没有生成网站："]
    assert sorted(lines[2:-2]) == sorted([
        "  mkdocs.yml：没有列入导航的页面", "  - duties.md", "  mkdocs.yml：导航中的 dutiez.md 没有对应的页面",
        "  docs/overview.md：链接 teme.md 没有对应的页面或文件", "  docs/overview.md：链接 theme.md#没有 没有对应的标题",
        "  docs/overview.md：链接 #没有 没有对应的标题", "  docs/overview.md：链接 /theme.md 不能以 / 开头",
        "  docs/overview.md：链接 theme 没有对应的页面或文件", "  docs/overview.md：链接 a.png 没有对应的页面或文件",
    ])  # fmt: skip
    assert lines[-2:] == [
        "改法：按上面的提示改正 docs/ 或 mkdocs.yml。", f"没有生成：{FIRST}；原有网站保持不变。",
    ]  # fmt: skip


def test_one_broken_anchor_is_enough(project: Path) -> None:
    with _Change(project / "docs" / "overview.md", "(theme.md)", "(theme.md#没有)"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert "  docs/overview.md：链接 theme.md#没有 没有对应的标题\n" in done.stderr


def test_a_leftover_in_a_page_stops_the_build(project: Path) -> None:
    with _Change(project / "docs" / "theme.md", "# 会议主题", "# 会议主题\n\n于x月x日前完成。"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    line = next(
        text for text in done.stderr.splitlines() if text.startswith("错误 [R15] docs/theme.md:")
    )
    assert line.endswith(
        "应为填好的内容，实为没有填写的日期 “x月x日”。改法：填写日期；未定的事实写 null。"
    )


def test_undefined_names_stop_the_build_together(project: Path) -> None:
    with (
        _Change(project / "mkdocs.yml", "首页: index.md", "'{{ nothing }}': index.md"),
        _Change(project / "docs" / "theme.md", "{{ cycle.theme }}", "{{ cycle.them }}"),
        _Change(project / "docs" / "parts" / "plan" / "theme.md", "{{ cycle.theme }}", "{{ cycle.thema }}"),
    ):  # fmt: skip
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    found = [line.split("。改法")[0] for line in done.stderr.splitlines() if "[gate]" in line]
    assert found == [
        "错误 [gate] docs/parts/plan/theme.md:1：应为能写出的页面，实为没有 thema 这一项",
        "错误 [gate] docs/theme.md:8：应为能写出的页面，实为没有 them 这一项",
        "错误 [gate] mkdocs.yml（导航“{{ nothing }}”）:1：应为能写出的页面，实为未定义的名称 nothing",
    ]


def test_settings_that_mkdocs_does_not_know(project: Path) -> None:
    with _Change(project / "mkdocs.yml", "site_name: 会期", "site_name: 会期\nsite_nmae: 甲"):
        done = run("build", FIRST, project=project)
    assert (done.returncode, done.stderr) == (1, (
        f"{FIRST}：有错误\nMkDocs 没有生成网站：\n  mkdocs.yml：不认识的设置 site_nmae\n"
        f"改法：按上面的提示改正 docs/ 或 mkdocs.yml。\n没有生成：{FIRST}；原有网站保持不变。\n"
    ))  # fmt: skip


def test_a_page_with_another_cycles_words(project: Path) -> None:
    """What the first cycle may say is a leftover on the second one's site, in both commands."""
    with _Change(project / "docs" / "theme.md", "# 会议主题", "# 会议主题\n\n党史学习教育"):
        own, check = run("check", FIRST, project=project), run("check", SECOND, project=project)
        build = run("build", SECOND, project=project)
    line = (
        f"错误 [R15] docs/theme.md:7：应为各周期通用的文字，实为{FIRST} 的用语“党史学习教育”。"
        "改法：改为引用事实，如 {{ cycle.theme }}；确需保留的写入 allow_terms 并说明理由。\n"
    )
    assert (own.returncode, own.stdout) == (0, "检查通过，没有问题。\n")
    assert (check.returncode, check.stdout) == (1, line + "错误 1 项，提示 0 项。\n")
    assert (build.returncode, line in build.stderr) == (1, True)


def test_texts_that_refer_to_themselves(project: Path) -> None:
    with _Change(_facts(project), "special_name: 党史学习教育", "special_name: '{meeting_title}'"):
        done = run("build", FIRST, "--draft", project=project)
    assert done.returncode == 1
    assert "special_name：应为不引用自身的文字，实为“{meeting_title}”又绕回这一项。" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("mkdocs.yml", "site_name: 会期", "site_name: 会期\nrepo_url: https://h.example/x",
     "mkdocs.yml：应为不写 repo_url，实为写有 repo_url。"),
    ("theme/main.html", "{% block", "{{ huiqi.nothing }}{% block",
     r"theme/main.html:\d+：应为已定义的名称，实为未定义的名称 huiqi\.nothing。"),
])  # fmt: skip
def test_a_fault_of_the_set_up_stops_the_build(
    file: str, old: str, new: str, said: str, project: Path
) -> None:
    with _Change(project / file, old, new):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert re.search(rf"错误 \[gate\] {said}", done.stderr)


def test_an_open_slot_names_its_pages(project: Path) -> None:
    before = _snapshot(project / "public" / FIRST)
    lines = _facts(project).read_text("utf-8").splitlines()
    with (
        _Change(_facts(project), "  number: 3\n", "  number: null\n"),
        _Change(project / "docs" / "theme.md", "# 会议主题", "# 会议主题\n\n{{ cycle.guidance_group }}"),
    ):  # fmt: skip
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    (message,) = [line for line in done.stderr.splitlines() if "[slot]" in line]
    place, _, pages = message.partition("，用于 ")
    assert place == (
        f"错误 [slot] cycles/{FIRST}/cycle.yml:{lines.index('  number: 3') + 1} "
        "guidance_group.number：应为指导组编号，实为待定"
    )
    pages, _, remedy = pages.partition("。")
    assert remedy == "改法：在会议事实中填写；未定时用 --draft 生成草稿。"
    assert {"docs/index.md", "docs/overview.md", "docs/theme.md"} < set(pages.split("、"))
    assert "docs/readings.md" not in pages
    assert _snapshot(project / "public" / FIRST) == before


def test_a_draft_shows_blanks_and_its_mark(project: Path) -> None:
    mark, blank = (
        '<strong class="mark">送审稿</strong>',
        '<span class="blank">〔指导组编号：待定〕</span>',
    )
    site = project / "public" / FIRST
    assert run("build", FIRST, project=project).returncode == 0
    assert [page for page in site.rglob("*.html") if mark in page.read_text("utf-8")] == []
    with _Change(_facts(project), "  number: 3\n", "  number: null\n"):
        done = run("build", FIRST, "--draft", project=project)
    assert done.returncode == 0, done.stderr
    assert (
        "应为指导组编号，实为待定。改法：草稿中标出空白；定下后在会议事实中填写。"
        in done.stdout + done.stderr
    )
    assert "错误" not in done.stdout + done.stderr
    texts = {str(path.relative_to(site)): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert blank in texts["overview.html"]
    assert blank in texts["index.html"]
    assert blank not in texts["readings.html"]
    assert len(texts) > 20
    del texts["404.html"]  # shown by the server for any cycle
    assert [name for name, text in texts.items() if mark not in text] == []


def test_a_plan_without_approval(project: Path) -> None:
    with _Change(_facts(project), "    approved_on: 2021-12-22\n", ""):
        done = run("build", FIRST, project=project)
        draft = run("build", FIRST, "--draft", project=project)
    assert done.returncode == 1
    assert "preparation.plan.approved_on：应为方案审核同意日期，实为还没有审核同意。" in done.stderr
    assert draft.returncode == 0
    plan = (project / "public" / FIRST / "plan.html").read_text("utf-8")
    assert "送审稿：上级审核同意以前不组织实施。" in plan


def test_word_makes_the_pack_of_a_cycle(project: Path) -> None:
    done = run("word", FIRST, project=project)
    assert (done.returncode, done.stdout, done.stderr) == (
        0, f"已生成 pack/{FIRST}/ 和 pack/{FIRST}.zip\n", "",
    )  # fmt: skip
    assert len(list((project / "pack" / FIRST).rglob("*.docx"))) > 130


def test_word_makes_what_does_not_wait(project: Path) -> None:
    with _Change(_facts(project), "  date: 2022-01-13", "  date: null"):
        done = run("word", FIRST, "talk-schedule", project=project)
        assert (done.returncode, done.stderr) == (0, ""), "the date is open by right"
    line = _facts(project).read_text("utf-8").split("\n").index("  unit: 中共云岭市委员会") + 1
    with _Change(_facts(project), "  unit: 中共云岭市委员会", "  unit: null"):
        done = run("word", FIRST, "request", "talk-schedule", project=project)
        assert done.returncode == 1
        assert done.stdout == f"pack/{FIRST}/市委组织部/D10-谈心谈话安排表.docx\n"
        assert done.stderr == (
            f"错误 [slot] cycles/{FIRST}/cycle.yml:{line} team.unit：应为单位全称，实为待定，用于 templates/request.md。"
            "改法：在会议事实中填写；未定时用 --draft 生成草稿。\n"
        )
        draft = run("word", "--draft", FIRST, "request", project=project)
        assert draft.returncode == 0
        assert draft.stderr.startswith("提示 [slot]")


def test_word_refuses_what_the_rules_refuse(project: Path) -> None:
    before = _snapshot(project / "pack")
    with _Change(_facts(project), "  date: 2022-01-13", "  date: 2022-01-21"):
        done = run("word", FIRST, "plan", project=project)
    assert done.returncode == 1
    assert "[R06]" in done.stderr
    assert _snapshot(project / "pack") == before


def test_word_with_an_unknown_paper(project: Path) -> None:
    done = run("word", FIRST, "nothing", project=project)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "没有材料 nothing。改法：从本次会议的材料中选：实施方案（plan）、召开会议的请示（request）"
    )
    done = run("word", FIRST, "个人发言题纲", project=project)
    assert done.stderr.startswith("没有材料 个人发言题纲。改法：写作 个人发言提纲；或从")


@pytest.mark.parametrize("name", ["印发实施方案的通知", "《印发实施方案的通知》", "plan-issue"])
def test_word_takes_titles_and_ids(name: str, project: Path) -> None:
    done = run("word", FIRST, name, project=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"pack/{FIRST}/会议筹备领导小组/D01-印发实施方案的通知.docx\n"

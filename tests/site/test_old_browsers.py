"""Scripts and styles of our own keep to what Chromium 86 understands, those of the desk to 91.

esbuild rewrites newer syntax for an old target: where that changes nothing, there was none. What it
does not know of (names of properties, selectors, functions) stands in the lists below with the
version of Chromium that brought it. Chromium has had `??=` since 85; `?.` counts as new until 91,
as V8 got it wrong in places before.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# Readers come with whatever their PC has; who opens the desk has a browser of a few years at least.
OLDEST, OLDEST_AT_THE_DESK = 86, 91
# iframe-worker.js is not ours.
OURS = sorted(
    path
    for folder in ("docs/assets", "theme/assets", "huiqi")
    for path in (ROOT / folder).rglob("*.*")
    if path.suffix in (".js", ".css") and path.name != "iframe-worker.js"
)

NEW_IN_STYLES = {
    r"(?<![\w-])(inset|(margin|padding)-(inline|block))[\w-]*\s*:": 87,
    r"(?<![\w-])text-underline-offset\s*:": 87,
    r":not\([^()]*,": 88,
    r":(is|where)\(": 88,
    r"(?<![\w-])aspect-ratio\s*:": 88,
    r"(?<![\w-])text-decoration-thickness\s*:": 89,
    r"(?<![\w-])forced-color": 89,
    r"(?<![\w-])overflow[\w-]*\s*:[^;]*\bclip\b": 90,
    r"(?<![\w-])accent-color\s*:": 93,
    r"(?<![\w-])scrollbar-gutter\s*:": 94,
    r"@layer\b": 99,
    r"(?<![\w-])(translate|rotate|scale)\s*:": 104,
    r"@media[^{]*[<>]": 104,
    r":has\(": 105,
    r"(?<![\w-])container[\w-]*\s*:|@container\b|\d+cq\w+": 105,
    r"\d+[dsl]v[hwib]\w*\b": 108,
    r"\b(oklch|oklab|lab|lch|color-mix|color)\(": 111,
    r"(?<![\w-])text-wrap\s*:": 114,
    r"@starting-style\b": 117,
    r"(?<![\w-])align-content\s*:\s*(start|end|center)": 123,
    r"\blight-dark\(": 123,
    r"@(top|right|bottom|left)-[\w-]+\s*\{": 131,
    r"(?<![\w-])print-color-adjust\s*:": 136,
    r"(?<![\w-])text-autospace\s*:": 140,
    r"(?<![\w-])column-(wrap|height)\s*:": 145,
}
NEW_IN_SCRIPTS = {
    r"\bIntl\.Segmenter\b": 87,
    r"\.at\(": 92,
    r"\brandomUUID\(": 92,
    r"\bObject\.hasOwn\(": 93,
    r"\.findLast(Index)?\(": 97,
    r"\bstructuredClone\(": 98,
    r"\.inert\b": 102,
    r"\.checkVisibility\(|:has\(|\bCSS\.highlights\b": 105,
    r"\.(toSorted|toReversed|toSpliced|with)\(": 110,
    r"/[dimsuy]*v[dimsuy]*\.(test|exec)\(": 112,
    r"\b(showPopover|togglePopover|hidePopover)\(": 114,
    r"\b(Object|Map)\.groupBy\(": 117,
    r"\bPromise\.withResolvers\(": 119,
    r"\.(isSubsetOf|isSupersetOf|intersection|difference|union)\(": 122,
}

# File, what it uses, and how it looks where that is not understood.
MAY_USE = {
    ("home.css", "text-wrap"): "the lines of the title differ more in length",
    ("home.css", "forced-color"): "the system's colours come with the browsers that know of them",
    (
        "timeline.css",
        "forced-color",
    ): "the system's colours come with the browsers that know of them",
    ("huiqi.css", "text-wrap"): "a last line may hold one character",
    ("tables.css", "text-wrap"): "a last line may hold one character",
    ("portal.css", "text-wrap"): "a last line may hold one character",
    ("plan.css", "text-wrap"): "the lines of the title differ more in length",
    ("huiqi.css", "accent-color"): "boxes have the colour of the system",
    ("study.css", "accent-color"): "the bar has the colour of the system",
    ("huiqi.css", "text-underline-offset"): "the underline stands nearer to the text",
    ("huiqi.css", "text-decoration-thickness"): "the underline is thicker",
    ("html_report.css", "text-underline-offset"): "the underline stands nearer to the text",
    ("html_report.css", "text-decoration-thickness"): "the underline is thicker",
    ("html_report.css", "@bottom"): "printed sheets have no number",
    ("html_report.css", "@top"): "printed sheets have the mark on the first one only",
    ("huiqi.css", "text-autospace"): "Chinese and Latin text stand closer together",
    ("huiqi.css", "@bottom"): "printed sheets have no number",
    ("report.css", "@bottom"): "printed sheets have no number",
    ("report.css", "@top"): "printed sheets have the mark on the first one only",
    ("internal.css", "@top"): "printed sheets have the mark on the first one only",
    ("sheet.css", "@bottom"): "printed sheets have no number",
    ("paper.css", "@top"): "goes with internal.css",
    ("paper.css", "@bottom"): "a printed letter has no rule at the foot of its first sheet",
    ("paper.css", ":has("): "a printed letter keeps the margins of other papers",
    ("paper.css", "cqw"): "the window takes the place of the box",
    ("paper.css", "container-type"): "the window takes the place of the box",
    ("desk.css", ":has("): "the sections stand above the page, the preview below it",
    ("desk.css", "container-type"): "a wide table is moved sideways beside the preview",
    ("desk.css", "@container"): "a wide table is moved sideways beside the preview",
    ("desk.css", "text-wrap"): "a last line may hold one character",
    ("desk.css", "accent-color"): "the bar has the colour of the system",
    ("materials.css", "accent-color"): "the bar has the colour of the system",
    ("sheet.css", "@top"): "printed sheets have the mark on the first one only",
    ("paper.css", "column-"): "undoes what only browsers that know it do",
}


def compile_for(target: str, source: str, kind: str) -> str:
    """Return esbuild's text for a target with what it warns of."""
    program = shutil.which("esbuild")
    assert program, "esbuild is missing: make test installs it"
    command = [program, f"--loader={kind}", f"--target={target}", "--charset=utf8"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def find_oldest(path: Path) -> int:
    """Return the oldest Chromium that a file is for."""
    return OLDEST_AT_THE_DESK if "desk" in path.parts else OLDEST


def is_old(source: str, kind: str, oldest: int = OLDEST) -> bool:
    target = f"chrome{oldest}"
    return compile_for(target, source, kind) == compile_for("esnext", source, kind)


def drop_guarded(source: str) -> str:
    """Leave out the blocks that a browser takes only when it knows what they use."""
    while found := re.search(r"@supports(?! not)[^{]*\{", source):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
        source = source[: found.start()] + source[end:]
    return source


def find_new(source: str, kind: str) -> list[tuple[str, int]]:
    """Return what is newer than Chromium 86, with the version that brought it."""
    bare = drop_guarded(re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))
    known = NEW_IN_STYLES if kind == "css" else NEW_IN_SCRIPTS
    return [
        (match[0], version) for rule, version in known.items() for match in re.finditer(rule, bare)
    ]


def test_our_scripts_and_styles_are_found() -> None:
    names = {path.name for path in OURS}
    assert {"huiqi.css", "portal.css", "tasks.js", "search-worker.js", "search-page.js"} <= names


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_syntax_is_old(path: Path) -> None:
    assert is_old(path.read_text("utf-8"), path.suffix[1:], find_oldest(path))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_names_are_old(path: Path) -> None:
    found = find_new(path.read_text("utf-8"), path.suffix[1:])
    found = [item for item in found if item[1] > find_oldest(path)]
    allowed = [use for file, use in MAY_USE if file == path.name]
    assert [item for item in found if not any(use in item[0] for use in allowed)] == []


def test_nothing_is_allowed_in_vain() -> None:
    for file, use in MAY_USE:
        texts = [path.read_text("utf-8") for path in OURS if path.name == file]
        found = [item for text in texts for item in find_new(text, file.rpartition(".")[2])]
        assert any(use in item[0] for item in found), (file, use)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("js", "a?.b;"), ("js", "class A { static { b(); } }"), ("js", "class A { #b; c() { return #b in d; } }"),
        ("css", "a { & b { color: red; } }"),
    ],
)  # fmt: skip
def test_newer_syntax_is_caught(kind: str, source: str) -> None:
    assert not is_old(source, kind)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("css", "a { inset: 0; }"), ("css", "a { inset-inline-start: 0; }"), ("css", "a { margin-inline: 1px; }"),
        ("css", "a:is(b, c) { color: red; }"), ("css", "a:not(b, c) { color: red; }"),
        ("css", "a { aspect-ratio: 1; }"), ("css", "a { height: 100dvh; }"), ("css", "a { overflow: clip; }"),
        ("css", "@media (width >= 40em) { a { color: red; } }"), ("css", "a { width: 1cqw; }"),
        ("js", "a.at(-1)"), ("js", "Object.hasOwn(a, 'b')"), ("js", "structuredClone(a)"), ("js", "a.toSorted()"),
    ],
)  # fmt: skip
def test_newer_names_are_caught(kind: str, source: str) -> None:
    assert find_new(source, kind)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("js", "a ??= b ?? c.replaceAll('d', 'e');"), ("css", "a { gap: 1em; display: flex; }"),
        ("css", "a:not(.b):focus-visible { overflow-x: auto; }"),
    ],
)  # fmt: skip
def test_what_chromium_86_knows_is_let_through(kind: str, source: str) -> None:
    assert is_old(source, kind)
    assert find_new(source, kind) == []

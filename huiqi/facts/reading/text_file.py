"""From a file's bytes to its text, with what goes wrong before YAML is even read."""

from __future__ import annotations

import re
from pathlib import Path

from huiqi.errors import Finding, FindingsError

_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][A-Za-z0-9_-]*\s*：")
_TAB = re.compile(r"^ *\t")
# A wide or unbreakable space where YAML wants a plain one: before a key or behind its colon.
_WIDE_SPACE = re.compile(
    "^(?= *[\u3000\xa0])\\s*(?:- |[A-Za-z_][A-Za-z0-9_-]*\\s*[:：])"
    "|^\\s*(?:- )?[A-Za-z_][A-Za-z0-9_-]*:[\u3000\xa0]"
)
# The parser takes the last three of them for line ends, so that its lines would be other ones.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029]")
_ENDING = re.compile(r"\.(?:ya?ml|txt)(?:\.txt)?$", re.IGNORECASE)
SAVE_AS = "在记事本中选“文件—另存为”，编码选 UTF-8 后保存"


def read_text(path: Path, shown_as: str) -> str:
    """Return the text of a file of facts, whatever line ends and byte order mark it has.

    Raises:
        FindingsError: missing file, another encoding, or signs that YAML would trip over.
    """
    text = decode_text(_read_bytes(path, shown_as), shown_as)
    findings = find_wrong_signs(text, shown_as)
    if findings:
        raise FindingsError(findings)
    return text


def _read_bytes(path: Path, shown_as: str) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        found, remedy = _explain_missing(path)
        raise FindingsError([file_fault(shown_as, "会议事实文件", found, remedy, 0)]) from None
    except OSError:
        remedy = "关闭正在使用它的程序，核对它是文件并允许读取"
        raise FindingsError([file_fault(shown_as, "能读取的文件", "不能读取", remedy, 0)]) from None


def _explain_missing(path: Path) -> tuple[str, str]:
    """Return what is there instead: Windows hides the ending of cycle.yml.txt."""
    folder = path.parent
    names = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
    stem = path.stem.lower()
    near = [
        name for name in names if name.lower().lstrip().startswith(stem) and _ENDING.search(name)
    ]
    if not near:
        return "没有这个文件", "新建此文件或核对文件夹名称"
    if len(near) > 1:
        return f"没有这个文件，但有 {'、'.join(near)}", f"只留正确的一个，改名为 {path.name}"
    hidden = "；Windows 不显示扩展名时，先在资源管理器“查看”中勾选“文件扩展名”"
    return f"没有这个文件，但有 {near[0]}", f"把 {near[0]} 改名为 {path.name}{hidden}"


def list_twins(path: Path) -> list[str]:
    """Return the files beside a file of facts whose names look like its own."""
    folder, stem = path.parent, path.stem.lower()
    names = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
    return [
        name
        for name in names
        if name != path.name and name.lower().lstrip().startswith(stem) and _ENDING.search(name)
    ]


def decode_text(raw: bytes, shown_as: str) -> str:
    """Return the text of a UTF-8 file with plain line ends.

    Raises:
        FindingsError: it is in another encoding.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FindingsError([file_fault(shown_as, "UTF-8 编码的文件", "UTF-16 编码", SAVE_AS)])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = _guess_encoding(raw)
        raise FindingsError(
            [file_fault(shown_as, "UTF-8 编码的文件", found, SAVE_AS, line)]
        ) from None


def _guess_encoding(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "不能识别的编码"
    return "GBK（ANSI）编码"


def find_wrong_signs(text: str, shown_as: str) -> list[Finding]:
    """Name tabs, full-width colons and control characters in words that people understand."""
    findings = []
    for number, line in enumerate(text.split("\n"), start=1):
        if _TAB.match(line):
            findings.append(("空格缩进", "制表符（Tab）", "把行首的 Tab 改为空格", number))
        if _WIDE_COLON.match(line):
            findings.append(("半角冒号加空格", "全角冒号“：”", "把键后的“：”改为“: ”", number))
        if _WIDE_SPACE.match(line):
            remedy = "把键前、冒号后的空格改为半角空格"
            findings.append(("半角空格", "全角空格或其他空格", remedy, number))
        if _UNPRINTABLE.search(line):
            remedy = "删去这一行里看不见的字符后重新输入"
            findings.append(("没有控制字符的文字", "看不见的控制字符", remedy, number))
    return [file_fault(shown_as, *finding) for finding in findings]


def file_fault(file: str, expected: str, found: str, remedy: str, line: int = 1) -> Finding:
    """Return a fault of the file as such; line 0 means the whole file."""
    return Finding("facts", expected, found, remedy, file=file, line=line)

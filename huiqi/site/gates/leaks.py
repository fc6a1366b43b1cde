"""Internal facts in the files of a built site."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from huiqi.chinese import IDEOGRAPH
from huiqi.errors import Finding, HuiqiError
from huiqi.facts.leftovers import walk_texts, without_terms
from huiqi.facts.model.content import Basis, DocumentNumber
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import find_models, walk
from huiqi.facts.names import spell_name
from huiqi.files.digest_memo import DigestMemo
from huiqi.site.gates.file_names import name_files

_IMAGES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2", ".ttf", ".gz"}
_ARCHIVES = {".docx", ".xlsx", ".pptx", ".zip"}
_TAGS = re.compile(r"<[^>]*>")
_FOLDS = re.compile(rb"\r?\n[ \t]")
_BLANK = re.compile(
    "(?<=[\u4e00-\u9fff])(?:[^\\S\n]|[\u200b-\u200f\u2060\ufeff\xad])+(?=[\u4e00-\u9fff])"
)
_BRACKETS = (*map(tuple, ("〔〕", "［］", "[]", "（）", "()", "【】")), ("", "年"))
_REMEDIES = {
    "姓名": "核对写出这项事实的页面；姓名可以公开的，设 publish_names: true；"
    "与姓名相同的普通词语，把含有它的词语写入 allow_terms 并说明理由"
}
# How ideographs may be spelt; what each begins with is looked for first, and is hardly ever there.
_SPELT = {
    "&#": re.compile(r"&#\w+;?"),
    "\\u": re.compile(r"\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*"),
    "%": re.compile("%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*"),
}
# Which contents hold none of which secrets; most of a site is the same from build to build.
_CLEAN: DigestMemo[bool] = DigestMemo(8192)
_LONG = 5  # shorter texts may come about where lines meet


@dataclass(frozen=True)
class _Text:
    """A text of a site, in every way in which it may spell a secret, and the files that hold it."""

    names: list[str]
    written: str
    allowed: list[str]

    def holds(self, secret: str) -> bool:
        """Whether the secret stands in the file, also where lines or blanks break it."""
        tight = "".join(secret.split())
        found = any(word in text for text in self.variants for word in {secret, tight})
        return found or (len(tight) >= _LONG and any(tight in text for text in self.squeezed))

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """The text as it stands, without markup, and with its escapes resolved; what is allowed is out."""
        return tuple(without_terms(variant, self.allowed) for variant in _variants(self.written))

    @cached_property
    def squeezed(self) -> tuple[str, ...]:
        """The file's text without any blank."""
        return tuple("".join(text.split()) for text in self.variants[:2])


class _Sieve:
    """Tells which secrets a text may hold, by its ideographs: few have all those of a name.

    Only what comes through is spelt out in every way.
    """

    def __init__(self, secrets: Collection[str]) -> None:
        self._signs = {secret: frozenset(IDEOGRAPH.findall(secret)) for secret in secrets}
        signs = "".join(sorted(frozenset().union(*self._signs.values())))
        self._sought = re.compile(f"[{signs}]" if signs else "(?!)")

    def find(self, written: str) -> list[str]:
        """Return the secrets of whose ideographs none is missing, as they stand or in an escape."""
        escapes = {one for start, kind in _SPELT.items() if start in written
                   for one in kind.findall(written)}  # fmt: skip
        spelt = "\n".join((written, *_resolve("\n".join(sorted(escapes)))))
        there = frozenset(self._sought.findall(spelt))
        return [secret for secret, signs in self._signs.items() if there >= signs]


def list_secrets(cycle: Cycle) -> dict[str, str]:
    """Return each text that must not be published, with the label of its fact."""
    secrets: dict[str, str] = {}
    public = {
        node.value for node in walk(cycle) if isinstance(node.value, str) and not node.internal
    }
    for node in walk_texts(cycle):
        named, innocuous = node.marks.personal_name, node.marks.innocuous or node.ref is not None
        if not node.internal and (cycle.publish_names or not named):
            continue
        if named:
            secrets |= dict.fromkeys(spell_name(node.value), node.title)
        elif node.value not in public and not innocuous:
            secrets[node.value] = node.title
    internal = {path for path, item in find_models(cycle, Basis) if item.internal}
    for path, number in find_models(cycle, DocumentNumber):
        if number.internal or path[:-1] in internal:
            secrets |= dict.fromkeys(_spell_number(number), "文号")
    return {text: label for text, label in secrets.items() if len(text) > 1}


def _spell_number(number: DocumentNumber) -> list[str]:
    """Return the ways in which people write a document number, the right one first."""
    if None in (number.code, number.year, number.serial):
        return []
    years = (f"{left}{number.year}{right}" for left, right in _BRACKETS)
    return [f"{number.code}{year}{word}{number.serial}号" for year in years for word in ("", "第")]


def find_leaks(cycle: Cycle, site: Path) -> Iterator[Finding]:
    """Yield each internal value that stands in any file of a site, archives included."""
    allowed = [item.term for item in cycle.allow_terms]
    secrets = list_secrets(cycle)
    texts = _read_texts(site, allowed, secrets)
    for secret, label in secrets.items():
        files = [name for text in texts if text.holds(secret) for name in text.names]
        if files:
            yield Finding(
                "gate", "不含内部事实的网站", f"{label}“{secret}”出现在 {name_files(files)}",
                _REMEDIES.get(label, "核对写出这项事实的页面"), file=files[0],
            )  # fmt: skip


def read_plain(site: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text, without markup, of every file of a site, archives included."""
    for name, data in _read_files(site):
        if not isinstance(data, str):
            yield name, _variants(_decode(data))[1]


def _read_texts(site: Path, allowed: list[str], secrets: Collection[str]) -> list[_Text]:
    """Return the distinct texts of a site that hold a secret: Word files share most of their parts."""
    asked = repr((allowed, sorted(secrets))).encode()
    sieve = _Sieve(secrets)
    found: dict[bytes | str, list[str]] = {}
    for name, data in _read_files(site):
        found.setdefault(data, []).append(name)

    def is_clean(data: bytes | str) -> bool:
        text = _Text([], _decode(data), allowed)
        return not any(text.holds(secret) for secret in sieve.find(text.written))

    return [
        _Text(names, _decode(data), allowed)
        for data, names in found.items()
        if not _CLEAN.find(partial(is_clean, data), asked, *_as_bytes(data))
    ]


def _as_bytes(data: bytes | str) -> tuple[bytes, bytes]:
    """Return content as bytes; a name is told apart from a file that holds just that."""
    return (
        (b"name", data.encode("utf-8", "surrogateescape"))
        if isinstance(data, str)
        else (b"file", data)
    )


def _decode(data: bytes | str) -> str:
    return data if isinstance(data, str) else data.decode("utf-8", errors="replace")


def _read_files(site: Path) -> Iterator[tuple[str, bytes | str]]:
    """Yield name and content of every file of a site, and each file's name as a text of its own."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            yield name, name
            yield from _read_file(name, path.suffix.lower(), path.read_bytes())


def _read_file(name: str, suffix: str, data: bytes) -> Iterator[tuple[str, bytes | str]]:
    """Yield the contents of a file; an archive may hold further ones, as a ZIP of Word files does."""
    if suffix in _ARCHIVES:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = {member: archive.read(member) for member in archive.namelist()}
        except (zipfile.BadZipFile, RuntimeError) as error:
            raise HuiqiError(
                f"{name}：压缩文件损坏或有密码，无法检查。改法：换成能打开的文件。"
            ) from error
        for member, content in members.items():
            yield f"{name}（{member}）", member
            inner = PurePosixPath(member).suffix.lower()
            yield from _read_file(f"{name}（{member}）", inner, content)
    elif suffix not in _IMAGES:
        # Long lines of a calendar file are folded, also in the middle of a character.
        yield name, _FOLDS.sub(b"", data) if suffix == ".ics" else data


def _variants(text: str) -> list[str]:
    """Return a text as it stands, without markup, and with its escapes resolved."""
    variants = [text, html.unescape(_TAGS.sub("", text)), *_resolve(text)]
    # Names of two characters are often written with a blank between them.
    joined = _BLANK.sub("", variants[1])
    return variants if joined == variants[1] else [*variants, joined]


def _resolve(text: str) -> Iterator[str]:
    """Yield a text with its escapes resolved, once for each kind that it may hold."""
    if "&" in text:
        yield html.unescape(text)
    if "\\u" in text:
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
        # A rare character is written as two halves.
        yield plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "%" in text:
        yield unquote(text)

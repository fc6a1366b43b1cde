"""From cycle.yml to a frozen, checked Cycle: the one door for facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huiqi.errors import Finding, FindingsError, KeyPath
from huiqi.facts.folders import FACTS_FILE, select_folders
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.names import settle_names
from huiqi.facts.reading.braces import settle_braces
from huiqi.facts.reading.messages import explain
from huiqi.facts.reading.partial import PartialCycle, validate_partially
from huiqi.facts.reading.referable import names_in_raw_texts
from huiqi.facts.reading.references import find_reference_faults
from huiqi.facts.reading.resolve.long_form import ResolvedSource
from huiqi.facts.reading.resolve.resolve import resolve
from huiqi.facts.reading.text_file import list_twins
from huiqi.facts.reading.yaml_source import Source, read_source


@dataclass(frozen=True, repr=False)
class Facts:
    """A cycle together with the file it was read from."""

    cycle: Cycle
    source: ResolvedSource
    folder: Path


def load_cycle(folder: Path) -> Facts:
    """Read and check the facts of one cycle.

    Raises:
        FindingsError: everything that is wrong with the file, at once.
    """
    shown_as = f"{folder.parent.name}/{folder.name}/{FACTS_FILE}"
    return _load(folder / FACTS_FILE, shown_as, folder.name)


def load_sound(folder: Path) -> Facts | FindingsError:
    """Return the facts of one cycle, or what is wrong with them."""
    try:
        return load_cycle(folder)
    except FindingsError as error:
        return error


def open_facts(cycles: Path, name: str) -> Facts:
    """Read the facts of a named cycle, or of a file or folder anywhere, given by its path.

    Raises:
        FindingsError: everything that is wrong with the file, at once.
        HuiqiError: a name that no cycle has.
    """
    path = Path(name)
    if len(path.parts) > 1 or path.suffix.lower() in (".yml", ".yaml"):
        return _load(path / FACTS_FILE if path.is_dir() else path, name)
    return load_cycle(select_folders(cycles, (name,))[0])


def _load(path: Path, shown_as: str, folder: str | None = None) -> Facts:
    """Read and check a file of facts; its id must be the name of its folder, where one is given."""
    read = read_facts(path, shown_as, folder)
    if read.findings:
        placed = [*read.source.hints, *read.findings]
        raise FindingsError(sorted(placed, key=lambda finding: finding.line))
    return Facts(read.sound.cycle, read.source, path.parent)


@dataclass(frozen=True, repr=False)
class ReadFacts:
    """A file of facts as far as it could be read: as written, in the long form, what is sound of it.

    ``findings`` has what is wrong, with its places in the file.
    """

    written: dict[str, Any]
    source: ResolvedSource
    sound: PartialCycle
    findings: tuple[Finding, ...]


def read_facts(path: Path, shown_as: str, folder: str | None = None) -> ReadFacts:
    """Read a file of facts that may have faults.

    Raises:
        FindingsError: missing or empty file, wrong encoding, a syntax error.
    """
    written = read_source(path, shown_as)
    if folder is not None:
        written.hints += _find_twins(path, written)
    written.data = settle_names(written.data)
    source = resolve(written)
    source.data = settle_braces(source.data, names_in_raw_texts(source.data))
    sound = validate_partially(source.data)
    explained = (explain(detail, Cycle) for detail in sound.errors)
    findings = [*source.findings]
    findings += [item for item in explained if not _below(item.key, source.refused)]
    findings += [
        replace(finding, key=sound.trace(finding.key))
        for finding in find_reference_faults(sound.cycle, source.unread | sound.lost)
        if sound.ids_known
    ]
    if folder is not None:
        findings += _check_folder(source.data.get("id"), findings, folder)
    return ReadFacts(written.data, source, sound, tuple(map(source.place, findings)))


def _find_twins(path: Path, source: Source) -> list[Finding]:
    """Name files that somebody may take for the file of facts, and edit in vain."""
    return [
        Finding("facts", f"一个会议事实文件 {FACTS_FILE}", f"旁边还有 {name}，不会读它",
                "核对哪一个是最新的，另一个移走或删去", file=source.file, line=1, severity="hint")
        for name in list_twins(path)
    ]  # fmt: skip


def _below(key: KeyPath, refused: set[KeyPath]) -> bool:
    """Whether the reading of the file has already said what is wrong there."""
    return any(key[:length] in refused for length in range(1, len(key) + 1))


def _check_folder(found: object, known: list[Finding], folder: str) -> list[Finding]:
    if found == folder or any(finding.key == ("id",) for finding in known):
        return []
    remedy = f"把文件夹改名为 {found}，或把 id 改为 {folder}"
    return [Finding("facts", f"与文件夹同名的代号 {folder}", f"“{found}”", remedy, ("id",))]

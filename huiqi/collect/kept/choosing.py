"""Which of the files that came in for one paper the office takes: ``collected/<cycle>/choices.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from huiqi.collect.kept.keyed_list import are_texts, change_list, load_list, read_key, write_key
from huiqi.collect.kept.states import Rivals, rivals_of
from huiqi.collect.model import Choice, CollectedPaper, Collection
from huiqi.errors import HuiqiError

CHOICES_FILE = "choices.json"


def load_choices(folder: Path) -> tuple[Choice, ...]:
    """Return which file the office took for each paper that several came in for.

    Raises:
        HuiqiError: the file is damaged, or cannot be read.
    """
    items = load_list(folder / CHOICES_FILE, _check_choice)
    return tuple(Choice(read_key(item), item["digest"], tuple(item["seen"])) for item in items)


def set_choice(folder: Path, choice: Choice) -> None:
    """Keep which file counts, in the place of an older choice between the same files."""

    def is_older(item: Any) -> bool:
        return read_key(item) == choice.key and item["digest"] in choice.seen

    said = {"digest": choice.digest, "seen": sorted(choice.seen)}
    change_list(folder, CHOICES_FILE, _check_choice, is_older, write_key(choice.key) | said)


def remove_choice(folder: Path, choice: Choice) -> None:
    """Take back a choice; nothing happens where there is none."""

    def is_it(item: Any) -> bool:
        return read_key(item) == choice.key and item["digest"] == choice.digest

    change_list(folder, CHOICES_FILE, _check_choice, is_it)


def find_effective(
    papers: Iterable[CollectedPaper], choices: Iterable[Choice]
) -> Mapping[Rivals, Choice]:
    """Return the choices that hold, by what their rivals have in common.

    Once a rival has come in that the office did not see when it chose, its choice holds no more.
    """
    rivals = {paper.digest: rivals_of(paper) for paper in papers}
    there: dict[Rivals, set[str]] = {}
    for digest, group in rivals.items():
        there.setdefault(group, set()).add(digest)
    return {
        rivals[choice.digest]: choice for choice in choices
        if choice.digest in rivals and there[rivals[choice.digest]] <= set(choice.seen)
    }  # fmt: skip


def apply_choices(
    papers: Iterable[CollectedPaper], choices: Iterable[Choice]
) -> tuple[CollectedPaper, ...]:
    """Return the papers so that the chosen file counts and its rivals are replaced."""
    listed = tuple(papers)
    wanted = {group: one.digest for group, one in find_effective(listed, choices).items()}
    return tuple(
        replace(one, state="counted" if one.digest == wanted[group] else "replaced")
        if (group := rivals_of(one)) in wanted
        else one
        for one in listed
    )


def choose_file(collection: Collection, paper: CollectedPaper) -> Choice:
    """Return the choice of a file among those of which only one can count."""
    rivals = rivals_of(paper)
    seen = tuple(one.digest for one in collection.papers if rivals_of(one) == rivals)
    return Choice(paper.key, paper.digest, seen)


def find_choice(collection: Collection, file: str) -> Choice:
    """Return the choice of a file, by the path under which it came in.

    Raises:
        HuiqiError: no file came in under it, or several did.
    """
    found = [one for one in collection.papers if one.file == file]
    if len(found) != 1:
        there = f"有{len(found)}个" if found else "没有"
        raise HuiqiError(
            f"收到的文件中{there}“{file}”。改法：照报告中的写法写文件，或者在工作台上选用。"
        )
    return choose_file(collection, found[0])


def _check_choice(item: Any) -> bool:
    return isinstance(item.get("digest"), str) and are_texts(item.get("seen"))

"""What follows from a collection: the sections of the report and the parts of ``--format json``, each from its module.

What a module adds is named here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from huiqi.collect.checks.format.papers import PaperFormat
from huiqi.collect.checks.run_checks import run_checks
from huiqi.collect.kept.store import find_folder
from huiqi.collect.model import Collection
from huiqi.collect.office.evaluation import evaluate
from huiqi.collect.section import Section
from huiqi.collect.status.lapsed import lapsed_json, list_lapsed
from huiqi.facts.reading.load import Facts


@dataclass(frozen=True)
class Outputs:
    """What the office makes of a collection, as sections of the page and as plain data.

    ``formats`` says by the digest of a file how its look stands, in few words.
    """

    sections: tuple[Section, ...]
    data: Mapping[str, object]
    formats: Mapping[str, str]


def make_outputs(root: Path, collection: Collection, facts: Facts) -> Outputs:
    """Return everything that follows from a collection."""
    evaluation = evaluate(collection, facts.cycle, find_folder(root, facts.cycle.id))
    checks = run_checks(root, facts, collection)
    lapsed = {"lapsed": [lapsed_json(one) for one in list_lapsed(collection, facts)]}
    return Outputs(
        (*evaluation.sections(), *checks.sections()),
        {**lapsed, **evaluation.as_data(), **checks.to_json()},
        dict(_say_formats(checks.formats)),
    )


def _say_formats(formats: tuple[PaperFormat, ...]) -> Iterator[tuple[str, str]]:
    for one in formats:
        if one.deviations is not None:
            count = len(one.deviations)
            yield one.digest, f"{count} 处不符" if count else "符合"

"""The step between a file of facts and the model: whatever may be left out is put in."""

from __future__ import annotations

from pathlib import Path

from huiqi.facts.model.cycle import is_branch
from huiqi.facts.reading.resolve.committee import name_committee
from huiqi.facts.reading.resolve.kind_defaults import take_defaults
from huiqi.facts.reading.resolve.long_form import LongForm, ResolvedSource, thaw
from huiqi.facts.reading.resolve.made_ids import make_ids
from huiqi.facts.reading.resolve.names import follow_names
from huiqi.facts.reading.resolve.places import follow_places
from huiqi.facts.reading.resolve.shorthand import write_out_shorthand
from huiqi.facts.reading.yaml_source import Source, parse_source, read_source


def read_resolved(path: Path, shown_as: str) -> ResolvedSource:
    """Read a file of facts and bring it into the long form.

    Raises:
        FindingsError: missing or empty file, wrong encoding, a syntax error.
    """
    return resolve(read_source(path, shown_as))


def parse_resolved(text: str, shown_as: str) -> ResolvedSource:
    """Read facts as ``read_resolved`` does, from their text."""
    return resolve(parse_source(text, shown_as))


def resolve(source: Source) -> ResolvedSource:
    """Return the facts in the long form; one that is written in it stays as it is."""
    form = LongForm(thaw(source.data))
    write_out_shorthand(form)
    complete = take_defaults(form)
    make_ids(form)
    if complete and is_branch(str(form.data.get("kind"))):
        name_committee(form)
    follow_places(form)
    follow_names(form)
    return form.finish(source)

"""A filled paper read against the form that it was made from."""

from __future__ import annotations

from huiqi.collect.model import Reading
from huiqi.collect.reading.align import Aligner
from huiqi.collect.reading.forms import Form
from huiqi.collect.reading.result import Account, Result, settle
from huiqi.collect.reading.take_apart import take_apart
from huiqi.collect.reading.verify import compare_with_marks


def read_filled(
    document: bytes, form: Form, *, footnotes: bytes = b"", endnotes: bytes = b""
) -> Reading:
    """Return what was written into a paper, from its document.xml; the notes' parts give their texts.

    Raises:
        lxml.etree.XMLSyntaxError: a part is no XML.
    """
    return read_account(document, form, footnotes=footnotes, endnotes=endnotes).reading


def read_account(
    document: bytes, form: Form, *, footnotes: bytes = b"", endnotes: bytes = b""
) -> Account:
    """Return the same with the fixed texts and the prompts that were found."""
    taken, result = take_apart(document, footnotes, endnotes), Result()
    aligner = Aligner(taken, form, result)
    aligner.align(form.blocks, taken.blocks, body=True)
    compare_with_marks(taken, form, aligner.spans, result)
    return settle(taken, form, result)

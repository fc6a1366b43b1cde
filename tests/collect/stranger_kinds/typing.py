"""How an answer gets into its place: what Word's controls do, and what people do beside them."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.word.ooxml import Element, W, text_of, w
from tests.collect.stranger_kinds.sheet import Sheet, Spot, paragraph_like, run

Typist = Callable[[Sheet, Spot, list[str]], None]


def _drop_mark(spot: Spot) -> None:
    for control in (spot.control, spot.inner):
        for mark in list(control.iter(f"{W}showingPlcHdr")):
            mark.getparent().remove(mark)


def _continue(sheet: Sheet, spot: Spot, after: Element, texts: list[str]) -> None:
    """Put further paragraphs behind one; its bookmark ends in the first or in the last of them."""
    last = after
    for text in texts:
        more = paragraph_like(spot.paragraph, text)
        last.addnext(more)
        last = more
    if texts and spot.kind == "cell" and sheet.chance.random() < 0.5:
        end = after.find(f"{W}bookmarkEnd")
        if end is not None:
            last.append(end)


def type_in_control(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Type as Word does: the prompt goes, Enter makes paragraphs of the same style."""
    _drop_mark(spot)
    spot.content[:] = [run(texts[0])]
    if spot.date and sheet.chance.random() < 0.5:
        spot.inner.find(f"{W}sdtPr/{W}date").set(f"{W}fullDate", "2025-03-04T00:00:00Z")
    if len(texts) > 1:
        _continue(sheet, spot, spot.paragraph, texts[1:])


def type_with_mark_left(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Type so that the control still says that it shows its prompt, in the prompt's look."""
    properties = spot.content.find(f"{W}r/{W}rPr")
    spot.content[:] = [run(texts[0], properties)]
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_with_line_breaks(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Type with Shift+Enter: one paragraph with breaks, as LibreOffice makes in a control."""
    del sheet
    _drop_mark(spot)
    spot.content[:] = [run("\n".join(texts))]


def type_behind_prompt(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Leave the prompt and type behind it."""
    spot.content.append(run(texts[0]))
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_before_prompt(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Leave the prompt and type before it; further paragraphs come before it too."""
    if spot.kind == "tail":
        type_behind_prompt(sheet, spot, texts)
        return
    for text in texts[:-1]:
        spot.paragraph.addprevious(paragraph_like(spot.paragraph, text))
    spot.content.insert(0, run(texts[-1]))


def type_below_prompt(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Leave the prompt and type in the next paragraph, inside the control."""
    if spot.single:
        type_behind_prompt(sheet, spot, texts)
    else:
        _continue(sheet, spot, spot.paragraph, texts)


def type_outside(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Delete the prompt and type behind the control that is left empty."""
    _drop_mark(spot)
    spot.content[:] = []
    spot.inner.addnext(run(texts[0]))
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_after_control(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Delete the prompt, leave the control, and type in a paragraph behind it and its bookmark."""
    if spot.kind != "block":
        type_outside(sheet, spot, texts)
        return
    _drop_mark(spot)
    spot.content[:] = []
    end = next(item for item in spot.control.itersiblings() if item.tag == f"{W}bookmarkEnd")
    for text in reversed(texts):
        end.addnext(paragraph_like(spot.paragraph, text))


def type_without_control(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Delete the control with its prompt and type where it stood."""
    spot.inner.getparent().replace(spot.inner, run(texts[0]))
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_within_brackets(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Replace the words of the prompt and keep its brackets."""
    if not spot.prompt.startswith("〔"):
        type_in_control(sheet, spot, texts)
        return
    sheet.doubtful.add(spot.key)
    _drop_mark(spot)
    spot.content[:] = [run(f"〔{texts[0]}〕")]
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_behind_half_prompt(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Delete half of the prompt and type behind the rest of it."""
    prompt = text_of(spot.content)
    if len(prompt.strip()) < 6:
        type_in_control(sheet, spot, texts)
        return
    sheet.flagged.add(spot.key)
    _drop_mark(spot)
    spot.content[:] = [run(prompt[: len(prompt) // 2]), run(texts[0])]
    _continue(sheet, spot, spot.paragraph, texts[1:])


def type_split_run(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Type in several goes: runs with marks of revision, spelling and the place last edited."""
    type_in_control(sheet, spot, [*texts])
    text = texts[0]
    cut = sheet.chance.randint(0, len(text))
    spot.content[:] = [
        run(text[:cut], w("rPr", w("b"))), w("proofErr", type="spellStart"),
        run(text[cut:], w("rPr", w("color", val="FF0000"))), w("proofErr", type="spellEnd"),
    ]  # fmt: skip


def type_as_heading(sheet: Sheet, spot: Spot, texts: list[str]) -> None:
    """Paste with the styles of another file: paragraphs that look like headings."""
    type_in_control(sheet, spot, texts)
    if spot.kind in ("block", "cell"):
        for item in spot.control.iter(f"{W}p"):
            style = item.find(f"{W}pPr/{W}pStyle")
            if style is not None and sheet.chance.random() < 0.7:
                style.set(f"{W}val", sheet.chance.choice(("Heading1", "Heading2", "a3", "Title")))


def fill(sheet: Sheet, answers: dict[str, list[str]], typist: Typist = type_in_control) -> None:
    """Write answers into a sheet by one way of typing, and remember them."""
    for key, texts in answers.items():
        typist(sheet, sheet.spots[key], texts)
        sheet.answers[key] = texts


TYPISTS: dict[str, Typist] = {
    "in the control": type_in_control,
    "mark of the prompt left": type_with_mark_left,
    "soft breaks": type_with_line_breaks,
    "behind the prompt": type_behind_prompt,
    "before the prompt": type_before_prompt,
    "below the prompt": type_below_prompt,
    "outside the empty control": type_outside,
    "in a paragraph behind the control": type_after_control,
    "without the control": type_without_control,
    "within the prompt's brackets": type_within_brackets,
    "behind half the prompt": type_behind_half_prompt,
    "runs cut": type_split_run,
    "pasted in other styles": type_as_heading,
}

"""What people and programs do to a filled paper, one kind a function; each returns what is written there then."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from huiqi.collect.reading.forms import Form
from huiqi.word.ooxml import Element, W, text_element, text_of, w
from tests.collect.filled import Answers, run

Damage = Callable[[Element, Form, Answers, random.Random], Answers]


def controls_of(root: Element) -> dict[str, Element]:
    """Return the controls by key."""
    return {tag.get(f"{W}val"): tag.getparent().getparent() for tag in root.iter(f"{W}tag")}


def unwrap(control: Element) -> None:
    """Take a control away and leave what it holds."""
    around, content = control.getparent(), control.find(f"{W}sdtContent")
    around[around.index(control) : around.index(control) + 1] = list(content)


def leave(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Nothing happens."""
    del root, form, chance
    return answers


def drop_controls(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """All controls go, with them the tags."""
    del form, chance
    for control in list(root.iter(f"{W}sdt")):
        unwrap(control)
    return answers


def drop_bookmarks(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """All bookmarks go."""
    del form, chance
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    return answers


def copy_to_new_file(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Everything is copied into a new file: text and tables, no controls, no bookmarks, other styles."""
    answers = drop_controls(root, form, answers, chance)
    answers = drop_bookmarks(root, form, answers, chance)
    for style in list(root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblHeader")):
        style.getparent().remove(style)
    return answers


def shift_bookmarks(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Only the last paragraph is left within each bookmark, as after LibreOffice's second save; no controls."""
    answers = drop_controls(root, form, answers, chance)
    for end in list(root.iter(f"{W}bookmarkEnd")):
        begins = root.iter(f"{W}bookmarkStart")
        begin = next(one for one in begins if one.get(f"{W}id") == end.get(f"{W}id"))
        last = end.getprevious()
        if (
            last is not None
            and last.tag == f"{W}p"
            and begin not in last
            and begin.getnext() is not last
        ):
            last.insert(1, begin)
            last.append(end)
    return answers


def break_runs(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Spelling and revision marks cut every text into runs."""
    del form
    for text in list(root.iter(f"{W}t")):
        words, around = text.text or "", text.getparent()
        if (
            len(words) > 2
            and around.tag == f"{W}r"
            and len(around.findall(f"{W}t")) == 1
            and around.find(f"{W}br") is None
        ):
            cut = chance.randrange(1, len(words))
            more = deepcopy(around)
            text.text, more.find(f"{W}t").text = words[:cut], words[cut:]
            more.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            around.addnext(more)
            around.addnext(w("proofErr", type="spellStart"))
    return answers


def add_empty_paragraphs(
    root: Element, form: Form, answers: Answers, chance: random.Random
) -> Answers:
    """Enter is pressed where it does nothing."""
    del form
    for paragraph in list(root.iter(f"{W}p")):
        if chance.random() < 0.3:
            paragraph.addnext(w("p"))
    return answers


def track_changes(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Answers are insertions, what stood there is a deletion."""
    del form
    for key, control in controls_of(root).items():
        if key in answers and chance.random() < 0.7:
            first = next(control.iter(f"{W}r"))
            around = first.getparent()
            gone = w("del", w("r", text_element("删去的原话", "delText")), id=1, author="甲")
            moved = w("moveFrom", run("移走的原话"), id=2, author="甲")
            added = w("ins", id=3, author="甲")
            around.replace(first, added)
            added.append(first)
            added.addprevious(gone)
            added.addnext(moved)
    return answers


def type_beside(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Words are typed before or behind a prompt that stays."""
    said = dict(answers)
    for key, control in controls_of(root).items():
        prompt = form.by_key[key].prompt
        if key not in answers and len(prompt.strip()) > 4 and chance.random() < 0.6:
            text = next(control.iter(f"{W}t"))
            own = f"写在提示语旁的{key}"
            text.text = own + prompt if chance.random() < 0.5 else prompt + own
            said[key] = [own]
    return said


def keep_part(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A part of a prompt stays beside the answer."""
    said = dict(answers)
    for key, control in controls_of(root).items():
        prompt = form.by_key[key].prompt
        if key not in answers and len(prompt.strip()) > 8 and chance.random() < 0.6:
            text, cut = next(control.iter(f"{W}t")), chance.randrange(5, len(prompt) - 2)
            own = f"接着写的{key}"
            text.text = prompt[:cut] + own if chance.random() < 0.5 else own + prompt[cut:]
            said[key] = [own]
    return said


def headings(root: Element) -> list[Element]:
    """Return the headings of a paper."""
    styles = root.iter(f"{W}pStyle")
    found = (
        mark.getparent().getparent() for mark in styles if mark.get(f"{W}val").startswith("Heading")
    )
    return [one for one in found if text_of(one)]


def _pick(root: Element, chance: random.Random, count: int = 1) -> Iterator[Element]:
    some = headings(root)
    yield from chance.sample(some, min(count, len(some)))


def join_to_heading(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """The paragraph behind a heading is joined to it."""
    drop_controls(root, form, answers, chance)
    for heading in _pick(root, chance, 2):
        behind = heading.getnext()
        while behind is not None and behind.tag != f"{W}p" and behind.tag != f"{W}tbl":
            behind = behind.getnext()
        if behind is not None and behind.tag == f"{W}p" and behind not in headings(root):
            heading.extend([child for child in behind if child.tag != f"{W}pPr"])
            behind.getparent().remove(behind)
    return answers


def join_heading_to_answer(
    root: Element, form: Form, answers: Answers, chance: random.Random
) -> Answers:
    """A heading is joined to the paragraph before it."""
    drop_controls(root, form, answers, chance)
    for heading in _pick(root, chance, 2):
        before = heading.getprevious()
        while before is not None and before.tag not in (f"{W}p", f"{W}tbl"):
            before = before.getprevious()
        if before is not None and before.tag == f"{W}p" and before not in headings(root):
            before.extend([child for child in heading if child.tag != f"{W}pPr"])
            heading.getparent().remove(heading)
    return answers


def delete_heading(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A heading goes."""
    del form
    for heading in _pick(root, chance):
        heading.getparent().remove(heading)
    return answers


def change_heading(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """A heading gets another number, or a word more."""
    del form
    for heading in _pick(root, chance, 2):
        text = next(heading.iter(f"{W}t"))
        words = text.text
        text.text = chance.choice(
            (
                words[1:] if words[1] in "、." else "（九）" + words[3:],
                words + "情况",
                words.replace("、", "."),
            )
        )
    return answers


def narrow_fixed(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Fixed texts are typed anew with half-width signs and blanks."""
    del chance
    fixed = {text for text in form.fixed_texts() if any(sign in text for sign in "：（），")}
    for text in root.iter(f"{W}t"):
        if text.text in fixed:
            text.text = text.text.translate(str.maketrans("：（），", ":(),")) + " "
    return answers


def swap_sections(root: Element, form: Form, answers: Answers, chance: random.Random) -> Answers:
    """Two neighbouring sections of the first level change places."""
    del form
    body = root[0]
    firsts = [
        one
        for one in headings(root)
        if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1" and one.getparent() is body
    ]
    if len(firsts) > 2:
        number = chance.randrange(len(firsts) - 2)
        first, second, third = firsts[number : number + 3]
        block = list(body)[body.index(second) : body.index(third)]
        for one in block:
            first.addprevious(one)
    return answers

"""Answers whose words are hard: repeated, borrowed from the form, very long, in rare signs."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.word.ooxml import text_of
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.sheet import Sheet, Spot, headings, plain_paragraphs

Content = Callable[[Sheet], dict[str, list[str]]]


def _roomy(sheet: Sheet) -> list[Spot]:
    """Return the places that take several paragraphs, or any where there are none."""
    return [spot for spot in sheet.spots.values() if not spot.single] or list(sheet.spots.values())


def _with(sheet: Sheet, change: Callable[[Spot, list[str]], list[str]]) -> dict[str, list[str]]:
    answers = words.choose_answers(sheet)
    for spot in _roomy(sheet):
        if spot.key in answers and sheet.chance.random() < 0.6 and not spot.single:
            answers[spot.key] = change(spot, answers[spot.key])
    return answers


def usual(sheet: Sheet) -> dict[str, list[str]]:
    """Return usual answers to all places or some."""
    return words.choose_answers(sheet)


def only_last(sheet: Sheet) -> dict[str, list[str]]:
    """Answer the last place alone."""
    key = list(sheet.spots)[-1]
    return {key: words.answer_for(sheet.spots[key], sheet.chance)}


def only_first(sheet: Sheet) -> dict[str, list[str]]:
    """Answer the first place alone."""
    key = next(iter(sheet.spots))
    return {key: words.answer_for(sheet.spots[key], sheet.chance)}


def nothing(sheet: Sheet) -> dict[str, list[str]]:
    """Answer nothing."""
    del sheet
    return {}


def own_repetitions(sheet: Sheet) -> dict[str, list[str]]:
    """Say the same several times over: sentences, paragraphs, the whole."""

    def change(_: Spot, texts: list[str]) -> list[str]:
        form = sheet.chance.randrange(4)
        if form == 0:
            return texts * sheet.chance.randint(2, 4)
        if form == 1:
            return [texts[0] * sheet.chance.randint(2, 5)]
        return [texts[0], texts[0], *texts] if form == 2 else [*texts, texts[0]]

    return _with(sheet, change)


def same_everywhere(sheet: Sheet) -> dict[str, list[str]]:
    """Give all places of several paragraphs one and the same answer."""
    chance = sheet.chance
    same = chance.choice((["同上。"], ["无。"], words.paragraphs(chance, 3)))
    answers = words.choose_answers(sheet, 1.0)
    return {key: texts if sheet.spots[key].single else list(same) for key, texts in answers.items()}


def neighbours_words(sheet: Sheet) -> dict[str, list[str]]:
    """Let an answer take in the whole of the answer before it."""
    answers = words.choose_answers(sheet, 1.0)
    before: list[str] = []
    for key, texts in answers.items():
        if not sheet.spots[key].single:
            answers[key] = [*before, *texts][-5:] if sheet.chance.random() < 0.5 else texts
            before = texts
    return answers


def prompts_words(sheet: Sheet) -> dict[str, list[str]]:
    """Repeat the prompt's words in the answer, without its brackets."""

    def change(spot: Spot, texts: list[str]) -> list[str]:
        asked = spot.prompt.strip("〔〕").removeprefix("请填写：").strip() or "请填写"
        return (
            [f"{asked}：{texts[0]}", *texts[1:]] if sheet.chance.random() < 0.5 else [asked, *texts]
        )

    return _with(sheet, change)


def other_prompts(sheet: Sheet) -> dict[str, list[str]]:
    """Quote other places' prompts, brackets and all, within a sentence."""
    prompts = [spot.prompt for spot in sheet.spots.values() if len(spot.prompt.strip()) > 4]

    def change(_: Spot, texts: list[str]) -> list[str]:
        return [*texts, f"此处按{sheet.chance.choice(prompts)}的要求写。"] if prompts else texts

    return _with(sheet, change)


def headings_words(sheet: Sheet) -> dict[str, list[str]]:
    """Use headings' words within sentences."""
    titles = [text_of(item) for item in plain_paragraphs(sheet)]

    def change(_: Spot, texts: list[str]) -> list[str]:
        told = f"在“{sheet.chance.choice(titles)}”一节已经说过。"
        return [told + texts[0], *texts[1:]] if sheet.chance.random() < 0.5 else [*texts, told]

    return _with(sheet, change)


def headings_lines(sheet: Sheet) -> dict[str, list[str]]:
    """Repeat a heading, the place's own or another's, as a paragraph of the answer."""
    titles = [text_of(item) for item in headings(sheet)] or [
        text_of(item) for item in plain_paragraphs(sheet)
    ]
    sheet.doubt(sheet.spots)

    def change(_: Spot, texts: list[str]) -> list[str]:
        place = sheet.chance.randint(0, len(texts))
        return [*texts[:place], sheet.chance.choice(titles), *texts[place:]]

    return _with(sheet, change)


def numbered(sheet: Sheet) -> dict[str, list[str]]:
    """Number the paragraphs in the ways the form numbers its own."""
    ordinals = "一二三四五六"

    def number(form: int, count: int) -> str:
        sign = ordinals[count - 1]
        return (f"{count}.", f"（{count}）", f"{sign}是", f"（{sign}）", f"{sign}、", f"{count}、")[
            form
        ]

    def change(_: Spot, texts: list[str]) -> list[str]:
        form = sheet.chance.randrange(6)
        return [number(form, count) + text for count, text in enumerate((texts * 2)[:4], 1)]

    return _with(sheet, change)


def very_long(sheet: Sheet) -> dict[str, list[str]]:
    """Write a whole article into one place."""
    answers = words.choose_answers(sheet, 0.5)
    spot = sheet.chance.choice(_roomy(sheet))
    if not spot.single:
        count = sheet.chance.randint(20, 60)
        answers[spot.key] = [words.paragraph(sheet.chance, 3) for _ in range(count)]
    return answers


def one_sign(sheet: Sheet) -> dict[str, list[str]]:
    """Answer with one character each."""
    signs = "√○无有是否对5〇×✓"
    return {
        spot.key: [sheet.chance.choice(signs)]
        for spot in sheet.spots.values()
        if not (spot.choices or spot.date)
    }


def rare_signs(sheet: Sheet) -> dict[str, list[str]]:
    """Use signs beyond the usual: emoji, rare ideographs, Latin names, special blanks, markup."""
    rare = (
        "𠮷野𪚥同志说的👍🏽问题，👨‍👩‍👧的事。", "和José Ångström、O'Neill对接API接口（v2.0，≥99.9%）。", "龘䶮㐂〇々仝，①②③㈠。",
        "a&b<c>d\"e'f，100%，￥5，№3。", "中\u00a0间\u2003有\u3000不同\u200b的 空白。", "e\u0301té与ﬁ连字，Ⅳ级，㎡。",
        "〔自拟〕《记录》【摘】“引”‘文’——……", "１２３全角ＡＢＣ", "制\t表\t符。",
    )  # fmt: skip

    def change(_: Spot, texts: list[str]) -> list[str]:
        return [*texts, *sheet.chance.sample(rare, 2)]

    return _with(sheet, change)


def inline_doubled(sheet: Sheet) -> dict[str, list[str]]:
    """Write the unit that the form has already behind a number, or the label before it."""
    answers = words.choose_answers(sheet, 1.0)
    for key, texts in answers.items():
        spot = sheet.spots[key]
        behind = [text for item in spot.control.itersiblings() if (text := text_of(item)).strip()]
        if spot.kind == "inline" and not spot.choices and behind:
            answers[key] = [texts[0] + behind[0].strip()[:1]]
            sheet.doubt([key])
    return answers


def typed_choices(sheet: Sheet) -> dict[str, list[str]]:
    """Tick and type in the places that offer a choice, and write dates in words."""
    answers = words.choose_answers(sheet, 1.0)
    ticked = ("☑{}", "{}√", "■{}　□其他", "{}（自查）", "【{}】", "经核对，{}")
    for key in answers:
        spot = sheet.spots[key]
        if spot.choices:
            answers[key] = [sheet.chance.choice(ticked).format(sheet.chance.choice(spot.choices))]
        elif spot.date:
            answers[key] = [
                sheet.chance.choice(("二〇二五年三月四日", "三月上旬", "待定", "2025年 月 日"))
            ]
    return answers


CONTENTS: dict[str, Content] = {
    "usual answers": usual,
    "only the last place": only_last,
    "only the first place": only_first,
    "empty paper": nothing,
    "own repetitions": own_repetitions,
    "one answer everywhere": same_everywhere,
    "a neighbour's words": neighbours_words,
    "the prompt's words": prompts_words,
    "other prompts quoted": other_prompts,
    "headings' words in sentences": headings_words,
    "headings as own lines": headings_lines,
    "numbered answers": numbered,
    "very long": very_long,
    "one character": one_sign,
    "rare signs": rare_signs,
    "units written again": inline_doubled,
    "choices and dates in own words": typed_choices,
}

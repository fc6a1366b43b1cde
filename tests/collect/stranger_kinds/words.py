"""Answers that people might give: plainly made up, and told apart by their words."""

from __future__ import annotations

from random import Random

from tests.collect.stranger_kinds.sheet import Sheet, Spot

_WHEN = ("上半年", "第三季度", "五月下旬", "去年年底", "近一年来", "检查前", "汛期", "入冬以后")
_WHO = ("本人", "我", "分管的科室", "我联系的站点", "班子", "我和同事", "窗口的同志", "项目组")
_DID = ("对", "在", "就", "关于", "围绕", "抓")
_WHAT = (
    "老旧管网改造", "夜间值班安排", "职工食堂整修", "排练厅开放时间", "档案室搬迁", "路灯报修", "停车位划线",
    "图书角更新", "信箱来件答复", "培训班报名", "下乡慰问", "水表更换", "展厅导览", "安全用电检查",
)  # fmt: skip
_HOW = (
    "只听了汇报没有到现场", "拖了两周才答复", "会上议了会后没有跟踪", "把困难想得多、办法想得少", "和同事商量不够",
    "记录不完整，事后补记", "照搬了往年的做法", "没有把话说透", "当面提醒少", "等文件、等通知的时候多",
)  # fmt: skip
_NEXT = (
    "下月起每周去一次", "请同事监督", "列出清单逐项销号", "年底前办结", "已和对方当面说明", "以后先看现场再开会",
    "改由专人登记", "每季度回头看一次",
)  # fmt: skip
_NAMES = ("向一", "孔二", "白三", "崔四", "龚五", "程六", "嵇七", "邢八")


def sentence(chance: Random) -> str:
    """Return a sentence that hardly comes twice."""
    pick = chance.choice
    number = f"（第{chance.randrange(100, 999)}件）" if chance.random() < 0.4 else ""
    return f"{pick(_WHEN)}{pick(_WHO)}{pick(_DID)}{pick(_WHAT)}{number}{pick(_HOW)}，涉及{chance.randrange(2, 98)}人，{pick(_NEXT)}。"


def paragraph(chance: Random, sentences: int = 0) -> str:
    """Return a paragraph of some sentences."""
    return "".join(sentence(chance) for _ in range(sentences or chance.randint(1, 3)))


def paragraphs(chance: Random, most: int = 3) -> list[str]:
    """Return some paragraphs."""
    return [paragraph(chance) for _ in range(chance.randint(1, most))]


def phrase(chance: Random) -> str:
    """Return a few words without punctuation."""
    return f"{chance.choice(_WHAT)}{chance.randrange(1000, 9999)}号"


def name(chance: Random) -> str:
    """Return a person's name that nobody has."""
    return chance.choice(_NAMES)


def day(chance: Random) -> str:
    """Return a date as people write it."""
    year, month, number = 2025, chance.randint(1, 12), chance.randint(1, 28)
    forms = (
        f"{year}年{month}月{number}日", f"{year}.{month}.{number}", f"{month}月{number}日下午3时",
        f"{year}-{month:02}-{number:02}",
    )  # fmt: skip
    return chance.choice(forms)


def answer_for(spot: Spot, chance: Random, most: int = 3) -> list[str]:
    """Return an answer that fits a place."""
    if spot.choices:
        return [chance.choice(spot.choices)]
    if spot.date:
        return [day(chance)]
    if spot.key == "number":
        return [f"样发〔2025〕{chance.randint(1, 99)}号"]
    if any(sign in spot.prompt for sign in ("数〕", "次〕", "人次")):
        return [str(chance.randint(2, 99))]
    if spot.key.startswith(("sign", "chair", "recorder", "signer", "owner", "person", "speaker")):
        return [name(chance)]
    if spot.kind == "inline":
        return [phrase(chance)]
    if spot.kind == "cell":
        return [phrase(chance)] if chance.random() < 0.4 else paragraphs(chance, min(most, 2))
    return paragraphs(chance, most)


def choose_answers(sheet: Sheet, share: float | None = None, most: int = 3) -> dict[str, list[str]]:
    """Return answers for a share of a sheet's places."""
    chance = sheet.chance
    part = chance.choice((1.0, 0.8, 0.5)) if share is None else share
    keys = [key for key in sheet.spots if chance.random() < part] or list(sheet.spots)[:1]
    return {key: answer_for(sheet.spots[key], chance, most) for key in keys}

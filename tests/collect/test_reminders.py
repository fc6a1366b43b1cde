"""The text for each who has to be reminded: neutral, with papers and deadlines, as it is sent."""

from __future__ import annotations

import datetime as dt

from huiqi.collect.model import Collection
from huiqi.collect.status.reminders import write_reminders
from huiqi.collect.status.standing import read_status
from tests.collect.collections import make_collection
from tests.support.samples import FIRST, make_facts

TODAY = dt.date(2022, 1, 11)


def _write(collection: Collection, today: dt.date | None = TODAY) -> dict[str, str]:
    facts = make_facts(FIRST)
    return {
        one.owner: one.text for one in write_reminders(read_status(collection, facts, today=today), facts)
    }  # fmt: skip


def test_a_member_is_reminded_of_what_is_missing_alone() -> None:
    assert _write(make_collection())["冯六（市委常委、宣传部部长）"] == (
        "冯六同志：\n"
        "　　市委常委班子党史学习教育专题民主生活会的以下材料尚未收到，请按期限交回：\n"
        "　　1. 谈心谈话记录表6份（陈七、褚八、卫九、蒋十、沈十一、姜八），期限2022年1月10日，已超过期限；\n"
        "　　2. 个人发言提纲，期限2022年1月11日；\n"
        "　　3. 相互批评意见表，期限会议当天（2022年1月13日）。\n"
        "　　已经交纸质件或者不能按期交回的，请告知水十四（市委办公室综合科科长），电话0000-0000000。"
    )


def test_an_office_is_called_by_its_name_and_the_contact_is_not_sent_to_himself() -> None:
    texts = _write(make_collection())
    assert texts["市委组织部"].startswith("市委组织部：\n")
    assert texts["水十四（市委办公室综合科科长）"].endswith(
        "　　1. 归档目录，期限会后15天（2022年1月28日）。"
    )


def test_what_came_in_or_was_marked_is_not_asked_for() -> None:
    texts = _write(make_collection())
    for owner in (
        "赵一（市委书记）",
        "钱二（市委副书记、市长）",
        "孙三（市委副书记）",
        "郑五（市委常委、组织部部长）",
    ):
        assert "个人发言提纲" not in texts[owner]
    assert "钱二" not in texts["赵一（市委书记）"]  # the talk came in
    assert "孙三" not in texts["赵一（市委书记）"]  # the office has its paper


def test_nobody_is_reminded_of_nothing() -> None:
    assert _write(Collection(FIRST)) == {}


def test_members_come_first_in_the_order_of_the_facts() -> None:
    owners = list(_write(make_collection()))
    assert owners[:3] == ["赵一（市委书记）", "钱二（市委副书记、市长）", "孙三（市委副书记）"]


def test_nothing_is_overdue_without_a_day_to_look_from() -> None:
    assert "已超过期限" in "".join(_write(make_collection()).values())
    assert "已超过期限" not in "".join(_write(make_collection(), today=None).values())

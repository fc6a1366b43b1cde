"""A county's meeting, as a clerk types it at the desk: six areas, nine members; all names are fictional."""

from __future__ import annotations

from tests.support.clerk import Clerk

MEMBERS = [
    ("赵一", "县委书记", "县委办公室第一党支部"), ("钱二", "县委副书记、县长", "县政府办公室第一党支部"),
    ("孙三", "县委副书记", "县委办公室第二党支部"), ("李四", "县委常委、县纪委书记", "县纪委机关党支部"),
    ("周五", "县委常委、组织部部长", "县委组织部党支部"), ("吴六", "县委常委、宣传部部长", "县委宣传部党支部"),
    ("郑七", "县委常委、政法委书记", "县委政法委党支部"), ("王八一", "县委常委、副县长", "县政府办公室第二党支部"),
    ("冯九", "县委常委、县人武部政治委员", "县人武部党支部"),
]  # fmt: skip
DEPARTMENTS = [
    ("县委改革办", "陈一", "主任"), ("县财政局", "褚二", "局长"), ("县委党校", "卫三", "常务副校长"),
    ("县委巡察办", "蒋四", "主任"), ("县委老干部局", "沈五", "局长"), ("县文明办", "韩六", "主任"),
    ("县综治中心", "杨七", "主任"), ("县应急管理局", "朱八", "局长"),
]  # fmt: skip
READINGS = [
    ("深入学习领会", [
        ("习近平新时代中国特色社会主义思想", "理论", ""),
        ("习近平总书记关于加强党的作风建设的重要论述", "理论", ""),
    ]),
    ("认真学习", [
        ("党章", "党章", "2022-10-22"), ("《关于新形势下党内政治生活的若干准则》", "法规", "2016-10-27"),
        ("《中国共产党纪律处分条例》", "法规", "2024-01-01"), ("党中央关于民主生活会的有关要求", "要求", ""),
    ]),
]  # fmt: skip
AREAS = [
    ("增强党性、对党忠诚", "带头增强党性、对党忠诚，坚定拥护“两个确立”、坚决做到“两个维护”。",
     "贯彻上级决策部署有无打折扣\n请示报告是否及时", "习近平新时代中国特色社会主义思想、党章"),
    ("联系群众、践行宗旨", "带头密切联系群众，践行根本宗旨。", "下基层听取意见的情况怎样\n群众反映的问题解决了多少", "党章"),
    ("实事求是、真抓实干", "带头实事求是，真抓实干。", "有无形式主义的做法\n分管工作哪些没有抓到底",
     "习近平总书记关于加强党的作风建设的重要论述"),
    ("清正廉洁、遵规守纪", "带头遵规守纪，保持清正廉洁。", "执行中央八项规定精神还有哪些不够\n对身边人员的要求怎样",
     "《中国共产党纪律处分条例》"),
    ("民主集中、维护团结", "带头执行民主集中制，维护班子团结。", "议事决策怎样听取意见\n班子团结还有哪些需要改进",
     "《关于新形势下党内政治生活的若干准则》"),
    ("履行责任、严管严治", "带头履行全面从严治党责任。", "分管领域的责任怎样落实\n督促检查了几次",
     "《中国共产党纪律处分条例》"),
]  # fmt: skip
DUTIES = [
    [("负责起草会议方案，报{市委组织部}", "制定方案"), ("负责安排集体学习", "学习研讨"),
     ("负责起草{班子}对照检查材料", "撰写材料"), ("负责起草会议情况报告", "会后")],
    [("负责征求意见的汇总", "征求意见"), ("负责安排谈心谈话", "谈心谈话")],
    [("负责准备典型案例", "撰写材料")],
]  # fmt: skip


def type_meeting(clerk: Clerk) -> None:
    """Theme, time, basis, purpose."""
    clerk.go("会议和主题")
    clerk.fill("会议主题", {
        "会议主题": "深入学习贯彻习近平新时代中国特色社会主义思想，锲而不舍落实中央八项规定精神，以优良作风凝心聚力、干事创业",
    })  # fmt: skip
    clerk.fill("时间和地点", {
        "最迟召开日期": "2026年1月30日", "召开日期": "2026.1.22", "召开时间": "上午9时",
        "地点": "县委常委会议室", "联系人": "水十二", "联系电话": "0000-2222222",
    })  # fmt: skip
    clerk.add_named("人员", "水十二")
    clerk.add_row("依据", {"名称": "党章"})
    clerk.add_row("依据", {"名称": "《县以上党和国家机关党员领导干部民主生活会若干规定》"})
    clerk.add_row("依据", {"发文机关": "市委组织部"})
    clerk.add_named("机构", "市委组织部")
    clerk.fill("意义和目的", {
        "学习贯彻的内容": "习近平新时代中国特色社会主义思想",
        "重要意义": "是巩固深化学习教育成果的重要举措\n是推动作风建设常态长效的内在要求",
        "提高认识的内容": "是加强班子自身建设的重要契机",
        "召开会议要达到的目的": "把作风建设成果转化为推动县域高质量发展的实际成效",
    })  # fmt: skip


def type_people(clerk: Clerk) -> None:
    """The group, its members, what they oversee, who heads it."""
    clerk.go("人员")
    clerk.fill("班子", {
        "班子名称": "县委常委班子", "单位全称": "中共云石县委员会", "自称": "我县",
    })  # fmt: skip
    clerk.add_rows("班子成员", ("姓名", "职务", "所属支部"), MEMBERS)
    clerk.fill("班子", {"主要负责同志": MEMBERS[0][0]})
    for name, head, _ in DEPARTMENTS:
        clerk.add_row("分管部门", {"部门名称": name, "主要负责同志": head})
        clerk.add_named("人员", head)
    for number, (name, _, _) in enumerate(DEPARTMENTS):
        clerk.change_row("班子成员", number, {"分管部门": name})
    clerk.change_row("班子成员", len(MEMBERS) - 1, {"不分管部门": "是"})
    clerk.change_row("其他人员", 0, {"职务": "县委办公室综合科科长"})
    for number, (name, _, post) in enumerate(DEPARTMENTS, 1):
        clerk.change_row("其他人员", number, {"职务": f"{name}{post}"})
    clerk.fill("会议筹备领导小组", {"组长": "赵一", "副组长": "孙三、周五", "成员": "李四、吴六"})


def type_bodies(clerk: Clerk) -> None:
    """Who is above, who does the work."""
    clerk.go("机构和责任单位")
    clerk.add_rows("机构", ("机构名称",), [("市委",), ("市纪委",)])
    clerk.add_rows(
        "责任单位", ("责任单位名称",), [("县委办公室",), ("县委组织部",), ("县纪委办公室",)]
    )
    clerk.fill("指导组", {"派出机构": "市委", "指导组编号": "2", "名称末尾部分": "督导组"})


def type_readings(clerk: Clerk) -> None:
    """What is read, and the areas that refer to it."""
    clerk.go("学习篇目和材料")
    for number, (lead, items) in enumerate(READINGS):
        clerk.add_row("学习篇目", {"引导语": lead})
        for item in items:
            clerk.add_inner_row("学习篇目", number, "篇目", ("篇目", "类别", "版本日期"), item)
    clerk.go("对照检查方面")
    clerk.add_rows("对照检查方面", ("简称", "全文", "对照提示", "相关学习篇目"), AREAS)


def type_schedule(clerk: Clerk) -> None:
    """Steps and deadlines, then duties."""
    clerk.go("日程")
    clerk.fill("制定方案", {
        "期限": "会前25日", "方案报送期限": "会前20日", "方案报送单位": "市委组织部、市纪委",
        "方案审核单位": "市委组织部",
    })  # fmt: skip
    clerk.fill("学习研讨", {
        "期限": "会前15日", "学习形式": "党委理论学习中心组集体学习\n个人自学",
        "学习要求": "逐字逐句研读\n联系实际研讨",
    })  # fmt: skip
    clerk.fill("征求意见", {
        "期限": "会前15日", "征求意见方式": "发放征求意见表\n召开座谈会",
        "意见汇总报告送审期限": "会前12日", "意见汇总报告审定人": "孙三",
    })  # fmt: skip
    clerk.add_row("征求意见对象", {"征求意见对象": "各乡镇、县直单位", "汇总单位": "县委办公室"})
    clerk.add_row("征求意见对象", {"征求意见对象": "基层干部群众", "汇总单位": "县委组织部"})
    clerk.fill("谈心谈话", {"期限": "会前10日", "责任单位": "县委组织部"})
    clerk.fill("撰写材料", {"期限": "会前5个工作日"})
    clerk.fill("整改", {"整改方案期限": "会后20日"})
    clerk.fill("通报", {"通报期限": "会后15日", "通报范围": "全县科级以上领导干部"})
    clerk.fill("报告", {"报告期限": "会后15日"})
    clerk.go("职责")
    for number, duties in enumerate(DUTIES):
        for duty in duties:
            clerk.add_inner_row("责任单位的职责", number, "职责", ("职责", "环节"), duty)


def type_county(clerk: Clerk) -> None:
    """All facts of the meeting."""
    type_meeting(clerk)
    type_people(clerk)
    type_bodies(clerk)
    type_readings(clerk)
    type_schedule(clerk)

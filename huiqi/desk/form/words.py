"""What the form says of a field where the file's own explanation speaks of its way of writing."""

from __future__ import annotations

# By the model's name and the field's.
EXPLANATIONS: dict[tuple[str, str], str] = {
    ("Cycle", "sample"): "虚构的样例：网站标明样例，不审查、不发布，不和本单位的会议放在一起",
    ("Team", "chair"): "班子成员中的一人",
    ("Team", "committee"): "党支部委员会的成员",
    ("Member", "oversees"): "分管的部门；还没有填写的可以当场新增",
    ("Member", "oversees_none"): "确无分管部门时选“是”",
    ("Department", "head"): "班子成员或其他人员中的一人；还没有填写的可以当场新增",
    ("Duty", "text"): "可用花括号引用名称，如 {班子}；{承担单位}是本责任单位以外的承担单位",
    ("Term", "text"): "其他文字中可以用花括号引用",
    ("DocumentNumber", "internal"): "选“是”，网站上不出现",
    ("Basis", "internal"): "选“是”，网站上不出现",
    ("Purpose", "aim"): "会议主题写 {会议主题}，不重写",
    ("Reading", "title"): "法规带书名号；{建党周年数}由日期推算",
    ("Material", "file"): "材料文件的名称",
    ("AgendaItem", "rounds"): "逐人进行时，主要负责同志在先",
    ("TalksStep", "assigned"): "哪名支部委员同哪些党员谈话",
}

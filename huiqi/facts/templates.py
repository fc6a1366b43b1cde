"""The templates of the Word pack: what each says of itself, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from huiqi.errors import Finding, FindingsError
from huiqi.facts.model.fields import Fact, Id, Text
from huiqi.facts.model.parties import Stage
from huiqi.facts.reading.messages import explain
from huiqi.facts.reading.text_file import file_fault, read_text
from huiqi.facts.reading.yaml_source import parse_source

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
Layout = Literal["internal", "upward", "downward", "letter", "form", "record"]
Per = Literal["cycle", "group", "member", "talk", "office"]
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


class BranchWords(Fact):
    """What a template says of itself where a branch holds the meeting and not a group."""

    title: Text | None = Field(default=None, title="名称")
    heading: Text | None = Field(default=None, title="文件标题")
    stage: Stage | None = Field(default=None, title="环节")
    purpose: Text | None = Field(default=None, title="用途")
    contents: tuple[Text, ...] = Field(default=(), title="内容要求")
    addressee: Text | None = Field(default=None, title="主送")
    category: Text | None = Field(default=None, title="类别")
    attachments: tuple[Text, ...] = Field(default=(), title="附件说明中的附件")


class FrontMatter(Fact):
    """A template's front matter.

    A template with a ``number`` stands for a document of the standard list; one with ``of``
    is a further paper of such a document. Deadline, parties and readers are paths into the facts.
    """

    number: str | None = Field(default=None, pattern=r"^D\d\d$", title="材料编号")
    of: Id | None = Field(default=None, title="所属材料")
    title: Text = Field(title="名称")
    heading: Text | None = Field(default=None, title="文件标题")
    per: Per = Field(title="份数")
    layout: Layout = Field(title="版式")
    filled: Literal["hand", "typed"] = Field(default="typed", title="填写方式")
    stage: Stage | None = Field(default=None, title="环节")
    category: Text | None = Field(default=None, title="类别")
    purpose: Text | None = Field(default=None, title="用途")
    contents: tuple[Text, ...] = Field(default=(), title="内容要求")
    deadline: Text | None = Field(default=None, title="期限")
    drafter: Text | None = Field(default=None, title="起草")
    reviewer: Text | None = Field(default=None, title="审核")
    receivers: Text | None = Field(default=None, title="接收")
    readers: Text | None = Field(default=None, title="通报范围")
    paper: Text | None = Field(default=None, title="文件名称", description="与材料名称不同时写")
    needs: Text | None = Field(default=None, title="要有的事实", description="没有时不生成")
    approved: bool = Field(default=False, title="审核同意以前为送审稿")
    own: bool = Field(default=False, title="显示姓名的网站上每人一份")
    signed: bool = Field(default=False, title="落款")
    addressee: Text | None = Field(
        default=None,
        title="主送",
        description="文字，或事实的位置；offices 为全部责任单位，receivers 为接收单位",
    )
    attachments: tuple[Text, ...] = Field(default=(), title="附件说明中的附件")
    annex: Id | None = Field(default=None, title="附在正文后的文件", description="另一模板的代号")
    contact: bool = Field(default=False, title="附注写明联系人")
    extra: bool = Field(default=False, title="用于其他材料")
    personal: bool = Field(default=False, title="写有姓名")
    filled_internal: bool = Field(default=False, title="填写后属内部材料")
    several: bool = Field(default=False, title="一次一份", description="每次活动各有一份记录")
    anonymous: bool = Field(default=False, title="可以不署名", description="收回后不算作某一个人的")
    returned: bool = Field(default=True, title="填写后交回", description="不交回的由本人保管")
    branch: BranchWords | None = Field(default=None, title="党支部的写法", description="不同的才写")


@dataclass(frozen=True)
class Template:
    """One template: its id is the name of its file."""

    id: str
    head: FrontMatter
    text: str
    file: str

    @property
    def document(self) -> str:
        """The id of the document in the standard list that this paper belongs to."""
        return self.head.of or self.id

    def for_branch(self) -> Template:
        """Return the template as a branch has it."""
        if self.head.branch is None:
            return self
        own = self.head.branch.model_dump(exclude_unset=True)
        return replace(self, head=self.head.model_copy(update=own))


@lru_cache
def load_templates(folder: Path = TEMPLATES) -> dict[str, Template]:
    """Return all templates by id, in the order of the standard list.

    Raises:
        FindingsError: what is wrong with their front matter, all at once.
    """
    found: list[Template] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.md")):
        try:
            found.append(_read_template(path))
        except FindingsError as error:
            findings += error.findings
    numbers = {template.id: template.head.number or "" for template in found}
    for template in found:
        named = {
            "所属材料（of）": template.document,
            "附在正文后的文件（annex）": template.head.annex,
        }
        findings += [
            file_fault(template.file, f"{what}是另一模板", f"“{name}”", "核对代号", 1)
            for what, name in named.items()
            if name and name not in numbers
        ]
    if findings:
        raise FindingsError(findings)
    found.sort(key=lambda item: (numbers[item.document], item.head.number is None, item.id))
    return {template.id: template for template in found}


def _read_template(path: Path) -> Template:
    file = f"{path.parent.name}/{path.name}"
    text = read_text(path, file)
    match = _FRONT.match(text)
    if match is None:
        remedy = "文件以 --- 开头，写明 title、per、layout，再以 --- 结束"
        raise FindingsError([file_fault(file, "模板的说明部分", "没有写", remedy)])
    # The line before keeps the numbers of the lines.
    source = parse_source(f"\n{match[1]}", file)
    if source.findings:
        raise FindingsError(source.findings)
    try:
        head = FrontMatter.model_validate(source.data)
    except ValidationError as error:
        faults = (source.place(explain(detail, FrontMatter)) for detail in error.errors())
        raise FindingsError(faults) from error
    # Blank lines stand for the front matter, so that an error names the line of the file.
    body = "\n" * match[0].count("\n") + text[match.end() :]
    return Template(path.stem, _check(head, file), body, file)


def _check(head: FrontMatter, file: str) -> FrontMatter:
    listed = (head.stage, head.category, head.purpose)
    if not head.extra and (head.number is None) == (head.of is None):
        remedy = "材料目录中的材料写 number，同一材料的其他文件写 of"
        raise FindingsError([file_fault(file, "number、of 中的一项", "两项都写或都没有写", remedy)])
    if head.number and None in listed:
        remedy = "补写 stage、category、purpose"
        raise FindingsError([file_fault(file, "材料的环节、类别、用途", "没有写全", remedy)])
    return head

"""Tables from a few lines of text, and a tagger that knows a few names."""

import re
from dataclasses import dataclass, replace

from extract.document import Block, BlockKind, Document, Table
from extract.folding import fold
from extract.grid import read_table as read_grid
from extract.grid import tabbed_row
from extract.mention import Mention
from extract.reading_of import Reading
from ontology.model import EntityRef, Fact, Money, Phrase, Value

NAMES = {
    "Company": (
        "英伟达",
        "依图医疗",
        "爱康集团",
        "阿里健康",
        "连心医疗",
        "联影智能",
        "Paige",
        "Microsoft Research",
        "辉瑞",
    ),
    "Disease": (
        "肺结节",
        "颅内动脉瘤",
        "动脉瘤",
        "乳腺癌",
        "胃癌",
        "认知障碍",
        "2型糖尿病",
        "实体瘤",
        "肿瘤",
        "白内障",
        "青光眼",
    ),
    "Technology": (
        "深度学习",
        "机器学习",
        "支持向量机",
        "随机森林",
        "卷积神经网络",
        "人工智能",
        "补偿技术",
        "CT",
        "CT-FFR",
    ),
    "Product": ("智能诊疗系统", "影像报告生成系统"),
    "AIModel": ("文心一言", "通义千问", "MedGPT", "ProteinLM"),
    "Drug": ("ABC-101",),
    "Place": ("福州市",),
}


def tiny_tagger(text: str) -> list[Mention]:
    """Finds the names above, longest first, none over another."""
    types = {name: type_ for type_, names in NAMES.items() for name in names}
    longest_first = sorted(types, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(re.escape(name) for name in longest_first))
    return [Mention(m.start(), m.end(), types[m[0]], m[0], "test") for m in pattern.finditer(text)]


@dataclass(frozen=True)
class Half:
    """The text of one table: rows are lines, cells are separated by tabs."""

    rows: str
    caption: str = ""
    source: str = ""
    section: tuple[str, ...] = ()


def make_document(*halves: Half) -> Document:
    """A report of these tables, its captions and source lines as blocks of their own."""
    raw, blocks = "", []
    for half in halves:
        for kind, text in (
            (BlockKind.CAPTION, half.caption),
            (BlockKind.TABLE, half.rows),
            (BlockKind.SOURCE, half.source),
        ):
            if not text:
                continue
            start = len(raw)
            raw += text + "\n\n"
            folded = fold(text, base=start)
            block = Block(kind, folded.text, folded.offsets, start, start + len(text), section=half.section)
            blocks.append(replace(block, table=_grid(raw, start, half)) if kind is BlockKind.TABLE else block)
    return Document("report", "report.txt", raw, "utf-8", "", blocks=tuple(blocks))


def _grid(raw: str, start: int, half: Half) -> Table:
    lines = []
    for line in half.rows.split("\n"):
        lines.append(tabbed_row(raw, start, start + len(line)))
        start += len(line) + 1
    return replace(read_grid(raw, lines), caption=fold(half.caption).text, source=fold(half.source).text)


def plain(value: Value | tuple[Value, ...]) -> object:
    """A value as the exports show it."""
    if isinstance(value, tuple):
        return [plain(member) for member in value]
    if isinstance(value, EntityRef):
        return value.name
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Money):
        return (value.value, value.currency)
    return value


@dataclass(frozen=True)
class Read:
    """What a table gave, with short ways to ask for it."""

    document: Document
    reading: Reading

    def facts(self, kind: str) -> list[dict[str, object]]:
        return [{slot: plain(value) for slot, value in fact.args.items()} for fact in self.raw_facts(kind)]

    def raw_facts(self, kind: str) -> list[Fact]:
        return [fact for fact in self.reading.facts if fact.kind == kind]

    def reasons(self) -> str:
        return "\n".join(refused.reason for refused in self.reading.refused)

    def entities(self, type_: str) -> list[str]:
        return [entity.name for entity in self.reading.entities if entity.type == type_]

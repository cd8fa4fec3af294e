"""What an answer says in words: how the question was read, the headings of the table, one sentence on the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.questions import Question
from kg.ask.pattern import shown
from kg.ask.plan import Plan
from kg.ask.planner import Reading
from kg.ask.topics import Topic
from kg.ask.write import Written
from kg.tables import Cell
from ontology.schema import load_schema

_COLUMNS = {
    "count": "数量",
    "quote": "原文",
    "report": "报告",
    "kind": "事实",
    "thing": "对象",
    "name": "名称",
    "rival": "竞争者",
    "diseases": "共同病种",
}
_OPERATIONS = {
    "count": "计数",
    "most": "按数量从多到少",
    "least": "按数量从少到多",
    "largest": "按金额或数值从大到小（不同币种未换算）",
    "smallest": "按金额或数值从小到大（不同币种未换算）",
    "first": "按时间从早到晚",
    "latest": "按时间从近到远",
    "compare": "逐个比较",
    "common": "共同的",
    "whether": "有没有",
}
_TOPICS = {
    "about": ("全部事实", "everything the reports say"),
    "names": ("名称与别名", "names"),
    "sources": ("提到它的报告", "reports that speak of it"),
    "competitors": ("针对相同病种的竞争者", "who targets the same diseases"),
    "relation": ("两者同在的事实", "facts that hold both"),
    "versus": ("逐类对比", "facts side by side"),
}
_FIRST_OF_ALL = ("first", "latest", "largest", "smallest")
_SHOWN = 8


def column_label(meaning: str, variable: str) -> str:
    """The Chinese heading of a column."""
    kind, dot, slot = meaning.partition(".")
    if not dot:
        number = variable.rpartition("_")[2]
        return _COLUMNS.get(meaning, meaning) + (f" {number}" if number.isdecimal() else "")
    return load_schema().kind(kind).slot(slot).label_zh


def explain(
    question: Question, readings: Sequence[Reading], plan: Plan | None, topic: Topic | None
) -> Iterator[tuple[str, str]]:
    """The parts of a question with their meaning, in Chinese."""
    for reading in readings:
        names = [f"{thing.label}（{thing.type}）" for thing in reading.things] or [
            words for _, _, words in reading.values
        ]
        near = "，按部分名称匹配" if reading.span.near else ""
        yield reading.span.words, "、".join(dict.fromkeys(names[:_SHOWN])) + near
    if question.time is not None:
        yield question.time.words, f"{question.time.since or '…'} 至 {question.time.until or '今'}"
    for value in question.values:
        yield value.words, f"{value.what} = {value.value}"
    if topic is not None:
        yield "、".join(topic.words), _TOPICS[topic.name][0]
    if plan is not None:
        kind = plan.view.kind
        words = [cue.words for cue in question.cued("kind") if cue.value.partition(":")[0] == kind.name]
        yield "、".join(dict.fromkeys(words)) or "（未说）", f"{kind.label_zh}事实（{kind.name}）"
        yield "问", _asked_label(plan)
        if plan.operation in _OPERATIONS:
            said = [cue.words for cue in question.cued("op")]
            yield "、".join(dict.fromkeys(said)), _OPERATIONS[plan.operation]


def _asked_label(plan: Plan) -> str:
    kind = load_schema().kind(plan.asked.via.kind) if plan.asked.via else plan.view.kind
    return kind.slot(plan.asked.slot).label_zh


def plan_sentence(
    plan: Plan, rows: Sequence[Mapping[str, Cell]], names: Sequence[str], written: Written
) -> tuple[str, str]:
    """One sentence on the result, in Chinese and in English."""
    kind, label = plan.view.kind, _asked_label(plan)
    if plan.operation == "count":
        count = rows[0]["?count"] if rows else 0
        return f"图谱中有 {count} 个（{kind.label_zh}）。", f"The graph has {count} ({kind.label_en})."
    if not rows:
        return (
            f"图谱里没有这样的{kind.label_zh}事实；报告没写，或没有读到，不等于没有。",
            f"The graph holds no such fact ({kind.label_en}); that is not to say there is none.",
        )
    listed = _listed(_figures(rows) if written.answer == "?value" and "?quote" in written.columns else names)
    if plan.operation in ("most", "least", "compare"):
        figures = "、".join(f"{row[written.answer]}（{row['?count']}）" for row in rows[:_SHOWN])
        return f"{label}：{figures}。", f"{kind.label_en}, counted: {figures}."
    if plan.operation in _FIRST_OF_ALL:
        first, about = names[0] if names else "", _behind_first(plan, rows[0])
        return (
            f"{label}：{first}{about}；共列出 {len(rows)} 条。",
            f"{kind.label_en}: {first}{about}; {len(rows)} rows.",
        )
    if plan.operation == "whether":
        return f"有：{listed}（{len(rows)} 条）。", f"Yes: {listed} ({len(rows)} rows)."
    return f"{label}：{listed}（{len(rows)} 条）。", f"{kind.label_en}: {listed} ({len(rows)} rows)."


def _behind_first(plan: Plan, row: Mapping[str, Cell]) -> str:
    """What puts the first row first: its date or its amounts."""
    dated = plan.operation in ("first", "latest")
    slots = [plan.view.date] if dated else [plan.view.slot(name) for name in plan.view.amounts]
    words = [str(row[variable]) for slot in slots if slot and row.get(variable := f"?{shown(slot)}") not in (None, "")]
    return f"（{'、'.join(words)}）" if words else ""


def _figures(rows: Sequence[Mapping[str, Cell]]) -> list[str]:
    """Figures with what they are figures of: ``2023 营业收入 1.2 亿元``."""
    figures = []
    for row in rows:
        about = [str(row.get(name) or "") for name in ("?period", "?indicator")]
        figures.append(" ".join(word for word in (*about, f"{row['?value']}{row.get('?unit') or ''}") if word))
    return list(dict.fromkeys(figures))


def topic_sentence(topic: Topic, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> tuple[str, str]:
    """One sentence on a topic, in Chinese and in English."""
    zh, en = _TOPICS[topic.name]
    about = "、".join(topic.words)
    if not rows:
        return f"{about}：图谱里没有{zh}。", f"{about}: the graph has nothing ({en})."
    listed = _listed(names)
    return f"{about}，{zh}：{listed}（{len(rows)} 条）。", f"{about}, {en}: {listed} ({len(rows)} rows)."


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more

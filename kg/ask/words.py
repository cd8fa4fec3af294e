"""What an answer says in words: how the question was read, the headings of the table, one sentence on the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.questions import Question
from kg.ask.conditions import Reading
from kg.ask.figure_words import figure_sentence
from kg.ask.pattern import shown
from kg.ask.plan import Plan
from kg.ask.topics import Topic
from kg.ask.views import EACH_FACT
from kg.ask.written import Written
from kg.tables import Cell
from ontology.schema import Slot, load_schema

_COLUMNS = {
    "count": "数量",
    "quote": "原文",
    "report": "报告",
    "kind": "事实",
    "thing": "对象",
    "name": "名称",
    "rival": "竞争者",
    "diseases": "共同病种",
    "currency": "币种",
    "sum": "合计",
    "average": "平均",
    "facts": "笔数",
    "upto": "报告不一，取高",
    "year": "年份",
    "month": "月份",
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
    "sum": "金额合计（分币种，未披露的不计，模糊金额取下限）",
    "average": "金额平均（分币种，未披露的不计，模糊金额取下限）",
    "trend": "按时间分布",
    "without": "没有这样的事实的",
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
        for condition in plan.conditions:
            if condition.via is not None and not condition.slots:
                yield condition.words, f"另有{load_schema().kind(condition.via.kind).label_zh}事实（条件）"
        if plan.excluded:
            yield "除", "不计所列名称"
        if plan.operation in _OPERATIONS:
            said = [cue.words for cue in question.cued("op") if cue.value not in ("all", "each")]
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
        count, of = rows[0]["?count"] if rows else 0, _counted_label(plan)
        return (
            f"图谱中有 {count} 个（{kind.label_zh}，按{of[0]}计）。",
            f"The graph has {count} ({kind.label_en}, by {of[1]}).",
        )
    if not rows:
        return (
            f"图谱里没有这样的{kind.label_zh}事实；报告没写，或没有读到，不等于没有。",
            f"The graph holds no such fact ({kind.label_en}); that is not to say there is none.",
        )
    if plan.operation in ("sum", "average", "trend", "without"):
        return figure_sentence(plan, rows, names)
    listed = _listed(_figures(rows) if written.answer == "?value" and "?quote" in written.columns else names)
    if plan.operation in ("most", "least", "compare"):
        figures = "、".join(f"{row[written.answer]}（{row['?count']}）" for row in rows[:_SHOWN])
        of, (nth_zh, nth_en) = _counted_label(plan), _nth(plan, rows, written)
        by = load_schema().kind(kind.name).slot(plan.asked.slot).label_zh if plan.asked.via is None else label
        heading = "" if plan.operation == "compare" else f"{by}："
        return (
            f"{nth_zh}{heading}{figures}（{kind.label_zh}，按{of[0]}计）。",
            f"{nth_en}{kind.label_en}, counted by {of[1]}: {figures}.",
        )
    if plan.operation in _FIRST_OF_ALL:
        place = min(plan.rank or 1, len(rows)) - 1
        first, about = str(rows[place].get(written.answer) or "—"), _behind_first(plan, rows[place])
        label = f"{label}（第{place + 1}）" if plan.rank else label
        return (
            f"{label}：{first}{about}；共列出 {len(rows)} 条。",
            f"{kind.label_en}: {first}{about}; {len(rows)} rows.",
        )
    if plan.operation == "whether":
        return f"有：{listed}（{len(rows)} 条）。", f"Yes: {listed} ({len(rows)} rows)."
    return f"{label}：{listed}（{len(rows)} 条）。", f"{kind.label_en}: {listed} ({len(rows)} rows)."


def _counted_label(plan: Plan) -> tuple[str, str]:
    """What a count tells apart, in Chinese and in English."""
    kind, name = plan.view.kind, plan.view.counted
    if (
        plan.operation == "count"
        and plan.asked.via is None
        and plan.asked.said
        and plan.view.slot(plan.asked.slot).types
    ):
        name = plan.asked.slot
    return ("条数", "facts") if name == EACH_FACT else (kind.slot(name).label_zh, kind.slot(name).label_en)


def _nth(plan: Plan, rows: Sequence[Mapping[str, Cell]], written: Written) -> tuple[str, str]:
    """Who is second where that is asked: all that share the second number."""
    if plan.rank is None:
        return "", ""
    numbers = list(dict.fromkeys(row["?count"] for row in rows))
    if len(numbers) < plan.rank:
        return f"没有排第 {plan.rank} 的。", f"None comes number {plan.rank}. "
    number = numbers[plan.rank - 1]
    names = _listed([str(row[written.answer]) for row in rows if row["?count"] == number])
    return f"数量排第 {plan.rank} 的：{names}（各 {number}）。", f"Number {plan.rank}: {names} ({number} each). "


def _behind_first(plan: Plan, row: Mapping[str, Cell]) -> str:
    """What puts the first row first: its date or its amounts."""
    view = plan.view
    if plan.asked.slot in (*view.amounts, view.date.name if view.date else ""):
        slots = [view.slot(name) for name in (view.organisation, view.artifact) if name]
    elif plan.operation in ("first", "latest"):
        slots = [view.date] if view.date else []
    else:
        slots = [view.slot(name) for name in view.amounts]
    words = [str(row[variable]) for slot in slots if row.get(variable := _column(slot)) not in (None, "")]
    return f"（{'、'.join(words)}）" if words else ""


def _column(slot: Slot) -> str:
    """The variable of a slot in a listing."""
    return f"?{shown(slot)}s" if slot.many and slot.types else f"?{shown(slot)}"


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
        return f"{about}：图谱里没有读到（{zh}）。", f"{about}: the graph has nothing ({en})."
    listed = _listed(names)
    return f"{about}，{zh}：{listed}（{len(rows)} 条）。", f"{about}, {en}: {listed} ({len(rows)} rows)."


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "见下表"
    more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more

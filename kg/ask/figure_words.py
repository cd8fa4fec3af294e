"""The sentences on sums, averages, counts over time and on what is missing, and the remarks beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.ask.plan import Plan
from kg.ask.written import LONGEST
from kg.content import FactRecord
from kg.tables import Cell

_SHOWN = 8


def figure_sentence(plan: Plan, rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> tuple[str, str]:
    """One sentence on a sum, an average, a count over time or on those without, in Chinese and in English."""
    if plan.operation == "without":
        more = "" if len(names) <= _SHOWN else " 等"
        listed = "、".join(names[:_SHOWN]) + more
        kind, full = plan.view.kind, "+" if len(rows) >= LONGEST else ""
        return (
            f"图谱里没有读到其{kind.label_zh}事实的有 {len(names)}{full} 个：{listed}；报告没写不等于没有。",
            f"{len(names)}{full} without such a fact in the graph ({kind.label_en}): {listed}; "
            "that is not to say there is none.",
        )
    return _over_time(plan, rows) if plan.operation == "trend" else _money(plan, rows)


def _money(plan: Plan, rows: Sequence[Mapping[str, Cell]]) -> tuple[str, str]:
    average = plan.operation == "average"
    figures = [f"{_group(plan, row)}{row['?currency']} {_from_to(row)}（{row['?count']} 笔）" for row in rows[:_SHOWN]]
    told = "、".join(figures)
    return (
        f"披露金额{'平均' if average else '合计'}：{told}；分币种，未披露的不计，模糊金额取下限。",
        f"Disclosed amounts, {'on average' if average else 'in all'}: {told}; by currency, undisclosed ones left out, "
        "vague ones by their lower bound.",
    )


def _from_to(row: Mapping[str, Cell]) -> str:
    """The amount; where reports differ, both: ``1.8亿–2亿``."""
    more = row.get("?upTo")
    return amount_words(row["?sum"]) + (f"–{amount_words(more)}" if more not in (None, "") else "")


def _group(plan: Plan, row: Mapping[str, Cell]) -> str:
    if plan.group in ("year", "month"):
        return f"{row[f'?{plan.group}']} "
    if plan.group == "asked":
        return next(f"{cell} " for name, cell in row.items() if name not in ("?currency", "?sum", "?count", "?upTo"))
    return ""


def _over_time(plan: Plan, rows: Sequence[Mapping[str, Cell]]) -> tuple[str, str]:
    name = f"?{plan.group}"
    told = "、".join(f"{row[name]}（{row['?count']}）" for row in rows)
    most = max(rows, key=lambda row: int(str(row["?count"])))
    kind, peak = plan.view.kind, f"{most[name]}（{most['?count']}）"
    by = "年" if plan.group == "year" else "月"
    return (
        f"{kind.label_zh}按{by}：{told}；最多的是 {peak}；没有日期的不计。",
        f"{kind.label_en} by {plan.group}: {told}; most in {peak}; those without a date are left out.",
    )


def amount_words(amount: Cell) -> str:
    """An amount in 亿 or 万: ``335000000`` -> ``3.35亿``."""
    value = float(str(amount))
    for size, unit in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.4g}{unit}" if value / size < 1000 else f"{value / size:,.0f}{unit}"
    return f"{value:g}"


def passed_over(words: Sequence[str]) -> tuple[str, str]:
    """That words of the question were not used, before the answer; empty where all were."""
    if not words:
        return "", ""
    listed = "、".join(words)
    return (
        f"（没有用上“{listed}”，下面的回答不受它限制。）",
        f"(Passed over: {listed}; the answer does not regard it.) ",
    )


def stated_sentence(facts: Sequence[FactRecord]) -> tuple[str, str]:
    """What reports themselves state of the number that was counted."""
    if not facts:
        return "", ""
    told = "、".join(dict.fromkeys(f"{fact.text('subject')} {fact.text('value')}{fact.text('unit')}" for fact in facts))
    return f"报告自己写的数：{told}（见引文）。", f" Reports state: {told} (see the quotes)."

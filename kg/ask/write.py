"""A plan as SPARQL, for each thing that can be done with facts: list, count, rank, order, compare, share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ask.pattern import FactPattern, local, nodes
from kg.ask.plan import Condition, Plan

LONGEST = 200
TOP = 10


@dataclass(frozen=True, slots=True)
class Written:
    """A query and what its columns hold: by variable, the slot (``Kind.slot``) or one of count, quote, report, fact."""

    text: str
    columns: Mapping[str, str]
    #: The variable of what is asked for, and of the facts.
    answer: str
    facts: tuple[str, ...]


def write(plan: Plan) -> Written:
    """The query that answers ``plan``."""
    writers = {"most": _ranking, "least": _ranking, "count": _count, "compare": _comparison, "common": _common}
    return writers.get(plan.operation, _listing)(plan)


def write_evidence(plan: Plan) -> Written:
    """The query for the facts behind the answer, one by one."""
    return _listing(replace(plan, operation="list"))


def _pattern(plan: Plan, conditions: Sequence[Condition], suffix: str = "") -> FactPattern:
    pattern = FactPattern(plan.view, suffix)
    pattern.begin()
    for number, condition in enumerate(conditions, 1):
        pattern.meet(condition, number)
    if plan.time is not None:
        pattern.during(plan.time)
    return pattern


def _listing(plan: Plan) -> Written:
    pattern = _pattern(plan, plan.conditions)
    answer = _asked_variable(plan, pattern)
    order: list[str] = []
    columns = {answer: _asked_column(plan)}
    for slot in plan.view.kind.slots:
        variable = pattern.offer(slot.name)
        columns.setdefault(variable, _named(plan, slot.name))
    quote, report = pattern.quote()
    if plan.operation in ("largest", "smallest"):
        order.append(_by_amount(plan, pattern))
    if plan.view.date is not None:
        day = pattern.offer(plan.view.date.name)
        order.append(day if plan.operation == "first" else f"DESC({day})")
        if plan.operation in ("first", "latest"):
            pattern.lines.append(f"FILTER(BOUND({day}))")
    columns |= {quote: "quote", report: "report", pattern.fact: "fact"}
    limit = plan.top or (TOP if plan.operation != "list" and plan.operation != "whether" else LONGEST)
    order += [answer, report, quote, pattern.fact]
    text = (
        f"SELECT DISTINCT {' '.join(columns)} WHERE {{\n{pattern.text()}\n}}\n"
        f"ORDER BY {' '.join(dict.fromkeys(order))}\nLIMIT {limit}"
    )
    return Written(text, columns, answer, (pattern.fact,))


def _asked_variable(plan: Plan, pattern: FactPattern) -> str:
    """What is asked for, one thing a row; where nothing is asked for, the slot as it is."""
    if plan.asked.via is None and plan.view.slot(plan.asked.slot).value == "money":
        amount = pattern.offer(plan.asked.slot)
        pattern.lines.append(f"FILTER(BOUND({amount}))")
        return amount
    if not plan.asked.said and plan.asked.via is None:
        return pattern.offer(plan.asked.slot)
    answer = pattern.ask(plan.asked)
    named = [iri for one in plan.conditions if one.via is None and plan.asked.slot in one.slots for iri in one.iris]
    if named and plan.asked.via is None:
        # 和谁合作 asks for the other parties
        pattern.lines.append(f"FILTER({answer} NOT IN ({', '.join(f'<{iri}>' for iri in sorted(named))}))")
    return answer


def _by_amount(plan: Plan, pattern: FactPattern) -> str:
    """The key for the largest or smallest: the first amount that is filled, a vague one by its lower bound."""
    figures = []
    named = (plan.asked.slot,) if plan.asked.slot in plan.view.amounts else plan.view.amounts
    for name in named:
        variable = pattern.offer(name)
        if plan.view.slot(name).value == "money":
            figures += [f"{variable}Value", f"{variable}Low"]
        else:
            figures.append(variable)
    pattern.lines.append(f"BIND(COALESCE({', '.join(figures)}) AS ?size)\nFILTER(BOUND(?size))")
    return "DESC(?size)" if plan.operation == "largest" else "?size"


def _count(plan: Plan) -> Written:
    pattern = _pattern(plan, plan.conditions)
    slot = plan.view.slot(plan.asked.slot) if plan.asked.via is None else None
    if slot is None or (slot.types and plan.asked.slot != plan.view.counted):
        counted = pattern.ask(plan.asked)
    else:
        counted = pattern.counted()
    text = f"SELECT (COUNT(DISTINCT {_key(pattern, counted)}) AS ?count) WHERE {{\n{pattern.text()}\n}}"
    return Written(text, {"?count": "count"}, "?count", ())


def _key(pattern: FactPattern, expression: str) -> str:
    """A variable for an expression."""
    if expression.startswith("?"):
        return expression
    pattern.lines.append(f"BIND({expression} AS ?counted{pattern.suffix})")
    return f"?counted{pattern.suffix}"


def _ranking(plan: Plan) -> Written:
    pattern = _pattern(plan, plan.conditions)
    answer = pattern.ask(plan.asked)
    counted = _key(pattern, pattern.counted())
    direction = "DESC(?count)" if plan.operation == "most" else "?count"
    text = (
        f"SELECT {answer} (COUNT(DISTINCT {counted}) AS ?count) WHERE {{\n{pattern.text()}\n}}\n"
        f"GROUP BY {answer}\nORDER BY {direction} {answer}\nLIMIT {plan.top or TOP}"
    )
    return Written(text, {answer: _asked_column(plan), "?count": "count"}, answer, ())


def _comparison(plan: Plan) -> Written:
    """A count for each of the things compared, zero where there is nothing."""
    compared = next(one for one in plan.conditions if one.via is None and len(one.iris) > 1)
    others = [one for one in plan.conditions if one is not compared]
    pattern = _pattern(plan, others)
    path = "|".join(f"mai:{local(plan.view.slot(name))}" for name in compared.slots)
    pattern.lines.append(f"{pattern.fact} ({path}) ?compared .")
    counted = _key(pattern, pattern.counted())
    text = (
        f"SELECT ?compared (COUNT(DISTINCT {counted}) AS ?count) WHERE {{\n"
        f"  VALUES ?compared {{ {nodes(compared.iris)} }}\n  OPTIONAL {{\n{pattern.text(2)}\n  }}\n}}\n"
        f"GROUP BY ?compared\nORDER BY DESC(?count) ?compared"
    )
    return Written(
        text, {"?compared": f"{plan.view.kind.name}.{compared.slots[0]}", "?count": "count"}, "?compared", ()
    )


def _common(plan: Plan) -> Written:
    """What facts about each of the things have in common."""
    things = [one for one in plan.conditions if one.iris]
    others = [one for one in plan.conditions if not one.iris]
    blocks, columns, facts = [], {"?shared": _asked_column(plan)}, []
    for number, thing in enumerate(things, 1):
        pattern = _pattern(plan, [thing, *others], f"_{number}")
        pattern.ask(plan.asked, variable="?shared")
        quote, report = pattern.quote()
        blocks.append(pattern.text())
        columns |= {quote: "quote", report: "report", pattern.fact: "fact"}
        facts.append(pattern.fact)
    text = (
        f"SELECT DISTINCT {' '.join(columns)} WHERE {{\n" + "\n".join(blocks) + "\n}\n"
        f"ORDER BY {' '.join(columns)}\nLIMIT {LONGEST}"
    )
    return Written(text, columns, "?shared", tuple(facts))


def _asked_column(plan: Plan) -> str:
    kind = plan.asked.via.kind if plan.asked.via else plan.view.kind.name
    return f"{kind}.{plan.asked.slot}"


def _named(plan: Plan, slot: str) -> str:
    return f"{plan.view.kind.name}.{slot}"


__all__ = ["LONGEST", "Written", "write", "write_evidence"]

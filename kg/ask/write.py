"""A plan as SPARQL, for each thing that can be done with facts: list, count, rank, order, compare, share."""

from __future__ import annotations

from dataclasses import replace

from kg.ask.figures import money, trend, without
from kg.ask.pattern import FactPattern, local, nodes
from kg.ask.plan import Plan
from kg.ask.written import LONGEST, TOP, Written, asked_column, key, pattern_of


def write(plan: Plan) -> Written:
    """The query that answers ``plan``."""
    writers = {"most": _ranking, "least": _ranking, "count": _count, "compare": _comparison, "common": _common}
    writers |= {"sum": money, "average": money, "trend": trend, "without": without}
    return writers.get(plan.operation, _listing)(plan)


def write_evidence(plan: Plan) -> Written:
    """The query for the facts behind the answer, one by one."""
    return _listing(replace(plan, operation="list"))


def _listing(plan: Plan) -> Written:
    pattern = pattern_of(plan, plan.conditions)
    answer = _asked_variable(plan, pattern)
    order: list[str] = []
    columns = {answer: asked_column(plan)}
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
        if plan.excluded:
            pattern.leave_out(pattern.require(plan.asked.slot), plan.excluded)
        return pattern.offer(plan.asked.slot)
    answer = pattern.ask(plan.asked)
    pattern.leave_out(answer, plan.excluded)
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
    pattern = pattern_of(plan, plan.conditions)
    slot = plan.view.slot(plan.asked.slot) if plan.asked.via is None else None
    if slot is None or plan.asked.only or (plan.asked.said and slot.types and plan.asked.slot != plan.view.counted):
        counted = pattern.ask(plan.asked)
    else:
        counted = pattern.counted()
    if plan.excluded:
        pattern.leave_out(counted if counted.startswith("?") else pattern.fact, plan.excluded)
    text = f"SELECT (COUNT(DISTINCT {key(pattern, counted)}) AS ?count) WHERE {{\n{pattern.text()}\n}}"
    return Written(text, {"?count": "count"}, "?count", ())


def _ranking(plan: Plan) -> Written:
    pattern = pattern_of(plan, plan.conditions)
    answer = pattern.ask(plan.asked)
    pattern.leave_out(answer, plan.excluded)
    counted = key(pattern, pattern.counted())
    if plan.counted_only:
        pattern.lines.append(f"?{local(plan.view.slot(plan.view.counted))} a mai:{plan.counted_only} .")
    direction = "DESC(?count)" if plan.operation == "most" else "?count"
    text = (
        f"SELECT {answer} (COUNT(DISTINCT {counted}) AS ?count) WHERE {{\n{pattern.text()}\n}}\n"
        f"GROUP BY {answer}\nORDER BY {direction} {answer}\nLIMIT {plan.top or (LONGEST if plan.rank else TOP)}"
    )
    return Written(text, {answer: asked_column(plan), "?count": "count"}, answer, ())


def _comparison(plan: Plan) -> Written:
    """A count for each of the things compared, zero where there is nothing."""
    compared = next(one for one in plan.conditions if one.via is None and len(one.iris) > 1)
    others = [one for one in plan.conditions if one is not compared]
    pattern = pattern_of(plan, others)
    path = "|".join(f"mai:{local(plan.view.slot(name))}" for name in compared.slots)
    pattern.lines.append(f"{pattern.fact} ({path}) ?compared .")
    counted = key(pattern, pattern.counted())
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
    blocks, columns, facts = [], {"?shared": asked_column(plan)}, []
    for number, thing in enumerate(things, 1):
        pattern = pattern_of(plan, [thing, *others], f"_{number}")
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


def _named(plan: Plan, slot: str) -> str:
    return f"{plan.view.kind.name}.{slot}"

"""Plans that add up or count over time, and those for what is not there, as SPARQL."""

from __future__ import annotations

from dataclasses import replace

from kg.ask.pattern import FactPattern, local
from kg.ask.plan import Condition, Plan
from kg.ask.views import load_views
from kg.ask.written import LONGEST, Written, asked_column, key, pattern_of

#: How much of an ISO date tells its year or its month.
_LENGTHS = {"year": 4, "month": 7}
#: What tells one event of a company from another, the first that is known; two amounts of one event are two reports.
_EVENT = ("round", "product", "date")


def money(plan: Plan) -> Written:
    """The sum or average of amounts, by currency: a vague amount by its lower bound, what is told twice once.

    Where reports give one event different amounts, ``?upTo`` is the figure with the larger ones.
    """
    pattern = pattern_of(plan, plan.conditions)
    size, currency = _size(plan, pattern)
    # the organisation by itself where it parts the sums, else only to tell amounts apart
    owner = pattern.require(plan.asked.slot) if plan.group == "asked" else pattern.offer(plan.asked.slot)
    group = owner if plan.group == "asked" else _period(plan, pattern) if plan.group else ""
    if plan.excluded:
        pattern.leave_out(pattern.require(plan.asked.slot), plan.excluded)
    event = [pattern.offer(slot.name) for name in _EVENT for slot in plan.view.kind.slots if slot.name == name]
    for expression, variable in ((size, "?size"), (currency, "?currency"), (f"COALESCE({', '.join(event)})", "?event")):
        pattern.lines.append(f"BIND({expression} AS {variable})")
    pattern.lines.append("FILTER(BOUND(?size))\nBIND(COALESCE(STR(?event), STR(?fact)) AS ?once)")
    function = "AVG" if plan.operation == "average" else "SUM"
    once = " ".join(dict.fromkeys([owner, *([group] if group else []), "?once", "?currency"]))
    order = f"{group} ?currency" if plan.group in _LENGTHS else f"?currency DESC(?sum) {group}"
    text = (
        f"SELECT {group} ?currency ({function}(?low) AS ?sum) (COUNT(*) AS ?count)\n"
        f'  (IF({function}(?high) > {function}(?low), STR({function}(?high)), "") AS ?upTo) WHERE {{\n'
        f"  {{ SELECT {once} (MIN(?size) AS ?low) (MAX(?size) AS ?high) WHERE {{\n{pattern.text(2)}\n"
        f"  }} GROUP BY {once} }}\n}}\nGROUP BY {group} ?currency\nORDER BY {order}\nLIMIT {plan.top or LONGEST}"
    )
    columns = {group: asked_column(plan) if plan.group == "asked" else plan.group} if group else {}
    columns |= {"?currency": "currency", "?sum": plan.operation, "?count": "facts", "?upTo": "upto"}
    return Written(text, columns, group or "?sum", ())


def _size(plan: Plan, pattern: FactPattern) -> tuple[str, str]:
    """The expressions for the amount of a fact, and for its currency: the total, else its parts together."""
    names = (plan.asked.slot,) if plan.asked.slot in plan.view.amounts else plan.view.amounts
    shown = [pattern.offer(name) for name in names if plan.view.slot(name).value == "money"]
    whole, *parts = [f"COALESCE({name}Value, {name}Low)" for name in shown]
    together = [" + ".join(parts)] if len(parts) > 1 else []
    return (
        f"COALESCE({', '.join([whole, *together, *parts])})",
        f"COALESCE({', '.join(f'{name}Currency' for name in shown)})",
    )


def _period(plan: Plan, pattern: FactPattern) -> str:
    if plan.view.date is None:
        raise ValueError(f"{plan.view.kind.name} has no date")
    day = pattern.require(plan.view.date.name)
    length = _LENGTHS[plan.group]
    pattern.lines.append(f"BIND(SUBSTR(STR({day}), 1, {length}) AS ?{plan.group})")
    pattern.lines.append(f"FILTER(STRLEN(?{plan.group}) = {length})")
    return f"?{plan.group}"


def trend(plan: Plan) -> Written:
    """How many there were in each year or month; in the order of the periods."""
    pattern = pattern_of(plan, plan.conditions)
    period = _period(plan, pattern)
    if plan.asked.only:
        pattern.ask(plan.asked)
    counted = key(pattern, pattern.counted())
    text = (
        f"SELECT {period} (COUNT(DISTINCT {counted}) AS ?count) WHERE {{\n{pattern.text()}\n}}\n"
        f"GROUP BY {period}\nORDER BY {period}\nLIMIT {LONGEST}"
    )
    return Written(text, {period: plan.group, "?count": "count"}, period, ())


def _among(condition: Condition, answer: str, number: int) -> FactPattern:
    """The facts of another kind in which the things must stand."""
    if condition.via is None:
        raise ValueError(f"{condition.words} is no condition on another fact")
    other = load_views()[condition.via.kind]
    among = FactPattern(other, f"_among{number}")
    among.begin()
    among.lines.append(f"{among.fact} mai:{local(other.slot(condition.via.far))} {answer} .")
    among.meet(replace(condition, via=None), number)
    return among


def without(plan: Plan) -> Written:
    """The things for which there is no such fact: of those that facts of another kind name, else of their type."""
    universe = [one for one in plan.conditions if one.via]
    missing = pattern_of(plan, [one for one in plan.conditions if one not in universe])
    answer = missing.require(plan.asked.slot)
    columns = {answer: asked_column(plan)}
    facts: tuple[str, ...] = ()
    lines = [f"  {answer} a mai:{plan.view.slot(plan.asked.slot).types[0]} ."]
    for number, condition in enumerate(universe, 1):
        among = _among(condition, answer, number)
        if number == 1:
            quote, report = among.quote()
            columns |= {quote: "quote", report: "report", among.fact: "fact"}
            facts = (among.fact,)
        lines.append(among.text())
    text = (
        f"SELECT DISTINCT {' '.join(columns)} WHERE {{\n" + "\n".join(lines) + "\n"
        f"  FILTER NOT EXISTS {{\n{missing.text(2)}\n  }}\n}}\nORDER BY {' '.join(columns)}\nLIMIT {LONGEST}"
    )
    return Written(text, columns, answer, facts)

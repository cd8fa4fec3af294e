"""A query with the meaning of its columns, and what all writers of queries share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.ask.pattern import FactPattern
from kg.ask.plan import Condition, Plan

LONGEST = 200
TOP = 10


@dataclass(frozen=True, slots=True)
class Written:
    """A query and what its columns hold: by variable, the slot (``Kind.slot``) or a word of ``kg.ask.words``."""

    text: str
    columns: Mapping[str, str]
    #: The variable of what is asked for, and of the facts.
    answer: str
    facts: tuple[str, ...]


def pattern_of(plan: Plan, conditions: Sequence[Condition], suffix: str = "") -> FactPattern:
    """The pattern of the facts that meet ``conditions`` within the time of the plan."""
    pattern = FactPattern(plan.view, suffix)
    pattern.begin()
    for number, condition in enumerate(conditions, 1):
        pattern.meet(condition, number)
    if plan.time is not None:
        pattern.during(plan.time)
    return pattern


def key(pattern: FactPattern, expression: str) -> str:
    """A variable for an expression."""
    if expression.startswith("?"):
        return expression
    pattern.lines.append(f"BIND({expression} AS ?counted{pattern.suffix})")
    return f"?counted{pattern.suffix}"


def asked_column(plan: Plan) -> str:
    """What the column of the answer holds."""
    kind = plan.asked.via.kind if plan.asked.via else plan.view.kind.name
    return f"{kind}.{plan.asked.slot}"

"""Tables of the overview, each from its row in ``overview.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg.analysis import analyse, load_catalogue
from kg.analysis.result import Part, Text
from kg.charts.svg import svg
from kg.content import FactRecord
from kg.overview.model import Block, Line, Quote, words
from kg.overview.source import Source, latest
from queries import named_query

Plan = Mapping[str, Any]
#: How many currencies a table of amounts shows.
CURRENCIES = 2


def block_of(source: Source, plan: Plan) -> Block:
    """The table that a row of the plan asks for."""
    makers: dict[str, Callable[[Source, Plan], Block]] = {
        "analysis": _analysis,
        "league": _league,
        "ledger": _ledger,
        "conflicts": _conflicts,
        "missing": _missing,
    }
    return next(make for name, make in makers.items() if name in plan)(source, plan)


def _title(plan: Plan) -> Text:
    return Text(plan["zh"], plan["en"])


def _analysis(source: Source, plan: Plan) -> Block:
    result = analyse(source.corpus, plan["analysis"], plan.get("given", {}))
    part = next((part for part in result.parts if part.name == plan["part"]), Part(plan["part"], (), ()))
    shown = part.rows[: plan.get("rows", 10)] if not plan.get("hide") else ()
    labels = load_catalogue().columns
    lines = tuple(
        Line(tuple(source.told(row.words(at)) for at in range(len(row.cells))), source.quotes(row.facts))
        for row in shown
    )
    return Block(
        title=_title(plan),
        columns=tuple(Text(labels[name].zh, labels[name].en) for name in part.columns),
        lines=lines,
        total=len(part.rows) if shown else 0,
        svg=svg(replace(result.charts[0], title=f"{plan['zh']} · {plan['en']}"))
        if plan.get("chart") and result.charts and not result.is_empty
        else "",
        words=tuple(source.retold(text) for text in (result.finding, *result.notes)),
        limits=None if result.is_empty else result.limits,
        numeric=_numeric(part),
    )


def _numeric(part: Part) -> frozenset[int]:
    return frozenset(
        at for at in range(len(part.columns)) if all(isinstance(row.cells[at], int | float | None) for row in part.rows)
    )


def _league(source: Source, plan: Plan) -> Block:
    """Things by how many claims of a kind they are in."""
    behind: dict[str, list[FactRecord]] = {}
    for fact in source.corpus.of_kind(plan["league"]):
        for thing in sorted(set(fact.entities(plan["by"]))):
            behind.setdefault(thing, []).append(fact)
    entities = source.content.entities
    ranked = sorted(behind.items(), key=lambda item: (-len(item[1]), entities[item[0]].label, item[0]))
    lines = tuple(
        Line(
            (entities[thing].label, str(len(facts)), _detail(source, facts, plan["detail"], thing)),
            source.quotes(fact.iri for fact in facts),
        )
        for thing, facts in ranked[: plan["rows"]]
    )
    columns = (source.label(plan["by"]), words()["count"], source.label(plan["detail"]))
    return Block(_title(plan), columns, lines, len(ranked), numeric=frozenset({1}))


def _detail(source: Source, facts: Iterable[FactRecord], slot: str, own: str) -> str:
    """What the claims are about, the commonest first."""
    seen: dict[str, int] = {}
    for fact in facts:
        for iri in set(fact.entities(slot)) - {own}:
            seen[iri] = seen.get(iri, 0) + 1
    entities = source.content.entities
    return "、".join(
        entities[iri].label for iri in sorted(seen, key=lambda iri: (-seen[iri], entities[iri].label, iri))
    )


def _ledger(source: Source, plan: Plan) -> Block:
    """Claims of a kind, one a line."""
    facts = source.corpus.of_kind(plan["ledger"])
    if plan["order"] == "amount":
        groups = source.largest(facts)
        chosen = [fact for _, group in groups[:CURRENCIES] for fact in group[: plan["rows"]]]
        total = sum(len(group) for _, group in groups)
    else:
        dated = latest(facts)
        chosen, total = dated[: plan["rows"]], len(dated)
    filled = [slot for slot in plan["columns"] if any(source.cell(fact, slot) for fact in chosen)]
    lines = tuple(Line(tuple(source.cell(fact, slot) for slot in filled), source.quotes([fact.iri])) for fact in chosen)
    numeric = frozenset(at for at, slot in enumerate(filled) if slot == "value")
    return Block(_title(plan), tuple(map(source.label, filled)), lines, total, numeric=numeric)


def _conflicts(source: Source, plan: Plan) -> Block:
    """Where two sentences give another value for the same thing."""
    namespaces = source.store.namespaces
    found = source.store.select(namespaces.rebase(named_query("conflicts").bound()))
    rows = [dict(zip(found.variables, row, strict=True)) for row in found.rows]

    def said(row: Mapping[str, Any], name: str) -> str:
        return str(row[name].value) if row.get(name) is not None else ""

    lines = tuple(
        Line(
            (
                said(row, "about"),
                f"{_short(source, said(row, 'kind'))} · {_short(source, said(row, 'slot'))}",
                said(row, "value"),
                said(row, "other_value"),
            ),
            (
                Quote(said(row, "quote"), said(row, "report"), "", 0),
                Quote(said(row, "other_quote"), said(row, "other_report"), "", 0),
            ),
        )
        for row in rows[: plan["rows"]]
    )
    columns = tuple(words()[name] for name in ("about", "kind", "value", "other_value"))
    return Block(_title(plan), columns, lines, len(rows))


def _short(source: Source, name: str) -> str:
    local = name.rpartition("#")[2]
    return source.label(local).zh


def _missing(source: Source, plan: Plan) -> Block:
    """How many claims of a kind do not fill a slot, with the sentences of those."""
    found = []
    for kind, slot in plan["missing"]:
        facts = source.corpus.of_kind(kind)
        lacking = [fact for fact in facts if slot not in fact.slots and f"{slot}Text" not in fact.slots]
        if facts:
            found.append((len(lacking) / len(facts), kind, slot, lacking, len(facts)))
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    lines = tuple(
        Line(
            (
                source.label(kind).zh,
                source.label(slot).zh,
                str(len(lacking)),
                str(total),
                f"{100 * share:.0f}%",
            ),
            source.quotes(fact.iri for fact in lacking),
        )
        for share, kind, slot, lacking, total in found[: plan["rows"]]
    )
    columns = tuple(words()[name] for name in ("kind", "slot", "without", "of", "share"))
    return Block(_title(plan), columns, lines, len(found), numeric=frozenset({2, 3, 4}))

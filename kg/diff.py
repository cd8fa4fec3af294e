"""What changed from one graph to another: things and facts that came, went, or say something else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.facts import canonical_json
from kg.outputs import read_manifest, standing_output
from kg.tables import Cell, Table

CHANGES = ("removed", "added", "changed", "moved")
COLUMNS = ("change", "what", "type", "name", "report", "detail")
Record = dict[str, Any]
#: Facts that agree on less of their slots are two facts.
_ALIKE = 0.5


def diff_table(old: Path, new: Path) -> Table:
    """The differences between the builds at ``old`` and ``new``: things, then facts; gone before come.

    A fact that only stands at another place of its report (a line was put in above) has moved. One that is gone and one
    that came are the same fact changed if they are of one kind and report and agree on what they are about and on half
    of their slots.
    """
    before, after = _without_moved(_facts(old), _facts(new))
    pairs = _same_fact(before, after)
    rows = [
        *_differences(_entities(old), _entities(new), what="entity"),
        *_differences(
            _without(before, (one for one, _ in pairs)), _without(after, (one for _, one in pairs)), what="fact"
        ),
        *(_changed(before[one], after[other]) for one, other in pairs),
        *_moved(_facts(old), _facts(new)),
    ]
    return Table(COLUMNS, tuple(sorted(rows, key=_order)))


def _order(row: Sequence[Cell]) -> tuple[str, int, tuple[str, ...]]:
    return str(row[1]), CHANGES.index(str(row[0])), tuple(map(str, row[2:]))


def diff_counts(table: Table) -> str:
    """``entity: 1 removed, 2 added; fact: 3 added`` — or that nothing changed."""
    parts = []
    for what in ("entity", "fact"):
        changes = [row[0] for row in table.rows if row[1] == what]
        counts = [f"{changes.count(change)} {change}" for change in CHANGES if change in changes]
        if counts:
            parts.append(f"{what}: {', '.join(counts)}")
    return "; ".join(parts) or "the graphs say the same"


def _differences(old: Mapping[str, Record], new: Mapping[str, Record], *, what: str) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        record = after or before or {}
        if before is not None and after is not None:
            names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
            detail = "; ".join(f"{name}: {_words(before.get(name))} → {_words(after.get(name))}" for name in names)
            rows.append(("changed", what, *_about(record), detail))
        else:
            detail = record.get("evidence", {}).get("quote", "")
            rows.append(("added" if before is None else "removed", what, *_about(record), detail))
    return rows


def _same_fact(old: Mapping[str, Record], new: Mapping[str, Record]) -> list[tuple[str, str]]:
    """Pairs of ids of facts that say something else about the same, the most alike first, each fact once."""
    come: dict[str, list[str]] = defaultdict(list)
    for key in sorted(new.keys() - old.keys()):
        come[_matter(new[key])].append(key)
    gone = sorted(old.keys() - new.keys())
    candidates = [(-_likeness(old[key], new[other]), key, other) for key in gone for other in come[_matter(old[key])]]
    pairs: dict[str, str] = {}
    for likeness, key, other in sorted(candidates):
        if -likeness >= _ALIKE and key not in pairs and other not in pairs.values():
            pairs[key] = other
    return sorted(pairs.items())


def _matter(fact: Record) -> str:
    """What a fact is about: its report, its kind, and the first of its slots."""
    return canonical_json([fact["doc"], fact["kind"], next(iter(fact["args"].items()), None)])


def _likeness(one: Record, other: Record) -> float:
    """The share of their slots that two facts agree on; the same words of the report count as one more."""
    slots = one["args"].keys() | other["args"].keys()
    same = sum(one["args"].get(slot) == other["args"].get(slot) for slot in slots)
    same_quote = bool(one["evidence"]["quote"] == other["evidence"]["quote"])
    return float(same + same_quote) / (len(slots) + 1)


def _changed(before: Record, after: Record) -> tuple[Cell, ...]:
    old, new = before["args"], after["args"]
    slots = [slot for slot in dict.fromkeys([*old, *new]) if old.get(slot) != new.get(slot)]
    words = [f"{slot}: {_words(old.get(slot))} → {_words(new.get(slot))}" for slot in slots]
    quotes = [before["evidence"]["quote"], after["evidence"]["quote"]]
    words.append(f"quote: {' → '.join(dict.fromkeys(quotes))}")
    return ("changed", "fact", *_about(after), "; ".join(words))


def _without(facts: Mapping[str, Record], keys: Iterable[str]) -> dict[str, Record]:
    left_out = set(keys)
    return {key: record for key, record in facts.items() if key not in left_out}


def _moves(old: Mapping[str, Record], new: Mapping[str, Record]) -> list[tuple[str, str]]:
    """Pairs of ids of facts that say the same of the same report from another place."""
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    waiting: dict[str, list[str]] = defaultdict(list)
    for key in come:
        waiting[_saying(new[key])].append(key)
    return [(key, waiting[saying].pop(0)) for key in gone if waiting[saying := _saying(old[key])]]


def _saying(fact: Record) -> str:
    return canonical_json([fact["doc"], fact["kind"], fact["args"], fact["evidence"]["quote"]])


def _without_moved(old: Mapping[str, Record], new: Mapping[str, Record]) -> tuple[dict[str, Record], dict[str, Record]]:
    pairs = _moves(old, new)
    return _without(old, (one for one, _ in pairs)), _without(new, (other for _, other in pairs))


def _moved(old: Mapping[str, Record], new: Mapping[str, Record]) -> list[tuple[Cell, ...]]:
    return [
        ("moved", "fact", *_about(new[after]), f"characters {_span(old[before])} → {_span(new[after])}")
        for before, after in _moves(old, new)
    ]


def _span(fact: Record) -> str:
    return f"{fact['evidence']['start']}–{fact['evidence']['end']}"


def _about(record: Record) -> tuple[str, str, str]:
    if "kind" in record:
        slots = "; ".join(f"{name}: {_words(value)}" for name, value in record["args"].items())
        return record["kind"], slots, record["doc"]
    return record["type"], record["name"], ", ".join(record["docs"])


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(_words, value))
    if isinstance(value, dict) and "currency" in value:
        amount = value.get("text") or value.get("value")
        return f"{amount} {value['currency']}"
    return "" if value is None else str(value)


def _entities(graph: Path) -> dict[str, Record]:
    return {f"{record['id']} {record['type']}": record for record in _lines(graph, "entities.jsonl")}


def _facts(graph: Path) -> dict[str, Record]:
    return {record["id"]: record for record in _lines(graph, "facts.jsonl")}


def _lines(graph: Path, name: str) -> list[Record]:
    place = standing_output(graph)
    read_manifest(place)
    try:
        # Not splitlines(): a quote may hold line separators of Unicode, which are no line ends of JSON lines.
        lines = (place / name).read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]
    except (OSError, ValueError) as error:
        raise OutputError(f"{place / name} cannot be read ({error}); build the graph again with kg build") from error

"""Finds the rows that the OCR invented: one sentence repeated over rows of other parties, or two rows mixed.

The evidence is within the table: real rows of a deal list share words, not sentences and amounts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extract.tables.knowledge import thresholds
from extract.tables.records import Record

#: Roles whose cells are sentences, and roles that name who a row is about.
_SENTENCES = ("purpose", "details", "text")
_PARTIES = ("partner", "developer", "company", "holder", "product", "model", "drug")
_FIGURE = re.compile(r"\d[\d.,]*")


def invented_rows(records: Sequence[Record]) -> Mapping[int, str]:
    """Row number -> why it is held to be invented."""
    found = dict(_mixed_rows(records))
    for column in _sentence_columns(records):
        found |= _repeated(records, column)
    return found


def _sentence_columns(records: Sequence[Record]) -> list[int]:
    return sorted({c.index for record in records for c, _ in record.pairs if c.role in _SENTENCES})


def _text(record: Record, column: int) -> str:
    return next((re.sub(r"\s", "", words.text) for c, words in record.pairs if c.index == column), "")


def _repeated(records: Sequence[Record], column: int) -> dict[int, str]:
    """Rows that share a phrase with rows of other parties, and most of them the amount as well."""
    limits = thresholds()
    size = int(limits["filler.phrase"])
    texts = [_text(record, column) for record in records]
    holders: dict[str, set[int]] = defaultdict(set)
    for row, text in enumerate(texts):
        for at in range(len(text) - size + 1):
            holders[text[at : at + size]].add(row)
    shared = {gram: rows for gram, rows in holders.items() if _unrelated(records, rows)}
    suspects = {
        row: _covered(text, size, shared)
        for row, text in enumerate(texts)
        if text and len(_covered(text, size, shared)) >= limits["filler.share"] * len(text)
    }
    reasons: dict[int, str] = {}
    for cluster in _clusters(suspects, texts, size, shared):
        if len(cluster) >= limits["filler.rows"] and _same_amounts(records, cluster):
            phrase = _longest_run(texts[cluster[0]], suspects[cluster[0]])
            reason = f"the phrase “{phrase}” repeats over {len(cluster)} rows of other parties: OCR filler"
            reasons |= dict.fromkeys(cluster, reason)
    return reasons


def _unrelated(records: Sequence[Record], rows: set[int]) -> bool:
    limits = thresholds()
    return (
        len(rows) >= limits["filler.rows"] and len({_party(records[row]) for row in rows}) >= limits["filler.parties"]
    )


def _party(record: Record) -> str:
    words = record.get(*_PARTIES)
    return words.text if words else ""


def _covered(text: str, size: int, shared: Mapping[str, set[int]]) -> list[int]:
    """The places of ``text`` that lie in a shared stretch."""
    places: set[int] = set()
    for at in range(len(text) - size + 1):
        if text[at : at + size] in shared:
            places.update(range(at, at + size))
    return sorted(places)


def _clusters(
    suspects: Mapping[int, list[int]], texts: Sequence[str], size: int, shared: Mapping[str, set[int]]
) -> list[list[int]]:
    """The suspects, grouped by the stretches that they share."""
    groups: list[set[int]] = []
    for row in suspects:
        grams = (texts[row][at : at + size] for at in range(len(texts[row]) - size + 1))
        related = {row} | {other for gram in grams for other in shared.get(gram, ()) if other in suspects}
        joined = [group for group in groups if group & related]
        groups = [group for group in groups if not group & related] + [related.union(*joined)]
    return [sorted(group) for group in groups]


def _same_amounts(records: Sequence[Record], cluster: Sequence[int]) -> bool:
    """Whether half of the rows with an amount begin with the same figure; true where none has one."""
    figures = [
        figure[0]
        for row in cluster
        if (words := records[row].get("amount", "total", "upfront")) and (figure := _FIGURE.search(words.text))
    ]
    return not figures or 2 * Counter(figures).most_common(1)[0][1] >= len(figures)


def _longest_run(text: str, places: Sequence[int]) -> str:
    best, start = "", 0
    for index, place in enumerate(places):
        if index and place != places[index - 1] + 1:
            start = index
        if index - start + 1 > len(best):
            best = text[places[start] : place + 1]
    return best


def _mixed_rows(records: Sequence[Record]) -> dict[int, str]:
    """Rows with the text of the row above under the label of the row below."""
    longest = int(thresholds()["echo.text"])
    found: dict[int, str] = {}
    for row in range(1, len(records) - 1):
        label, text = _label(records[row]), _longest_text(records[row])
        if not label or len(text) < longest:
            continue
        above, below = records[row - 1], records[row + 1]
        if text == _longest_text(above) and label == _label(below) and label != _label(above):
            found[row] = f"the text of the row above stands again under “{label}”, the label of the row below"
    return found


def _label(record: Record) -> str:
    return record.pairs[0][1].text if record.pairs else ""


def _longest_text(record: Record) -> str:
    return max((words.text for _, words in record.pairs[1:]), key=len, default="")

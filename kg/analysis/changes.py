"""What changed between two reports: what only one of them says, and where the two say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row
from kg.charts.spec import Bars, Series
from kg.claims import identity, load_sameness, told_apart_by
from kg.content import EntityRecord, FactRecord, ReportRecord
from kg.errors import SettingError
from kg.inspect import slot_words
from kg.namespaces import TYPE_ORDER
from ontology.schema import MAI, load_schema


def analyse(corpus: Corpus, *, old: ReportRecord, new: ReportRecord, type: str | None) -> Outcome:  # noqa: A002
    """Claims of either report by kind, where the two differ, and things that only one of them names.

    Things of ``type`` only, where it is given. The things with most claims come first.
    """
    if old.iri == new.iri:
        raise SettingError(f"both reports are {old.stem}; give two different ones")
    said = {one.iri: [fact for fact in corpus.facts if _says(corpus, fact, one)] for one in (old, new)}
    kinds = tuple(_kinds(said[old.iri], said[new.iri]))
    differences = tuple(_differences(corpus, old, new))
    come = tuple(_only(corpus, said[new.iri], said[old.iri], new, old, type))
    gone = tuple(_only(corpus, said[old.iri], said[new.iri], old, new, type))
    things = ("thing", "type", "claims", "kinds")
    parts = (
        Part("differences", ("kind", "about", "what", "old", "new"), differences),
        Part("new_things", things, come),
        Part("gone_things", things, gone),
        Part("kinds", ("kind", "both", "only_old", "only_new"), kinds),
    )
    if not kinds:
        return Outcome(parts)
    both = sum(row.number(1) for row in kinds)
    values = {"old": old.title, "new": new.title, "both": both, "come": len(come), "gone": len(gone),
              "differences": len(differences), "first": "、".join(_names(come)) or "—"}  # fmt: skip
    series = tuple(
        Series(name, tuple(row.number(place) for row in kinds))
        for place, name in ((2, old.stem), (1, "both"), (3, new.stem))
    )
    labels = tuple(row.words(0) for row in kinds)
    return Outcome(parts, values, (Bars("changes", f"{old.stem} → {new.stem}", labels, series),))


def _says(corpus: Corpus, fact: FactRecord, report: ReportRecord) -> bool:
    return any(statement.report == report.iri for statement in corpus.statements[fact.iri])


def _kinds(old: list[FactRecord], new: list[FactRecord]) -> Iterator[Row]:
    before, after = {fact.iri for fact in old}, {fact.iri for fact in new}
    for kind in load_schema().kinds:
        first = {fact.iri for fact in old if fact.kind == kind}
        second = {fact.iri for fact in new if fact.kind == kind}
        if first or second:
            cells = (kind, len(first & second), len(first - after), len(second - before))
            yield Row(cells, tuple(sorted(first | second)))


def _differences(corpus: Corpus, old: ReportRecord, new: ReportRecord) -> Iterator[Row]:
    """Claims on the same matter that agree in all but what may change with time (a stage, a figure)."""
    changing = load_sameness().changing
    matters: dict[tuple[str, ...], list[FactRecord]] = defaultdict(list)
    for fact in corpus.of_kind(*changing):
        matters[identity(fact)].append(fact)
    for facts in matters.values():
        for before in (fact for fact in facts if _says(corpus, fact, old) and not _says(corpus, fact, new)):
            for after in (fact for fact in facts if _says(corpus, fact, new) and not _says(corpus, fact, old)):
                apart = told_apart_by(before, after)
                if apart and apart <= set(changing[before.kind]):
                    for slot in sorted(apart):
                        cells = (before.kind, _about(before), slot, before.text(slot), after.text(slot))
                        yield Row(cells, (before.iri, after.iri))


def _about(fact: FactRecord) -> str:
    """The fact in words without what changes."""
    changing = {f"{MAI}{slot}" for slot in load_sameness().changing[fact.kind]}
    hidden = {slot.name for slot in load_schema().kind(fact.kind).slots if slot.path in changing}
    return " · ".join(words for name, _, words in slot_words(fact) if name not in hidden)


def _only(
    corpus: Corpus,
    facts: Iterable[FactRecord],
    others: Iterable[FactRecord],
    report: ReportRecord,
    other: ReportRecord,
    kind: str | None,
) -> list[Row]:
    """Things that ``report`` names and says something of, and ``other`` does not name at all."""
    known = {thing for fact in others for thing in fact.things}
    about: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in facts:
        for thing in fact.things:
            about[thing].append(fact)
    rows = []
    for iri, behind in about.items():
        entity = corpus.content.entities[iri]
        if iri not in known and not _named(entity, other) and kind in (None, entity.type):
            kinds = ", ".join(sorted({fact.kind for fact in behind}))
            cells = (corpus.ref(iri), entity.type, len(behind), kinds)
            rows.append(Row(cells, tuple(sorted(fact.iri for fact in behind))))
    return sorted(rows, key=lambda row: (_place(row.words(1)), -row.number(2), row.words(0)))


def _named(entity: EntityRecord, report: ReportRecord) -> bool:
    return report.stem in entity.docs


def _place(kind: str) -> int:
    return TYPE_ORDER.index(kind) if kind in TYPE_ORDER else len(TYPE_ORDER)


def _names(rows: Iterable[Row]) -> list[str]:
    return [row.words(0) for row in rows][:3]

"""Ask a question in Chinese: what was understood, the SPARQL that was run, the answer, the quotes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.questions import KnownName, Question, QuestionReader
from kg.ask.examples import nearest_questions
from kg.ask.plan import Plan
from kg.ask.planner import best_plan, readings_of, relaxed
from kg.ask.topics import Topic, topic_of, write_topic
from kg.ask.words import column_label, explain, plan_sentence, topic_sentence
from kg.ask.write import Written, write, write_evidence
from kg.content import Content, FactRecord
from kg.results import result_table
from kg.store import GraphStore, Solutions
from kg.tables import Cell, Table
from ontology.schema import load_schema

#: How many sentences an answer quotes.
QUOTES = 12
_PREFIXED = re.compile(r"\b([a-z]+):(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A part of the question and how it was read."""

    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; without ``sparql`` the question was not understood, and ``nearest`` may help.

    ``table`` has the rows with labels, ``facts`` are those behind them, ``unknown`` words that were passed over.
    """

    question: str
    understood: tuple[Meaning, ...]
    unknown: tuple[str, ...]
    sentence_zh: str
    sentence_en: str
    sparql: str
    table: Table
    facts: tuple[FactRecord, ...]
    nearest: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether a query was run."""
        return bool(self.sparql)


class Asker:
    """Answers questions about one graph; knows all its names."""

    def __init__(self, store: GraphStore, content: Content) -> None:
        self._store = store
        self._content = content
        self._reader = QuestionReader(_known_names(content))
        years = [int(report.date[:4]) for report in content.reports.values() if report.date[:4].isdecimal()]
        self._latest_year = max(years, default=None)

    def ask(self, text: str) -> Answer:
        """The answer to ``text``.

        Raises:
            QueryError: if the graph cannot be queried.
        """
        question = self._reader.read(text, latest_year=self._latest_year)
        readings = readings_of(question, self._content.entities)
        plan = best_plan(question, readings)
        topic = topic_of(question, readings, planned=plan is not None and _is_cued(plan, question))
        meanings = tuple(Meaning(*pair) for pair in explain(question, readings, plan if topic is None else None, topic))
        if topic is not None:
            return self._answer(question, meanings, write_topic(topic), topic, ())
        if plan is not None:
            plan = self._with_rows(plan)
            unused = tuple(dict.fromkeys([*question.unknown, *plan.unused]))
            return self._answer(replace(question, unknown=unused), meanings, write(plan), plan, self._behind(plan))
        return self._not_understood(text, question, meanings)

    def _with_rows(self, plan: Plan) -> Plan:
        """The plan, or where it finds nothing the first that does after a loose condition is dropped."""
        if plan.operation in ("list", "most", "largest", "first", "latest") and not len(self._select(write(plan).text)):
            return next((less for less in relaxed(plan) if len(self._select(write(less).text))), plan)
        return plan

    def _answer(
        self,
        question: Question,
        meanings: tuple[Meaning, ...],
        written: Written,
        asked: Plan | Topic,
        behind: Sequence[FactRecord],
    ) -> Answer:
        solutions = self._select(written.text)
        rows = self._rows(solutions, written)
        facts = tuple(behind) or self._facts(solutions, written)
        table = _table(rows, written)
        names = [str(cell) for cell in dict.fromkeys(row[written.answer] for row in rows) if cell is not None]
        sentences = (
            topic_sentence(asked, rows, names)
            if isinstance(asked, Topic)
            else plan_sentence(asked, rows, names, written)
        )
        return Answer(
            question=question.text,
            understood=meanings,
            unknown=question.unknown,
            sentence_zh=sentences[0],
            sentence_en=sentences[1],
            sparql=self._with_prefixes(written.text),
            table=table,
            facts=facts[:QUOTES],
            nearest=() if rows else nearest_questions(question.text, self._content),
        )

    def _behind(self, plan: Plan) -> tuple[FactRecord, ...]:
        """The facts behind a count or a ranking, and what reports themselves say of the number."""
        if plan.operation not in ("count", "most", "least", "compare"):
            return ()
        written = write_evidence(plan)
        facts = self._facts(self._select(written.text), written)
        return (*self._stated(plan), *facts) if plan.operation == "count" else facts

    def _stated(self, plan: Plan) -> Iterator[FactRecord]:
        """Figures that reports state for what is counted: 推想医疗累计获得 10 张三类证."""
        things = {iri for condition in plan.conditions for iri in condition.iris}
        words = [text for condition in plan.conditions for text in condition.texts]
        for fact in self._content.facts:
            if fact.kind == "Metric" and things & set(fact.things) and any(w in fact.text("indicator") for w in words):
                yield fact

    def _select(self, text: str) -> Solutions:
        return self._store.select(self._store.namespaces.rebase(text))

    def _rows(self, solutions: Solutions, written: Written) -> list[dict[str, Cell]]:
        labelled = result_table(solutions, self._store)
        return [{f"?{name}": cell for name, cell in record.items()} for record in labelled.records()]

    def _facts(self, solutions: Solutions, written: Written) -> tuple[FactRecord, ...]:
        by_iri = {fact.iri: fact for fact in self._content.facts}
        wanted = [row[name.removeprefix("?")].value for row in solutions.dicts() for name in written.facts]  # type: ignore[union-attr]
        return tuple(by_iri[iri] for iri in dict.fromkeys(wanted) if iri in by_iri)

    def _with_prefixes(self, text: str) -> str:
        """The query as any SPARQL engine takes it."""
        known = self._store.namespaces.prefixes
        text = self._store.namespaces.rebase(text)
        used = sorted({name for name in _PREFIXED.findall(text) if name in known})
        return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in used) + text

    def _not_understood(self, text: str, question: Question, meanings: tuple[Meaning, ...]) -> Answer:
        return Answer(
            question=question.text,
            understood=meanings,
            unknown=question.unknown,
            sentence_zh="没有看懂这个问题；下面是相近的、能回答的问题。",
            sentence_en="The question was not understood; the nearest ones that can be answered follow.",
            sparql="",
            table=Table((), ()),
            facts=(),
            nearest=nearest_questions(text, self._content),
        )


def _is_cued(plan: Plan, question: Question) -> bool:
    """Whether a word of the question, and not only its names, speaks for the plan."""
    return any(cue.value.partition(":")[0] == plan.view.kind.name for cue in question.cued("kind")) or bool(
        plan.asked.said or question.values
    )


def _known_names(content: Content) -> Iterator[KnownName]:
    """Names of things under their IRI, and the words of free-text slots under ``Kind.slot=words``."""
    for iri, thing in content.entities.items():
        for name in (thing.label, *thing.aliases):
            yield KnownName(name, iri)
    free = [
        (kind.name, slot.name, (slot.text_path or slot.path).rpartition("#")[2])
        for kind in load_schema().kinds.values()
        for slot in kind.slots
        if (kind.name, slot.name) in _ASKED_BY_WORDS
    ]
    values = {
        (kind, slot, value.text)
        for kind, slot, path in free
        for fact in content.facts
        if fact.kind == kind
        for value in fact.slots.get(path, ())
    }
    for kind, slot, words in sorted(values):
        yield KnownName(words, f"{kind}.{slot}={words}", is_value=True)


#: Free-text slots whose words a question may use.
_ASKED_BY_WORDS = frozenset(
    {
        ("Segment", "segment"),
        ("Metric", "indicator"),
        ("Metric", "subject"),
        ("Release", "scenarios"),
        ("Pipeline", "mechanism"),
        ("Role", "title"),
    }
)


def _table(rows: Sequence[dict[str, Cell]], written: Written) -> Table:
    """The rows under Chinese headings, without columns that are empty; the facts' IRIs are left out."""
    shown = [
        variable
        for variable, meaning in written.columns.items()
        if meaning != "fact" and any(row.get(variable) not in (None, "") for row in rows)
    ]
    return Table(
        tuple(column_label(written.columns[variable], variable) for variable in shown),
        tuple(tuple(row.get(variable) for variable in shown) for row in rows),
    )

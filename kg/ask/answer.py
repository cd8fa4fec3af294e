"""Ask a question in Chinese: what was understood, the SPARQL that was run, the answer, the quotes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.questions import KnownName, Question, QuestionReader
from kg.ask.conditions import readings_of
from kg.ask.examples import nearest_questions
from kg.ask.figure_words import passed_over, stated_sentence
from kg.ask.filled import Filled
from kg.ask.plan import Plan
from kg.ask.planner import best_plan, relaxed
from kg.ask.topics import Topic, topic_of, write_topic
from kg.ask.words import column_label, explain, plan_sentence, topic_sentence
from kg.ask.write import write, write_evidence
from kg.ask.written import Written
from kg.content import Content, FactRecord
from kg.results import result_table
from kg.store import GraphStore, Solutions
from kg.tables import Cell, Table
from ontology.schema import load_schema

#: How many sentences an answer quotes.
QUOTES = 12
#: Operations beside whose number stands the one that reports give, and the units that count things.
_COUNTS = ("count", "compare")
_RELAXED = ("list", "most", "largest", "first", "latest", "sum")
_COUNTED_IN = ("张", "个", "款", "项", "家", "件", "种", "轮", "次", "笔")
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
        self._filled = Filled(content.facts)
        years = [int(report.date[:4]) for report in content.reports.values() if report.date[:4].isdecimal()]
        self._latest_year = max(years, default=None)

    def ask(self, text: str) -> Answer:
        """The answer to ``text``.

        Raises:
            QueryError: if the graph cannot be queried.
        """
        question = self._reader.read(text, latest_year=self._latest_year)
        readings = readings_of(question, self._content.entities)
        plan = best_plan(question, readings, self._filled)
        if plan is not None and question.unknown and not _is_spoken_for(plan, question):
            plan = None
        topic = topic_of(question, readings, planned=plan is not None and _is_cued(plan, question))
        meanings = tuple(Meaning(*pair) for pair in explain(question, readings, plan if topic is None else None, topic))
        if topic is not None:
            question = replace(question, unknown=(*question.unknown, *_unheard(topic, question)))
            return self._answer(question, meanings, write_topic(topic), topic, ())
        if plan is not None:
            plan = self._with_rows(plan)
            unused = tuple(dict.fromkeys([*question.unknown, *plan.unused]))
            return self._answer(replace(question, unknown=unused), meanings, write(plan), plan, self._behind(plan))
        return self._not_understood(text, question, meanings)

    def _with_rows(self, plan: Plan) -> Plan:
        """The plan, or where it finds nothing the first that does after a loose condition is dropped."""
        if plan.operation in _RELAXED and not len(self._select(write(plan).text)):
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
        stated = tuple(self._stated(asked)) if isinstance(asked, Plan) and asked.operation in _COUNTS else ()
        facts = (*stated, *(fact for fact in facts if fact not in stated))
        names = [str(cell) for cell in dict.fromkeys(row[written.answer] for row in rows) if cell is not None]
        sentences = (
            topic_sentence(asked, rows, names)
            if isinstance(asked, Topic)
            else plan_sentence(asked, rows, names, written)
        )
        over, said = passed_over(question.unknown), stated_sentence(stated)
        return Answer(
            question=question.text,
            understood=meanings,
            unknown=question.unknown,
            sentence_zh=over[0] + sentences[0] + said[0],
            sentence_en=over[1] + sentences[1] + said[1],
            sparql=self._with_prefixes(written.text),
            table=table,
            facts=facts[:QUOTES],
            nearest=() if rows else nearest_questions(question.text, self._content),
        )

    def _behind(self, plan: Plan) -> tuple[FactRecord, ...]:
        """The facts behind a count, a sum or a ranking."""
        if plan.operation not in (*_COUNTS, "most", "least", "sum", "average", "trend"):
            return ()
        written = write_evidence(plan)
        return self._facts(self._select(written.text), written)

    def _stated(self, plan: Plan) -> Iterator[FactRecord]:
        """Figures that reports state for what is counted: 推想医疗累计获得 10 张三类证."""
        things = {iri for condition in plan.conditions for iri in condition.iris}
        words = [text for condition in plan.conditions for text in condition.texts]
        for fact in self._content.facts:
            said = fact.text("indicator") + (fact.quote if fact.text("unit") in _COUNTED_IN else "")
            if fact.kind == "Metric" and things & set(fact.things) and any(word in said for word in words):
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


def _unheard(topic: Topic, question: Question) -> Iterator[str]:
    """What else the question asks about a thing of which all is told: 英伟达平均…"""
    if topic.name == "about" and not question.says("topic", "about"):
        for cue in question.cues:
            figures = cue.role == "op" and cue.value not in ("all", "whether")
            if figures or (cue.role == "ask" and cue.value.startswith("@") and cue.value != "@value"):
                yield cue.words


def _is_spoken_for(plan: Plan, question: Question) -> bool:
    """Whether the question names the kind of fact or the type of thing, so that words passed over do no harm.

    数坤科技股价多少 asks for a number, and no word says which.
    """
    cued = any(cue.value.partition(":")[0] == plan.view.kind.name for cue in question.cued("kind"))
    typed = plan.asked.said and (plan.asked.via is not None or bool(plan.view.slot(plan.asked.slot).types))
    return cued or typed or any(value.what not in ("top", "rank") for value in question.values)


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

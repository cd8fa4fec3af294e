"""Graph patterns of SPARQL for one fact: its slots as variables, the conditions on them, the sentence behind it.

Everything that comes from a question is written as an RDF term by the RDF library; nothing is pasted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from extract.questions import TimeSpan
from kg.ask.plan import Asked, Condition
from kg.ask.views import EACH_FACT, KindView, load_views
from ontology.concepts import load_schemes
from ontology.schema import Slot

#: Slots whose words are one of a list: B轮 is not a part of Pre-B轮.
_EXACT = ("round", "status", "deal_type")


def local(slot: Slot) -> str:
    """The local name of a slot's property, which is also the name of its variable."""
    return slot.path.rpartition("#")[2]


def shown(slot: Slot) -> str:
    """The variable that shows a slot: the words as printed of a phrase, else its value."""
    return (slot.text_path or slot.path).rpartition("#")[2]


@dataclass
class FactPattern:
    """The pattern of a fact of one kind; ``suffix`` keeps its variables apart from those of another such pattern."""

    view: KindView
    suffix: str = ""
    lines: list[str] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)

    @property
    def fact(self) -> str:
        """The variable of the fact."""
        return f"?fact{self.suffix}"

    def begin(self) -> None:
        """The fact itself; what is planned or denied is left out, a forecast figure is not."""
        self.lines.append(f"{self.fact} a mai:{self.view.kind.name} ; mai:modality ?modality{self.suffix} .")
        allowed = '"asserted", "forecast"' if self.view.kind.name == "Metric" else '"asserted"'
        self.lines.append(f"FILTER(?modality{self.suffix} IN ({allowed}))")

    def require(self, name: str) -> str:
        """The variable of a slot that must be filled."""
        slot = self.view.slot(name)
        variable = f"?{local(slot)}{self.suffix}"
        if variable not in self.bound:
            self.bound.add(variable)
            self.lines.append(f"{self.fact} mai:{local(slot)} {variable} .")
        return variable

    def offer(self, name: str) -> str:
        """The variable that shows a slot where it is filled; amounts as words, several values joined."""
        slot = self.view.slot(name)
        variable = f"?{shown(slot)}{self.suffix}"
        if variable in self.bound:
            return variable
        self.bound.add(variable)
        if slot.value == "money":
            self.lines.append(_money(self.fact, slot, variable))
        elif slot.many:
            variable = f"{variable}s" if slot.types else variable
            self.lines.append(_joined(self.fact, slot, variable))
        else:
            self.lines.append(f"OPTIONAL {{ {self.fact} mai:{shown(slot)} {variable} }}")
        return variable

    def meet(self, condition: Condition, number: int) -> None:
        """One condition, on the fact or on another that shares a thing with it."""
        if condition.via is None:
            self.lines += _condition_lines(self.fact, self.view, condition, f"{self.suffix}_{number}")
            return
        near = self.require(condition.via.near)
        other = load_views()[condition.via.kind]
        node = f"?other{self.suffix}_{number}"
        inner = [
            f'{node} a mai:{other.kind.name} ; mai:modality "asserted" ; '
            f"mai:{local(other.slot(condition.via.far))} {near} .",
            *_condition_lines(node, other, condition, f"{self.suffix}_{number}"),
        ]
        self.lines.append("FILTER EXISTS {\n  " + "\n  ".join(inner) + "\n}")

    def during(self, time: TimeSpan) -> None:
        """The fact held within ``time``; one without a date does not count."""
        if self.view.date is None:
            return
        day = self.require(self.view.date.name)
        for mark, bound in ((">=", time.since), ("<=", time.until)):
            if bound is not None:
                self.lines.append(f"FILTER(SUBSTR(STR({day}), 1, {len(bound)}) {mark} {Literal(bound)})")

    def ask(self, asked: Asked, *, variable: str | None = None) -> str:
        """The variable of what is asked for, which must be there; ``variable`` gives it a name of the caller's."""
        found = self._asked(asked, variable)
        if asked.only:
            self.lines.append(f"{found} a mai:{asked.only} .")
        return found

    def _asked(self, asked: Asked, variable: str | None) -> str:
        if asked.via is None:
            if variable is None:
                return self.require(asked.slot)
            self.lines.append(f"{self.fact} mai:{local(self.view.slot(asked.slot))} {variable} .")
            return variable
        near = self.require(asked.via.near)
        other = load_views()[asked.via.kind]
        variable = variable or f"?asked{self.suffix}"
        self.lines.append(
            f'?link{self.suffix} a mai:{other.kind.name} ; mai:modality "asserted" ; '
            f"mai:{local(other.slot(asked.via.far))} {near} ; mai:{local(other.slot(asked.slot))} {variable} ."
        )
        return variable

    def leave_out(self, answer: str, iris: Iterable[str]) -> None:
        """Neither the answer nor, where that is of another type, the fact holds one of ``iris``."""
        for iri in iris:
            node = NamedNode(iri)
            self.lines.append(f"FILTER({answer} != {node})")
            others = [slot for slot in self.view.kind.slots if slot.types and not slot.many]
            path = "|".join(f"mai:{local(slot)}" for slot in others)
            self.lines.append(f"FILTER NOT EXISTS {{ {self.fact} ({path}) {node} }}")

    def counted(self) -> str:
        """The expression that tells one thing counted from another; a fact without that slot counts by itself."""
        if self.view.counted == EACH_FACT:
            return self.fact
        slot = self.view.slot(self.view.counted)
        variable = f"?{local(slot)}{self.suffix}"
        if variable not in self.bound:
            self.bound.add(variable)
            self.lines.append(f"OPTIONAL {{ {self.fact} mai:{local(slot)} {variable} }}")
        return f"COALESCE({variable}, {self.fact})"

    def quote(self) -> tuple[str, str]:
        """The variables of the sentence or cell behind the fact, and of the title of its report."""
        self.lines.append(
            f"{self.fact} prov:wasDerivedFrom ?evidence{self.suffix} .\n"
            f"?evidence{self.suffix} oa:hasSelector/oa:exact ?quote{self.suffix} ; "
            f"oa:hasSource/dcterms:title ?report{self.suffix} ."
        )
        return f"?quote{self.suffix}", f"?report{self.suffix}"

    def text(self, depth: int = 1) -> str:
        """The lines, indented."""
        pad = "  " * depth
        return "\n".join(pad + line for block in self.lines for line in block.split("\n"))


def nodes(iris: Iterable[str]) -> str:
    """IRIs as SPARQL writes them."""
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _condition_lines(node: str, view: KindView, condition: Condition, mark: str) -> list[str]:
    if not condition.slots:
        return []
    paths = "|".join(f"mai:{local(view.slot(name))}" for name in condition.slots)
    if condition.iris and condition.texts:
        slot = view.slot(condition.slots[0])
        variable = f"?words{mark}"
        terms = _has_words(variable, slot, condition.texts)
        named = ", ".join(str(NamedNode(iri)) for iri in condition.iris)
        return [
            f"{node} mai:{shown(slot)} {variable} .",
            f"FILTER({terms} || EXISTS {{ {node} mai:{local(slot)} ?is{mark} FILTER(?is{mark} IN ({named})) }})",
        ]
    if condition.iris:
        path = f"({paths})" if len(condition.slots) > 1 else paths
        return [f"VALUES ?is{mark} {{ {nodes(condition.iris)} }}", f"{node} {path} ?is{mark} ."]
    slot = view.slot(condition.slots[0])
    variable = f"?words{mark}"
    if condition.titled:
        return [
            f"{node} mai:{local(slot)}/(rdfs:label|skos:altLabel) {variable} .",
            f"FILTER({_has_words(variable, slot, condition.texts)})",
        ]
    if condition.bound:
        return _in_range(node, slot, condition, mark)
    tests = [_has_words(variable, slot, condition.texts), *_means_concept(node, slot, condition.texts)]
    return [f"{node} mai:{shown(slot)} {variable} .", f"FILTER({' || '.join(tests)})"]


def _has_words(variable: str, slot: Slot, texts: Sequence[str]) -> str:
    terms = [str(Literal(text.lower())) for text in texts]
    if slot.name in _EXACT:
        return f"LCASE(STR({variable})) IN ({', '.join(terms)})"
    return " || ".join(f"CONTAINS(LCASE(STR({variable})), {term})" for term in terms)


def _means_concept(node: str, slot: Slot, texts: Sequence[str]) -> list[str]:
    """The test that the slot means what the words mean, or something narrower: 创新绿色通道 for 创新通道."""
    if slot.concept_path is None or slot.scheme is None:
        return []
    found = (load_schemes()[slot.scheme].find(text) for text in texts)
    concepts = sorted({concept.iri for concept in found if concept})
    path = f"mai:{slot.concept_path.rpartition('#')[2]}/skos:broader*"
    return [f"EXISTS {{ {node} {path} {NamedNode(iri)} }}" for iri in concepts]


def _in_range(node: str, slot: Slot, condition: Condition, mark: str) -> list[str]:
    """The slot means the concept or one later (or earlier) in the order of its scheme: 二期及以后."""
    scheme = load_schemes()[slot.scheme] if slot.scheme else None
    named = [concept for text in condition.texts if scheme and (concept := scheme.find(text))]
    ranks = [concept.rank for concept in named if concept.rank is not None]
    if scheme is None or slot.concept_path is None or not ranks:
        return ["FILTER(false)"]
    fits = {"from": min(ranks).__le__, "to": max(ranks).__ge__, "before": min(ranks).__gt__}[condition.bound]
    kept = [concept.iri for concept in scheme.concepts if concept.rank is not None and fits(concept.rank)]
    return [
        f"VALUES ?is{mark} {{ {nodes(sorted(kept))} }}",
        f"{node} mai:{slot.concept_path.rpartition('#')[2]} ?is{mark} .",
    ]


def _money(fact: str, slot: Slot, variable: str) -> str:
    money = f"{variable}Money"
    return (
        f"OPTIONAL {{\n  {fact} mai:{local(slot)} {money} . {money} schema:currency {variable}Currency .\n"
        f"  OPTIONAL {{ {money} schema:value {variable}Value }}\n"
        f"  OPTIONAL {{ {money} schema:minValue {variable}Low }}\n"
        f"  OPTIONAL {{ {money} mai:asPrinted {variable}Printed }}\n"
        f'  BIND(COALESCE({variable}Printed, CONCAT(STR({variable}Value), " ", {variable}Currency)) AS {variable})\n}}'
    )


def _joined(fact: str, slot: Slot, variable: str) -> str:
    """All values of a slot in one cell, sorted."""
    name = f"{variable}Name"
    path = f"mai:{local(slot)}/rdfs:label" if slot.types else f"mai:{shown(slot)}"
    sorted_names = f"SELECT DISTINCT {fact} (STR(?one) AS {name}) WHERE {{ {fact} {path} ?one }} ORDER BY {fact} {name}"
    return (
        f'OPTIONAL {{\n  SELECT {fact} (GROUP_CONCAT({name}; SEPARATOR="、") AS {variable}) WHERE {{\n'
        f"    {{ {sorted_names} }}\n"
        f"  }} GROUP BY {fact}\n}}"
    )

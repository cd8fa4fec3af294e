"""Decides which names are one thing, in layers, each merge with its reason.

1. the same name but for width, case and punctuation; 2. two names of one gazetteer row; 3. a registered
name whose region and legal form are stripped leaves a known short name, and a body's name without the place around its
own leaves a known one; 4. the text says so (X(以下简称Y)).
What is only likely becomes a proposal for a person. Names merge only within a family of types and never
through a chain: a name that two layers would send to two things goes to neither and is proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extract.lexicon import LexiconError, read_rows
from extract.mentions.gazetteer import canonical_names, listed_names
from extract.naming import company_cores, fold_name, near_misses, without_outer_place
from ontology.model import Contribution, Entity, EntityRef, Merge, Proposal, Resolution
from ontology.schema import ENTITY_TYPES

_FAMILIES = {
    "Company": "organisation",
    "Investor": "organisation",
    "Institution": "organisation",
    "Hospital": "organisation",
    "Regulator": "organisation",
}
#: Organisations that are named after their place.
_BODIES = frozenset({"Hospital", "Institution", "Regulator"})
DECISION_COLUMNS = ("type", "name", "into", "reason", "score", "decision")


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a proposal: ``accept`` merges ``name`` into ``into``, else they stay apart."""

    type: str
    name: str
    into: str
    accept: bool


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decided rows of a proposals file; rows whose decision is empty are skipped.

    Raises:
        LexiconError: if the file is not a proposals file or a decision is neither accept nor refuse.
    """
    decisions = []
    for row in read_rows(path, DECISION_COLUMNS):
        word = row["decision"].lower()
        if word not in ("", "accept", "refuse"):
            raise LexiconError(f"{row.place}: decision {row['decision']!r}: write accept or refuse, or leave it empty")
        if word:
            decisions.append(Decision(row["type"], row["name"], row["into"], word == "accept"))
    return tuple(decisions)


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """A name that may stand for a thing: its family of types, its folded form, and the namesake's holder."""

    family: str
    folded: str
    qualifier: str = ""


@dataclass(slots=True)
class _Node:
    """All that the reports say under one key."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, str] = field(default_factory=dict)
    docs: set[str] = field(default_factory=set)
    refs: set[EntityRef] = field(default_factory=set)


def resolve(contributions: Iterable[Contribution], *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Entities of all reports together, with every reference's entity, the merges and the proposals."""
    nodes = _nodes(contributions)
    resolver = _Resolver(nodes, decisions)
    resolver.run()
    return resolver.outcome()


def family_of(type_: str) -> str:
    """The family within which names may merge: all organisations are one, any other type is its own."""
    return _FAMILIES.get(type_, type_)


def _nodes(contributions: Iterable[Contribution]) -> dict[_Key, _Node]:
    nodes: dict[_Key, _Node] = {}
    holders = _holder_names(contributions := list(contributions))
    companies = _company_names(contributions)
    for contribution in sorted(contributions, key=lambda c: c.report.stem):
        for entity in contribution.entities:
            node = nodes.setdefault(_key_of(entity.ref, holders, companies), _Node())
            node.names[entity.name] += max(1, len(entity.mentions))
            node.types[entity.type] += max(1, len(entity.mentions))
            node.aliases.update(entity.alias_reasons)
            node.docs.add(contribution.report.stem)
            node.refs.add(entity.ref)
    return nodes


def _holder_names(contributions: Iterable[Contribution]) -> dict[tuple[str, str], set[str]]:
    """(family, folded name) -> the holders under which that name stands: several holders make namesakes."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    companies = _company_names(contributions)
    for contribution in contributions:
        for entity in contribution.entities:
            if entity.qualifier:
                holder = _known_company(entity.qualifier, companies)
                holders[family_of(entity.type), fold_name(entity.name)].add(holder)
    return holders


def _company_names(contributions: Iterable[Contribution]) -> frozenset[str]:
    """The folded names of all organisations of the reports."""
    entities = (entity for contribution in contributions for entity in contribution.entities)
    return frozenset(fold_name(entity.name) for entity in entities if family_of(entity.type) == "organisation")


def _known_company(name: str, companies: Set[str]) -> str:
    """The name that the resolver gives a holder: the listed one, or the short one that the reports print."""
    known = canonical_names()
    for core in (name, *company_cores(name)):
        if ("Company", core.lower()) in known:
            return known["Company", core.lower()]
    return next((core for core in company_cores(name) if fold_name(core) in companies), name)


def _key_of(ref: EntityRef, holders: Mapping[tuple[str, str], set[str]], companies: Set[str]) -> _Key:
    family, folded = family_of(ref.type), fold_name(ref.name)
    namesakes = holders.get((family, folded), set())
    qualifier = _known_company(ref.qualifier, companies) if ref.qualifier and len(namesakes) > 1 else ""
    return _Key(family, folded, qualifier)


class _Resolver:
    """Sends keys to their targets, one layer after the other; a target is never itself sent on."""

    def __init__(self, nodes: dict[_Key, _Node], decisions: Sequence[Decision]) -> None:
        self.nodes = nodes
        self.target: dict[_Key, _Key] = {}
        self.merges: list[Merge] = []
        self.proposals: dict[tuple[_Key, _Key], Proposal] = {}
        self.decided = {(d.type, fold_name(d.name), fold_name(d.into)): d.accept for d in decisions}

    def run(self) -> None:
        self._merge_listed()
        self._merge_registered()
        self._merge_placed()
        self._merge_defined()
        self._propose_near_misses()
        self._apply_decisions()

    def root(self, key: _Key) -> _Key:
        return self.target.get(key, key)

    def _send(self, key: _Key, into: _Key, reason: str) -> None:
        into = self.root(into)
        if self.root(key) == into:
            return
        if key in self.target or key in self.target.values() or self._refused(key, into):
            self._propose(key, into, reason, 0.9)
            return
        self.target[key] = into
        self.merges.append(Merge(self._type(key), self._name(key), self._name(into), reason))

    def _merge_listed(self) -> None:
        """Names of one gazetteer row; the row's first printed name is the target."""
        rows: dict[tuple[str, str], list[_Key]] = defaultdict(list)
        known = canonical_names()
        for key in sorted(self.nodes):
            canonical = next(
                (
                    known[t, n.lower()]
                    for t in sorted(self.nodes[key].types)
                    for n in sorted(self.nodes[key].names)
                    if (t, n.lower()) in known
                ),
                None,
            )
            if canonical and not key.qualifier:
                rows[key.family, fold_name(canonical)].append(key)
        for (_, folded), keys in sorted(rows.items()):
            head = next(
                (k for k in keys if k.folded == folded), max(keys, key=lambda k: (sum(self.nodes[k].names.values()), k))
            )
            for key in keys:
                if key != head:
                    self._send(key, head, "names of one gazetteer row")

    def _merge_registered(self) -> None:
        """上海鹰瞳医疗科技有限公司 -> 鹰瞳医疗, if that short name is known and is one thing."""
        known = canonical_names()
        for key in sorted(k for k in self.nodes if k.family == "organisation"):
            for core in company_cores(self._name(key)):
                direct = _Key("organisation", fold_name(core))
                listed = known.get(("Company", core.lower()))
                into = direct if direct in self.nodes else _Key("organisation", fold_name(listed)) if listed else None
                if into in self.nodes and into != key:
                    self._send(key, into, "region and legal form stripped")
                    break

    def _merge_placed(self) -> None:
        """玉溪市澄江县人民医院 -> 澄江县人民医院: the place around the place that a body's name begins with."""
        for key in sorted(k for k in self.nodes if k.family == "organisation" and k not in self.target):
            if self._type(key) in _BODIES and (inner := without_outer_place(self._name(key))):
                into = _Key("organisation", fold_name(inner))
                if into in self.nodes:
                    self._send(key, into, "the outer of two places stripped")

    def _merge_defined(self) -> None:
        claims = [
            (key, _Key(key.family, fold_name(alias)), reason)
            for key in sorted(self.nodes)
            for alias, reason in sorted(self.nodes[key].aliases.items())
        ]
        claimants: dict[_Key, set[_Key]] = defaultdict(set)
        for key, other, _ in claims:
            if key != other:
                claimants[other].add(self.root(key))
        for key, other, reason in claims:
            if other not in self.nodes or other == key:
                continue
            if len(claimants[other]) == 1:
                self._send(other, key, reason)
            else:  # two things claim the name: it goes to neither
                self._propose(other, key, reason, 0.9)

    def _propose_near_misses(self) -> None:
        by_family: dict[str, list[_Key]] = defaultdict(list)
        for key in sorted(self.nodes):
            if not key.qualifier and key not in self.target and key.family not in ("Place", "Person", "Disease"):
                by_family[key.family].append(key)
        for keys in by_family.values():
            names = {self._name(key): key for key in keys}
            for one, other, score in near_misses(names):
                rare, common = sorted((names[one], names[other]), key=lambda k: (sum(self.nodes[k].names.values()), k))
                self._propose(rare, common, "names differ by one character", score)

    def _propose(self, key: _Key, into: _Key, reason: str, score: float) -> None:
        if (into, key) not in self.proposals and not self._refused(key, into):
            proposal = Proposal(self._type(key), self._name(key), self._name(into), reason, round(score, 3))
            self.proposals.setdefault((key, into), proposal)

    def _apply_decisions(self) -> None:
        for (type_, name, into), accept in sorted(self.decided.items()):
            key, target = _Key(family_of(type_), name), _Key(family_of(type_), into)
            if accept and key in self.nodes and target in self.nodes:
                self.proposals.pop((key, target), None)
                self._send(key, target, "accepted by a person")

    def _refused(self, key: _Key, into: _Key) -> bool:
        types = self.nodes[key].types | self.nodes[into].types
        pairs = ((key.folded, into.folded), (into.folded, key.folded))
        return any(self.decided.get((t, *pair)) is False for t in types for pair in pairs)

    def _type(self, key: _Key) -> str:
        return _ranked_types(self.nodes[key].types)[0]

    def _name(self, key: _Key) -> str:
        names = self.nodes[key].names
        return min(names, key=lambda n: (-names[n], n))

    def outcome(self) -> Resolution:
        groups: dict[_Key, list[_Key]] = defaultdict(list)
        for key in sorted(self.nodes):
            groups[self.root(key)].append(key)
        entities: list[Entity] = []
        entity_of: dict[EntityRef, Entity] = {}
        for root, keys in sorted(groups.items()):
            entity = self._entity(root, keys)
            entities.append(entity)
            for key in keys:
                entity_of.update(dict.fromkeys(sorted(self.nodes[key].refs, key=str), entity))
        entities.sort(key=lambda e: (ENTITY_TYPES.index(e.types[0]), e.key))
        return Resolution(
            tuple(entities),
            entity_of,
            tuple(self.merges),
            tuple(p for (key, into), p in sorted(self.proposals.items()) if self.root(key) != self.root(into)),
        )

    def _entity(self, root: _Key, keys: list[_Key]) -> Entity:
        names: Counter[str] = Counter()
        types: Counter[str] = Counter()
        for key in keys:
            names.update(self.nodes[key].names)
            types.update(self.nodes[key].types)
        name = self._name(root)
        others = (
            set(names) | {alias for key in keys for alias in self.nodes[key].aliases} | _listed_aliases(name, types)
        )
        return Entity(
            types=_ranked_types(types),
            key=f"{name}({root.qualifier})" if root.qualifier else name,
            name=name,
            aliases=tuple(sorted(others - {name})),
            docs=tuple(sorted({doc for key in keys for doc in self.nodes[key].docs})),
        )


def _listed_aliases(name: str, types: Iterable[str]) -> set[str]:
    known = canonical_names()
    rows = _listed_rows()
    return {alias for t in types if (t, name.lower()) in known for alias in rows[t, known[t, name.lower()]]}


@cache
def _listed_rows() -> dict[tuple[str, str], set[str]]:
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in listed_names():
        rows[entry.type, entry.canonical].add(entry.name)
    return rows


def _ranked_types(types: Mapping[str, int]) -> tuple[str, ...]:
    """The types of a node in the schema's order: Company and Investor together, else the commonest one."""
    if len(types) == 1:
        return tuple(types)
    roles = {t for t in types if t in ("Company", "Investor")}
    best = min(types, key=lambda t: (-types[t], ENTITY_TYPES.index(t)))
    chosen = roles if best in roles else {best}
    return tuple(sorted(chosen, key=ENTITY_TYPES.index))


__all__ = ["Decision", "LexiconError", "family_of", "read_decisions", "resolve"]

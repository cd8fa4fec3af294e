"""The vocabulary: every term declared, labelled in both languages, and used as declared."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ontology.concepts import load_schemes
from ontology.derivation import load_rules
from ontology.schema import (
    BASE,
    ENTITY_TYPES,
    MAI,
    load_schema,
    load_vocabulary,
    rule_paths,
    shapes_path,
    vocabulary_paths,
)

QUERIES = Path(__file__).parents[2] / "queries"
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def vocabulary() -> Iterator[Triple]:
    for path in vocabulary_paths():
        yield from parse(path=path, format=RdfFormat.TURTLE)


def used_terms(path: Path) -> set[str]:
    """The terms and concepts of ours in a file, comments and words in quotes aside."""
    code = re.sub(r"(?m)^\s*#.*$", "", path.read_text(encoding="utf-8"))
    return set(re.findall(r"\b(?:mai|concept):[\w-]*\w", re.sub(r'"[^"\n]*"', "", code)))


@pytest.mark.parametrize(
    "path", [shapes_path(), *rule_paths(), *sorted(QUERIES.glob("*.rq"))], ids=lambda path: path.name
)
def test_every_term_used_is_declared(path):
    concepts = {concept.iri for scheme in load_schemes().values() for concept in scheme.concepts}
    declared = {iri.replace(MAI, "mai:") for iri in load_vocabulary()}
    declared |= {iri.replace(BASE + "concept/", "concept:") for iri in concepts}
    assert used_terms(path) <= declared


def test_the_ontology_points_at_no_term_of_its_own_that_it_does_not_declare():
    # A prefix written twice (mai:oa:SpecificResource) is valid Turtle and names nothing.
    declared = set(load_vocabulary())
    for triple in vocabulary():
        for term in (triple.predicate, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(MAI):
                assert term.value in declared, triple


def test_every_term_has_a_label_and_our_own_a_definition_in_both_languages():
    for term in load_vocabulary().values():
        assert term.label_zh, term.iri
        assert term.label_en, term.iri
        if term.iri.startswith(MAI):
            assert term.definition_zh, term.iri
            assert term.definition_en, term.iri


def test_every_term_has_a_kind():
    typed = {triple.subject.value for triple in vocabulary() if triple.predicate == TYPE}
    assert {iri for iri in load_vocabulary() if iri.startswith(MAI)} <= typed


def test_no_term_is_described_by_a_blank_node():
    # The ontology is part of graph.trig, and blank nodes would be named anew in every build.
    for triple in vocabulary():
        assert not isinstance(triple.subject, BlankNode | Triple)
        assert not isinstance(triple.object, BlankNode | Triple)


def test_definitions_do_not_repeat_the_term_in_another_language():
    for triple in vocabulary():
        if isinstance(triple.object, Literal) and triple.object.language == "en":
            assert not re.search(r"[\u4e00-\u9fff]", triple.object.value), triple.object


def test_the_entity_types_are_the_leaves_below_entity_in_the_order_of_the_file():
    parents: dict[str, list[str]] = {}
    for triple in vocabulary():
        if triple.predicate == SUBCLASS:
            parents.setdefault(triple.subject.value, []).append(triple.object.value)
    inner = {parent for above in parents.values() for parent in above}

    def is_entity(iri: str) -> bool:
        return any(parent == MAI + "Entity" or is_entity(parent) for parent in parents.get(iri, []))

    leaves = [iri.removeprefix(MAI) for iri in parents if iri not in inner and is_entity(iri)]
    assert tuple(leaves) == ENTITY_TYPES


def test_the_kinds_are_the_subclasses_of_fact():
    kinds = {t.subject.value for t in vocabulary() if t.predicate == SUBCLASS and t.object.value == MAI + "Fact"}
    assert kinds == {kind.iri for kind in load_schema().kinds.values()}


def test_every_direct_edge_has_a_rule_and_every_rule_an_edge():
    store = Store()
    store.extend(Quad(*triple) for triple in vocabulary())
    inverses = store.query("SELECT ?p WHERE { ?inverse <http://www.w3.org/2002/07/owl#inverseOf> ?p }")
    derived = {rule.property for rule in load_rules()}
    assert {row[0].value for row in inverses} <= derived
    assert derived <= set(load_vocabulary())


def test_the_words_of_closed_lists_are_concepts():
    for kind in load_schema().kinds.values():
        for slot in (slot for slot in kind.slots if slot.values):
            assert set(slot.values) == {concept.notation for concept in load_schemes()[slot.scheme].concepts}

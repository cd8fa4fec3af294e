"""Every constraint of every shape refuses a node that breaks it: one node is made for each, all are checked at once."""

from collections.abc import Iterator
from decimal import Decimal

import pyshacl
import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, Namespace
from rdflib.term import Identifier, Node

from ontology.schema import shapes_path

X = Namespace("urn:broken:")
SHAPES = Graph().parse(shapes_path())
#: Nothing that a shape asks for has this datatype.
WRONG = Literal("x", datatype=X.datatype)
#: Values that break a constraint where ``WRONG`` would not.
BREAKS: dict[Node, Identifier] = {
    SH.nodeKind: BNode(),
    SH.minLength: Literal(""),
    SH.minInclusive: Literal(Decimal(-5)),
    SH.maxInclusive: Literal(Decimal(1000000)),
}
#: What a property shape may ask of each value, and the constraint that reports it.
ASKED = {
    SH["class"]: "Class",
    SH.datatype: "Datatype",
    SH["in"]: "In",
    SH["or"]: "Or",
    SH.node: "Node",
    SH.nodeKind: "NodeKind",
    SH.pattern: "Pattern",
    SH.minLength: "MinLength",
    SH.minInclusive: "MinInclusive",
    SH.maxInclusive: "MaxInclusive",
}
#: Broken by hand in broken.ttl, for they need two paths at once.
BY_HAND = {SH.lessThan, SH.lessThanOrEquals, SH.qualifiedValueShape, SH.qualifiedMinCount, SH.qualifiedMaxCount}
WORDS = {SH.path, SH.name, SH.message, SH.order, SH.severity, SH.description, RDF.type}

#: Name, path that is at fault, class of the node, constraint that must report it, what the node says.
Case = tuple[str, Node, Node, str, list[tuple[Identifier, Identifier]]]


def cases() -> Iterator[Case]:
    for shape, target in sorted(SHAPES.subject_objects(SH.targetClass)):
        name = f"{shape.rpartition('#')[2]}-{target.rpartition('#')[2].rpartition('/')[2]}"
        if (shape, SH.closed, Literal(True)) in SHAPES:
            yield f"{name}-closed", X.property, target, "Closed", [(X.property, WRONG)]
        for place, part in enumerate(SHAPES.objects(shape, SH.property)):
            path = SHAPES.value(part, SH.path)
            where = f"{name}-{place}-{path.rpartition('#')[2].rpartition('/')[2]}"
            for word in sorted(set(SHAPES.predicates(part)) - WORDS - BY_HAND):
                yield from broken_values(f"{where}-{word.rpartition('#')[2]}", part, target, path, word)


def broken_values(name: str, part: Node, target: Node, path: Identifier, word: Node) -> Iterator[Case]:
    if word == SH.minCount:
        yield name, path, target, "MinCount", []
    elif word == SH.maxCount:
        many = int(SHAPES.value(part, SH.maxCount)) + 1
        yield name, path, target, "MaxCount", [(path, Literal(f"x{number}")) for number in range(many)]
    else:
        yield name, path, target, ASKED[word], [(path, BREAKS.get(word, WRONG))]


CASES = {name: rest for name, *rest in cases()}


@pytest.fixture(scope="module")
def reported() -> set[tuple[str, Node, str]]:
    """Focus node, path at fault and kind of constraint of each result."""
    data = Graph()
    for name, (_, target, _, said) in CASES.items():
        data.add((X[name], RDF.type, target))
        for path, value in said:
            data.add((X[name], path, value))
    report = pyshacl.validate(data, shacl_graph=SHAPES)[1]
    return {
        (
            str(report.value(result, SH.focusNode)).removeprefix(X),
            report.value(result, SH.resultPath),
            str(report.value(result, SH.sourceConstraintComponent))
            .rpartition("#")[2]
            .removesuffix("ConstraintComponent"),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_the_constraints_are_many():
    assert len(CASES) > 300
    components = {component for _, _, component, _ in CASES.values()}
    assert components == {"Closed", "MinCount", "MaxCount", *ASKED.values()}


@pytest.mark.parametrize("name", CASES)
def test_a_broken_node_is_refused_by_the_constraint_it_breaks(reported, name):
    path, _, component, _ = CASES[name]
    assert (name, path, component) in reported

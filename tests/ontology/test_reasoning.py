"""A reasoner finds no contradiction but those that are planted, and draws the conclusions that are meant."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from reasoning import contradictions, entailed

from ontology.schema import MAI, ontology_path

M = Namespace(MAI)
X = Namespace("urn:x:")
PREFIXES = """@prefix mai: <https://medai-kg.example/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix : <urn:x:> .
"""


@pytest.fixture(scope="module")
def sample(sample_graph: Graph) -> Graph:
    return entailed(triples=sample_graph)


def test_the_vocabulary_and_the_sample_contradict_nothing(sample):
    assert contradictions(sample) == []


#: Each a contradiction of its own; the names of the nodes begin with the number of the row.
PLANTED = [
    (":0a a mai:Company, mai:Disease .", {"Organization", "Disease"}),
    (":1a a mai:Person, mai:Place .", {"Person", "Place"}),
    (":2p mai:worksFor :2a . :2a a mai:Product .", {"Organization", "Artifact"}),
    (":3a a mai:Approval, mai:Funding .", {"Approval", "Funding"}),
    (":4a mai:roundConcept :4r ; mai:stageConcept :4s .", {"Funding", "Pipeline"}),
    (":5f mai:holder :5a . :5a a mai:Drug .", {"Organization", "Artifact"}),
    (":6a a mai:Derivation ; mai:rule 'table.approval' .", {"Fact", "Derivation"}),
]


@pytest.fixture(scope="module")
def refusals() -> list[str]:
    return contradictions(entailed(turtle=PREFIXES + "\n".join(turtle for turtle, _ in PLANTED)))


@pytest.mark.parametrize("number", range(len(PLANTED)))
def test_a_planted_contradiction_is_found(refusals, number):
    found = [message for message in refusals if message.endswith(f"urn:x:{number}a")]
    assert any(all(f"{MAI}{name} " in message for name in PLANTED[number][1]) for message in found), found


CONCLUSIONS = [
    (":0a mai:partOf :0b .", X["0b"], M.hasPart, X["0a"]),
    (":1b mai:hasPart :1a .", X["1a"], M.partOf, X["1b"]),
    (":2a mai:partOfTransitive :2b . :2b mai:partOfTransitive :2c .", X["2a"], M.partOfTransitive, X["2c"]),
    (":3a mai:partnerOf :3b .", X["3b"], M.partnerOf, X["3a"]),
    (":4a mai:competesWith :4b .", X["4b"], M.competesWith, X["4a"]),
    (":5a mai:approvalHeldBy :5b .", X["5b"], M.holdsApproval, X["5a"]),
    (":6a mai:worksFor :6b .", X["6a"], URIRef("http://www.w3.org/ns/org#memberOf"), X["6b"]),
    (":7a a mai:Hospital .", X["7a"], RDF.type, URIRef("https://schema.org/MedicalOrganization")),
    (":8a a mai:Role .", X["8a"], RDF.type, URIRef("http://www.w3.org/ns/prov#Entity")),
    (":9f mai:roundConcept :9c .", X["9f"], M.concept, X["9c"]),
    (":10f mai:roundConcept :10c .", X["10f"], RDF.type, M.Funding),
]


@pytest.fixture(scope="module")
def conclusions() -> Graph:
    return entailed(turtle=PREFIXES + "\n".join(given for given, *_ in CONCLUSIONS))


@pytest.mark.parametrize("row", CONCLUSIONS, ids=[given for given, *_ in CONCLUSIONS])
def test_what_follows_is_what_is_meant(conclusions, row):
    assert tuple(row[1:]) in conclusions
    assert contradictions(conclusions) == []


def test_no_class_is_empty_by_definition():
    """A member of each class contradicts nothing."""
    classes = [t.subject.value for t in parse(path=ontology_path(), format=RdfFormat.TURTLE) if is_class(t)]
    members = "\n".join(f"<urn:member:{number}> a <{iri}> ." for number, iri in enumerate(classes))
    assert contradictions(entailed(turtle=members)) == []


def is_class(triple) -> bool:
    return triple.predicate == NamedNode(str(RDF.type)) and triple.object == NamedNode(str(OWL.Class))


def test_only_axioms_of_the_rl_profile_are_used():
    """Named classes and properties, and of OWL only what RL allows between them anywhere."""
    allowed = {OWL.disjointWith, OWL.inverseOf, OWL.versionInfo}
    classes = {OWL.Class, OWL.Ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    classes |= {OWL.SymmetricProperty, OWL.TransitiveProperty}
    graph = Graph().parse(ontology_path())
    used = {predicate for predicate in graph.predicates() if predicate in OWL}
    assert used <= allowed
    assert {value for value in graph.objects(None, RDF.type) if value in OWL} <= classes
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        assert all(isinstance(value, URIRef) for value in graph.objects(None, predicate))


def test_every_class_and_property_has_an_example_and_every_property_a_domain_and_a_range():
    graph = Graph().parse(ontology_path())
    example = URIRef("http://www.w3.org/2004/02/skos/core#example")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in graph.subjects(RDF.type, kind):
            assert graph.value(term, example) is not None, term
            if kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
                assert graph.value(term, RDFS.domain) is not None, term
                assert graph.value(term, RDFS.range) is not None, term

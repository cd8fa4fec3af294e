"""OWL 2 RL entailment over the vocabulary and some triples, by owlrl."""

import owlrl
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from ontology.schema import ontology_path

#: How owlrl marks a contradiction.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def entailed(*, turtle: str = "", triples: Graph | None = None) -> Graph:
    """All that follows from the axioms of the vocabulary and what is given."""
    graph = Graph().parse(data=turtle, format="turtle")
    for triple in Graph().parse(ontology_path()):
        # Labels and examples are no axioms.
        if str(triple[1]).startswith((str(RDFS), str(OWL), str(RDF))) and not isinstance(triple[2], Literal):
            graph.add(triple)
    for triple in triples if triples is not None else ():
        graph.add(triple)
    rules = owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    )
    rules.expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """What a reasoner refuses, in its words."""
    return sorted(str(message) for message in graph.objects(None, ERROR))

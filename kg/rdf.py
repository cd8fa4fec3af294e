"""From contributions and their resolution to the quads of the graph: the one place where text becomes RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from kg import terms
from kg.facts import BuiltFact
from kg.namespaces import Namespaces, first_type, unique_segments
from kg.rdf_facts import EntityIris, fact_quads, quarantine_quads
from ontology.model import Contribution, Entity, ReportInfo
from ontology.schema import vocabulary_paths


def graph_quads(
    contributions: Sequence[Contribution],
    entities: Iterable[Entity],
    facts: Iterable[BuiltFact],
    *,
    namespaces: Namespaces,
) -> set[Quad]:
    """Every quad of the graph but the derived ones, in no order."""
    iris = entity_iris(entities, namespaces=namespaces)
    quads: set[Quad] = set(ontology_quads(namespaces))
    for entity, node in iris.items():
        quads.update(_entity_quads(entity, node, namespaces=namespaces))
    for contribution in contributions:
        quads.update(_report_quads(contribution.report, namespaces=namespaces))
        for item in contribution.quarantine:
            quads.update(quarantine_quads(item, namespaces=namespaces))
    for built in facts:
        quads.update(fact_quads(built, namespaces=namespaces, iris=iris))
    return quads


def entity_iris(entities: Iterable[Entity], *, namespaces: Namespaces) -> EntityIris:
    """The IRI of each entity; two keys that would share one (``A B`` and ``A_B``) are parted."""
    by_path: dict[str, list[Entity]] = {}
    for entity in entities:
        by_path.setdefault(first_type(entity.types), []).append(entity)
    iris: dict[Entity, NamedNode] = {}
    for path, group in by_path.items():
        segments = unique_segments(entity.key for entity in group)
        iris.update({entity: namespaces.entity((path,), segments[entity.key]) for entity in group})
    return iris


def _entity_quads(entity: Entity, node: NamedNode, *, namespaces: Namespaces) -> Iterator[Quad]:
    graph = namespaces.graph("entities")
    for name in entity.types:
        yield Quad(node, terms.TYPE, namespaces.term(name), graph)
    yield Quad(node, terms.LABEL, terms.name(entity.name), graph)
    for alias in entity.aliases:
        yield Quad(node, terms.ALT_LABEL, terms.name(alias), graph)
    for stem in entity.docs:
        yield Quad(node, namespaces.term("mentionedIn"), namespaces.report(stem), graph)


def _report_quads(report: ReportInfo, *, namespaces: Namespaces) -> Iterator[Quad]:
    node, graph = namespaces.report(report.stem), namespaces.graph("entities")
    title = report.title or report.stem
    yield Quad(node, terms.TYPE, namespaces.term("Report"), graph)
    yield Quad(node, terms.LABEL, terms.name(title), graph)
    yield Quad(node, terms.TITLE, terms.text(title), graph)
    yield Quad(node, terms.IDENTIFIER, terms.text(report.stem), graph)
    if report.publisher:
        yield Quad(node, terms.PUBLISHER, terms.text(report.publisher), graph)
    if report.date:
        yield Quad(node, terms.DATE, terms.date(report.date), graph)
    yield Quad(node, namespaces.term("sha256"), terms.text(report.sha256), graph)
    yield Quad(node, namespaces.term("fileName"), terms.text(report.file_name), graph)
    yield Quad(node, namespaces.term("encoding"), terms.text(report.encoding), graph)
    yield Quad(node, namespaces.term("characterCount"), terms.integer(report.characters), graph)
    yield Quad(node, namespaces.term("blockCount"), terms.integer(report.blocks), graph)


def ontology_quads(namespaces: Namespaces) -> list[Quad]:
    """The vocabulary under the base of this graph, its blank nodes named the same in every build."""
    graph = namespaces.graph("ontology")
    dataset = Dataset()
    for path in vocabulary_paths():
        turtle = namespaces.rebase(path.read_text(encoding="utf-8"))
        for triple in parse(turtle, format=RdfFormat.TURTLE):
            dataset.add(Quad(triple.subject, triple.predicate, triple.object, graph))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def sort_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Quads by graph, subject and predicate, the type of a thing first: the order of every file."""

    def order(quad: Quad) -> tuple[str, str, str, str]:
        predicate = quad.predicate.value
        return (str(quad.graph_name), str(quad.subject), "" if predicate == first else predicate, str(quad.object))

    first = terms.TYPE.value

    return sorted(quads, key=order)

"""SHACL accepts a good graph and refuses a broken fact of each kind; each graph is validated once."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import SH, Graph

from ontology.concepts import concept_paths
from ontology.schema import load_schema, shapes_path

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(shapes_path())


def validate(data: Graph, shapes: Graph) -> tuple[bool, Graph]:
    data = sum((Graph().parse(path) for path in concept_paths()), data)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
    return conforms, report


@pytest.fixture(scope="module")
def broken(shapes: Graph) -> Graph:
    return validate(Graph().parse(HERE / "broken.ttl"), shapes)[1]


@pytest.fixture(scope="module")
def findings(broken: Graph) -> list[tuple[str, str, str]]:
    """Severity, focus node and path (or the constraint, where a whole node is at fault) of each finding."""
    report = broken
    found = []
    for result in report.subjects(SH.resultSeverity):
        part = report.value(result, SH.resultPath) or report.value(result, SH.sourceConstraintComponent)
        severity, focus = report.value(result, SH.resultSeverity), report.value(result, SH.focusNode)
        found.append((local(severity), local(focus), local(part)))
    return found


def local(term: object) -> str:
    return str(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def test_a_good_graph_conforms(sample_graph, shapes):
    conforms, report = validate(sample_graph, shapes)
    assert conforms, sorted(str(message) for message in report.objects(None, SH.resultMessage))
    assert not list(report.subjects(SH.resultSeverity))


FAULTS = {
    "Approval": "OrConstraintComponent",
    "Funding": "company",
    "Deal": "dealType",
    "Pipeline": "stage",
    "Release": "product",
    "Develops": "product",
    "Targets": "disease",
    "UsesTechnology": "subjectText",
    "Deployment": "OrConstraintComponent",
    "Issues": "policy",
    "PartOf": "parent",
    "Founded": "date",
    "LocatedIn": "place",
    "Listing": "round",
    "Role": "person",
    "Metric": "value",
    "Segment": "segment",
}


@pytest.mark.parametrize("kind", list(load_schema().kinds))
def test_a_broken_fact_of_each_kind_is_refused(findings, kind):
    # The broken facts have no evidence either; that is the business of another shape, tested below.
    slots = {part for severity, focus, part in findings if focus == kind and severity == "Violation"}
    assert slots - {"wasDerivedFrom", "rule", "confidence", "modality"} == {FAULTS[kind]}


@pytest.mark.parametrize(
    ("focus", "message"),
    [
        ("nowhere", "A Deployment should have a site or a place"),
        ("subjectless", "A Metric should have a subject: its indicator does not tell what it is about"),
        ("unknownIndicator", "The indicator ends with no known one and may be misread"),
        ("moneyInPercent", "A sum of money has no currency as its unit: perhaps it is a change or a count"),
        ("moreThanAll", "A share is above 100 per cent"),
        ("dealAlone", "A Deal has only one party and no product"),
        ("approvalOfNoSort", "An Approval names neither its authority nor its class"),
        ("subjectInTheIndicator", None),
        ("moneyInYuan", None),
        ("growthAboveHundred", None),
    ],
)
def test_a_warning_is_given_where_it_is_due_and_nowhere_else(broken, focus, message):
    given = [
        str(text)
        for result in broken.subjects(SH.resultSeverity, SH.Warning)
        if local(broken.value(result, SH.focusNode)) == focus
        for text in broken.objects(result, SH.resultMessage)
        if text.language == "en"
    ]
    assert given == ([message] if message else [])


@pytest.mark.parametrize(
    ("severity", "focus", "part"),
    [
        ("Violation", "regionWithoutWords", "OrConstraintComponent"),
        ("Violation", "wrongScheme", "roundConcept"),
        ("Warning", "nowhere", "OrConstraintComponent"),
        ("Violation", "bare", "rule"),
        ("Violation", "bare", "confidence"),
        ("Violation", "bare", "modality"),
        ("Violation", "bare", "wasDerivedFrom"),
        ("Violation", "moneyWithoutCurrency", "currency"),
        ("Violation", "moneyUpsideDown", "minValue"),
        ("Violation", "moneyWithoutSize", "OrConstraintComponent"),
        ("Violation", "nameless", "label"),
        ("Violation", "reportWithoutTitle", "title"),
        ("Violation", "reportWithoutTitle", "sha256"),
        ("Violation", "quarantine", "reason"),
        ("Violation", "quarantine", "wasDerivedFrom"),
        ("Violation", "twoQuotes", "hasSelector"),
        ("Violation", "backwards", "start"),
        ("Violation", "notInteger", "start"),
    ],
)
def test_other_faults_are_found(findings, severity, focus, part):
    assert (severity, focus, part) in findings


def test_every_message_is_in_both_languages(shapes):
    for shape in set(shapes.subjects(SH.message)):
        languages = sorted(message.language for message in shapes.objects(shape, SH.message))
        assert languages == ["en", "zh"], local(shape)


def test_every_property_shape_has_a_message_and_names(shapes):
    for shape in set(shapes.objects(None, SH.property)):
        assert shapes.value(shape, SH.message), local(shapes.value(shape, SH.path))
        names = {name.language for name in shapes.objects(shape, SH.name)}
        assert {"zh", "en"} <= names, local(shapes.value(shape, SH.path))


def test_only_shacl_core_is_used(shapes):
    assert not list(shapes.subject_objects(SH.sparql))
    assert not list(shapes.subject_objects(SH.target))

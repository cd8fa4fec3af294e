"""The schema loader reads the contract: kinds, slots, types, closed lists."""

import pytest

from ontology.schema import ENTITY_TYPES, MAI, SchemaError, load_schema, ontology_path, read_schema, shapes_path

# The table of the contract: kinds in order, slots in order; a star marks a slot that holds several.
SLOTS = {
    "Approval": "product holder authority class indication date",
    "Funding": "company round amount date investors*",
    "Deal": "deal_type parties* product upfront milestone total date purpose",
    "Pipeline": "drug developer partner indication mechanism stage status",
    "Release": "product publishers* date scenarios*",
    "Develops": "company product",
    "Targets": "product disease",
    "UsesTechnology": "subject technology",
    "Deployment": "product company site place date",
    "Issues": "issuer policy date",
    "PartOf": "child parent",
    "Founded": "org date place",
    "LocatedIn": "org place",
    "Listing": "company exchange date rule",
    "Role": "person org title",
    "Metric": "subject indicator value unit period region",
    "Segment": "company segment",
}

REQUIRED = {
    "Funding": "company",
    "Deal": "parties",
    "Release": "product",
    "Develops": "company product",
    "Targets": "product disease",
    "UsesTechnology": "subject technology",
    "Issues": "policy",
    "PartOf": "child parent",
    "Founded": "org",
    "LocatedIn": "org place",
    "Listing": "company",
    "Role": "person",
    "Metric": "indicator value",
    "Segment": "company segment",
}


def test_kinds_stand_in_the_order_of_the_contract():
    assert list(load_schema().kinds) == list(SLOTS)


@pytest.mark.parametrize("kind", SLOTS)
def test_slots_of_a_kind(kind):
    slots = load_schema().kind(kind).slots
    assert " ".join(slot.name + "*" * slot.many for slot in slots) == SLOTS[kind]
    assert {slot.name for slot in slots if slot.required} == set(REQUIRED.get(kind, "").split())


@pytest.mark.parametrize(
    ("kind", "slot", "value", "types"),
    [
        ("Approval", "authority", "entity", ("Regulator",)),
        ("Approval", "indication", "phrase", ("Disease",)),
        ("Funding", "amount", "money", ()),
        ("Funding", "investors", "entity", ("Investor", "Company", "Institution")),
        ("Funding", "date", "date", ()),
        ("Release", "product", "entity", ("Product", "AIModel", "Drug", "Technology", "Report")),
        ("Issues", "policy", "entity", ("Policy", "Report")),
        ("Metric", "subject", "phrase", ENTITY_TYPES),
        ("Metric", "region", "phrase", ("Place",)),
        ("Metric", "value", "number", ()),
        ("Metric", "period", "date", ()),
        ("Role", "title", "text", ()),
    ],
)
def test_what_a_slot_holds(kind, slot, value, types):
    found = load_schema().kind(kind).slot(slot)
    assert (found.value, found.types) == (value, types)


@pytest.mark.parametrize(
    ("kind", "slot", "path", "text_path"),
    [
        ("Deal", "deal_type", "dealType", None),
        ("Deal", "parties", "party", None),
        ("Approval", "class", "approvalClass", None),
        ("Listing", "rule", "listingRule", None),
        ("UsesTechnology", "subject", "subject", "subjectText"),
    ],
)
def test_the_property_of_a_slot(kind, slot, path, text_path):
    found = load_schema().kind(kind).slot(slot)
    assert found.path == MAI + path
    assert found.text_path == (text_path and MAI + text_path)


def test_closed_lists():
    assert load_schema().kind("Deal").slot("deal_type").values == (
        "partnership",
        "license",
        "acquisition",
        "procurement",
        "platform",
    )
    assert load_schema().kind("Pipeline").slot("status").values == ("new", "updated", "stopped")


def test_at_least_one_of_leaves_out_what_is_only_wanted():
    groups = {kind.name: kind.any_of for kind in load_schema().kinds.values() if kind.any_of}
    assert groups == {
        "Approval": (("product", "holder"),),
        "Pipeline": (("drug", "developer"),),
        "Deployment": (("product", "company"),),
    }


def test_labels_in_both_languages():
    funding = load_schema().kind("Funding")
    assert (funding.label_zh, funding.label_en) == ("融资", "funding round")
    assert (funding.slot("investors").label_zh, funding.slot("investors").label_en) == ("投资方", "investors")


def test_an_unknown_kind_or_slot_is_answered_with_the_choices():
    with pytest.raises(SchemaError, match=r"'Fundings': choose from Approval, Funding, "):
        load_schema().kind("Fundings")
    with pytest.raises(SchemaError, match=r"Funding has no slot 'investor': choose from company, .*investors"):
        load_schema().kind("Funding").slot("investor")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('sh:name "investors", ', "sh:name ", "Funding, investor: sh:name without a language is missing"),
        ("sh:datatype xsd:decimal ;", "sh:nodeKind sh:Literal ;", "Metric, value: nothing says what the slot holds"),
        ("sh:closed true ;", "", "Approval needs exactly one closed node shape, it has 0"),
        ("@prefix sh:", "@prefix shh:", "not valid Turtle"),
    ],
)
def test_a_faulty_shapes_file_is_named_with_its_fault(tmp_path, old, new, message):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(shapes_path().read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=message):
        read_schema(shapes=shapes, ontology=ontology_path())


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SchemaError, match=r"gone\.ttl: cannot be read"):
        read_schema(shapes=tmp_path / "gone.ttl", ontology=ontology_path())

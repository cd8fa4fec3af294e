"""IRIs are readable, the same in every build, and safe for whatever a text may call a thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import SettingError
from kg.namespaces import DEFAULT_BASE, Namespaces, first_type, segment, unique_segments


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("推想医疗", "推想医疗"),
        ("推想 医疗", "推想_医疗"),
        ("000_9c2664344b58cf63", "000_9c2664344b58cf63"),
        ("肺结节(CT)软件", "肺结节(CT)软件"),
        ("A/B", "A%2FB"),
        ("100%", "100%25"),
        ('say "AI"', "say_%22AI%22"),
        ("<script>", "%3Cscript%3E"),
        ("line\nbreak", "line%0Abreak"),
        ("a\u202eb", "a%E2%80%AEb"),
        ("a\u200fb", "a%E2%80%8Fb"),
        ("\ue000", "%EE%80%80"),
        ("e\u0301", "é"),
        ("a#b?c", "a%23b%3Fc"),
        ("..", "%2E%2E"),
        ("", "%20"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_a_name_becomes_a_readable_segment(name: str, expected: str) -> None:
    assert segment(name) == expected


def test_a_name_of_ten_thousand_characters_is_cut_and_keeps_its_identity() -> None:
    long, other = "医" * 10_000, "医" * 9_999
    assert len(segment(long)) < 200
    assert segment(long) == segment(long) != segment(other)


def test_a_cut_never_splits_an_escape() -> None:
    assert "%" not in segment("医" * 119 + "<" * 100).split("~")[0]


@given(st.text(max_size=300))
def test_every_name_gives_an_iri_that_survives_a_round_trip(name: str) -> None:
    node = Namespaces().entity(("Company",), segment(name))
    quad = Quad(node, NamedNode("http://a.example/p"), Literal("x"))
    assert list(parse(serialize([quad], format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)) == [quad]


@given(st.text(max_size=40).map(lambda name: name.replace(" ", "-")), st.text(max_size=40))
def test_different_names_give_different_segments(one: str, other: str) -> None:
    segments = unique_segments([one, other])
    assert (segments[one] == segments[other]) == (one == other)


def test_a_blank_and_an_underscore_do_not_melt() -> None:
    segments = unique_segments(["A B", "A_B"])
    assert segments["A B"] == "A_B"
    assert segments["A_B"].startswith("A_B~")


def test_the_first_type_in_the_order_of_the_schema_gives_the_path() -> None:
    assert first_type(("Investor", "Company")) == "Company"
    assert Namespaces().entity(("Investor", "Company"), "腾讯").value == "https://medai-kg.example/id/company/腾讯"


@pytest.mark.parametrize("base", ["", "medai", "https://a.example", "https://a.example/x#", "https://a b.example/"])
def test_a_base_that_is_no_web_address_is_refused_with_an_example(base: str) -> None:
    with pytest.raises(SettingError, match=DEFAULT_BASE):
        Namespaces(base)


def test_another_base_moves_every_iri_of_ours_and_no_other() -> None:
    names = Namespaces("https://kg.example.org/x/")
    assert names.term("Approval").value == "https://kg.example.org/x/ontology#Approval"
    assert names.prefixes["id"] == "https://kg.example.org/x/id/"
    assert names.rebase("<https://medai-kg.example/ontology#a> <http://www.w3.org/x>") == (
        "<https://kg.example.org/x/ontology#a> <http://www.w3.org/x>"
    )


def test_an_iri_is_shortened_by_the_prefix_people_know() -> None:
    names = Namespaces()
    assert names.shorten("https://medai-kg.example/id/company/推想医疗") == "id:company/推想医疗"
    assert names.shorten("https://elsewhere.example/a") == "https://elsewhere.example/a"

"""A rule's facts are as sure as the rule was right: a little after few facts, fully after many."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import confidence
from extract.confidence import MeasuredRule, calibrated, measured_rules, rule_shift
from extract.lexicon import LexiconError
from ontology.model import EntityRef, Evidence, Fact

QUOTE = "推想医疗研发了肺结节软件"
FACT = Fact(
    "Develops",
    {"company": EntityRef("Company", "推想医疗"), "product": EntityRef("Product", "肺结节软件")},
    Evidence.cite(doc="a", text=QUOTE, start=0, end=len(QUOTE), source="prose", where=""),
    "develops.test",
    0.7,
)


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of measured rules of its own."""
    path = tmp_path / "measured.tsv"
    monkeypatch.setattr(confidence, "measured_path", lambda: path)
    measured_rules.cache_clear()
    yield path  # type: ignore[misc]
    measured_rules.cache_clear()


def table(*rows: str) -> str:
    return "\n".join(["rule\tfacts\tright\tclaimed", *rows]) + "\n"


def test_a_rule_that_is_mostly_wrong_falls_below_the_default_confidence(measured: Path) -> None:
    measured.write_text(table("develops.test\t20\t4\t0.7"), encoding="utf-8")
    (fact,) = calibrated([FACT])
    assert fact.confidence == pytest.approx((4 + 5 * 0.7) / 25)
    assert replace(fact, confidence=FACT.confidence) == FACT


def test_a_rule_that_was_right_rises_and_one_never_seen_keeps_its_claim(measured: Path) -> None:
    measured.write_text(table("develops.test\t40\t40\t0.7"), encoding="utf-8")
    (sure,) = calibrated([FACT])
    (same,) = calibrated([replace(FACT, rule="develops.other")])
    assert sure.confidence > 0.95
    assert same.confidence == FACT.confidence


def test_what_one_fact_claims_below_its_rule_stays_below(measured: Path) -> None:
    measured.write_text(table("develops.test\t10\t10\t0.7"), encoding="utf-8")
    sure, guessed = calibrated([FACT, replace(FACT, confidence=0.6)])
    assert sure.confidence - guessed.confidence == pytest.approx(0.1)


@pytest.mark.parametrize("row", ["r\t2\t3\t0.5", "r\t-1\t0\t0.5", "r\t2\t1\t1.5", "r\tx\t1\t0.5"])
def test_figures_that_cannot_be_are_refused(measured: Path, row: str) -> None:
    measured.write_text(table(row), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"measured\.tsv:2"):
        measured_rules()


@given(facts=st.integers(0, 500), share=st.floats(0, 1), claimed=st.floats(0, 1))
def test_the_measured_confidence_lies_between_the_claim_and_what_was_seen(
    facts: int, share: float, claimed: float
) -> None:
    right = round(facts * share)
    sure = claimed + MeasuredRule(facts, right, claimed).shift
    seen = right / facts if facts else claimed
    assert min(claimed, seen) - 1e-9 <= sure <= max(claimed, seen) + 1e-9


def test_the_table_of_the_package_is_measured() -> None:
    assert len(measured_rules()) > 50
    assert rule_shift("table.approval") > 0

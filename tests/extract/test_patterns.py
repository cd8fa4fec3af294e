"""The rules for prose: their little language, one example sentence for each, and facts that the schema allows."""

import json
import re
from pathlib import Path

import pytest
from reports_of_text import facts_of, marked, plain_args, read_marked

from extract.lexicon import DATA, LexiconError, Row, read_rows
from extract.prose import patterns
from extract.prose.cued import cued_rules
from extract.prose.patterns import TYPE_SETS, expand, prose_rules, triggers
from ontology.model import EntityRef, Fact, Phrase
from ontology.schema import load_schema

TABLE = Path(__file__).parent / "data" / "rule_examples.tsv"
EXAMPLES = {row["rule"]: row for row in read_rows(TABLE, ("rule", "about", "sentence", "expected"))}


def example_facts() -> list[Fact]:
    return [fact for row in EXAMPLES.values() for fact in facts_of(read_marked(row["sentence"], about=row["about"]))]


def facts_by_rule(row: Row) -> list[Fact]:
    return [fact for fact in facts_of(read_marked(row["sentence"], about=row["about"])) if fact.rule == row["rule"]]


# ---- the language of patterns


@pytest.mark.parametrize(
    ("pattern", "encoded", "matches"),
    [
        ("<company:C>发布", "⟨C0⟩发布", True),
        ("<company:C>发布", "⟨V0⟩发布", False),
        ("<company:COMPANY>发布", "⟨V0⟩发布", True),
        ("<company:C>发布", "“⟨C12⟩”发布", True),
        ("<company:C*>发布", "⟨C0⟩、⟨C1⟩和⟨C2⟩等发布", True),
        ("<company:C>发布", "⟨C0⟩和发布", False),
        ("<company:C>~3发布", "⟨C0⟩于今日发布", True),
        ("<company:C>~3发布", "⟨C0⟩于今天早发布", False),
        ("<company:C>~9发布", "⟨C0⟩扩建,发布", False),
        ("<company:C>≈9发布", "⟨C0⟩扩建,发布", True),
        ("<company:C>≈9发布", "⟨C0⟩扩建。发布", False),
        ("<company:C>{acquire}<other:C>", "⟨C0⟩并购⟨C1⟩", True),
        ("<company:C>{acquire}<other:C>", "⟨C0⟩拜访⟨C1⟩", False),
        ("<:C>发布<product:P>", "⟨C0⟩发布⟨P1⟩", True),
    ],
)
def test_a_pattern_reads_marks_triggers_and_gaps(pattern: str, encoded: str, matches: bool) -> None:
    assert (re.search(expand(pattern), encoded) is not None) is matches


def test_a_list_slot_takes_the_whole_list() -> None:
    match = re.search(expand("<company:C*>发布"), "⟨C0⟩、⟨C1⟩以及⟨C2⟩等发布")
    assert match is not None
    assert match["company"] == "⟨C0⟩、⟨C1⟩以及⟨C2⟩"


@pytest.mark.parametrize("name", sorted(triggers()))
def test_the_longest_trigger_word_is_taken_first(name: str) -> None:
    pattern = re.compile(triggers()[name])
    for word in [w for w in triggers()[name][3:-1].split("|") if re.fullmatch(r"[\w-]+", w)]:
        match = pattern.match(word)
        assert match is not None
        assert match.group() == word


# ---- one example for each rule


def test_every_rule_has_an_example() -> None:
    missing = [rule.name for rule in (*prose_rules(), *cued_rules()) if rule.name not in EXAMPLES]
    assert not missing, f"add a sentence for these rules to {TABLE.name}"


def test_every_example_is_of_a_rule() -> None:
    assert not [name for name in EXAMPLES if name not in {rule.name for rule in (*prose_rules(), *cued_rules())}]


@pytest.mark.parametrize(
    "row",
    list(EXAMPLES.values()),
    ids=list(EXAMPLES),
)
def test_a_rule_reads_its_example(row: Row) -> None:
    expected = json.loads(row["expected"])
    kind = next(rule.kind for rule in (*prose_rules(), *cued_rules()) if rule.name == row["rule"])
    given = [json.loads(json.dumps(plain_args(fact))) for fact in facts_by_rule(row)]
    assert any(expected.items() <= args.items() for args in given), given
    assert {fact.kind for fact in facts_by_rule(row)} == {kind}


def test_every_fact_fills_what_the_schema_requires() -> None:
    lacking = []
    for fact in example_facts():
        kind = load_schema().kind(fact.kind)
        needed = [slot.name for slot in kind.slots if slot.required and slot.name not in fact.args]
        if needed or not all(any(name in fact.args for name in group) for group in kind.any_of):
            lacking.append(fact.rule)
    assert lacking == []


def test_every_value_is_what_its_slot_takes() -> None:
    for fact in example_facts():
        for name, value in fact.args.items():
            slot = load_schema().kind(fact.kind).slot(name)
            assert isinstance(value, tuple) is slot.many, fact.rule
            for one in value if isinstance(value, tuple) else (value,):
                refs = one.refs if isinstance(one, Phrase) else (one,) if isinstance(one, EntityRef) else ()
                assert all(ref.type in slot.types for ref in refs), fact.rule
                assert not slot.values or one in slot.values, fact.rule


def test_the_quote_of_a_short_sentence_is_the_sentence() -> None:
    for row in EXAMPLES.values():
        plain, _ = marked(row["sentence"])
        assert {fact.evidence.quote for fact in facts_of(read_marked(row["sentence"], about=row["about"]))} <= {plain}


# ---- rows that cannot be used


def rules_of(folder: Path, monkeypatch: pytest.MonkeyPatch, *rows: str) -> None:
    """Read a patterns file of these rows; the cached rules of this process stay as they are."""
    prose = folder / "prose"
    prose.mkdir()
    header = "\t".join(patterns.COLUMNS)
    (prose / "patterns.tsv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    triggers()
    monkeypatch.setattr(patterns, "DATA", folder)
    prose_rules.__wrapped__()


BAD = [
    ("x.y\tRelease\t0.8\t\t<product:P>(发布", "does not compile"),
    ("x.y\tRelease\t0.8\t\t<product:P>{launches}", "does not compile"),
    ("x.y\tRelease\t0.8\t<product:P>发布", "cells"),
    ("x.y\tRelease\thigh\t\t<product:P>发布", "is no number"),
    ("x.y\tLaunch\t0.8\t\t<product:P>发布", "is no kind of fact"),
    ("x.y\tRelease\t0.8\t\t<thing:P>发布", "has no slot"),
    ("x.y\tRelease\t0.8\t\t<product:PROT>发布", "does not compile"),
    ("x.y\tDeal\t0.8\tdeal_type\t<parties:C>签约", "write slot=value"),
    ("x.y\tDeal\t0.8\tdeal_type=merger\t<parties:C>签约", "cannot be"),
]


@pytest.mark.parametrize(("row", "complaint"), BAD)
def test_a_bad_rule_is_refused_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, complaint: str
) -> None:
    with pytest.raises(LexiconError, match=rf"^patterns\.tsv:3: .*{complaint}"):
        rules_of(tmp_path, monkeypatch, "ok.row\tRelease\t0.8\t\t<product:P>发布", row)


def test_sets_of_types_are_made_of_known_letters() -> None:
    from extract.prose.encode import LETTERS, MADE_TECHNOLOGY, TOPICS, WEAK_TECHNOLOGY

    known = {*LETTERS.values(), *TOPICS, WEAK_TECHNOLOGY, MADE_TECHNOLOGY}
    assert not [name for name, letters in TYPE_SETS.items() if not set(letters) <= known]
    assert not [name for name in TYPE_SETS if set(name) <= known and len(name) == 1]


@pytest.mark.parametrize("table", ["patterns.tsv", "cued.tsv", "joins.tsv"])
def test_no_optional_stretch_of_characters_is_repeated(table: str) -> None:
    """What is optional and repeated, as ([^,]{0,4})*, matches in exponentially many ways: one report takes minutes."""
    text = (DATA / "prose" / table).read_text(encoding="utf-8")
    assert re.findall(r"\]\{0,\d+\}\??\)[*+]", text) == []

"""Every data file of this room loads, agrees with the schema, and does not contradict itself."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from extract import lexicon
from extract.lexicon import DATA, LexiconError, Row, alternatives, read_rows, word_set
from extract.mentions import gazetteer
from extract.prose import fillers
from extract.prose.encode import LETTERS, MADE_TECHNOLOGY, TOPICS, WEAK_TECHNOLOGY
from extract.prose.patterns import COLUMNS, TYPE_SETS, prose_rules, triggers
from ontology.schema import ENTITY_TYPES, Slot, load_schema

ROOT = Path(lexicon.__file__).parent
WORD_LISTS = sorted(path.stem for path in (DATA / "words").glob("*.txt"))
GAZETTEERS = sorted((DATA / "gazetteer").glob("*.tsv"))
SLOT_IN_PATTERN = re.compile(r"<(\w*):(\w+)\*?>|\(\?P<(\w+)>")


# ---- word lists


def words_in_order(name: str) -> list[str]:
    lines = (DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def test_every_word_list_has_words_and_says_what_they_are() -> None:
    first_lines = {
        name: (DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0] for name in WORD_LISTS
    }
    assert [name for name, line in first_lines.items() if not line.startswith("# ")] == []
    assert [name for name in WORD_LISTS if not word_set(name)] == []
    assert [name for name in WORD_LISTS if re.compile(alternatives(name)).groups] == []


def test_every_word_list_is_used_and_every_used_one_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    used = set(re.findall(r"(?:word_set|alternatives|any_word)\(\s*[\"']([a-z_]+)", source))
    assert used == set(WORD_LISTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planned", "denied"),
        ("disease_alone", "disease_stop"),
        ("segment_words", "segment_stop"),
        ("title_policy", "title_report"),
        ("titles", "title_prefixes"),
        ("indicators", "metric_leads"),
        ("family_names", "no_names"),
        pytest.param(
            "inside_verbs",
            "boundary",
        ),
    ],
)
def test_lists_that_say_the_opposite_share_no_word(one: str, other: str) -> None:
    assert sorted(word_set(one) & word_set(other)) == []


def test_no_word_stands_twice_in_a_list() -> None:
    twice = {name: [w for w, count in Counter(words_in_order(name)).items() if count > 1] for name in WORD_LISTS}
    assert {name: words for name, words in twice.items() if words} == {}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("family_names", r"[一-鿿]"),
        ("no_names", r"[一-鿿]{2,3}"),
        ("disease_modifiers", r"\w{1,9}"),
        ("org_suffix_company", r"[一-鿿]{2,}"),
    ],
)
def test_words_have_the_form_that_their_reader_expects(name: str, form: str) -> None:
    assert sorted(word for word in word_set(name) if not re.fullmatch(form, word)) == []


# ---- gazetteers


def test_every_entity_type_that_a_gazetteer_can_hold_is_in_the_schema() -> None:
    assert set(gazetteer.TYPES.values()) <= set(ENTITY_TYPES)


def test_gazetteers_load_and_list_nothing_twice() -> None:
    for path in GAZETTEERS:
        rows = list(read_rows(path, gazetteer.COLUMNS))
        assert rows, path.name
        assert [row.place for row in rows if row["name"] in row.listed("aliases")] == []
        assert [row.place for row in rows if len(set(row.listed("aliases"))) != len(row.listed("aliases"))] == []
        assert [name for name, count in Counter(row["name"] for row in rows).items() if count > 1] == []


def test_notes_flag_only_names_of_their_row() -> None:
    rows = [row for path in GAZETTEERS for row in read_rows(path, gazetteer.COLUMNS)]
    names = {row.place: (row["name"], *row.listed("aliases")) for row in rows}
    strange = [
        row.place for row in rows if not gazetteer.vague_names(row["note"], names[row.place]) <= set(names[row.place])
    ]
    assert strange == []


def test_one_name_of_a_type_belongs_to_one_row() -> None:
    rows: dict[tuple[str, str], set[str]] = {}
    for entry in gazetteer.listed_names():
        rows.setdefault((entry.type, entry.name.lower()), set()).add(entry.canonical)
    assert {name: owners for name, owners in rows.items() if len(owners) > 1} == {}


@pytest.mark.parametrize(
    ("note", "vague"),
    [
        ("", set()),
        ("a fund since 2015", set()),
        ("ambiguous", {"依图科技", "依图"}),
        ("ambiguous:依图", {"依图"}),
        ("needs context:依图|依图科技", {"依图", "依图科技"}),
        ("a fund; ambiguous:依图", {"依图"}),
    ],
)
def test_a_note_tells_which_names_are_also_words(note: str, vague: set[str]) -> None:
    assert gazetteer.vague_names(note, ("依图科技", "依图")) == vague


def copied_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the gazetteers that the loader reads in place of the package's own."""
    shutil.copytree(DATA / "gazetteer", folder / "gazetteer")
    monkeypatch.setattr(gazetteer, "DATA", folder)
    return folder / "gazetteer"


def test_a_gazetteer_row_with_a_cell_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied_data(tmp_path, monkeypatch) / "exchange.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "星桥交易所\t\t\t\n"]), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"^exchange\.tsv:{len(lines) + 1}: 4 cells where 3 are expected$"):
        gazetteer.listed_names.__wrapped__()


def test_a_gazetteer_of_no_known_type_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied_data(tmp_path, monkeypatch) / "clinics.tsv"
    path.write_text("name\taliases\tnote\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^clinics\.tsv: a gazetteer's name begins with one of aimodel, company"):
        gazetteer.listed_names.__wrapped__()


# ---- morphology


def test_heads_and_list_heads_name_entity_types() -> None:
    from extract.mentions import head_words as heads

    head_rows = list(read_rows(DATA / "morphology" / "heads.tsv", heads.COLUMNS))
    list_rows = list(read_rows(DATA / "morphology" / "list_heads.tsv", ("words", "type")))
    assert not [row.place for row in (*head_rows, *list_rows) if row["type"] not in ENTITY_TYPES]
    assert not [row.place for row in head_rows if not 0 <= int(row["min_before"]) < int(row["max_before"])]
    assert not [row.place for row in head_rows if not 0 < float(row["confidence"]) <= 1]
    assert len({row["head"] for row in head_rows}) == len(head_rows)


@pytest.mark.parametrize(
    "row",
    [
        "医院\tHospital\t2\t24\thead.hospital",
        pytest.param(
            "医院\tHospital\ttwo\t24\thead.hospital\t0.9",
        ),
        pytest.param(
            "医院\tHospitel\t2\t24\thead.hospital\t0.9",
            marks=pytest.mark.xfail(strict=True, reason="an unknown type is found only when a report is read"),
        ),
    ],
)
def test_a_bad_head_is_refused_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    from extract.mentions import head_words as heads

    (tmp_path / "morphology").mkdir()
    (tmp_path / "morphology" / "heads.tsv").write_text("\t".join(heads.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(heads, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"^heads\.tsv:2: "):
        heads.heads.__wrapped__()


@pytest.mark.xfail(strict=True, reason="an unknown type is found only when a report is read")
def test_a_list_head_of_an_unknown_type_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.mentions import lists

    (tmp_path / "morphology").mkdir()
    (tmp_path / "morphology" / "list_heads.tsv").write_text("words\ttype\n企业\tCompny\n", encoding="utf-8")
    monkeypatch.setattr(lists, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"^list_heads\.tsv:2: "):
        lists._heads.__wrapped__()


# ---- rules and fillers


def pattern_rows() -> list[Row]:
    return list(read_rows(DATA / "prose" / "patterns.tsv", COLUMNS))


def filler_rows() -> list[Row]:
    return list(read_rows(DATA / "prose" / "fillers.tsv", ("kind", "slot", "pattern")))


def slots_of(row: Row) -> dict[str, Slot]:
    return {slot.name: slot for slot in load_schema().kind(row["kind"]).slots}


def test_rules_fill_slots_of_their_kind_and_from_known_types() -> None:
    letters = {*LETTERS.values(), *TOPICS, WEAK_TECHNOLOGY, MADE_TECHNOLOGY}
    for row in pattern_rows():
        for slot, types, group in SLOT_IN_PATTERN.findall(row["pattern"]):
            name = (slot or group).rstrip("2")
            assert not name or name in slots_of(row), row.place
            assert set(TYPE_SETS.get(types, types)) <= letters, row.place


def test_rules_set_fixed_values_that_the_schema_knows_and_are_not_too_sure() -> None:
    for row in pattern_rows():
        for fixed in filter(None, row["fixed"].split(";")):
            name, _, value = fixed.partition("=")
            allowed = slots_of(row)[name].values
            assert not allowed or value in allowed, row.place
        assert 0 < float(row["confidence"]) <= 1, row.place


def test_rules_have_names_of_their_own_and_compile() -> None:
    names = [rule.name for rule in prose_rules()]
    assert len(set(names)) == len(names) == len(pattern_rows())


def test_a_rule_fills_each_slot_from_types_that_the_slot_takes() -> None:
    by_letter = (
        {letter: type_ for type_, letter in LETTERS.items()}
        | TOPICS
        | {WEAK_TECHNOLOGY: "Technology", MADE_TECHNOLOGY: "Technology"}
    )
    useless = []
    for row in pattern_rows():
        for name, types, _ in SLOT_IN_PATTERN.findall(row["pattern"]):
            taken = set(slots_of(row)[name.rstrip("2")].types) if name else set()
            if taken and not taken & {by_letter[letter] for letter in TYPE_SETS.get(types, types)}:
                useless.append(f"{row.place} {row['rule']}: {name}")
    assert useless == []


def test_every_slot_that_a_filler_names_is_in_the_schema() -> None:
    for row in filler_rows():
        assert row["slot"] in slots_of(row), row.place
        assert "v" in re.compile(row["pattern"]).groupindex, row.place


@pytest.mark.parametrize(
    "row",
    [
        "Approval\tclass\t(?P<v>三类证",
        pytest.param(
            "Approval\tclass\t三类证",
            marks=pytest.mark.xfail(strict=True, reason="a pattern without the group v fails when a report is read"),
        ),
        pytest.param(
            "Approval\tgrade\t(?P<v>三类证)",
            marks=pytest.mark.xfail(strict=True, reason="an unknown slot fails when a report is read"),
        ),
    ],
)
def test_a_bad_filler_is_refused_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    (tmp_path / "prose").mkdir()
    (tmp_path / "prose" / "fillers.tsv").write_text(f"kind\tslot\tpattern\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(fillers, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"^fillers\.tsv:2: "):
        fillers._fillers.__wrapped__()


def test_every_trigger_is_used_by_a_rule() -> None:
    patterns = "".join(row["pattern"] for row in pattern_rows())
    assert [name for name in triggers() if f"{{{name}}}" not in patterns] == []


def test_no_trigger_word_stands_twice() -> None:
    for row in read_rows(DATA / "prose" / "triggers.tsv", ("name", "words")):
        words = Counter(row.listed("words"))
        assert [word for word, count in words.items() if count > 1] == [], row.place

"""Every data file of this room loads, agrees with the schema, and does not contradict itself."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from extract import lexicon
from extract.lexicon import DATA, LexiconError, alternatives, read_rows, word_set
from extract.mentions import gazetteer, heads, lists
from extract.prose import fillers
from extract.prose.encode import LETTERS, WEAK_TECHNOLOGY
from extract.prose.patterns import COLUMNS, TYPE_SETS, prose_rules, triggers
from ontology.schema import ENTITY_TYPES, load_schema

ROOT = Path(lexicon.__file__).parent
WORD_LISTS = sorted(path.stem for path in (DATA / "words").glob("*.txt"))
GAZETTEERS = sorted(path.name for path in (DATA / "gazetteer").glob("*.tsv"))
PATTERN_ROWS = list(read_rows(DATA / "prose" / "patterns.tsv", COLUMNS))
FILLER_ROWS = list(read_rows(DATA / "prose" / "fillers.tsv", ("kind", "slot", "pattern")))
SLOT_IN_PATTERN = re.compile(r"<(\w*):(\w+)\*?>|\(\?P<(\w+)>")


# ---- word lists


@pytest.mark.parametrize("name", WORD_LISTS)
def test_a_word_list_has_words_and_says_what_they_are(name: str) -> None:
    lines = (DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert word_set(name)
    assert re.compile(alternatives(name)).groups == 0


def test_every_word_list_is_used_and_every_used_one_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    used = set(re.findall(r"(?:word_set|alternatives)\(\s*[\"']([a-z_]+)", source))
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
            marks=pytest.mark.xfail(strict=True, reason="研发, 服务 and 协同 both end a name and stand inside one"),
        ),
    ],
)
def test_lists_that_say_the_opposite_share_no_word(one: str, other: str) -> None:
    assert sorted(word_set(one) & word_set(other)) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason="a word stands twice"))
        if name in ("disease_heads", "latin_common", "metric_stop_nouns")
        else name
        for name in WORD_LISTS
    ],
)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    lines = (DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    words = Counter(word for line in lines if not line.startswith("#") for word in line.split())
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("family_names", r"[一-鿿]"),
        ("no_names", r"[一-鿿]{2,3}"),
        ("disease_modifiers", r"\w{1,6}"),
        ("org_suffix_company", r"[一-鿿]{2,}"),
    ],
)
def test_words_have_the_form_that_their_reader_expects(name: str, form: str) -> None:
    assert sorted(word for word in word_set(name) if not re.fullmatch(form, word)) == []


# ---- gazetteers


def test_every_entity_type_that_a_gazetteer_can_hold_is_in_the_schema() -> None:
    assert set(gazetteer.TYPES.values()) <= set(ENTITY_TYPES)


@pytest.mark.parametrize("name", GAZETTEERS)
def test_a_gazetteer_loads_and_is_sorted_out(name: str) -> None:
    rows = list(read_rows(DATA / "gazetteer" / name, gazetteer.COLUMNS))
    assert rows
    assert not [row.place for row in rows if row["name"] in row.listed("aliases")]
    assert not [row.place for row in rows if len(set(row.listed("aliases"))) != len(row.listed("aliases"))]
    names = Counter(row["name"] for row in rows)
    assert [entry for entry, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", GAZETTEERS)
def test_notes_flag_only_names_of_their_row(name: str) -> None:
    for row in read_rows(DATA / "gazetteer" / name, gazetteer.COLUMNS):
        names = (row["name"], *row.listed("aliases"))
        assert gazetteer.vague_names(row["note"], names) <= set(names), row.place


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
            marks=pytest.mark.xfail(strict=True, reason="a length that is no number ends in a ValueError"),
        ),
        pytest.param(
            "医院\tHospitel\t2\t24\thead.hospital\t0.9",
            marks=pytest.mark.xfail(strict=True, reason="an unknown type is found only when a report is read"),
        ),
    ],
)
def test_a_bad_head_is_refused_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    (tmp_path / "morphology").mkdir()
    (tmp_path / "morphology" / "heads.tsv").write_text("\t".join(heads.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(heads, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"^heads\.tsv:2: "):
        heads.heads.__wrapped__()


@pytest.mark.xfail(strict=True, reason="an unknown type is found only when a report is read")
def test_a_list_head_of_an_unknown_type_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "morphology").mkdir()
    (tmp_path / "morphology" / "list_heads.tsv").write_text("words\ttype\n企业\tCompny\n", encoding="utf-8")
    monkeypatch.setattr(lists, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"^list_heads\.tsv:2: "):
        lists._heads.__wrapped__()


# ---- rules and fillers


@pytest.mark.parametrize("row", PATTERN_ROWS, ids=[row["rule"] for row in PATTERN_ROWS])
def test_a_rule_speaks_the_language_of_the_schema(row: lexicon.Row) -> None:
    slots = {slot.name: slot for slot in load_schema().kind(row["kind"]).slots}
    letters = {*LETTERS.values(), WEAK_TECHNOLOGY}
    for slot, types, group in SLOT_IN_PATTERN.findall(row["pattern"]):
        name = (slot or group).rstrip("2")
        assert not name or name in slots
        assert set(TYPE_SETS.get(types, types)) <= letters
    for fixed in filter(None, row["fixed"].split(";")):
        name, _, value = fixed.partition("=")
        assert name in slots
        assert not slots[name].values or value in slots[name].values
    assert 0 < float(row["confidence"]) <= 1


def test_rules_have_names_of_their_own_and_compile() -> None:
    names = [rule.name for rule in prose_rules()]
    assert len(set(names)) == len(names) == len(PATTERN_ROWS)


def test_a_rule_fills_each_slot_from_types_that_the_slot_takes() -> None:
    by_letter = {letter: type_ for type_, letter in LETTERS.items()} | {WEAK_TECHNOLOGY: "Technology"}
    useless = []
    for row in PATTERN_ROWS:
        slots = {slot.name: slot for slot in load_schema().kind(row["kind"]).slots}
        for name, types, _ in SLOT_IN_PATTERN.findall(row["pattern"]):
            given = {by_letter[letter] for letter in TYPE_SETS.get(types, types)} if name else set()
            if name and slots[name.rstrip("2")].types and not given & set(slots[name.rstrip("2")].types):
                useless.append(f"{row.place} {row['rule']}: {name}")
    assert useless == []


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row, marks=pytest.mark.xfail(strict=True, reason="words fill a slot for an entity, which refuses them")
        )
        if row["rule"] == "issues.state"
        else row
        for row in PATTERN_ROWS
    ],
    ids=[row["rule"] for row in PATTERN_ROWS],
)
def test_free_words_never_fill_a_slot_for_an_entity(row: lexicon.Row) -> None:
    slots = {slot.name: slot for slot in load_schema().kind(row["kind"]).slots}
    for match in re.finditer(r"\(\?P<(\w+)>(?!⟨)", row["pattern"]):
        assert slots[match[1].rstrip("2")].value != "entity"


def test_every_slot_that_a_filler_names_is_in_the_schema() -> None:
    for row in FILLER_ROWS:
        load_schema().kind(row["kind"]).slot(row["slot"])
        assert "v" in re.compile(row["pattern"]).groupindex, row.place


@pytest.mark.xfail(
    strict=True, reason="the authority of an Approval is filled with words, and the whole fact is refused"
)
def test_a_filler_gives_what_its_slot_takes() -> None:
    slots = {row.place: load_schema().kind(row["kind"]).slot(row["slot"]) for row in FILLER_ROWS}
    assert [place for place, slot in slots.items() if slot.value == "entity"] == []


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


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=pytest.mark.xfail(strict=True, reason="no pattern uses this trigger: a word added here does nothing"),
        )
        if name in ("release", "license", "deploy", "invest", "maker_cue")
        else name
        for name in sorted(triggers())
    ],
)
def test_a_trigger_is_used_by_a_rule(name: str) -> None:
    assert any(f"{{{name}}}" in row["pattern"] for row in PATTERN_ROWS)


def test_no_trigger_word_stands_twice() -> None:
    for row in read_rows(DATA / "prose" / "triggers.tsv", ("name", "words")):
        words = Counter(row.listed("words"))
        assert [word for word, count in words.items() if count > 1] == [], row.place

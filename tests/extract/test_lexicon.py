"""Data files are read row by row, and a row that cannot be used is refused where it stands."""

import re
from pathlib import Path

import pytest

from extract.lexicon import DATA, LexiconError, alternatives, read_rows, word_set

COLUMNS = ("name", "aliases", "note")


def file_of(folder: Path, text: str) -> Path:
    path = folder / "company_test.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_know_their_values_and_their_place(tmp_path: Path) -> None:
    path = file_of(tmp_path, "# names\nname\taliases\tnote\n\n星桥医疗\t星桥|XQ Health|\t\n# more\n南枝科技 \t\t二线\n")
    first, second = read_rows(path, COLUMNS)
    assert (first["name"], first.listed("aliases"), first.place) == (
        "星桥医疗",
        ("星桥", "XQ Health"),
        "company_test.tsv:4",
    )
    assert (second["name"], second.listed("aliases"), second["note"]) == ("南枝科技", (), "二线")


def test_a_quotation_mark_is_a_character_like_any_other(tmp_path: Path) -> None:
    (row,) = read_rows(file_of(tmp_path, 'name\taliases\tnote\n"灵犀\t灵"犀\t\n'), COLUMNS)
    assert (row["name"], row["aliases"]) == ('"灵犀', '灵"犀')


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("name\tnote\n星桥医疗\t\n", 1, "expected ('name', 'aliases', 'note')"),
        ("# names\nname\taliases\n", 2, "expected ('name', 'aliases', 'note')"),
        ("name\taliases\tnote\n星桥医疗\n", 2, "1 cells where 3 are expected"),
        ("name\taliases\tnote\n星桥医疗\t\t\t\n", 2, "4 cells where 3 are expected"),
        ("name\taliases\tnote\n星桥医疗\t\t\n   \t星桥\t\n", 3, "first cell (name) is empty"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, text: str, line: int, complaint: str) -> None:
    with pytest.raises(LexiconError) as caught:
        list(read_rows(file_of(tmp_path, text), COLUMNS))
    message = str(caught.value)
    assert message.startswith(f"company_test.tsv:{line}: ")
    assert complaint in message
    assert "\n" not in message


def test_a_missing_word_list_is_named() -> None:
    with pytest.raises(LexiconError, match=r"no_such_words\.txt: no such word list"):
        word_set("no_such_words")


def test_comments_are_no_words() -> None:
    first_line = (DATA / "words" / "planned.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith("#")
    assert not set(first_line.split()) & word_set("planned")


@pytest.mark.parametrize("name", ["org_suffix_company", "indicators", "titles"])
def test_alternatives_prefer_the_longest_word(name: str) -> None:
    pattern = re.compile(alternatives(name))
    for word in sorted(word_set(name)):
        match = pattern.match(word)
        assert match is not None
        assert match.group() == word


def test_alternatives_take_words_literally() -> None:
    assert re.fullmatch(alternatives("latin_company_tails"), "Incx") is None
    assert re.fullmatch(alternatives("latin_company_tails"), "Inc.") is not None

"""Forms of a name: folded, stripped to its core, and spelt nearly alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import quick

from extract.naming import company_cores, fold_name, near_misses

names = st.text(alphabet="推想医疗科技AIaiＡ　 ·-.®()（）2０", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr.Wise®", "DR WISE"),
        ("ＡＩ制药", "AI 制药"),
        ("Med-PaLM 2", "MedPaLM2"),
        ("乐普（北京）医疗", "乐普(北京)医疗"),
        ("《数字健康行动》", "数字健康行动"),
        ("“觅影”", "觅影"),
        ("AlphaFold–3", "AlphaFold-3"),
        ("C·医云", "C•医云"),
    ],
)
def test_width_case_and_punctuation_do_not_tell_names_apart(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("GPT-3", "GPT-4"), ("推想医疗", "推想科技"), ("C+", "C"), ("+", "-")])
def test_names_that_differ_in_words_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@quick
@given(names)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@quick
@given(names)
def test_no_name_folds_to_nothing(name: str) -> None:
    assert fold_name(name)


@pytest.mark.parametrize(
    ("registered", "short"),
    [
        ("上海鹰瞳医疗科技有限公司", "鹰瞳科技"),
        ("上海鹰瞳医疗科技有限公司", "鹰瞳医疗"),
        ("上海鹰瞳医疗科技有限公司", "鹰瞳医疗科技"),
        ("推想医疗科技股份有限公司", "推想医疗"),
        ("北京推想科技有限公司", "推想科技"),
        ("苏州南枝智能科技有限责任公司", "南枝智能"),
        ("星桥(北京)医疗器械股份有限公司", "星桥医疗"),
        ("广东省星桥生物科技有限公司", "星桥生物科技"),
        ("星桥公司", "星桥"),
        ("樱原制药株式会社", "樱原制药"),
        ("Starbridge Inc.", "Starbridge"),
    ],
)
def test_a_registered_name_holds_the_short_one(registered: str, short: str) -> None:
    assert short in list(company_cores(registered))


@pytest.mark.parametrize("name", ["推想医疗", "鹰瞳Airdoc", "GPT-4", "有限元软件", "公司治理"])
def test_a_name_without_a_legal_form_has_no_core(name: str) -> None:
    assert list(company_cores(name)) == []


@pytest.mark.parametrize("registered", ["上海鹰瞳医疗科技有限公司", "苏州南枝智能科技有限责任公司", "星桥公司"])
def test_the_longest_core_comes_first_and_no_core_is_the_name(registered: str) -> None:
    cores = list(company_cores(registered))
    assert cores[0] == max(cores, key=len)
    assert registered not in cores


@quick
@given(st.text(alphabet="星桥南枝医疗科技智能", min_size=3, max_size=6))
def test_every_core_begins_with_the_trade_name(name: str) -> None:
    for core in company_cores(f"上海{name}有限公司"):
        assert core[:1] == name[:1]
        assert len(core) >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("英矽智能", "英科智能"),
        ("深睿医疗", "深容医疗"),
        ("Infervision", "Inferwision"),
        ("AlphaFold", "AlphaFlod"),
    ],
)
def test_names_that_differ_by_a_slip_are_near_misses(one: str, other: str) -> None:
    assert {frozenset(pair[:2]) for pair in near_misses([one, other])} == {frozenset((one, other))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ERAS-007", "ERAS-001"),
        ("GPT-3模型", "GPT-4模型"),
        ("第一医院", "第二医院"),
        ("数坤", "数申"),
        ("推想医疗", "数坤科技"),
    ],
)
def test_names_that_differ_by_a_figure_or_too_much_are_no_near_misses(one: str, other: str) -> None:
    assert list(near_misses([one, other])) == []


@quick
@given(st.lists(st.text(alphabet="英矽科智能医", min_size=3, max_size=6), max_size=8, unique=True))
def test_near_misses_do_not_depend_on_the_order_of_names(listed: list[str]) -> None:
    pairs = list(near_misses(listed))
    assert pairs == list(near_misses(reversed(listed)))
    assert len({frozenset(pair[:2]) for pair in pairs}) == len(pairs)
    assert all(one != other and 0 < score < 1 for one, other, score in pairs)

"""A question becomes names, times, values and cues; what is left over is named."""

import pytest

from extract.questions import KnownName, QuestionReader
from extract.questions.times import find_time

READER = QuestionReader(
    [
        KnownName("推想医疗", "company/推想医疗"),
        KnownName("推想科技", "company/推想医疗"),
        KnownName("数坤科技", "company/数坤科技"),
        KnownName("AlphaFold 3", "model/AlphaFold 3"),
        KnownName("融资", "technology/融资"),
        KnownName("三类证数量", "Metric.indicator=三类证数量", is_value=True),
        KnownName("数字疗法", "Segment.segment=数字疗法", is_value=True),
    ]
)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2023年以来", "2023", None),
        ("自2021年起", "2021", None),
        ("从2020年", "2020", None),
        ("2022年之后", "2022", None),
        ("2020年以前", None, "2019"),
        ("截至2024年", None, "2024"),
        ("2018-2022年", "2018", "2022"),
        ("2018年至2022年", "2018", "2022"),
        ("2024年上半年", "2024-01", "2024-06"),
        ("2024年3月", "2024-03", "2024-03"),
        ("2024年3月以后", "2024-03", None),
        ("近三年", "2022", "2024"),
        ("过去5年", "2020", "2024"),
        ("今年", "2024", "2024"),
        ("去年", "2023", "2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_times(text: str, since: str | None, until: str | None) -> None:
    for question in (f"{text}哪些产品获批", f"推想医疗{text}融了几轮"):
        time = find_time(question, latest_year=2024)
        assert time is not None
        assert (time.since, time.until) == (since, until)
        assert question[time.start : time.end] == time.words


@pytest.mark.parametrize("text", ["哪些产品获批", "ISM3091 的进展", "准确率 2000 分", "GPT-4"])
def test_no_time(text: str) -> None:
    found = find_time(text, latest_year=2024)
    assert found is None or found.words == "2000"


def test_names_are_found_whatever_their_width_and_spaces() -> None:
    for text in ("alphafold 3是谁的", "ＡｌｐｈａＦｏｌｄ　3是谁的"):
        assert [name.keys for name in READER.read(text).names] == [("model/AlphaFold 3",)]


def test_a_cue_is_no_name_and_a_value_yields_to_cues() -> None:
    question = READER.read("推想医疗的三类证数量")
    assert [name.words for name in question.names] == ["推想医疗"]
    assert question.says("kind", "Approval")
    assert not READER.read("谁完成了融资").names


def test_values_of_slots_are_found_where_no_cue_is() -> None:
    (name,) = READER.read("数字疗法赛道有哪些公司").names
    assert name.keys == ("Segment.segment=数字疗法",)


def test_the_longest_cue_counts() -> None:
    assert READER.read("是谁投的").says("ask", "Company")
    asked = [cue.value for cue in READER.read("哪些投资机构").cued("ask")]
    assert asked == ["Investor"]


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("B+轮融资有哪些", "round", "B+轮"),
        ("进入三期临床的药", "stage", "Phase 3"),
        ("第三类医疗器械注册证", "class", "三类证"),
        ("前十名企业", "top", "10"),
        ("top 5 公司", "top", "5"),
        ("哪些收购", "deal_type", "acquisition"),
        ("停止的管线", "status", "stopped"),
    ],
)
def test_values(text: str, what: str, value: str) -> None:
    assert (what, value) in [(found.what, found.value) for found in READER.read(text).values]


def test_a_part_of_a_name_is_near_and_an_unknown_word_is_named() -> None:
    question = READER.read("推想在火星有哪些产品")
    assert [(name.words, name.keys, name.near) for name in question.names] == [("推想", ("company/推想医疗",), True)]
    assert "火星" in "".join(question.unknown)


def test_duo_counts_only_at_the_end() -> None:
    assert READER.read("谁的三类证多？").says("op", "most")
    assert not READER.read("多模态产品有哪些").says("op", "most")

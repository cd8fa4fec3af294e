"""A list is of one kind: its last word or its known members tell what the unknown ones are."""

from collections.abc import Callable

import pytest

from extract.mention import Mention
from extract.mentions.context import passes_context

Names = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("推想医疗、星桥云图、数坤科技等企业入局", "Company", {"推想医疗", "星桥云图", "数坤科技"}),
        ("包括星桥云图、南枝数据等10家公司", "Company", {"星桥云图", "南枝数据"}),
        ("例如星桥云图、南枝数据等头部AI企业", "Company", {"星桥云图", "南枝数据"}),
        ("在临江三院、北岸中心等多家医院落地", "Hospital", {"临江三院", "北岸中心"}),
        ("用于斑驳症、晶尘症等疾病", "Disease", {"斑驳症", "晶尘症"}),
        ("推出望舒、听雨等大模型", "AIModel", {"望舒", "听雨"}),
        ("采用稀疏注意力、块式编码等技术", "Technology", {"稀疏注意力", "块式编码"}),
        ("核心产品包括灵犀云、听雨阁。", "Product", {"灵犀云", "听雨阁"}),
        (
            "如星桥云图、南枝数据等头部AI企业",
            "Company",
            {"星桥云图", "南枝数据"},
        ),
        (
            "运用稀疏注意力、块式编码等技术",
            "Technology",
            {"稀疏注意力", "块式编码"},
        ),
        (
            "采用稀疏蒸馏、块式编码等技术",
            "Technology",
            {"稀疏蒸馏", "块式编码"},
        ),
        (
            "扩展至霁影心、霁影脑、霁影胸等三款产品",
            "Product",
            {"霁影脑", "霁影胸"},
        ),
        (
            "在诊前环节拿出了智能分导诊、智慧加号、智能候诊三个应用",
            "Product",
            {"智能分导诊", "智慧加号", "智能候诊"},
        ),
    ],
)
def test_the_word_behind_a_list_tells_what_it_lists(names_in: Names, text: str, type_: str, expected: set[str]) -> None:
    assert expected <= {name for found, name in names_in(text) if found == type_}


@pytest.mark.parametrize(
    "text",
    [
        "质量、效率、成本等问题",
        "在医院、社区、家庭里",
        "后来者等企业入局",
    ],
)
def test_without_a_telling_word_or_a_list_nothing_is_listed(names_in: Names, text: str) -> None:
    assert names_in(text) == []


def test_a_joint_before_the_last_member_ends_the_list(names_in: Names) -> None:
    found = {name for type_, name in names_in("推出灵犀云、听雨阁和观海台三个平台") if type_ == "Product"}
    assert {"听雨阁", "观海台"} <= found


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("推想医疗、数坤科技、星桥云图以及鹰瞳科技", {"星桥云图"}),
        ("推想医疗、数坤科技、可以提升效率、鹰瞳科技", set()),
        ("推想医疗、后来者、同路人、观海台", set()),
        (
            "推想医疗、数坤科技、星桥云图以及鹰瞳科技参展",
            {"星桥云图"},
        ),
    ],
)
def test_what_stands_between_known_companies_is_one(names_in: Names, text: str, unknown: set[str]) -> None:
    listed = {"推想医疗", "数坤科技", "鹰瞳科技"}
    assert {name for type_, name in names_in(text) if type_ == "Company"} - listed == unknown


def test_lists_of_two_kinds_are_not_filled() -> None:
    from extract.mentions.coordination import fill_lists

    text = "推想医疗、星桥云图、临江医院"
    mentions = [
        Mention(0, 4, "Company", "推想医疗", "gazetteer"),
        Mention(10, 14, "Hospital", "临江医院", "head.hospital"),
    ]
    assert list(fill_lists(text, mentions)) == []


@pytest.mark.parametrize(
    ("text", "promoted"),
    [
        ("灵犀云、听雨阁", True),
        ("灵犀云和听雨阁", True),
        ("灵犀云以及听雨阁", True),
        ("灵犀云,听雨阁", False),
        ("灵犀云听雨阁", False),
    ],
)
def test_a_joint_makes_a_neighbour_sure(text: str, promoted: bool) -> None:
    from extract.mentions.coordination import promote_coordinated

    second = text.index("听")
    mentions = [
        Mention(0, 3, "Product", "灵犀云", "quoted.name", 0.7),
        Mention(second, second + 3, "Product", "听雨阁", "head.product", 0.45),
    ]
    assert (promote_coordinated(text, mentions)[1].confidence > 0.6) is promoted


def test_a_neighbour_of_another_type_makes_nothing_sure() -> None:
    from extract.mentions.coordination import promote_coordinated

    mentions = [
        Mention(0, 4, "Company", "推想医疗", "gazetteer"),
        Mention(5, 8, "Product", "听雨阁", "head.product", 0.45),
    ]
    assert promote_coordinated("推想医疗、听雨阁", mentions) == mentions


@pytest.mark.parametrize(
    ("text", "start", "kept"),
    [
        ("推想医疗、医联参展", 5, True),
        ("医联、推想医疗参展", 0, True),
        ("医联宣布融资", 0, True),
        ("由医联", 1, True),
        ("医联网络遍布", 0, False),
    ],
)
def test_a_vague_name_is_kept_in_a_list_or_beside_a_cue(text: str, start: int, kept: bool) -> None:
    known = text.find("推想医疗")
    mentions = [Mention(start, start + 2, "Company", "医联", "gazetteer", 0.4)]
    if known >= 0:
        mentions.append(Mention(known, known + 4, "Company", "推想医疗", "gazetteer", 0.92))
    assert ("医联" in {m.name for m in passes_context(text, mentions)}) is kept


@pytest.mark.parametrize(
    ("words", "can_be"),
    [
        ("星桥云图", True),
        ("GPT-4", True),
        ("C·医云", True),
        ("甲", False),
        ("3款产品", False),
        ("医生的助手", False),
        ("提升了效率", False),
        ("名" * 25, False),
        ("甲,乙", False),
    ],
)
def test_not_every_string_can_be_a_member(words: str, can_be: bool) -> None:
    from extract.mentions.lists import is_member

    assert is_member(words) is can_be

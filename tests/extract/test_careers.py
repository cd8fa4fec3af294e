"""Where people worked and work beside the post that the text gives them first."""

from collections.abc import Callable

import pytest
from reports_of_text import Read, facts_of, plain_args, read_marked


def roles(text: str) -> list[tuple[str, str, str]]:
    found = [plain_args(fact) for fact in facts_of(read_marked(text)) if fact.kind == "Role"]
    return sorted({(f["person"], f.get("org", ""), f.get("title", "")) for f in found})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[C 南枝科技]创始人钱一帆此前供职于[C 北屿科技],现为董事长。",
            [("钱一帆", "北屿科技", ""), ("钱一帆", "南枝科技", "创始人"), ("钱一帆", "南枝科技", "董事长")],
        ),
        (
            "[C 南枝科技]CEO廖若曾任[C 北屿科技]中国区病理负责人。",
            [("廖若", "北屿科技", "中国区病理负责人"), ("廖若", "南枝科技", "CEO")],
        ),
        ("试验由[H 临江医院]陆一鸣教授牵头。", [("陆一鸣", "临江医院", "教授")]),
        ("文|陆一鸣 [N 青禾纵深] 编辑|廖若", [("廖若", "青禾纵深", "编辑"), ("陆一鸣", "青禾纵深", "")]),
        (
            "[C 南枝科技]创始人林国强曾在[H 临江医院]神经内科任主治医师,现为公司董事长兼CEO。",
            [
                ("林国强", "临江医院", "神经内科主治医师"),
                ("林国强", "南枝科技", "CEO"),
                ("林国强", "南枝科技", "创始人"),
                ("林国强", "南枝科技", "董事长"),
            ],
        ),
        (
            "[C 南枝科技]总裁廖若2019年从[C 北屿科技]加入,首席医学官林国强今年3月到任,之前在[C 东澜科技]任职。",
            [
                ("廖若", "北屿科技", ""),
                ("廖若", "南枝科技", "总裁"),
                ("林国强", "东澜科技", ""),
                ("林国强", "南枝科技", "首席医学官"),
            ],
        ),
        (
            "[C 南枝科技]CEO廖若,是[C 北屿科技]前副总裁。",
            [("廖若", "北屿科技", "副总裁"), ("廖若", "南枝科技", "CEO")],
        ),
        (
            "[C 南枝科技]宣布董事会秘书林国强因个人原因辞任,由财务总监陆一鸣接任。",
            [
                ("林国强", "南枝科技", "董事会秘书"),
                ("陆一鸣", "南枝科技", "董事会秘书"),
                ("陆一鸣", "南枝科技", "财务总监"),
            ],
        ),
        (
            "[N 青禾科学院]院士、[H 临江医院]院长林国强在会上说。",
            [("林国强", "临江医院", "院长"), ("林国强", "青禾科学院", "院士")],
        ),
        (
            "[C 南枝科技]CEO廖若毕业于[N 青禾大学],师从名家,2017年加入[C 北屿科技],留任至今。",
            [("廖若", "北屿科技", ""), ("廖若", "南枝科技", "CEO")],
        ),
        ("曾在[C 北屿科技]负责销售的[E 廖若]加盟。", [("廖若", "北屿科技", "")]),
        ("[C 南枝科技]智能算法部负责人林国强主管模型。", [("林国强", "南枝科技", "智能算法部负责人")]),
        (
            "[C 南枝科技]由陈建国、高敏夫妇于2017年创立。",
            [("陈建国", "南枝科技", "创始人"), ("高敏", "南枝科技", "创始人")],
        ),
        (
            "原[C 北屿科技]总裁周婧加盟,担任[C 南枝科技]CEO。",
            [("周婧", "北屿科技", "总裁"), ("周婧", "南枝科技", "CEO")],
        ),
        (
            "[C 南枝科技]总经理周婧是挖来的。她原任[C 北屿科技]市场总监。",
            [("周婧", "北屿科技", "市场总监"), ("周婧", "南枝科技", "总经理")],
        ),
        (
            "[C 南枝科技]董事长钱一帆到场。如今钱一帆早年在[C 北屿科技]担任算法负责人。",
            [("钱一帆", "北屿科技", "算法负责人"), ("钱一帆", "南枝科技", "董事长")],
        ),
        (
            "[C 南枝科技]联合创始人、首席技术官廖若对记者说。",
            [("廖若", "南枝科技", "联合创始人"), ("廖若", "南枝科技", "首席技术官")],
        ),
        (
            "2019年,钱一帆与师妹高敏在临江创办[C 南枝科技]。",
            [("钱一帆", "南枝科技", "创始人"), ("高敏", "南枝科技", "创始人")],
        ),
        (
            "[C 南枝科技]董事会选举总裁廖若为新任董事长。",
            [("廖若", "南枝科技", "总裁"), ("廖若", "南枝科技", "董事长")],
        ),
        (
            "[C 南枝科技]由钱一帆创立,钱一帆至今仍任董事长。",
            [("钱一帆", "南枝科技", "创始人"), ("钱一帆", "南枝科技", "董事长")],
        ),
        (
            "[C 南枝科技]创始人廖若是药物化学家,如今只保留董事长一职。",
            [("廖若", "南枝科技", "创始人"), ("廖若", "南枝科技", "董事长")],
        ),
        (
            "2014年,病理医生陆一鸣在临江创办[C 南枝科技]。",
            [("陆一鸣", "南枝科技", "创始人")],
        ),
        (
            "[C 南枝科技]与[H 临江医院]签约,该院神经外科主任陆一鸣说。",
            [("陆一鸣", "临江医院", "神经外科主任")],
        ),
        ("[N 青禾通讯社]临江2025年4月9日电(记者廖若)", [("廖若", "青禾通讯社", "记者")]),
    ],
)
def test_every_station_of_a_career_is_a_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert roles(text) == expected


def test_a_post_in_brackets_is_of_whom_the_text_speaks() -> None:
    found = facts_of(read_marked("搭档廖若(首席科学官)看好出海。", about="南枝科技"))
    assert [plain_args(fact) for fact in found if fact.kind == "Role"] == [
        {"person": "廖若", "org": "南枝科技", "title": "首席科学官"}
    ]


def test_a_post_by_which_a_text_speaks_of_whom_it_named_last_is_theirs() -> None:
    found = facts_of(read_marked("[C 南枝科技]CEO廖若看好出海。", "这位前[C 东澜科技]智慧医疗总监说话不快。"))
    assert {plain_args(fact)["title"]: plain_args(fact)["org"] for fact in found if fact.kind == "Role"} == {
        "CEO": "南枝科技",
        "智慧医疗总监": "东澜科技",
    }


def test_people_of_a_hospital_that_tells_of_itself_are_its_own(read_report_text: Callable[..., Read]) -> None:
    text = "临江市第一人民医院上线新系统\n\n我院引进的系统已经运行。心内科主任周一舟说,它很快。\n"
    (role,) = read_report_text(text).facts("Role")
    assert (role["person"], role["org"], role["title"]) == ("周一舟", "临江市第一人民医院", "心内科主任")


def test_a_word_that_points_at_the_country_names_it_only_with_it(read_report_text: Callable[..., Read]) -> None:
    assert read_report_text("国内市场增长很快,国内有很多医院。\n").names("Place") == []
    assert read_report_text("我国有很多医院。\n").names("Place") == ["我国"]
    assert read_report_text("国内市场增长很快。中国有很多医院。\n").names("Place") != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[C 南枝科技]由陈建国与高敏于2017年创立,前者任董事长,后者任首席运营官。",
            [("陈建国", "南枝科技", "董事长"), ("高敏", "南枝科技", "首席运营官")],
        ),
        (
            "[C 南枝科技]由陈建国、高敏分别担任CEO和CTO。",
            [("陈建国", "南枝科技", "CEO"), ("高敏", "南枝科技", "CTO")],
        ),
        (
            "[C 南枝科技]由陈建国和高敏担任联席CEO。",
            [("陈建国", "南枝科技", "联席CEO"), ("高敏", "南枝科技", "联席CEO")],
        ),
        ("[C 南枝科技]CEO陈建国曾在[C 北屿科技]负责影像业务。", [("陈建国", "北屿科技", "")]),
        (
            "[C 南枝科技]CEO陈建国先后任职于[C 北屿科技]和[N 临江大学],在后者担任教授。",
            [("陈建国", "北屿科技", ""), ("陈建国", "临江大学", ""), ("陈建国", "临江大学", "教授")],
        ),
        ("[C 南枝科技]副总裁、影像事业群总裁陈建国到场。", [("陈建国", "南枝科技", "副总裁")]),
        ("[C 南枝科技]CTO[E 印一帆]到场。", [("印一帆", "南枝科技", "CTO")]),
        ("[H 临江医院]的陈建国院士主刀。", [("陈建国", "临江医院", "院士")]),
        ("[N 临江大学]教授维克托·林德(Victor Lind)创办了公司。", [("维克托·林德", "临江大学", "教授")]),
    ],
)
def test_posts_of_pairs_and_stations_without_a_post(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert set(expected) <= set(roles(text))


@pytest.mark.parametrize("text", ["[H 临江医院]的高级医生到场。", "[C 南枝科技]由多方和其他股东担任发起人。"])
def test_words_of_the_language_hold_no_posts(text: str) -> None:
    assert roles(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("动脉网11月20日讯（记者 林晓东）星桥医疗获批。", {("林晓东", "动脉网", "记者")}),
        ("界面新闻记者 林晓东 2024年11月8日", {("林晓东", "界面新闻", "记者")}),
        ("动脉网记者从星桥医疗获悉，产品获批。", set()),
        (
            "星桥医疗首席医学官、原北京协和医院神经内科主任医师林晓东称，软件已通过备案。",
            {("林晓东", "星桥医疗", "首席医学官"), ("林晓东", "北京协和医院", "主任医师")},
        ),
    ],
)
def test_reporters_and_posts_before_former_ones(
    text: str, expected: set[tuple[str, str, str]], read_report_text: Callable[..., Read]
) -> None:
    facts = read_report_text(f"{text}\n").contribution.facts
    told = [plain_args(fact) for fact in facts if fact.kind == "Role"]
    assert {(args["person"], args["org"], args["title"]) for args in told} == expected

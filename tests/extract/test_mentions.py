"""Names in a text: by list, by form, by the words beside them, and by what the report itself teaches."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_of_text import Read, thing

from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton
from extract.mentions.learn import learned_names
from extract.mentions.quoted import find_definitions
from extract.mentions.titles import title_type
from extract.reading_of import Reading

Names = Callable[..., list[tuple[str, str]]]


# ---- by list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推想医疗与数坤科技签约", [("Company", "推想医疗"), ("Company", "数坤科技")]),
        ("由国家药监局和FDA审评", [("Regulator", "国家药监局"), ("Regulator", "FDA")]),
        ("在港交所敲钟", [("Exchange", "港交所")]),
        ("采用深度学习", [("Technology", "深度学习")]),
        ("谷歌的AlphaFold", [("Company", "谷歌"), ("AIModel", "AlphaFold")]),
    ],
)
def test_listed_names_are_found(names_in: Names, text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize("text", ["关联影像资料可以调阅", "教育部门发文", "这种推想医疗界不认同"])
def test_a_short_listed_name_does_not_cut_a_word(names_in: Names, text: str) -> None:
    assert [name for _, name in names_in(text) if name in ("联影", "教育部", "推想")] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由依图研发", True),
        ("推想医疗、依图、数坤科技参展", True),
        ("依图发布新品", True),
        ("专家依图索骥", False),
        ("图纸可依图而改", False),
    ],
)
def test_a_name_that_is_also_a_word_needs_a_cue(names_in: Names, text: str, found: bool) -> None:
    assert (("Company", "依图") in names_in(text)) is found


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("推想 医疗 发布", "推想医疗", "推想 医疗"),
        ("发布 GPT - 4 模型", "GPT-4", "GPT - 4"),
        ("与 Relay  Therapeutics 签约", "Relay Therapeutics", "Relay  Therapeutics"),
    ],
)
def test_a_name_with_loose_spaces_is_found_where_it_stands(
    find_mentions: Callable[[str], list[Mention]], text: str, name: str, printed: str
) -> None:
    (mention,) = [m for m in find_mentions(text) if m.name == name]
    assert text[mention.start : mention.end] == printed


def test_an_empty_text_has_no_mentions(find_mentions: Callable[[str], list[Mention]]) -> None:
    assert find_mentions("") == find_mentions(" \n ") == []


PIECES = [
    "推想医疗",
    "上海星桥医疗科技有限公司",
    "、",
    "等企业",
    "“灵犀”",
    "平台",
    "《管理办法》",
    "肺结节",
    "GPT-4",
    "Relay Labs",
    " ",
    "\n",
    "İ",
    "软件",
    "由",
    "(",
    ")",
]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_mentions_stand_in_order_and_never_overlap(find_mentions: Callable[[str], list[Mention]], text: str) -> None:
    mentions = find_mentions(text)
    assert all(one.end <= following.start for one, following in itertools.pairwise(mentions))
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert "".join(mention.name.split()) in "".join(text[mention.start : mention.end].split())
        assert 0 < mention.confidence <= 1


# ---- companies by form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由上海星桥医疗科技有限公司研发", ["上海星桥医疗科技有限公司"]),
        ("与苏州南枝科技有限公司、北京观海股份有限公司合资", ["苏州南枝科技有限公司", "北京观海股份有限公司"]),
        ("星桥医疗(上海星桥医疗科技有限公司)", ["上海星桥医疗科技有限公司"]),
        ("注册人:星桥(苏州)医疗器械有限公司", ["星桥(苏州)医疗器械有限公司"]),
        ("樱原制药株式会社", ["樱原制药株式会社"]),
        ("子公司星桥科技有限公司", ["星桥科技有限公司"]),
        ("成立有限公司", []),
        ("北京和睦医疗有限公司", ["北京和睦医疗有限公司"]),
        ("上海联合医疗科技有限公司", ["上海联合医疗科技有限公司"]),
        ("上海远山投资管理有限公司", ["上海远山投资管理有限公司"]),
        (
            "上海星桥医疗科技有限公司苏州分公司",
            ["上海星桥医疗科技有限公司苏州分公司"],
        ),
    ],
)
def test_a_registered_name_is_taken_whole(text: str, expected: list[str]) -> None:
    from extract.mentions.companies import find_registered

    found = find_registered(text)
    assert [mention.name for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星桥医疗推出新品", "星桥医疗"),
        ("星桥医疗携手同行", "星桥医疗"),
        ("联合南枝科技完成", "南枝科技"),
        ("由南枝科技研发", "南枝科技"),
        ("知名企业星辰科创", "星辰科创"),
        ("资料来源:岚软科技", "岚软科技"),
        ("Starbridge Therapeutics宣布", "Starbridge Therapeutics"),
        ("Quillon公司宣布", "Quillon"),
    ],
)
def test_a_short_company_name_is_found_beside_a_cue(names_in: Names, text: str, expected: str) -> None:
    assert ("Company", expected) in names_in(text, surer_than=0.4)


@pytest.mark.parametrize(
    "text", ["精准医疗推出新模式", "智慧医疗专注于基层", "公开信息显示", "市场上的现代医疗宣布", "企业如医疗科技"]
)
def test_words_of_the_field_are_no_company(names_in: Names, text: str) -> None:
    assert [name for type_, name in names_in(text, surer_than=0.0) if type_ == "Company"] == []


# ---- names that end in a telling word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在临江市第一人民医院落地", ("Hospital", "临江市第一人民医院")),
        ("据北京市海淀医院院长介绍", ("Hospital", "北京市海淀医院")),
        ("与清华大学附属医院合作", ("Hospital", "清华大学附属医院")),
        ("青禾研究院发布报告", ("Institution", "青禾研究院")),
        ("远山资本领投", ("Investor", "远山资本")),
        ("苏州市人民政府印发", ("Regulator", "苏州市人民政府")),
        ("推出骨科手术机器人辅助导航软件", ("Product", "骨科手术机器人辅助导航软件")),
        ("上线InferRead影像云平台", ("Product", "InferRead影像云平台")),
        ("发布观澜大模型", ("AIModel", "观澜大模型")),
        ("推想医疗大模型登顶榜首", ("AIModel", "推想医疗大模型")),
        ("构造眼底影像分析系统、医疗大数据整体解决方案等", ("Product", "医疗大数据整体解决方案")),
        ("基于百度AI技术中台提供服务", ("Product", "百度AI技术中台")),
        ("获批的视网膜病变辅助诊断软件", ("Product", "视网膜病变辅助诊断软件")),
        ("推出骨折CT影像辅助分诊及检测软件", ("Product", "骨折CT影像辅助分诊及检测软件")),
        ("与东软联合开发的合理用药系统", ("Product", "合理用药系统")),
        ("通过自主研发的医学数据智能平台治理数据", ("Product", "医学数据智能平台")),
        ("推想医疗服务医院超过300家", ("Company", "推想医疗")),
        (
            "推想医疗不再研发肺结节辅助诊断软件",
            ("Product", "肺结节辅助诊断软件"),
        ),
    ],
)
def test_a_name_grows_from_its_last_word(names_in: Names, text: str, expected: tuple[str, str]) -> None:
    assert expected in names_in(text, surer_than=0.0)


@pytest.mark.parametrize(
    "text",
    [
        "三级医院和公立医院",
        "智能平台与医疗信息系统",
        "数年内三级医院",
        "风险投资升温",
        "一款软件",
        "第三方医院",
        "该系统上线",
        "各类联盟",
    ],
)
def test_a_kind_of_thing_is_no_name(names_in: Names, text: str) -> None:
    found = names_in(text, surer_than=0.0)
    assert [one for one in found if one[0] in ("Hospital", "Institution", "Investor", "Product")] == []


# ---- titles, quotation marks, Latin names


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于推进影像云建设的通知", "Policy"),
        ("软件管理条例(2021修订)", "Policy"),
        ("影像软件审评指导原则", "Policy"),
        ("影像软件白皮书", "Report"),
        ("影像软件白皮书2023", "Report"),
        ("智慧医院分析报告:从病历说起", "Report"),
        ("影像软件管理办法研究", "Report"),
        ("读片室里的机器", "Report"),
    ],
)
def test_a_title_is_a_policy_or_a_report(names_in: Names, title: str, expected: str) -> None:
    assert title_type(title) == expected
    assert (expected, title) in names_in(f"《{title}》出台")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“城市守望平台”上线", ("Product", "城市守望平台")),
        ("「望舒」大模型开放", ("AIModel", "望舒")),
        ("“觅影”平台上线", ("Product", "觅影")),
    ],
)
def test_a_quoted_name_is_shown_without_its_marks(names_in: Names, text: str, expected: tuple[str, str]) -> None:
    assert expected in names_in(text, surer_than=0.6)


def test_quoted_words_are_no_names(names_in: Names) -> None:
    assert names_in("“好消息”传来,“慢下来”成为共识", surer_than=0.0) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XQ-101抑制剂进入临床", [("Drug", "XQ-101")]),
        ("XQ-101/XQ-102药物", [("Drug", "XQ-101"), ("Drug", "XQ-102")]),
        ("XQ-101版本更新", []),
        ("GDP增长,CEO换人,COVID-19药物", []),
    ],
)
def test_a_code_is_a_drug_where_the_sentence_speaks_of_drugs(
    names_in: Names, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [one for one in names_in(text) if one[0] == "Drug"] == expected


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("星桥医疗(以下简称“星桥”)", "星桥医疗", "星桥"),
        ("灵犀影像(原名:观澜)", "灵犀影像", "观澜"),
        ("鹰瞳科技(Airdoc)", "鹰瞳科技", "Airdoc"),
        ("星桥医疗(上海星桥医疗科技有限公司)", "星桥医疗", "上海星桥医疗科技有限公司"),
    ],
)
def test_the_text_defines_other_names(text: str, name: str, alias: str) -> None:
    (found,) = find_definitions(text)
    assert (text[: found.of_end], found.alias, text[found.start : found.end]) == (name, alias, alias)
    assert found.reason.endswith(text[found.of_end :])


@pytest.mark.parametrize("text", ["星桥医疗(2016年成立)", "营收(亿元)", "即将(即刻)", "星桥医疗(简称:星桥、XQ)"])
def test_other_brackets_define_nothing(text: str) -> None:
    assert find_definitions(text) == []


# ---- what a report teaches


def sure(type_: str, name: str, rule: str = "company.registered", confidence: float = 0.9) -> Mention:
    return Mention(0, len(name), type_, name, rule, confidence)


def taught(texts: list[str], mentions: list[list[Mention]], *readings: Reading) -> set[tuple[str, str]]:
    return {(m.type, m.name) for m in learned_names(texts, mentions, readings)}


def test_a_table_teaches_its_names() -> None:
    reading = Reading(entities=(thing("Company", "星桥云图"), thing("Company", "星桥"), thing("Disease", "肺结节病")))
    assert taught([], [], reading) == {("Company", "星桥云图")}


def test_a_definition_teaches_the_other_name() -> None:
    text = "上海星桥医疗科技有限公司(以下简称“星桥医疗”)"
    assert ("Company", "星桥医疗") in taught([text], [[sure("Company", text[:12])]])


@pytest.mark.parametrize(("times", "learned"), [(1, False), (2, True)])
def test_a_guess_must_be_repeated(times: int, learned: bool) -> None:
    texts = ["公司星辰科创。"] * times
    mentions = [[Mention(2, 6, "Company", "星辰科创", "cue.maker", 0.55)]] * times
    assert (("Company", "星辰科创") in taught(texts, mentions)) is learned


def test_the_surest_name_is_learned_first() -> None:
    mentions = [[sure("Product", "灵犀影像云", "quoted.name", 0.7), sure("Company", "星桥科技集团", confidence=0.95)]]
    assert [m.confidence for m in learned_names(["…"], mentions, ())] == [0.95, 0.7]


def test_a_learned_name_is_known_everywhere_in_its_report(read_report_text: Callable[..., Read]) -> None:
    text = "多家医院用上了星桥云图。\n上海星桥云图有限公司(以下简称“星桥云图”)扩建。\n我们走访了星桥云图。"
    once = read_report_text(text).entity("Company", "星桥云图")
    assert once is not None
    assert [text[span.start : span.end] for span in once.mentions] == ["星桥云图"] * 3


# ---- the configuration of the pipeline


def config_of(folder: Path, change: Callable[[str], str]) -> Path:
    from extract.mentions.pipeline import CONFIG

    path = folder / "pipeline.cfg"
    text = change(CONFIG.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return path


def mentions_with(config: Path, text: str) -> list[tuple[str, str]]:
    from extract.mentions.pipeline import load_pipeline

    return [(m.type, m.name) for m in load_pipeline(config)(text)._.mentions]


def test_a_component_can_be_dropped(tmp_path: Path, find_mentions: Callable[[str], list[Mention]]) -> None:
    text = "“城市守望平台”识别肝脏局灶性病变"
    assert {m.type for m in find_mentions(text)} == {"Product", "Disease"}
    config = config_of(tmp_path, lambda cfg: cfg.replace('"medai_diseases",', ""))
    assert mentions_with(config, text) == [("Product", "城市守望平台")]


def test_a_component_of_ones_own_can_be_added(tmp_path: Path) -> None:
    from spacy.language import Language
    from spacy.tokens import Doc

    @Language.component("test_star_names")
    def star_names(doc: Doc) -> Doc:
        start = doc.text.find("★")
        doc._.mentions = (
            *doc._.mentions,
            Mention(start, start + 3, "Product", doc.text[start : start + 3], "test.star"),
        )
        return doc

    def with_star(cfg: str) -> str:
        named = cfg.replace('"medai_overlaps",', '"test_star_names","medai_overlaps",')
        return named + '\n[components.test_star_names]\nfactory = "test_star_names"\n'

    assert ("Product", "★灵犀") in mentions_with(config_of(tmp_path, with_star), "全新的★灵犀来了")


def test_mentions_are_attached_to_tokens() -> None:
    from extract.mentions.pipeline import load_pipeline

    doc = load_pipeline()("推想医疗发布新品")
    assert [(span.label_, span.text) for span in doc.spans["mentions"]] == [("Company", "推想医疗")]


def test_a_learned_name_never_shortens_a_longer_one() -> None:
    from extract.mentions.pipeline import with_learned

    known = [Mention(0, 6, "Company", "星桥医疗科技", "company.short", 0.9)]
    learned = NameAutomaton([("星桥医疗", sure("Company", "星桥医疗"))])
    assert with_learned("星桥医疗科技", known, learned) == known

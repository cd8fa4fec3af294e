"""All that one report gives: facts with quotes that stand in it, names with their places, nothing lost in silence."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_of_text import Read, thing

from extract.contribution import contribute
from extract.distinct import distinct
from extract.entities import SURE, EntityCollector
from extract.fingerprint import rules_fingerprint
from extract.mention import Mention
from extract.reading import read_report
from extract.resolution import resolve
from extract.squeeze import squeeze
from ontology.model import Contribution, EntityRef, Evidence, Fact, MentionSpan, Phrase, Value
from ontology.schema import load_schema

REPORT = """# 影像软件观察
## 一、推想医疗
推想医疗成立于2016年,总部位于北京。公司推出了骨折辅助诊断软件,集报告、质控于一体。
该软件用于肋骨骨折的识别。公司尚未推出心电分析平台。
- 2023年,推想医疗营业收入为3.2亿元。
## 二、合作
2022年7月,推想医疗与数坤科技达成战略合作。推想医疗拟收购星桥科技有限公司。
"""

PIECES = [
    *(
        "推想医疗",
        "上海星桥医疗科技有限公司",
        "(以下简称“星桥医疗”)",
        "数坤科技、鹰瞳科技等企业",
        "公司",
        "该系统",
        "其",
    ),
    *("与", "、", "和", "，", "。", "；", "推出了", "获得", "收购", "尚未", "预计", "分别", "各", "均为", "由", "增至"),
    *(
        "2023年",
        "1/9/2024",
        "3.5亿元",
        "12张",
        "30%",
        "三类证",
        "肺结节",
        "肺结节辅助诊断软件",
        "《管理办法》",
        "“灵犀”平台",
    ),
    *(
        "\n",
        "\n\n",
        "\t",
        "# 一、",
        "表1 ",
        "资料来源：",
        "序号\t企业\t产品\n",
        "1\t推想医疗\t肺结节软件\n",
        "<ul><li>",
        "**",
    ),
    *("İ", "①", "\ue000", "\u200b", "😀", "(", "）", "醫療", "ＡＩ", "CEO", "王建华", "远山资本领投", "B轮融资", "  "),
    *(
        "书记",
        "·",
        "主任",
        "“灵犀·书记”",
        "从6分钟",
        "缩短到",
        "1.5分钟",
        "院士",
        "等",
        "的",
        "旗下",
        "由",
        "联合",
        "大学",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=20).map("".join)


def evidence_of(contribution: Contribution) -> list[Evidence]:
    held_back = (*contribution.quarantine, *contribution.refused)
    return [item.evidence for item in (*contribution.facts, *held_back)]


def refs_of(fact: Fact) -> set[EntityRef]:
    found: set[EntityRef] = set()
    for value in fact.args.values():
        for one in value if isinstance(value, tuple) else (value,):
            found.update(one.refs if isinstance(one, Phrase) else [one] if isinstance(one, EntityRef) else [])
    return found


def check(raw: str, contribution: Contribution) -> None:
    """What must hold for every report, however garbled."""
    assert not [one for one in contribution.refused if one.is_failure]
    for evidence in evidence_of(contribution):
        assert 0 <= evidence.start < evidence.end <= len(raw)
        assert raw[evidence.start : evidence.end] == evidence.quote
    known = {entity.ref for entity in contribution.entities}
    for fact in contribution.facts:
        assert refs_of(fact) <= known
        assert set(fact.args) <= {slot.name for slot in load_schema().kind(fact.kind).slots}
        assert fact.modality in ("asserted", "forecast")
        assert 0 < fact.confidence <= 1
        assert fact.rule
    for entity in contribution.entities:
        assert entity.name.strip()
        assert set(entity.aliases) == set(entity.alias_reasons)
        assert all(0 <= span.start < span.end <= len(raw) for span in entity.mentions)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(raw=texts)
def test_any_text_gives_facts_with_true_quotes(read_report_text: Callable[..., Read], raw: str) -> None:
    read = read_report_text(raw)
    check(raw, read.contribution)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(raw=texts)
def test_any_file_gives_facts_with_true_quotes(tmp_path_factory: pytest.TempPathFactory, raw: str) -> None:
    from extract import contribute
    from extract.reading import UnreadableReportError, read_report

    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(raw, encoding="utf-8", errors="ignore")
    try:
        document = read_report(path)
    except UnreadableReportError:
        return
    check(document.raw, contribute(document))


def test_a_name_that_is_a_post_and_nothing_else_breaks_nothing(read_report_text: Callable[..., Read]) -> None:
    raw = "医生最先用上的是病历助手“灵犀·书记”，一份病历的书写时间由6分钟缩短到1.5分钟。"
    contribution = read_report_text(raw).contribution
    check(raw, contribution)
    assert [fact.args["value"] for fact in contribution.facts if fact.kind == "Metric"] == [1.5, 6]


def test_a_sentence_that_trips_a_rule_takes_nothing_else_down(
    read_report_text: Callable[..., Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.prose import reader

    def trips(text: str, *others: object) -> list[object]:
        return [] if "上海" in text else [text[len(text)]]

    monkeypatch.setattr(reader, "find_careers", trips)
    raw = "推想医疗总部位于北京。\n数坤科技总部位于上海。"
    contribution = read_report_text(raw).contribution
    assert [fact.args["org"] for fact in contribution.facts] == [EntityRef("Company", "数坤科技")]
    (failed,) = [one for one in contribution.refused if one.is_failure]
    assert failed.evidence.quote == "推想医疗总部位于北京。"
    assert failed.reason == "a rule failed on it (IndexError: string index out of range)"


def test_a_table_that_trips_a_rule_takes_nothing_else_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract import contribution as stage

    def trips(*_: object, **__: object) -> None:
        raise KeyError("column")

    monkeypatch.setattr(stage, "read_table", trips)
    path = tmp_path / "report.md"
    path.write_text(
        "推想医疗总部位于北京。\n\n表1 融资\n\n| 公司 | 轮次 |\n|---|---|\n| 数坤科技 | B轮 |\n", encoding="utf-8"
    )
    contribution = contribute(read_report(path))
    assert [fact.kind for fact in contribution.facts] == ["LocatedIn"]
    (failed,) = [one for one in contribution.refused if one.is_failure]
    assert failed.evidence.quote.startswith("| 公司 | 轮次 |")


def test_a_bundled_report_is_quoted_truly(sample_reports: tuple[Path, ...]) -> None:
    from extract import contribute
    from extract.reading import read_report

    document = read_report(min(sample_reports, key=lambda path: path.stat().st_size))
    contribution = contribute(document)
    check(document.raw, contribution)
    assert contribution.facts
    assert contribution.report.characters == len(document.raw)


@pytest.mark.parametrize(
    "text",
    [
        *("", " \n", "。", "# ", "\t\t\n\t", "İİ推想医疗", "公司" * 500),
        pytest.param(
            "⟨C0⟩发布⟨P1⟩。",
        ),
    ],
)
def test_a_strange_text_is_no_accident(read_report_text: Callable[..., Read], text: str) -> None:
    check(text, read_report_text(text).contribution)


def test_a_report_is_read_the_same_way_twice(read_report_text: Callable[..., Read]) -> None:
    assert read_report_text(REPORT).contribution == read_report_text(REPORT).contribution


def test_a_report_gives_its_facts_in_the_order_of_the_text(read_report_text: Callable[..., Read]) -> None:
    starts = [fact.evidence.start for fact in read_report_text(REPORT).contribution.facts]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("LocatedIn", {"org": "推想医疗", "place": "北京"}),
        ("Develops", {"company": "推想医疗", "product": "骨折辅助诊断软件"}),
        ("Release", {"publishers": ["推想医疗"], "product": "骨折辅助诊断软件", "scenarios": ["报告", "质控"]}),
        ("Targets", {"product": "骨折辅助诊断软件", "disease": "肋骨骨折"}),
        ("Deal", {"deal_type": "partnership", "parties": ["推想医疗", "数坤科技"], "date": "2022-07"}),
    ],
)
def test_a_report_gives_what_it_states(
    read_report_text: Callable[..., Read], kind: str, expected: dict[str, object]
) -> None:
    assert expected in read_report_text(REPORT).facts(kind)


def test_what_a_report_holds_back_is_counted(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text(REPORT)
    assert read.refused("Release") == ["said to be denied"]
    assert read.refused("Deal") == ["said to be planned"]


@pytest.mark.parametrize(
    ("text", "kind", "times"),
    [
        ("推想医疗推出了骨折辅助诊断软件。\n推想医疗推出了骨折辅助诊断软件。", "Develops", 1),
        ("推想医疗收购了数坤科技。\n推想医疗收购了数坤科技。", "Deal", 2),
        ("推想医疗总部位于北京。\n推想医疗的总部设在北京。", "LocatedIn", 1),
    ],
)
def test_what_is_no_event_is_stated_once(
    read_report_text: Callable[..., Read], text: str, kind: str, times: int
) -> None:
    assert len(read_report_text(text).facts(kind)) == times


def test_a_fact_that_says_less_does_not_stand_beside_the_fuller_one(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text("推想医疗的骨折辅助诊断软件获得三类证。")
    assert [args.get("holder") for args in read.facts("Approval")] == ["推想医疗"]


def test_who_tells_figures_in_the_title_is_not_whom_a_text_is_about(read_report_text: Callable[..., Read]) -> None:
    text = "# 中信证券:推想医疗维持“买入”评级\n中信证券发布研报。公司推出了骨折辅助诊断软件。"
    makers = {args["company"] for args in read_report_text(text).facts("Develops")}
    assert makers == {"推想医疗"}


# ---- names


def test_a_round_that_prose_tells_again_is_the_one_of_the_table() -> None:
    def told(source: Literal["table", "prose"], start: int, **args: Value | tuple[Value, ...]) -> Fact:
        evidence = Evidence("r", start, start + 5, "轮次一二三", source, "")
        return Fact("Funding", {"company": EntityRef("Company", "星桥医疗"), **args}, evidence, "test", 0.9)

    row = told("table", 0, round="A轮", date="2024", investors=(EntityRef("Investor", "北岸资本"),))
    retold = told("prose", 50, round="A轮", investors=(EntityRef("Company", "北岸资本"),))
    other = told("prose", 80, round="B轮")
    assert distinct([row, retold, other]) == [row, other]


def test_a_product_in_use_is_its_companys_in_the_same_sentence(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text("报告正文。\n\n推想医疗的骨折辅助诊断软件已在北京协和医院上线。\n")
    assert read.facts("Deployment") == [{"company": "推想医疗", "product": "骨折辅助诊断软件", "site": "北京协和医院"}]


def test_a_year_that_is_only_compared_with_dates_no_deed(read_report_text: Callable[..., Read]) -> None:
    text = "报告正文。\n\n2024年融资较2023年翻番,推想医疗收购了数坤科技。\n"
    deals = [fact for fact in read_report_text(text).contribution.facts if fact.kind == "Deal"]
    assert [fact.args.get("date") for fact in deals] == ["2024"]


def test_a_name_has_all_its_places(read_report_text: Callable[..., Read]) -> None:
    text = "推想医疗总部位于北京。\n数坤科技与推想 医疗合作。\n推想医疗扩建。"
    entity = read_report_text(text).entity("Company", "推想医疗")
    assert entity is not None
    assert [text[span.start : span.end] for span in entity.mentions] == ["推想医疗", "推想 医疗", "推想医疗"]


def test_a_name_that_only_a_fact_confirms_becomes_a_thing(read_report_text: Callable[..., Read]) -> None:
    without_fact = read_report_text("有人提到骨折辅助诊断软件。")
    with_fact = read_report_text("推想医疗推出了骨折辅助诊断软件。")
    assert without_fact.names("Product") == []
    assert with_fact.names("Product") == ["骨折辅助诊断软件"]


def test_an_unsaid_subject_is_no_mention(read_report_text: Callable[..., Read]) -> None:
    text = "# 推想医疗\n专注于骨科机器人领域。"
    entity = read_report_text(text).entity("Company", "推想医疗")
    assert entity is not None
    assert [text[span.start : span.end] for span in entity.mentions] == ["推想医疗"]


def test_what_the_report_defines_is_an_alias_with_its_reason(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text("上海星桥医疗科技有限公司(以下简称“星桥医疗”)成立。星桥医疗推出了骨折辅助诊断软件。")
    entity = read.entity("Company", "上海星桥医疗科技有限公司")
    assert entity is not None
    assert entity.alias_reasons == {"星桥医疗": "text says so: (以下简称“星桥医疗”)"}
    resolution = resolve([read.contribution])
    names = [e.name for e in resolution.entities if "Company" in e.types]
    assert names == ["星桥医疗"]


def test_a_product_named_with_its_maker_has_both_names(read_report_text: Callable[..., Read]) -> None:
    entity = read_report_text("数坤科技试用了推想医疗骨折CT辅助诊断软件。").entity("Product", "骨折CT辅助诊断软件")
    assert entity is not None
    assert entity.alias_reasons == {"推想医疗骨折CT辅助诊断软件": "named together with its maker"}


@pytest.mark.parametrize(
    "text", [REPORT, "推想 医疗与Relay  Therapeutics、数坤科技合作。", "《影像 软件管理办法》印发。"]
)
def test_a_sure_mention_prints_its_name(find_mentions: Callable[[str], list[Mention]], text: str) -> None:
    for mention in find_mentions(text):
        assert squeeze(text[mention.start : mention.end]).text == mention.name


def test_a_collector_keeps_sure_mentions_and_whatever_facts_use() -> None:
    collector = EntityCollector()
    collector.add_mention(Mention(0, 2, "Company", "星桥", "test", SURE), 10, 12)
    collector.add_mention(Mention(0, 2, "Product", "灵犀", "test", SURE - 0.1), 20, 22)
    assert [(e.name, e.mentions) for e in collector.entities()] == [("星桥", (MentionSpan(10, 12, "星桥"),))]
    args = {"company": EntityRef("Company", "星桥"), "product": EntityRef("Product", "灵犀")}
    collector.add_facts([Fact("Develops", args, Evidence("report", 0, 2, "星桥", "prose"), "test", 0.9)])
    assert [(e.type, e.name) for e in collector.entities()] == [("Company", "星桥"), ("Product", "灵犀")]


def test_a_collector_joins_what_tables_and_text_say() -> None:
    collector = EntityCollector()
    collector.add_mention(Mention(0, 2, "Company", "星桥", "test", 0.9), 10, 12)
    collector.add_local([thing("Company", "星桥", aliases={"XQ": "name in brackets: (XQ)"})])
    (entity,) = collector.entities()
    assert (len(entity.mentions), entity.aliases) == (2, ("XQ",))


# ---- what decides a contribution


def test_the_fingerprint_is_a_hash_and_stays_the_same() -> None:
    assert len(rules_fingerprint()) == 64
    assert rules_fingerprint() == rules_fingerprint.__wrapped__()


def test_a_report_without_blocks_gives_nothing(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text("", title="影像软件观察", date="2024-06").contribution
    assert (contribution.facts, contribution.entities, contribution.refused) == ((), (), ())
    assert (contribution.report.title, contribution.report.date, contribution.report.characters) == (
        "影像软件观察",
        "2024-06",
        0,
    )


def test_a_field_is_the_words_of_a_figure_and_no_technology(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text("# 观察\n2023年,AI制药市场规模为66亿元。\n").contribution
    (fact,) = [fact for fact in contribution.facts if fact.kind == "Metric"]
    assert fact.args["subject"] == Phrase("AI制药")
    assert [entity.name for entity in contribution.entities if entity.type == "Technology"] == []


def test_the_company_of_the_title_goes_on_being_meant(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 推想医疗完成新一轮融资\n\n推想医疗成立于2016年。公司核心团队来自清华大学、百度和西门子医疗。\n\n"
        "目前，该公司已获得7张三类证和3张CE证书，产品覆盖全国2000多家医院。\n"
    ).contribution
    metrics = [fact.args for fact in contribution.facts if fact.kind == "Metric"]
    assert {(args["subject"], args["value"]) for args in metrics} == {
        (Phrase("推想医疗", (EntityRef("Company", "推想医疗"),)), value) for value in (7.0, 3.0, 2000.0)
    }


def test_a_new_paragraph_goes_back_to_the_company_of_the_title(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 推想医疗上市申请获受理\n\n招股书显示，数坤科技持有其52%的股份。\n\n2023年，公司营业收入为3亿元。\n"
    ).contribution
    income = [fact.args["subject"] for fact in contribution.facts if fact.args.get("indicator") == "营业收入"]
    assert income == [Phrase("推想医疗", (EntityRef("Company", "推想医疗"),))]


def test_an_approval_that_names_nobody_is_of_the_company_of_the_section(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 推想医疗牵手数坤科技\n\n2023年8月，用于颅内动脉瘤检出的NeuroView获三类证。\n"
    ).contribution
    told = {fact.kind: fact.args for fact in contribution.facts}
    company, product = EntityRef("Company", "推想医疗"), EntityRef("Product", "NeuroView")
    assert (told["Approval"]["holder"], told["Approval"]["product"]) == (company, product)
    assert told["Develops"] == {"company": company, "product": product}


def test_a_title_that_joins_two_companies_is_about_neither(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 推想医疗与数坤科技\n\n2023年8月，用于颅内动脉瘤检出的NeuroView获三类证。\n"
    ).contribution
    assert ["holder" in fact.args for fact in contribution.facts if fact.kind == "Approval"] == [False]


def test_each_approval_of_a_sentence_has_the_authority_of_its_own_part(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "2024年9月，推想医疗的骨折辅助诊断软件获国家药监局三类证；“灵犀影”于同年11月取得欧盟CE认证。\n"
    ).contribution
    told = {
        (fact.args["product"].name, fact.args["authority"].name)  # type: ignore[union-attr]
        for fact in contribution.facts
        if fact.kind == "Approval"
    }
    assert ("骨折辅助诊断软件", "国家药监局") in told
    assert all(authority != "国家药监局" for product, authority in told if product == "灵犀影")


def test_a_text_is_about_the_company_that_it_names_most(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "漫长的一夜\n\n大会上，星桥医疗第一个登台，星桥医疗的展台也最大。\n\n推想医疗排在后面。\n\n"
        "人们记住了星桥医疗。\n\n2016年，公司在杭州成立。\n"
    ).contribution
    founded = [fact.args["org"] for fact in contribution.facts if fact.kind == "Founded"]
    assert founded == [EntityRef("Company", "星桥医疗")]


def test_an_item_of_a_round_up_forgets_the_one_before(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "一周要闻\n\n【融资】推想医疗完成B轮融资，红杉中国领投。\n\n【上市】公司登陆港交所主板。\n"
    ).contribution
    assert [fact for fact in contribution.facts if fact.kind == "Listing"] == []


def read_file(folder: Path, text: str) -> Read:
    """What a file with the text gives, its layout read as well."""
    path = folder / "news.txt"
    path.write_text(text, encoding="utf-8")
    document = read_report(path, max_bytes=100_000)
    return Read(document, contribute(document))


def test_each_of_several_news_items_is_about_its_own_company(tmp_path: Path) -> None:
    pad = "业内人士认为，人工智能正在改变基层医院的诊疗流程，未来仍需要更多的临床证据来支持"
    items = [
        ("星桥医疗完成B轮融资，影像软件走进县医院", "星桥医疗成立于2016年"),
        ("南枝科技的手术机器人获批，还缺什么", "公司的灵犀手术机器人于2024年3月获国家药监局批准上市"),
    ]
    text = "\n\n".join(f"{headline}\n{told}。{pad}。" for headline, told in items)
    assert {approval["holder"] for approval in read_file(tmp_path, text).facts("Approval")} == {"南枝科技"}


def test_a_text_about_a_company_calls_it_the_company(tmp_path: Path) -> None:
    text = (
        "星桥医疗2024年中报：收入增三成，毛利率下滑\n\n"
        "星桥医疗近日披露中报，期内收入为2.1亿元，毛利率为52%，管理层称下半年将继续控制费用并扩大基层市场，"
        "并表示随着各地基层医疗机构的信息化改造陆续启动，预计全年的订单会明显好于去年，同时研发投入仍将保持在较高的水平，"
        "新一代的影像软件也已经进入临床试验的阶段，有望在明年上半年提交注册申请。\n"
        "截至6月底，南枝科技仍持有其49%的股份。6月，公司在香港设立全资子公司星桥国际有限公司。公司推出了灵犀影像软件。\n"
    )
    read = read_file(tmp_path, text)
    assert read.facts("Develops") == [{"company": "星桥医疗", "product": "灵犀影像软件"}]
    assert "星桥国际有限公司" in read.names("Company")

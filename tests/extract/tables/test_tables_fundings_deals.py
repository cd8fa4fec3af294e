"""Financing rounds and deals."""

import pytest

FUNDINGS = (
    "企业名称\t融资时间\t融资轮次\t融资金额\t投资机构\n"
    "甲科技\t2020年8月\t未公开\t2亿人民币\t甲创投、乙资本\n"
    "\t2020年6月\tB+轮\t数千万人民币\t某跨国集团、丙基金\n"
    "乙科技\t2020年3月\t战略融资\t未披露\t丙基金"
)


def test_a_row_is_a_funding_and_unnamed_investors_are_none(read):
    result = read(FUNDINGS, caption="表2 2020年获得融资的AI影像企业")
    first, second, third = result.facts("Funding")
    assert first == {
        "company": "甲科技",
        "amount": (200000000.0, "CNY"),
        "date": "2020-08",
        "investors": ["甲创投", "乙资本"],
    }
    assert (second["company"], second["round"], second["investors"]) == ("甲科技", "B+轮", ["丙基金"])
    assert "amount" not in third
    assert result.entities("Investor") == ["甲创投", "乙资本", "丙基金"]


def test_the_caption_names_the_segment_of_each_company_once(read):
    segments = read(FUNDINGS, caption="表2 2020年获得融资的AI影像企业").facts("Segment")
    assert segments == [{"company": "甲科技", "segment": "AI影像"}, {"company": "乙科技", "segment": "AI影像"}]


def test_the_caption_names_the_investor_of_all_rows(read):
    rows = (
        "序号\t时间\t企业\t融资轮次\t金额\t成立时间\t地区\n"
        "1\t2024年9月\tAlphaBio\tC轮\t3.35亿美元\t2019年\t美国\n"
        "2\t2024年7月\tBetaBio\tA轮\t未披露\t2016年\t英国"
    )
    result = read(rows, caption="图表 24 2023 年—2024 年 8 月英伟达投资的 AI 制药企业")
    assert result.facts("Funding")[1] == {
        "company": "BetaBio",
        "round": "A轮",
        "date": "2024-07",
        "investors": ["英伟达"],
    }
    assert result.facts("Founded")[0] == {"org": "AlphaBio", "date": "2019"}
    assert result.facts("LocatedIn")[0] == {"org": "AlphaBio", "place": "美国"}
    (investor,) = (entity for entity in result.reading.entities if entity.type == "Investor")
    assert [mention.text for mention in investor.mentions] == ["英伟达"]


DEALS = (
    "药企\t合作方\t目的\t涉及金额\t时间\t合作企业领域\n"
    "甲药\tAlpha Bio\t合作寻找两种新的抗体靶点\t4100 万美元预付款和里程碑付款\t2024年2月\tAI制药企业\n"
    "\tBeta Therapeutics\t获得 ABC-101 在本国以外的权利，用于治疗胃癌，目前处于 2 期临床\t"
    "6000万美元预付款，11亿美元的里程碑付款\t2024年5月\t基因治疗\n"
    "乙药\tGamma\t收购这家公司\t10 亿美元\t2024年1月\t抗体研发"
)


def test_a_row_is_a_deal_of_the_kind_of_its_verb(read):
    partnership, licence, acquisition = read(DEALS, caption="图表 25 合作整理（上）").facts("Deal")
    assert partnership == {
        "deal_type": "partnership",
        "parties": ["甲药", "Alpha Bio"],
        "total": (41000000.0, "USD"),
        "date": "2024-02",
        "purpose": "合作寻找两种新的抗体靶点",
    }
    assert (licence["deal_type"], licence["parties"]) == ("license", ["甲药", "Beta Therapeutics"])
    assert (licence["upfront"], licence["milestone"]) == ((60000000.0, "USD"), (1100000000.0, "USD"))
    assert (acquisition["deal_type"], acquisition["total"]) == ("acquisition", (1000000000.0, "USD"))


def test_the_drug_that_changes_hands_is_the_partners(read):
    result = read(DEALS, caption="合作整理")
    assert result.facts("Deal")[1]["product"] == "ABC-101"
    assert result.facts("Pipeline") == [
        {"drug": "ABC-101", "developer": "Beta Therapeutics", "indication": "胃癌", "stage": "Phase 2"}
    ]


def test_the_partners_segment_is_read_from_its_column(read):
    assert read(DEALS, caption="合作整理").facts("Segment")[0] == {"company": "Alpha Bio", "segment": "AI制药"}


COOPERATIONS = "AI 企业\t医疗服务企业\t合作领域\t合作内容\n"


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("双方以智能诊疗系统赋能爱康集团的服务", ["依图医疗"]),
        ("引入爱康集团的智能诊疗系统", ["爱康集团"]),
        ("联合爱康集团、乙平台共同研发的“智能诊疗系统”上线", ["依图医疗", "爱康集团", "乙平台"]),
        ("智能诊疗系统受到关注", []),
    ],
)
def test_the_words_around_a_product_tell_who_made_it(read, text, makers):
    result = read(f"{COOPERATIONS}依图医疗\t爱康集团\t肿瘤早筛\t{text}\n甲医疗\t乙健康\t慢病管理\t互相开放资源")
    assert [fact["company"] for fact in result.facts("Develops")] == makers
    assert ("product" in result.facts("Deal")[0]) == bool(makers)


def test_a_party_name_with_a_product_word_is_its_product(read):
    rows = (
        f"{COOPERATIONS}连心医疗\t阿里健康\t肿瘤治疗\t搭载阿里健康开放平台，通过机器学习技术改进\n"
        "甲医疗\t乙健康\t慢病管理\t互相开放资源"
    )
    assert read(rows).facts("Develops") == [{"company": "阿里健康", "product": "阿里健康开放平台"}]


def test_a_platform_that_a_deal_rests_on_is_the_partners_and_for_what_it_is_made(read):
    rows = (
        f"{COOPERATIONS}甲药\tAlpha Bio\t肿瘤\t基于ZetaLink TPD平台开发的临床前候选分子\n"
        "乙药\tBeta Bio\t肿瘤\t基于纳米颗粒的平台 OmniSphere 来开发胃癌的新疗法\n丙药\tGamma\t肿瘤\t使用开放平台做研究"
    )
    result = read(rows)
    assert result.facts("Develops") == [
        {"company": "Alpha Bio", "product": "ZetaLink TPD平台"},
        {"company": "Beta Bio", "product": "OmniSphere"},
    ]
    assert result.facts("Targets") == [{"product": "OmniSphere", "disease": "胃癌"}]


def test_a_drug_in_a_deal_with_an_indication_in_brackets_is_in_the_partners_pipeline(read):
    rows = "药企\t合作方\t目的\n甲药\tAlpha Bio\t获得 Wee1 抑制剂 (针对乳腺癌) ABC-101 在本国以外的权利"
    assert read(rows).facts("Pipeline") == [{"drug": "ABC-101", "developer": "Alpha Bio", "indication": "乳腺癌"}]

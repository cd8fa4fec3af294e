"""Who a clause is about: what it names itself, what is carried on, what a title says, and what is nobody's."""

import pytest
from reports_of_text import facts_of, plain_args, read_marked, sentence_of

from extract.prose.clauses import Subject, clauses_of
from extract.prose.encode import Item
from extract.prose.events import gather
from extract.prose.patterns import join_rules

ONE, TWO = "[C 星桥医疗]", "[C 南枝科技]"
CLOUD, SCAN = "[P 灵犀云]", "[P 灵犀影]"


def subjects(text: str) -> list[list[str]]:
    """For each clause the names of what it is about."""
    sentence = sentence_of(text)
    clauses = clauses_of(sentence.text, [Item(m) for m in sentence.mentions], Subject())
    return [[item.mention.name for item in clause.subject.items] for clause in clauses]


def pairs(kind: str, one: str, other: str, *sentences: str, about: str = "") -> set[tuple[object, object]]:
    found = [plain_args(f) for f in facts_of(read_marked(*sentences, about=about)) if f.kind == kind]
    return {(args.get(one), args.get(other)) for args in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE}推出{CLOUD},用于筛查。", [["星桥医疗"], ["星桥医疗"]]),
        (f"{ONE}的{CLOUD}支持多种影像,用于筛查。", [["灵犀云"], ["灵犀云"]]),
        (f"{ONE}和{TWO}签约,共建实验室。", [["星桥医疗", "南枝科技"], ["星桥医疗", "南枝科技"]]),
        (f"{ONE}推出{CLOUD},{TWO}跟进,并降价。", [["星桥医疗"], ["南枝科技"], ["南枝科技"]]),
        (f"{ONE}推出{CLOUD},患者不必排队。", [["星桥医疗"], []]),
        (f"借助[T 深度学习],{ONE}推出{CLOUD}。", [["星桥医疗"], ["星桥医疗"]]),
        (f"由{ONE}领投的一轮已完成。", [[]]),
        (f"[W 影像AI]头部企业{ONE}推出{CLOUD}。", [["星桥医疗"]]),
        (f"以{ONE}为例,收入增长。", [["星桥医疗"], ["星桥医疗"]]),
        (f"{ONE}宣布,旗下{CLOUD}获批。", [["星桥医疗"], ["灵犀云"]]),
        (f"{ONE}旗下的{TWO}挂牌。", [["南枝科技"]]),
        (f"{ONE}的{CLOUD}获批,而用于[S 肺结节]的{SCAN}仍在审评。", [["灵犀云"], ["灵犀影"]]),
        (f"“{CLOUD}”今年更新了,新增一项功能。", [["灵犀云"], ["灵犀云"]]),
        (f"{ONE}推出{CLOUD},“云灯”则在内测。", [["星桥医疗"], []]),
        (f"{CLOUD}已用于门诊,[A 云江市]则以平台为底座,面向村医。", [["灵犀云"], [], []]),
        (f"[H 临江医院]借助南枝的{CLOUD},上线了新服务。", [["临江医院"], ["临江医院"]]),
        (f"{ONE}控股子公司{TWO}完成融资,用于研发。", [["南枝科技"], ["南枝科技"]]),
        (f"{ONE}分拆出的{TWO}发布新品。", [["南枝科技"]]),
        (f"{ONE}发布公告,控股子公司{TWO}中标。", [["星桥医疗"], ["南枝科技"]]),
        (f"{ONE}与{TWO}旗下的团队签约。", [["星桥医疗", "南枝科技"]]),
        (f"总部位于[A 苏州]的{ONE}获批。", [["星桥医疗"]]),
        (f"主打康复的{ONE}被{TWO}收购。", [["星桥医疗"]]),
        (f"2022年才在[A 苏州]成立的{ONE}获批。", [["星桥医疗"]]),
        (f"{ONE}的[S 肺结节]检测软件“{CLOUD}”获批,用于筛查。", [["灵犀云"], ["灵犀云"]]),
        ("[A 苏州]的[H 江湾医院]、[A 无锡]的[H 北汀医院],也装上了。", [["江湾医院", "北汀医院"]] * 2),
        (f"去年4月的B+轮,{ONE}募得4亿元。", [[], ["星桥医疗"]]),
    ],
)
def test_a_clause_is_about_what_it_names_or_what_was_named_before(text: str, expected: list[list[str]]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        (f"{CLOUD}利用[T 语音识别]记录,再通过[T 深度学习]归纳。",),
        (f"{CLOUD}是{ONE}推出的新品,其利用[T 语音识别]记录,再使用[T 深度学习]归纳。",),
        (f"{ONE}推出{CLOUD},利用[T 语音识别]和[T 深度学习]归纳。",),
        (f"{ONE}推出{CLOUD}。", "该系统采用[T 语音识别]、[T 深度学习]。"),
        (f"{ONE}推出{CLOUD}。", "平台采用[T 语音识别](ASR)、[T 深度学习](DL)等技术。"),
    ],
)
def test_what_a_thing_uses_is_read_over_clauses_and_sentences(sentences: tuple[str, ...]) -> None:
    found = pairs("UsesTechnology", "subject", "technology", *sentences)
    assert {("灵犀云", "语音识别"), ("灵犀云", "深度学习")} <= found
    assert not {subject for subject, _ in found} - {"灵犀云"}


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        (f"{ONE}宣布完成数亿元B轮融资,由[V 远山资本]领投,[V 澜湾资本]、[V 青禾创投]跟投。", "Funding",
         {"company": "星桥医疗", "round": "B轮", "investors": ["远山资本", "澜湾资本", "青禾创投"]}),
        (f"近日,{ONE}获[V 远山资本]战略投资。", "Funding", {"company": "星桥医疗", "investors": ["远山资本"]}),
        (f"{ONE}自主研发的{CLOUD}获[G NMPA]三类证批准上市。", "Approval",
         {"holder": "星桥医疗", "product": "灵犀云", "authority": "NMPA"}),
        (f"{ONE}宣布:旗下{CLOUD}于2024年5月6日获[G NMPA]批准上市。", "Approval",
         {"holder": "星桥医疗", "product": "灵犀云", "date": "2024-05-06"}),
        (f"{ONE}与{TWO}签署战略合作协议。", "Deal", {"parties": ["星桥医疗", "南枝科技"], "deal_type": "partnership"}),
        (f"{CLOUD}已在[H 临江医院]上线。", "Deployment", {"product": "灵犀云", "site": "临江医院"}),
        (f"{ONE}由张三2017年在[A 苏州]创办。", "Founded", {"org": "星桥医疗", "date": "2017", "place": "苏州"}),
        (f"截至2024年6月,{ONE}累计获得10张三类证。", "Metric", {"subject": "星桥医疗", "value": 10.0, "unit": "张"}),
        (f"2023年{ONE}营业收入为3亿元,同比增长18%。", "Metric", {"indicator": "营业收入增长率", "value": 18.0}),
        (f"2022年至2024年,{ONE}收入分别为1亿元、2亿元和3亿元。", "Metric", {"value": 2e8, "period": "2023"}),
    ],
)  # fmt: skip
def test_news_is_read_in_many_words(sentence: str, kind: str, expected: dict[str, object]) -> None:
    found = [plain_args(fact) for fact in facts_of(read_marked(sentence)) if fact.kind == kind]
    assert any(expected.items() <= args.items() for args in found), found


def test_a_round_told_over_sentences_is_one_round() -> None:
    told = facts_of(
        read_marked(f"{ONE}完成E+轮融资。", "本轮由[V 远山资本]领投,[V 澜湾资本]跟投。", about="星桥医疗", date="2024")
    )
    (funding,) = [plain_args(fact) for fact in gather(told) if fact.kind == "Funding"]
    assert funding == {"company": "星桥医疗", "round": "E+轮", "investors": ["远山资本", "澜湾资本"]}


def test_two_rounds_stay_two() -> None:
    told = facts_of(read_marked(f"{ONE}完成A轮融资。", f"{ONE}完成B轮融资。"))
    assert [plain_args(fact)["round"] for fact in gather(told)] == ["A轮", "B轮"]


def test_a_title_says_what_stands_under_it() -> None:
    found = pairs("UsesTechnology", "subject", "technology", f"{ONE}{CLOUD}", "利用[T 深度学习]归纳。")
    assert found == {("灵犀云", "深度学习")}


def test_whose_products_a_sentence_with_an_unknown_name_tells_is_left_open() -> None:
    assert pairs("Develops", "company", "product", f"{ONE}和{TWO}分别推出了某物与{CLOUD}。") == set()


def test_every_join_is_of_a_kind_and_compiles() -> None:
    assert {kind for kind, _ in join_rules()} <= {"Funding", "Deal", "Pipeline", "Approval"}


def test_who_invests_is_not_whom_the_text_goes_on_with() -> None:
    read = read_marked("[C 星桥医疗]完成B轮融资,[V 岚桥创投]领投,[V 明湖资本]跟投。", "此前还推出了[P 灵犀云]。")
    makers = [plain_args(fact)["company"] for fact in facts_of(read) if fact.kind == "Develops"]
    assert makers == ["星桥医疗"]


def test_a_gloss_in_brackets_is_part_of_its_name() -> None:
    read = read_marked("[C 星桥医疗](688999.SH)与[C 南枝科技]([C Nanzhi])达成了战略合作。")
    assert [plain_args(fact)["parties"] for fact in facts_of(read) if fact.kind == "Deal"] == [["星桥医疗", "南枝科技"]]


def test_whose_thing_its_name_says() -> None:
    read = read_marked("[C 星桥医疗]成立于2016年。", "其肺结节检测软件“[P 灵犀]”于2023年5月获得[G 国家药监局]三类证。")
    (told,) = [plain_args(fact) for fact in facts_of(read) if fact.kind == "Approval"]
    assert (told["holder"], told["product"]) == ("星桥医疗", "灵犀")


def test_the_former_and_the_latter_are_the_two_named_last() -> None:
    read = read_marked("[C 星桥医疗]收购了[C 南枝科技],前者总部位于[A 苏州],后者总部位于[A 杭州]。")
    seats = {(a["org"], a["place"]) for a in (plain_args(f) for f in facts_of(read)) if "place" in a and "org" in a}
    assert seats == {("星桥医疗", "苏州"), ("南枝科技", "杭州")}


def test_a_name_behind_a_verb_is_no_subject() -> None:
    assert subjects(f"{ONE}今年提速,悄悄绕开了{TWO}。") == [["星桥医疗"], ["星桥医疗"]]


def test_an_announced_deal_is_still_to_come() -> None:
    read = facts_of(read_marked(f"{ONE}拟以1.8亿元收购{TWO}51%股权。"))
    assert {fact.modality for fact in read if fact.kind == "Deal"} == {"forecast"}


@pytest.mark.parametrize(
    "aside",
    ["股东名单里有[V 岚桥创投]和[V 明湖资本],", "[V 岚桥创投]给了两千万元,", "“[C 南枝科技]靠的是运气,很多人这么说”,"],
)
def test_investors_and_the_spoken_take_no_topic(aside: str) -> None:
    assert pairs("Develops", "company", "product", f"{ONE}起步很早,{aside}后来推出了{CLOUD}。") == {
        ("星桥医疗", "灵犀云")
    }


def test_a_company_that_is_described_is_the_one_spoken_of() -> None:
    found = pairs(
        "Develops", "company", "product", f"{ONE}发布年报。", f"这家2016年在[A 苏州]成立的公司推出了{CLOUD}。"
    )
    assert found == {("星桥医疗", "灵犀云")}


def test_who_only_tells_figures_is_not_meant() -> None:
    found = pairs(
        "Develops", "company", "product", f"{ONE}发布年报。", "[C 岚桥证券]在点评中称好。", f"公司推出了{CLOUD}。"
    )
    assert found == {("星桥医疗", "灵犀云")}


@pytest.mark.parametrize(
    "left",
    [
        "去年,拉上曾任[C 南枝科技]总监的同学开了张。",
        "创始人此前供职于[C 南枝科技]。",
        "创始人曾在[C 南枝科技]任职。",
        "前[C 南枝科技]副总裁出任首席医学官。",
        "创始人历任[C 南枝科技]总监、总裁。",
    ],
)
def test_a_company_that_somebody_left_is_not_meant(left: str) -> None:
    found = pairs("Develops", "company", "product", f"{ONE}发布年报。", left, f"公司推出了{CLOUD}。")
    assert found == {("星桥医疗", "灵犀云")}


def test_who_left_a_company_founds_the_next() -> None:
    read = read_marked("[E 林一帆]此前供职于[C 南枝科技],2018年创办[C 星桥医疗]。", f"公司推出了{CLOUD}。")
    told = {(f.kind, plain_args(f).get("org", plain_args(f).get("company"))) for f in facts_of(read)}
    assert {("Founded", "星桥医疗"), ("Develops", "星桥医疗")} <= told
    assert ("Founded", "南枝科技") not in told


def test_our_hospital_is_the_one_that_tells() -> None:
    town = "软件随后下沉到[H 青石镇中心卫生院]。"
    read = read_marked(f"[H 临江市第一医院]上线了{CLOUD}。", town, "我院始建于1932年。")
    assert {plain_args(f)["org"] for f in facts_of(read) if f.kind == "Founded"} == {"临江市第一医院"}


def test_a_hospital_behind_ours_is_another() -> None:
    read = read_marked("我院联合[H 白沙县人民医院]开展筛查。", "[H 临江市第一医院]为第一单位。", "我院始建于1932年。")
    assert {plain_args(f)["org"] for f in facts_of(read) if f.kind == "Founded"} == {"临江市第一医院"}


def test_the_news_agency_and_a_date_are_not_whom_a_text_is_about() -> None:
    assert subjects(f"{TWO}获悉,{ONE}推出{CLOUD}。") == [[], ["星桥医疗"]]
    assert subjects(f"{TWO}推出{SCAN};9月14日,{ONE}推出{CLOUD}。") == [["南枝科技"], [], ["星桥医疗"]]
    assert subjects(f"{TWO}推出{SCAN};9月14日,又推出{CLOUD}。")[1:] == [["南枝科技"], ["南枝科技"]]


def test_who_invested_joins_the_nearest_round_that_was_told() -> None:
    told = facts_of(read_marked(f"{ONE}2021年完成A轮融资,[V 岚桥创投]领投,2023年完成B轮融资,[V 明湖资本]跟进。"))
    rounds = [plain_args(f) for f in gather(told) if f.kind == "Funding"]
    found = {args.get("round"): args["investors"] for args in rounds}
    assert (found["A轮"], found["B轮"]) == (["岚桥创投"], ["明湖资本"])


def test_a_listing_is_one_event_however_far_apart_it_is_told() -> None:
    far = "灵犀云用于筛查。" * 60
    told = facts_of(read_marked(f"{ONE}登陆[X 港交所]。", far, f"{ONE}于2025年3月31日在[X 港交所]上市。"))
    (listing,) = [plain_args(fact) for fact in gather(told) if fact.kind == "Listing"]
    assert listing == {"company": "星桥医疗", "exchange": "港交所", "date": "2025-03-31"}


def test_a_day_of_what_went_before_is_no_day_of_the_round() -> None:
    told = facts_of(read_marked(f"继2022年的A轮融资之后,{ONE}又完成1.5亿元B轮融资,[V 岚桥创投]领投。"))
    (funding,) = [plain_args(fact) for fact in gather(told) if fact.kind == "Funding"]
    assert "date" not in funding


def test_a_contract_that_brings_in_a_system_is_a_purchase_and_no_partnership() -> None:
    told = facts_of(read_marked(f"[H 临江市中心医院]与{ONE}签约,引进后者的{CLOUD}。"))
    assert [plain_args(fact)["deal_type"] for fact in told if fact.kind == "Deal"] == ["procurement"]


@pytest.mark.parametrize(("noun", "meant"), [("该平台", "灵犀云"), ("这款分子", "XQ-101")])
def test_a_platform_is_no_drug(noun: str, meant: str) -> None:
    told = "[D XQ-101]由[P 灵犀云]设计得出。"
    assert pairs("Targets", "product", "disease", told, f"{noun}用于[S 肺纤维化]的治疗。") == {(meant, "肺纤维化")}


def test_who_did_not_take_part_did_not_invest() -> None:
    told = facts_of(read_marked(f"[V 岚桥创投]未参与本轮,{ONE}完成B轮融资,[V 明湖资本]参与。"))
    (funding,) = [plain_args(fact) for fact in gather(told) if fact.kind == "Funding"]
    assert funding["investors"] == ["明湖资本"]


@pytest.mark.parametrize(
    ("sentences", "parties"),
    [
        ((f"{ONE}发布了[D XQ-101]。", f"今年5月,它与{TWO}签署合作协议。"), {"星桥医疗", "南枝科技"}),
        ((f"{ONE}是[C 北汀集团]的全资子公司,它与{TWO}签署合作协议。",), {"星桥医疗", "南枝科技"}),
        ((f"{ONE}成立于2016年。", f"集团公司{TWO}已向公司采购一套软件。"), {"星桥医疗", "南枝科技"}),
    ],
)
def test_a_firm_that_makes_a_deal_is_meant_by_its_pronoun(sentences: tuple[str, ...], parties: set[str]) -> None:
    deals = [plain_args(f) for f in facts_of(read_marked(*sentences)) if f.kind == "Deal"]
    assert parties in [set(deal["parties"]) for deal in deals]

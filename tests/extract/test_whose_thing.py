"""Whose a thing is where names stand in descriptions: of parents and children, of what a thing works with, of 其."""

import pytest
from reports_of_text import facts_of, plain_args, read_marked

from extract.prose.reader import ProseFact

ONE, TWO = "[C 星桥医疗]", "[C 南枝科技]"
CLOUD, RAIN, MODEL = "[P 灵犀云]", "[P 听雨云]", "[M 望舒大模型]"


def pairs(kind: str, one: str, other: str, *sentences: str) -> set[tuple[object, object]]:
    found = [plain_args(fact) for fact in facts_of(read_marked(*sentences)) if fact.kind == kind]
    return {(args.get(one), args.get(other)) for args in found}


@pytest.mark.parametrize(
    ("sentence", "kind", "slots", "expected"),
    [
        (f"{ONE}旗下{TWO}的{CLOUD}获[G 国家药监局]批准上市。", "Approval", ("holder", "product"),
         ("南枝科技", "灵犀云")),
        (f"{ONE}旗下{TWO}的{CLOUD}获[G 国家药监局]批准上市。", "Develops", ("company", "product"),
         ("南枝科技", "灵犀云")),
        (f"由{ONE}孵化的{TWO}自主研发的[D XQ-101]已进入I期临床。", "Pipeline", ("developer", "drug"),
         ("南枝科技", "XQ-101")),
        (f"至于{ONE},这家由[N 临江大学]孵化的公司则盯上了造影,旗下的{CLOUD}2022年9月就已获批三类证。",
         "Approval", ("holder", "product"), ("星桥医疗", "灵犀云")),
        (f"[A 以色列]的{ONE}完成融资,资金将投向其{CLOUD}。", "Develops", ("company", "product"),
         ("星桥医疗", "灵犀云")),
        (f"主打[S 痛风]的{ONE}被{TWO}收购,公司的{CLOUD}卖得不好。", "Develops",
         ("company", "product"), ("星桥医疗", "灵犀云")),
    ],
)  # fmt: skip
def test_a_thing_is_of_the_firm_that_is_described(
    sentence: str, kind: str, slots: tuple[str, str], expected: tuple[str, str]
) -> None:
    found = pairs(kind, *slots, sentence) if expected else set()
    assert found == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # parents and children
        ((f"{ONE}旗下的[T 互联网医疗]品牌{TWO},5月推出{CLOUD}。",), {("南枝科技", "灵犀云")}),
        ((f"{ONE}在园区设立全资子公司{TWO},主攻[T 液体活检],首个产品{CLOUD}面向[S 肠癌]早检。",),
         {("南枝科技", "灵犀云")}),
        ((f"{ONE}的母公司是{TWO},这家[A 苏州]企业10月发布{CLOUD}。",), {("星桥医疗", "灵犀云")}),
        ((f"{ONE}的合资公司{TWO}投产{CLOUD}。",), {("南枝科技", "灵犀云")}),
        ((f"{ONE}去年推出模拟训练台{CLOUD}。",), {("星桥医疗", "灵犀云")}),
        # buyers and sellers
        ((f"{ONE}完成融资;国有药企{TWO}以860万元采购其软件{CLOUD}。",), {("星桥医疗", "灵犀云")}),
        ((f"{TWO}以860万元采购其软件{CLOUD}。",), set()),
        ((f"{ONE}发布其软件{CLOUD}。",), {("星桥医疗", "灵犀云")}),
        ((f"公司受让{TWO}62%股权。", "标的公司成立于2016年3月。", f"其核心产品{CLOUD}面世。"),
         {("南枝科技", "灵犀云")}),
    ],
)  # fmt: skip
def test_a_thing_is_of_the_firm_that_the_text_has_turned_to(
    sentences: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    assert pairs("Develops", "company", "product", *sentences) == expected


def test_who_brings_out_a_thing_is_not_who_was_named_before() -> None:
    text = f"{ONE}推出“望舒”、{TWO}发布{CLOUD}。"
    assert pairs("Develops", "company", "product", text) == {("南枝科技", "灵犀云")}


def test_what_a_new_thing_works_with_is_not_brought_out() -> None:
    text = f"{ONE}发布了接入{MODEL}的{CLOUD}。"
    assert pairs("Develops", "company", "product", text) == {("星桥医疗", "灵犀云")}
    assert pairs("UsesTechnology", "subject", "technology", text) == {("灵犀云", "望舒大模型")}
    assert pairs("Develops", "company", "product", f"{ONE}发布了基于{MODEL}的导诊服务。") == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}完成融资,资金将用于推进其影像平台{CLOUD}的迭代。", {("星桥医疗", "灵犀云")}),
        (f"{ONE}表示,将以公司核心产品{CLOUD}为底座。", {("星桥医疗", "灵犀云")}),
        (f"{ONE}拟出售资产,尤其{CLOUD}。", set()),
        (f"{ONE}拟停止其投资的平台{CLOUD}。", set()),
    ],
)
def test_its_thing_is_somebodys_even_where_the_rest_is_planned(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert pairs("Develops", "company", "product", sentence) == expected


def test_former_and_latter_are_found_in_the_sentence_before() -> None:
    told = f"{ONE}的{CLOUD}以及{TWO}的{RAIN}获批三类证。"
    found = pairs("Targets", "product", "disease", told, "前者用于[S 肺结节]的评估,后者适用于[S 胃癌]患者。")
    assert found == {("灵犀云", "肺结节"), ("听雨云", "胃癌")}


def test_former_and_latter_are_of_one_pair() -> None:
    text = f"{ONE}与{TWO}同台亮相,前者带来了{CLOUD},后者则展示了{RAIN}。"
    assert pairs("Develops", "company", "product", text) == {("星桥医疗", "灵犀云"), ("南枝科技", "听雨云")}


def test_a_disease_is_of_the_drug_that_it_describes() -> None:
    text = "治疗[S 痛风]的[D XQ-101]已完成I期临床,针对[S 胃癌]的[D XQ-205]则正在开展I期研究。"
    assert pairs("Pipeline", "drug", "indication", text) == {("XQ-101", "痛风"), ("XQ-205", "胃癌")}


def test_what_stops_a_drug_is_not_what_it_is_for() -> None:
    assert pairs("Pipeline", "drug", "indication", f"{ONE}因[S 肝损伤]终止了[D XQ-101]的开发。") == {("XQ-101", None)}


def test_the_first_company_that_a_clause_names_brings_up_its_thing() -> None:
    text = f"{TWO}宣布跟进;{ONE}则因故停止了用于[S 痛风]的[D XQ-101]的开发,该药此前处于II期临床。"
    found = [item for item in read_marked(text) if isinstance(item, ProseFact) and item.fact.kind == "Pipeline"]
    assert {item.supposed.name for item in found if item.supposed} <= {"星桥医疗"}


def test_a_thing_without_a_name_is_none_that_was_named() -> None:
    text = f"{ONE}展示了{CLOUD},其用于筛查的质控软件今年5月获得[G 国家药监局]三类证。"
    assert {product for _, product in pairs("Approval", "holder", "product", text)} == {None}


def test_what_a_hospital_takes_in_is_spoken_of_further_on() -> None:
    text = f"[H 临江医院]引进了{ONE}的{CLOUD},可为乡镇提供[S 冠心病]的远程诊断。"
    assert pairs("Targets", "product", "disease", text) == {("灵犀云", "冠心病")}


def test_things_of_a_list_are_told_with_their_kinds() -> None:
    text = f"{ONE}的产品线包括评估软件“{CLOUD}”、腔镜机器人{RAIN}和规划平台“[P 望海]”,前景不错。"
    made = pairs("Develops", "company", "product", text)
    assert made == {("星桥医疗", "灵犀云"), ("星桥医疗", "听雨云"), ("星桥医疗", "望海")}


def test_one_of_several_that_were_named_is_of_none_of_them() -> None:
    text = f"赛道上有{ONE}和{TWO},其中{CLOUD}去年获得[G 国家药监局]三类证。"
    assert {holder for holder, _ in pairs("Approval", "holder", "product", text)} == {None}


def test_a_disease_is_not_of_the_thing_that_was_spoken_of_where_it_describes_another() -> None:
    text = f"{CLOUD}已获批上市,同时用于[S 肺结节]活检的{RAIN}也在推进。"
    assert ("灵犀云", "肺结节") not in pairs("Targets", "product", "disease", text)


def test_who_may_sell_a_drug_does_not_make_it() -> None:
    text = f"{ONE}将获得在海外开发、生产和销售[D XQ-101]的独家权利。"
    assert pairs("Develops", "company", "product", text) == set()


def test_what_a_drug_is_meant_for_is_told() -> None:
    text = f"{ONE}的[D XQ-101]拟开发用于[S 痛风]。"
    assert ("XQ-101", "痛风") in pairs("Targets", "product", "disease", text)


def test_what_somebody_can_do_about_a_disease_is_no_method() -> None:
    text = f"{ONE}的{CLOUD}上线半年,可[T 辅助诊断][S 胃癌]。"
    assert ("灵犀云", "胃癌") in pairs("Targets", "product", "disease", text)


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        (f"{ONE}的[D XQ-101]已获批。——[D XQ-205],口服[T 环肽],用于[S 痛风]。", "XQ-205"),
        (f"{ONE}的[D XQ-101],口服[T 环肽],用于[S 痛风]。", "XQ-101"),
        (f"{CLOUD}(商品名“星”),[T 光学导航],用于[S 房颤]的筛查。", "灵犀云"),
    ],
)
def test_a_kind_behind_a_name_only_says_what_it_is(sentence: str, thing: str) -> None:
    assert {product for product, _ in pairs("Targets", "product", "disease", sentence)} == {thing}


def test_whom_a_thing_is_made_with_makes_it_too() -> None:
    text = f"{ONE}凭借[M 望舒]切入新领域,该模型由其与[N 临江大学]共同研发。"
    assert pairs("Develops", "company", "product", text) == {("星桥医疗", "望舒"), ("临江大学", "望舒")}


def test_one_more_thing_is_what_its_clauses_go_on_with() -> None:
    text = f"{CLOUD}专攻筛查,[G NMPA]三类证于2023年3月到手;还有一套为切片打造的{RAIN},目前只拿到了二类证。"
    found = [plain_args(fact) for fact in facts_of(read_marked(text)) if fact.kind == "Approval"]
    assert {(args["product"], args["class"]) for args in found} == {("灵犀云", "三类证"), ("听雨云", "二类证")}


@pytest.mark.parametrize("what", [f"{CLOUD}在华东的总代理", f"{CLOUD}首发权", f"对方的{CLOUD}"])
def test_what_a_firm_takes_over_is_not_approved(what: str) -> None:
    assert pairs("Approval", "holder", "product", f"4月,{ONE}拿下{what}。") == set()


def test_what_is_only_said_to_be_approved_is_not() -> None:
    text = f"{CLOUD}尚未在任何国家上市,网传其已获[G FDA]许可与事实不符。"
    assert pairs("Approval", "holder", "product", text) == set()


@pytest.mark.parametrize(
    ("sentence", "drug"),
    [
        ("[D XQ-101]获批上市。另一款KRAS G12D降解剂[D XQ-205]针对[S 痛风],尚在临床前。", "XQ-205"),
        ("[D XQ-101]获批上市;与[N 临江大学]合作的[D XQ-205]瞄准[S 痛风],尚在临床前。", "XQ-205"),
        ("[D XQ-101]获批上市,而2024年启动的[S 痛风]项目[D XQ-205]已经停止。", "XQ-205"),
        ("[D XQ-101]获批上市;紧跟其后的siRNA药物[D XQ-205]去年被主动叫停。", "XQ-205"),
    ],
)
def test_a_drug_told_by_its_kind_is_what_its_clause_is_about(sentence: str, drug: str) -> None:
    assert {name for name, _ in pairs("Pipeline", "drug", "stage", sentence)} == {drug}


def test_the_hospital_of_a_department_is_meant_by_that_hospital() -> None:
    told = "[N 临江医院信息中心]主任介绍了情况。"
    text = f"自2024年12月起,{CLOUD}在该院呼吸科试运行。"
    assert ("灵犀云", "临江医院") in pairs("Deployment", "product", "site", told, text)

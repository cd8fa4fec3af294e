"""What is planned, supposed or denied is not asserted as done; it is refused with that reason."""

import pytest
from reports_of_text import facts_of, read_marked

from extract.prose.modality import modality_of
from ontology.model import Refused

ONE, TWO = "[C 星桥医疗]", "[C 南枝科技]"
CLOUD, SCAN = "[P 灵犀云]", "[P 灵犀影]"


def asserted(*sentences: str, about: str = "") -> list[str]:
    return sorted({fact.kind for fact in facts_of(read_marked(*sentences, about=about))})


def refused(*sentences: str, about: str = "") -> set[tuple[str, str]]:
    return {(item.kind, item.reason) for item in read_marked(*sentences, about=about) if isinstance(item, Refused)}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (f"{ONE}预计2025年推出{CLOUD}。", "Release"),
        (f"{ONE}计划于2025年推出{CLOUD}。", "Release"),
        (f"{ONE}有望推出{CLOUD}。", "Develops"),
        (f"预计{ONE}将推出{CLOUD}。", "Release"),
        (f"{ONE}能否推出{CLOUD}还要看明年。", "Release"),
        (f"{ONE}拟收购{TWO}。", "Deal"),
        (f"{ONE}或将收购{TWO}。", "Deal"),
        (f"如果{ONE}收购{TWO},格局会变。", "Deal"),
        (f"{ONE}将于明年在[X 港交所]上市。", "Listing"),
        (f"{ONE}即将获得三类证。", "Approval"),
        (f"{ONE}打算与{TWO}达成战略合作。", "Deal"),
        (
            f"预计到2026年,{ONE}推出{CLOUD}。",
            "Release",
        ),
    ],
)
def test_what_is_planned_is_refused(sentence: str, kind: str) -> None:
    assert asserted(sentence) == []
    assert (kind, "said to be planned") in refused(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (f"{ONE}尚未推出{CLOUD}。", "Release"),
        (f"{ONE}还没有推出{CLOUD}。", "Develops"),
        (f"{ONE}不再开发{CLOUD}。", "Develops"),
        (f"{ONE}并未收购{TWO}。", "Deal"),
        (f"{ONE}未能获得三类证。", "Approval"),
    ],
)
def test_what_is_denied_is_refused(sentence: str, kind: str) -> None:
    assert asserted(sentence) == []
    assert {reason for refused_kind, reason in refused(sentence) if refused_kind == kind} <= {"said to be denied"}


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}的产品获得三类证,尚未推出{CLOUD}。",
        f"{ONE}尚未完成B轮融资。",
        f"{ONE}从未与{TWO}达成战略合作。",
    ],
)
def test_a_denial_is_counted_and_not_lost(sentence: str) -> None:
    assert "said to be denied" in {reason for _, reason in refused(sentence)}


def test_the_reason_comes_with_the_sentence() -> None:
    (item,) = [i for i in read_marked(f"{ONE}拟收购{TWO}。") if isinstance(i, Refused)]
    assert (item.kind, item.evidence.quote) == ("Deal", "星桥医疗拟收购南枝科技。")


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        (f"{ONE}推出[P 手术计划软件]。", ["Develops", "Release"]),
        (f"{ONE}与[N 未来计划研究院]达成战略合作。", ["Deal"]),
        (f"按计划,{ONE}推出了{CLOUD}。", ["Develops", "Release"]),
        (f"{ONE}推出了{CLOUD},预计明年获得三类证。", ["Develops", "Release"]),
        (f"{ONE}推出了{CLOUD},但尚未获得三类证。", ["Develops", "Release"]),
        (f"市场尚未成熟,{ONE}收购了{TWO}。", ["Deal"]),
    ],
)
def test_a_cue_in_a_name_or_about_another_deed_takes_nothing_back(sentence: str, kinds: list[str]) -> None:
    assert asserted(sentence) == kinds


def test_a_denied_deed_hides_no_deed_that_was_done() -> None:
    assert "Approval" in asserted(f"{ONE}的{CLOUD}尚未获得三类证,但{SCAN}已获得三类证。")


def test_what_one_company_has_not_done_another_may_have() -> None:
    assert "Release" in asserted(f"虽然{ONE}尚未发布新品,{TWO}却推出了{CLOUD}。")


@pytest.mark.parametrize(
    "sentence",
    [
        f"坊间所传{ONE}与{TWO}合并一事,两家都说不属实。",
        f"市场消息称,{ONE}收购了{TWO}。",
        f"至于{ONE}收购{TWO},双方均未予置评。",
    ],
)
def test_a_rumour_is_refused(sentence: str) -> None:
    assert asserted(sentence) == []
    assert ("Deal", "told as a rumour") in refused(sentence)


def test_a_rumour_takes_nothing_from_the_part_of_the_sentence_that_tells_what_was_done() -> None:
    assert asserted(f"{ONE}收购了{TWO};坊间所传的合并不属实。") == ["Deal"]


def test_authorities_that_act_together_make_no_deal() -> None:
    reason = "authorities that issue something together make no deal"
    assert ("Deal", reason) in refused("[G 药监局]与[G 卫健委]联合公布一份名单。")


@pytest.mark.xfail(strict=True, reason="only words before a deed are looked at")
def test_a_plan_that_was_dropped_is_not_asserted() -> None:
    assert asserted(f"{ONE}推出{CLOUD}的计划已被取消。") == []


@pytest.mark.parametrize(
    ("sentence", "deed", "modality"),
    [
        ("星桥医疗发布灵犀", "星桥医疗发布灵犀", "asserted"),
        ("预计星桥医疗发布灵犀", "星桥医疗发布灵犀", "planned"),
        ("预计会成功,星桥医疗发布灵犀", "星桥医疗发布灵犀", "asserted"),
        ("预计在并不太遥远的某一个将来星桥医疗发布灵犀", "星桥医疗发布灵犀", "asserted"),
        ("星桥医疗尚未发布灵犀", "星桥医疗尚未发布灵犀", "denied"),
        ("星桥医疗预计不再发布灵犀", "星桥医疗预计不再发布灵犀", "denied"),
        ("星桥医疗发布灵犀计划软件", "星桥医疗发布灵犀", "asserted"),
    ],
)
def test_a_cue_counts_inside_the_deed_or_right_before_it(sentence: str, deed: str, modality: str) -> None:
    start = sentence.index(deed)
    assert modality_of(sentence, start, start + len(deed), []) == modality


def test_the_words_of_a_name_are_no_cue() -> None:
    sentence = "星桥医疗发布手术计划软件"
    assert modality_of(sentence, 0, len(sentence), []) == "planned"
    assert modality_of(sentence, 0, len(sentence), [(6, 12)]) == "asserted"

"""What a company's section speaks of without saying whose it is."""

import pytest
from reports_of_text import facts_of, plain_args, read_marked


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("按收入计,[P 灵犀云]去年排名第一。", {"灵犀云"}),
        ("用户可以先问“[P 健康顾问]”再预约。", {"健康顾问"}),
        ("[P 灵犀云]", {"灵犀云"}),
        ("去年使用“[P 灵犀云]”的人不少。", set()),
        ("行业里的“[P 端云合一]”大模型越来越多。", set()),
        ("[C 南枝科技]评测了“[P 灵犀云]”。", set()),
        ("[H 临江医院]参与的“[P 灵犀云]”项目获奖。", set()),
        ("与[H 临江医院]合作,通过“[P 灵犀云]”提速。", {"灵犀云"}),
        ("市场上还有不少人听说过[P 灵犀云]。", set()),
    ],
)
def test_what_stands_alone_in_quotes_or_at_the_head_is_the_companys(sentence: str, made: set[str]) -> None:
    told = [f for f in facts_of(read_marked(sentence, about="星桥医疗")) if f.rule == "implied.section"]
    assert {str(plain_args(fact)["product"]) for fact in told} == made
    assert {str(plain_args(fact)["company"]) for fact in told} <= {"星桥医疗"}


def test_nothing_is_anybodys_without_a_section() -> None:
    assert [f for f in facts_of(read_marked("[P 灵犀云]去年排名第一。")) if f.kind == "Develops"] == []

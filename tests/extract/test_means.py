"""What counts as the means of something, and what 分别 shares out."""

import pytest
from reports_of_text import facts_of, plain_args, read_marked


def uses(*sentences: str, slot: str = "technology") -> set[object]:
    return {plain_args(fact)[slot] for fact in facts_of(read_marked(*sentences)) if fact.kind == "UsesTechnology"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[C 星桥医疗]采用了[T AI]。", {"AI"}),
        ("[C 星桥医疗]等企业已将[T AI]融入日常。", {"AI"}),
        ("[C 星桥医疗]通过自研[T AI]平台服务患者。", set()),
        ("[P 灵犀云]依托[T AI]基因走得更快。", set()),
        ("[C 星桥医疗]采用了[T 机器学习]、[T 知识图谱]等新一代[T AI技术]。", {"机器学习", "知识图谱"}),
        ("[P 灵犀云]通过灵活调度[P 听雨云]服务家庭。", set()),
        ("[P 灵犀云]与基于[T 机器学习]的[P 听雨云]不同。", {"机器学习"}),
    ],
)
def test_a_word_for_the_whole_field_is_no_means_where_it_describes_or_sums_up(
    sentence: str, expected: set[str]
) -> None:
    assert uses(sentence) == expected


def test_what_two_makers_release_respectively_is_one_each() -> None:
    sentence = "基于[T 机器学习],[C 星桥医疗]和[C 南枝科技]分别搭建了[M 望舒模型]与[M 听雨模型]。"
    made = {tuple(plain_args(f).values()) for f in facts_of(read_marked(sentence)) if f.kind == "Develops"}
    assert made == {("星桥医疗", "望舒模型"), ("南枝科技", "听雨模型")}
    assert uses(sentence, slot="subject") == {"望舒模型", "听雨模型"}

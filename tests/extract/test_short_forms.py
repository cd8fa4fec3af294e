"""The short form of a company's name, that a text goes on with."""

from collections.abc import Callable

import pytest
from reports_of_text import Read

from extract.mention import Mention
from extract.mentions.short_forms import short_forms, stem_of, taught_by


def companies(*names: str) -> list[Mention]:
    return [Mention(0, len(name), "Company", name, "test", 0.8) for name in names]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("澄目科技", "澄目"),
        ("熵临生物科技", "熵临"),
        ("创新医疗", ""),
        ("公开信息", ""),
        ("北京医疗", ""),
        ("Insilico", ""),
    ],
)
def test_a_stem_is_no_word_and_no_place(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_a_stem_counts_that_stands_by_itself_and_is_of_one_company() -> None:
    text = (
        "澄目科技发布年报,澄目的收入增长。映川智能与映川生物签约,映川两字相同。瞳远医疗成立。"
        "澜影科技属于澜影控股集团,澜影由此得名。"
    )
    named = [companies("澄目科技", "映川智能", "映川生物", "瞳远医疗", "澜影科技", "澜影控股集团")]
    assert {stem: mention.name for stem, mention in short_forms(text, named).items()} == {"澄目": "澄目科技"}


def test_the_short_form_is_the_company(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 熵临生物完成B轮融资\n\n熵临生物总部位于苏州。\n\n熵临在2023年推出了灵犀影像平台。\n"
    ).contribution
    named = {entity.name: entity.aliases for entity in contribution.entities if entity.type == "Company"}
    assert any("熵临" in (name, *map(str, aliases)) for name, aliases in named.items())


def test_a_registered_name_is_called_by_its_own_words_and_its_trade() -> None:
    text = "杭州脉屿智能科技有限公司签约。\n脉屿智能2019年成立。"
    (found,) = short_forms(text, [(Mention(0, 12, "Company", "杭州脉屿智能科技有限公司", "company.registered", 0.95),)])
    assert found == "脉屿智能"


def test_what_a_text_never_says_alone_is_no_short_form() -> None:
    mention = Mention(0, 12, "Company", "杭州脉屿智能科技有限公司", "company.registered", 0.95)
    assert not short_forms("杭州脉屿智能科技有限公司签约。", [(mention,)])


@pytest.mark.parametrize(("text", "found"), [("岚络放疗签约。岚络放疗扩产。", ["岚络放疗"]), ("岚络放疗签约。", [])])
def test_a_short_form_that_ends_in_no_trade_is_one_where_the_text_repeats_it(text: str, found: list[str]) -> None:
    name = "苏州岚络放疗设备有限公司"
    mention = Mention(0, len(name), "Company", name, "company.registered", 0.95)
    assert list(short_forms(name + "成立。" + text, [(mention,)])) == found


def test_a_name_that_one_cue_tells_counts_where_the_text_goes_on_with_its_stem() -> None:
    guess = Mention(0, 4, "Company", "砺澜智药", "company.short", 0.45)
    said = "砺澜智药签约。砺澜则收下首付款。砺澜的家底是一个平台。"
    assert {stem: owner.name for stem, owner in short_forms(said, [(guess,)]).items()} == {"砺澜": "砺澜智药"}
    assert [taught.name for taught in taught_by(short_forms(said, [(guess,)]))] == ["砺澜", "砺澜智药"]
    assert not short_forms("砺澜智药签约。“砺澜”大模型发布,用上“砺澜”。", [(guess,)])


def test_a_short_name_and_the_registered_one_are_of_one_company() -> None:
    text = "澄镜生物科技(武汉)股份有限公司(下称“澄镜生物”)递表,澄镜的收入增长,澄镜在上海。澄镜生物成立于2016年。"
    named = [companies("澄镜生物", "澄镜生物科技(武汉)股份有限公司")]
    assert short_forms(text, named)["澄镜"].name == "澄镜生物科技(武汉)股份有限公司"


def test_a_quoted_name_is_known_without_its_marks(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 澄目科技\n\n澄目科技推出肺结节软件“衡岚”。\n\n2024年3月,衡岚拿到国家药监局三类证。\n"
    ).contribution
    approvals = [fact.args["product"] for fact in contribution.facts if fact.kind == "Approval"]
    assert [getattr(product, "name", "") for product in approvals] == ["衡岚"]

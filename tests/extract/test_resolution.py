"""Which names are one thing: layer by layer, each merge with its reason, and two nodes rather than one wrong one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import contribution_of, quick, thing

from extract.lexicon import LexiconError
from extract.resolution import DECISION_COLUMNS, Decision, family_of, read_decisions, resolve
from ontology.model import Contribution, EntityRef, LocalEntity, Resolution

GENERIC = "颅内出血CT图像辅助诊断软件"


def companies(*names: str) -> list[LocalEntity]:
    return [thing("Company", name) for name in names]


def one_report_each(*entities: LocalEntity) -> list[Contribution]:
    return [contribution_of(f"report-{number}", entity) for number, entity in enumerate(entities)]


def node(resolution: Resolution, type_: str, name: str, holder: str | None = None) -> str:
    return resolution.entity_of[EntityRef(type_, name, holder)].key


def reasons(resolution: Resolution) -> list[tuple[str, str, str]]:
    return [(merge.name, merge.into, merge.reason) for merge in resolution.merges]


# ---- layer by layer


def test_width_case_and_punctuation_are_no_difference() -> None:
    resolution = resolve(one_report_each(thing("Product", "Dr.Wise®", times=3), thing("Product", "ＤＲ Wise")))
    (entity,) = resolution.entities
    assert (entity.name, entity.aliases, entity.docs) == ("Dr.Wise®", ("ＤＲ Wise",), ("report-0", "report-1"))


@pytest.mark.parametrize(
    ("variant", "known"),
    [
        ("推想科技", "推想医疗"),
        ("Infervision", "推想医疗"),
        ("推想医疗科技股份有限公司", "推想医疗"),
        ("上海鹰瞳医疗科技有限公司", "鹰瞳科技"),
        ("Airdoc", "鹰瞳科技"),
    ],
)
def test_names_of_one_gazetteer_row_are_one_thing(variant: str, known: str) -> None:
    resolution = resolve(one_report_each(*companies(variant, known)))
    assert node(resolution, "Company", variant) == node(resolution, "Company", known) == known
    assert (variant, known, "names of one gazetteer row") in reasons(resolution)


def test_a_row_whose_first_name_no_report_prints_is_called_as_reports_do() -> None:
    resolution = resolve(one_report_each(thing("Company", "推想科技"), thing("Company", "Infervision", times=4)))
    (entity,) = resolution.entities
    assert entity.name == "Infervision"
    assert {"推想医疗", "推想科技"} <= set(entity.aliases)


@pytest.mark.parametrize(
    ("registered", "short"),
    [
        ("上海星桥医疗科技有限公司", "星桥医疗"),
        ("星桥智能科技股份有限公司", "星桥智能"),
        ("星桥（苏州）医疗器械有限公司", "星桥医疗"),
    ],
)
def test_a_registered_name_goes_to_its_short_name(registered: str, short: str) -> None:
    resolution = resolve(one_report_each(*companies(registered, short)))
    (entity,) = resolution.entities
    assert (entity.name, entity.aliases) == (short, (registered,))
    assert reasons(resolution) == [(registered, short, "region and legal form stripped")]


def test_a_registered_name_without_its_short_name_stays_as_it_is() -> None:
    (entity,) = resolve(one_report_each(*companies("上海星桥医疗科技有限公司"))).entities
    assert entity.name == "上海星桥医疗科技有限公司"


def test_what_the_text_defines_is_one_thing() -> None:
    said = thing("Company", "星桥医疗", aliases={"XQ Health": "text says so: (以下简称XQ Health)"})
    resolution = resolve(one_report_each(said, *companies("XQ Health")))
    assert node(resolution, "Company", "XQ Health") == "星桥医疗"
    assert reasons(resolution) == [("XQ Health", "星桥医疗", "text says so: (以下简称XQ Health)")]


def test_the_place_around_a_place_is_no_difference() -> None:
    hospitals = [thing("Hospital", "玉溪市澄江县人民医院"), thing("Hospital", "澄江县人民医院")]
    (entity,) = resolve(one_report_each(*hospitals)).entities
    assert entity.aliases == ("玉溪市澄江县人民医院",)


def test_a_place_that_tells_two_hospitals_apart_stays() -> None:
    hospitals = [thing("Hospital", "苏州市第六人民医院"), thing("Hospital", "第六人民医院")]
    assert len(resolve(one_report_each(*hospitals)).entities) == 2


# ---- what stays apart


def test_namesakes_of_different_holders_stay_apart() -> None:
    products = [thing("Product", GENERIC, holder=holder) for holder in ("推想医疗", "深睿医疗")]
    resolution = resolve([contribution_of("report", *products)])
    keys = [node(resolution, "Product", GENERIC, holder) for holder in ("推想医疗", "深睿医疗")]
    assert keys == [f"{GENERIC}(推想医疗)", f"{GENERIC}(深睿医疗)"]
    assert [entity.name for entity in resolution.entities] == [GENERIC, GENERIC]


def test_a_product_of_one_holder_needs_no_holder_in_its_name() -> None:
    products = [thing("Product", GENERIC, holder=holder) for holder in ("推想医疗科技股份有限公司", "推想医疗", None)]
    (entity,) = resolve(one_report_each(*products)).entities
    assert entity.key == GENERIC


def test_holders_that_are_one_company_make_no_namesakes() -> None:
    holder, registered = "星桥医疗", "上海星桥医疗科技有限公司"
    entities = [
        *companies(holder, registered),
        *(thing("Product", GENERIC, holder=name) for name in (holder, registered)),
    ]
    resolution = resolve([contribution_of("report", *entities)])
    assert node(resolution, "Product", GENERIC, holder) == node(resolution, "Product", GENERIC, registered)


@pytest.mark.parametrize(("one", "other"), [("Product", "Company"), ("Disease", "Technology"), ("Person", "Company")])
def test_things_of_different_families_never_merge(one: str, other: str) -> None:
    resolution = resolve(one_report_each(thing(one, "灵犀"), thing(other, "灵犀")))
    assert sorted(entity.types for entity in resolution.entities) == sorted([(one,), (other,)])


def test_a_name_never_goes_on_through_a_chain() -> None:
    first = thing("Company", "星桥医疗", aliases={"XQ": "text says so"})
    second = thing("Company", "XQ", aliases={"小桥": "text says so"})
    resolution = resolve(one_report_each(first, second, *companies("小桥")))
    assert node(resolution, "Company", "小桥") != node(resolution, "Company", "星桥医疗")
    assert [(p.name, p.into) for p in resolution.proposals] == [("XQ", "星桥医疗")]


def test_a_name_that_two_things_claim_goes_to_neither() -> None:
    claims = [thing("Company", name, aliases={"XQ": "text says so"}) for name in ("星桥医疗", "南枝科技")]
    resolution = resolve(one_report_each(*claims, *companies("XQ")))
    assert len({node(resolution, "Company", name) for name in ("星桥医疗", "南枝科技", "XQ")}) == 3
    assert {(p.name, p.into) for p in resolution.proposals} == {("XQ", "星桥医疗"), ("XQ", "南枝科技")}


# ---- proposals and decisions


def test_near_misses_are_proposed_and_not_merged() -> None:
    resolution = resolve(one_report_each(thing("Company", "英矽智能", times=5), thing("Company", "英科智能")))
    assert len(resolution.entities) == 2
    (proposal,) = resolution.proposals
    assert (proposal.type, proposal.name, proposal.into) == ("Company", "英科智能", "英矽智能")
    assert proposal.reason == "names differ by one character"
    assert 0 < proposal.score < 1


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Drug", "ERAS-007", "ERAS-001"),
        ("AIModel", "星桥-3大模型", "星桥-4大模型"),
        ("Place", "临江新区", "临海新区"),
        ("Person", "欧阳小明", "欧阳小鸣"),
        ("Disease", "甲状腺炎", "甲状腺癌"),
    ],
)
def test_what_is_likely_two_things_is_not_even_proposed(type_: str, one: str, other: str) -> None:
    assert resolve(one_report_each(thing(type_, one), thing(type_, other))).proposals == ()


def test_an_accepted_proposal_merges() -> None:
    reports = one_report_each(thing("Company", "英矽智能", times=5), thing("Company", "英科智能"))
    resolution = resolve(reports, decisions=[Decision("Company", "英科智能", "英矽智能", accept=True)])
    (entity,) = resolution.entities
    assert entity.name == "英矽智能"
    assert "英科智能" in entity.aliases
    assert reasons(resolution) == [("英科智能", "英矽智能", "accepted by a person")]
    assert resolution.proposals == ()


def test_a_refused_proposal_is_not_made_again() -> None:
    reports = one_report_each(thing("Company", "英矽智能", times=5), thing("Company", "英科智能"))
    resolution = resolve(reports, decisions=[Decision("Company", "英科智能", "英矽智能", accept=False)])
    assert len(resolution.entities) == 2
    assert resolution.proposals == ()


def test_a_refusal_holds_when_the_other_name_becomes_the_commoner_one() -> None:
    reports = one_report_each(thing("Company", "英矽智能"), thing("Company", "英科智能", times=5))
    resolution = resolve(reports, decisions=[Decision("Company", "英科智能", "英矽智能", accept=False)])
    assert resolution.proposals == ()


def test_nothing_is_proposed_about_names_that_are_merged() -> None:
    reports = one_report_each(thing("Company", "英矽智能"), thing("Company", "英科智能", times=5))
    resolution = resolve(reports, decisions=[Decision("Company", "英科智能", "英矽智能", accept=True)])
    assert len(resolution.entities) == 1
    assert resolution.proposals == ()


def test_a_refusal_undoes_a_merge_of_the_gazetteer() -> None:
    decisions = [Decision("Company", "推想科技", "推想医疗", accept=False)]
    resolution = resolve(one_report_each(*companies("推想科技", "推想医疗")), decisions=decisions)
    assert node(resolution, "Company", "推想科技") != node(resolution, "Company", "推想医疗")


def test_a_decision_about_unknown_names_changes_nothing() -> None:
    reports = one_report_each(*companies("星桥医疗"))
    assert resolve(reports, decisions=[Decision("Company", "甲", "乙", accept=True)]) == resolve(reports)


def decisions_file(folder: Path, *rows: str) -> Path:
    path = folder / "proposals.tsv"
    path.write_text("\n".join(["\t".join(DECISION_COLUMNS), *rows, ""]), encoding="utf-8")
    return path


def test_decisions_are_read_from_a_proposals_file(tmp_path: Path) -> None:
    path = decisions_file(
        tmp_path,
        "Company\t英科智能\t英矽智能\tnames differ by one character\t0.75\taccept",
        "Company\t推想科技\t推测科技\tnames differ by one character\t0.75\tREFUSE",
        "Company\t数坤科技\t数申科技\tnames differ by one character\t0.75\t",
    )
    assert read_decisions(path) == (
        Decision("Company", "英科智能", "英矽智能", accept=True),
        Decision("Company", "推想科技", "推测科技", accept=False),
    )


def test_another_word_than_accept_or_refuse_is_refused_with_its_place(tmp_path: Path) -> None:
    path = decisions_file(tmp_path, "Company\t英科智能\t英矽智能\t\t0.75\tyes")
    with pytest.raises(LexiconError, match=r"^proposals\.tsv:2: decision 'yes': write accept or refuse"):
        read_decisions(path)


# ---- types, names and order


@pytest.mark.parametrize(
    ("counts", "types"),
    [
        ({"Company": 3, "Investor": 1}, ("Company", "Investor")),
        ({"Company": 1, "Hospital": 5}, ("Hospital",)),
        ({"Company": 5, "Hospital": 1}, ("Company",)),
        ({"Institution": 2, "Regulator": 1}, ("Institution",)),
        ({"Company": 1, "Investor": 1, "Institution": 9}, ("Institution",)),
    ],
)
def test_only_company_and_investor_are_roles_side_by_side(counts: dict[str, int], types: tuple[str, ...]) -> None:
    entities = [thing(type_, "星桥集团", times=times) for type_, times in counts.items()]
    (entity,) = resolve([contribution_of("report", *entities)]).entities
    assert entity.types == types


def test_the_commonest_name_is_shown_and_ties_go_by_the_alphabet() -> None:
    common = resolve(one_report_each(thing("Product", "灵犀-云", times=2), thing("Product", "灵犀云", times=3)))
    tied = resolve(one_report_each(thing("Product", "灵犀云"), thing("Product", "灵犀-云")))
    assert [entity.name for entity in (*common.entities, *tied.entities)] == ["灵犀云", "灵犀-云"]


@pytest.mark.parametrize("type_", ["Company", "Investor", "Institution", "Hospital", "Regulator"])
def test_organisations_are_one_family(type_: str) -> None:
    assert family_of(type_) == "organisation"


@pytest.mark.parametrize("type_", ["Product", "Drug", "AIModel", "Place"])
def test_other_types_are_families_of_their_own(type_: str) -> None:
    assert family_of(type_) == type_


LISTED = [
    "推想医疗",
    "推想科技",
    "Infervision",
    "星桥医疗",
    "上海星桥医疗科技有限公司",
    "星乔医疗",
    "XQ",
    "英矽智能",
    "英科智能",
]
local_entities = st.builds(
    lambda type_, name, times, alias, holder: thing(
        type_,
        name,
        times=times,
        aliases={alias: "text says so"} if alias and alias != name else {},
        holder=holder if type_ == "Product" else None,
    ),
    st.sampled_from(["Company", "Investor", "Product"]),
    st.sampled_from(LISTED),
    st.integers(1, 3),
    st.sampled_from([None, *LISTED]),
    st.sampled_from([None, "推想医疗", "星桥医疗"]),
)
reports = st.lists(st.lists(local_entities, max_size=4), max_size=4).map(
    lambda groups: [contribution_of(f"report-{number}", *group) for number, group in enumerate(groups)]
)


@quick
@given(reports)
def test_the_order_of_reports_and_entities_makes_no_difference(given_reports: list[Contribution]) -> None:
    backwards = [Contribution(report.report, entities=report.entities[::-1]) for report in reversed(given_reports)]
    assert resolve(backwards) == resolve(given_reports)
    assert resolve(iter(given_reports)) == resolve(given_reports)


@quick
@given(reports)
def test_every_reference_has_its_node_and_no_two_nodes_share_a_key(given_reports: list[Contribution]) -> None:
    resolution = resolve(given_reports)
    for report in given_reports:
        for entity in report.entities:
            found = resolution.entity_of[entity.ref]
            assert report.report.stem in found.docs
            assert entity.name == found.name or entity.name in found.aliases
    keys = [(entity.types[0], entity.key) for entity in resolution.entities]
    assert len(set(keys)) == len(keys)


@quick
@given(reports)
def test_no_name_that_others_merged_into_is_merged_on(given_reports: list[Contribution]) -> None:
    merges = resolve(given_reports).merges
    assert not {(m.type, m.name) for m in merges} & {(m.type, m.into) for m in merges}
    assert len({(m.type, m.name) for m in merges}) == len(merges)
    assert all(m.reason for m in merges)

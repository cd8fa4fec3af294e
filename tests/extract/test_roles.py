"""People and their posts: a family name beside a title, and the organisation right before it."""

from collections.abc import Callable

import pytest
from reports_of_text import Read, bug, company, facts_of, plain_args, read_marked, sentence_of

from extract.mentions.people import is_person_name, name_length
from extract.prose.roles import find_posts


def posts(text: str, *, about: str = "") -> list[tuple[str, str | None, str]]:
    found = find_posts(sentence_of(text), company(about) if about else None)
    return [(post.person.name, post.org.name if post.org else None, post.title) for post in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[C 南枝科技]CEO陈晓东表示看好。", [("陈晓东", "南枝科技", "CEO")]),
        ("[C 南枝科技]创始人为医生出身的陈晓东。", [("陈晓东", "南枝科技", "创始人")]),
        ("陈晓东现任[C 南枝科技]副总裁。", [("陈晓东", "南枝科技", "副总裁")]),
        ("陈晓东是[C 南枝科技]创始人兼CEO。", [("陈晓东", "南枝科技", "创始人兼CEO")]),
        ("访谈:王强,[H 临江医院]放射科主任。", [("王强", "临江医院", "放射科主任")]),
        ("陈晓东博士创立的[C 南枝科技]迁址。", [("陈晓东", "南枝科技", "创始人")]),
        ("陈晓东任[C 南枝科技]董事会主席。", [("陈晓东", "南枝科技", "董事会主席")]),
        ("[C 南枝科技]CEO Ada Brightwood表示看好。", [("Ada Brightwood", "南枝科技", "CEO")]),
        (
            "[C 南枝科技]由陈晓东、李明两位博士联合创办。",
            [("陈晓东", "南枝科技", "创始人"), ("李明", "南枝科技", "创始人")],
        ),
        ("[C 南枝科技]由陈晓东2017年创办。", [("陈晓东", "南枝科技", "创始人")]),
        ("[C 南枝科技]由Ada Brightwood博士于2017年创办。", [("Ada Brightwood", "南枝科技", "创始人")]),
        ("[C 南枝科技]任命陈晓东博士为首席执行官。", [("陈晓东", "南枝科技", "首席执行官")]),
        ("[C 南枝科技]现任首席执行官为陈晓东博士。", [("陈晓东", "南枝科技", "首席执行官")]),
        ("[N 青禾大学]教授Ada Brightwood指出。", [("Ada Brightwood", "青禾大学", "教授")]),
        ("[C 南枝科技]联合创始人兼首席执行官李明指出。", [("李明", "南枝科技", "联合创始人兼首席执行官")]),
        ("[H 临江医院]放射科主任医师王强表示。", [("王强", "临江医院", "主任医师")]),
        ("[N 青禾研究院]高级研究员赵敏。", [("赵敏", "青禾研究院", "高级研究员")]),
        ("[C 南枝科技]CEO:陈晓东", [("陈晓东", "南枝科技", "CEO")]),
        ("作者[N 青禾大学]孙毅认为,规则有待完善。", [("孙毅", "青禾大学", "")]),
        ("作者[N 青禾大学]孙毅、[N 临江大学]周琳指出。", [("孙毅", "青禾大学", ""), ("周琳", "临江大学", "")]),
        ("高一帆[N 青禾研究院]高级研究员", [("高一帆", "青禾研究院", "高级研究员")]),
        ("《[R 智慧医院]》,青禾学刊,孙毅、周琳。", [("孙毅", None, ""), ("周琳", None, "")]),
        (
            "[H 临江医院]放射科主任医师王强认为。",
            [("王强", "临江医院", "主任医师")],
        ),
        (
            "[C 星桥医疗]CEO陈晓东表示看好。",
            [("陈晓东", "星桥医疗", "CEO")],
        ),
        ("[C 南枝科技]的创始人陈宽这样形容。", [("陈宽", "南枝科技", "创始人")]),
        ("[C 南枝科技]创始人兼首席执行官周国威展开对话。", [("周国威", "南枝科技", "创始人兼首席执行官")]),
        ("[C 南枝科技]联席CEO周翔、沈定远出席。", [("周翔", "南枝科技", "联席CEO"), ("沈定远", "南枝科技", "联席CEO")]),
        (
            "[C 南枝科技]董事长周大磊辞任,由李羽中接任首席执行官。",
            [("李羽中", "南枝科技", "首席执行官"), ("周大磊", "南枝科技", "董事长")],
        ),
        (
            "[C 南枝科技]CEO陈晓东、CTO李明出席。",
            [("陈晓东", "南枝科技", "CEO"), ("李明", "南枝科技", "CTO")],
        ),
    ],
)
def test_a_post_has_person_organisation_and_title(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[C 南枝科技]CEO表示看好。",
        "[C 南枝科技]总经理高度评价。",
        "[C 南枝科技]董事长成立新部门。",
        "工程师连接平台与设备。",
        "[H 临江医院]医生和患者认可。",
        "[C 南枝科技]董事会。",
    ],
)
def test_a_title_without_a_name_is_no_post(text: str) -> None:
    assert posts(text) == []


def test_a_title_alone_belongs_to_the_company_of_its_section() -> None:
    assert posts("首席执行官陈晓东接受采访。", about="星桥医疗") == [("陈晓东", "星桥医疗", "首席执行官")]


def test_where_somebody_studied_is_not_where_the_post_is(read_report_text: Callable[..., Read]) -> None:
    facts = read_report_text("报告正文。\n\n创始人兼董事长张大磊博士毕业于清华大学。\n").facts("Role")
    assert not any("org" in fact for fact in facts)


def test_a_title_far_from_an_organisation_belongs_to_nobody_in_it() -> None:
    text = "[C 南枝科技]在这一年里的进展让很多人意外。首席执行官陈晓东表示。"
    assert posts(text) == [("陈晓东", None, "首席执行官")]


def test_the_company_right_before_a_title_outranks_the_section() -> None:
    assert posts("[C 星桥医疗]CEO陈晓东表示看好。", about="南枝科技") == [("陈晓东", "星桥医疗", "CEO")]


def test_a_post_becomes_a_fact_with_its_sentence() -> None:
    (fact,) = facts_of(read_marked("[C 南枝科技]CEO陈晓东表示看好。"))
    assert (fact.kind, plain_args(fact)) == ("Role", {"person": "陈晓东", "org": "南枝科技", "title": "CEO"})
    assert fact.evidence.quote == "南枝科技CEO陈晓东表示看好。"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("陈晓东", True),
        ("李明", True),
        ("高级", False),
        ("成立", False),
        ("推想", False),
        ("陈", False),
        ("陈晓东明", False),
    ],
)
def test_a_person_has_a_family_name(name: str, is_one: bool) -> None:
    assert is_person_name(name) is is_one


@pytest.mark.parametrize(
    ("text", "person", "org"),
    [
        ("鹰瞳科技首席执行官陈晓东表示,研发投入还会增加。", "陈晓东", "鹰瞳科技"),
        ("# 推想医疗\n公司创始人兼董事长陈晓东接受了采访。", "陈晓东", "推想医疗"),
        (
            "推想医疗CEO陈晓东表示看好。",
            "陈晓东",
            "推想医疗",
        ),
        (
            "作者临江研究院孙毅认为,规则有待完善。",
            "孙毅",
            "临江研究院",
        ),
        bug("陈晓东 临江研究院高级研究员", "陈晓东", "临江研究院", reason="the person's name sticks to the institute"),
    ],
)
def test_posts_are_read_from_plain_text(
    read_report_text: Callable[..., Read], text: str, person: str, org: str
) -> None:
    found = [(args["person"], args.get("org")) for args in read_report_text(text).facts("Role")]
    assert set(found) == {(person, org)}


def test_a_post_may_leave_open_whose_it_is(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text("据首席执行官陈晓东表示,行业仍在早期。")
    assert [(fact["person"], fact.get("org")) for fact in read.facts("Role")] == [("陈晓东", None)]
    assert read.names("Person") == ["陈晓东"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("董事长任峰说。", "任峰"),
        ("董事长柯大成说,", "柯大成"),
        ("董事长周翔当选美国一家学会的会士", "周翔"),
        ("董事长谈蓁的说法更谨慎", "谈蓁"),
        ("统计学家乔南生于2022年创立", "乔南生"),
        ("住院医师田小满看了两遍", "田小满"),
        ("创始人欧阳牧之今年29岁", "欧阳牧之"),
        ("医生和患者都在等", ""),
    ],
)
def test_a_name_ends_before_what_people_do(text: str, name: str) -> None:
    start = text.index(name) if name else 2
    assert text[start : start + name_length(text, start)] == name


def test_a_title_at_the_head_of_its_clause_is_of_whom_the_sentence_began_with() -> None:
    read = read_marked("[C 南枝科技]成立于2018年,总部位于[L 临江],创始人兼CEO陈晓东曾任职于[C 北屿科技]。")
    found = [plain_args(fact) for fact in facts_of(read) if fact.kind == "Role"]
    assert {"person": "陈晓东", "org": "南枝科技", "title": "创始人"} in found
    assert {"person": "陈晓东", "org": "南枝科技", "title": "CEO"} in found
    assert {"person": "陈晓东", "org": "北屿科技"} in found


def test_a_title_behind_the_post_that_another_left_is_of_whom_the_text_speaks() -> None:
    found = posts("董事长张强曾任[C 北屿科技]总裁,联席CEO周翔负责研发。", about="南枝科技")
    assert ("周翔", "南枝科技", "联席CEO") in found

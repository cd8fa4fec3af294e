"""People and their posts: 深睿医疗CEO乔昕, 作者西安交通大学法学院王玥, 石安杰 蛋壳研究院高级研究员."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.tags import word_classes
from extract.prose.clauses import Clause
from extract.prose.sentences import Sentence

#: who can have people in posts
ORGANISATIONS = ("Company", "Institution", "Hospital", "Investor", "Regulator")
#: how far from the head of its clause a title of whom the clause is about may stand
_HEAD = 6
#: Classes of the words that may stand right behind a person: verbs, adverbs, prepositions, pronouns
_MAY_FOLLOW = frozenset({"v", "vn", "vd", "vi", "d", "ad", "p", "c", "r", "u", "zg", "a"})
#: how far an organisation may stand before the title of its officer
_REACH = 12
#: 原甲医院院长: a post that somebody has left
_FORMER = re.compile(r"(?:^|[,。;:、])(?:原|前|曾任|此前任)$")
#: how a hospital tells of itself, and the posts that people have in one
_WE = re.compile(r"[我本]院|院内各|全院")
_CLINICAL = re.compile(r"院长|主任|医师|医生|护士|护理部|[一-鿿]科(?:主任|负责人)|医务|药师|技师|书记")
_SURE = 0.6
#: what a post is of, beside its organisation: 心内科, 信息中心, 智能算法部
_DEPARTMENT = re.compile(
    r"(?<![一-鿿])[一-鿿]{1,8}(?:科|[^全]部|处|科室|办公室|中心|病区|系|团队|业务|事业群|研究室|教研室)$"
)
_WARD = re.compile(r"(?<![一-鿿])[一-鿿]{1,6}$")
#: titles of a person, wherever that works
_PERSONAL = re.compile(
    r"(?:医师|医生|教授|研究员|博士|院士|专家|学家|[^总]工程师|分析师|创始人|合伙人|CEO|董事长|博士后)$"
)
#: words that are no department: 担任|主任, 表示|董事长
_NO_DEPARTMENT = re.compile(
    r"[的由在与和对为是任了也被据向将让从]|表示|宣布|原$|前$|现|兼|公司|集团|创立|成立|推出|发布"
)
#: 托马斯·库恩, William Kissick
FOREIGN_NAME = (
    r"[一-鿿]{1,5}·[一-鿿]{1,6}(?=[^一-鿿]|在|于|的|提|认|指|说)|[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+){1,2}"
)
_CITATION = re.compile(r"》,(?:[^,。]{2,20},)?(?P<names>[一-鿿]{2,3}(?:、[一-鿿]{2,3}){0,4})。?$")


@dataclass(frozen=True, slots=True)
class Post:
    """A person with an organisation and, where the text has one, a title."""

    person: Mention
    org: Mention | None
    title: str
    start: int
    end: int
    rule: str


@cache
def title_pattern() -> str:
    """A post, or several that one person holds, as a regular expression."""
    one = rf"(?:{alternatives('title_prefixes')}){{0,4}}(?:{alternatives('titles')})"
    return rf"{one}(?:(?:、|兼任?|暨|及){one}){{0,3}}"


@cache
def _after_title() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<title>{title_pattern()})(?!医师|委员|助理)(?:的)?[:： ]?(?P<name>{FOREIGN_NAME}|(?=[一-鿿]{{2}}))"
    )


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('appointed')})(?P<of>公司|该公司|集团|其)?(?P<title>{title_pattern()})")


@cache
def _is_titled() -> re.Pattern[str]:
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?=(?:博士|先生|女士|教授)?(?:[,。;()]|担任|$))"
    return re.compile(rf"(?P<title>{title_pattern()})(?:为|是|系|由)(?:[^,。;:、]{{0,16}}的)?(?P<name>{name})")


@cache
def _now_holds() -> re.Pattern[str]:
    name = rf"{FOREIGN_NAME}|[一-鿿]{{2,3}}"
    return re.compile(
        rf"(?:^|(?<=[,。;:、由]))(?P<name>{name})(?:博士|先生|女士|教授)?(?:现任|现为|现担任|是|出任|担任|就任|接任|升任|履新|获任|任)(?P<of>[^,。;:、]{{0,24}}?)(?P<title>{title_pattern()})(?=[,。;、)]|$)"
    )


@cache
def _appoints() -> re.Pattern[str]:
    return re.compile(
        rf"(?:任命|聘任|聘请|委任)(?:(?:原|前)?[^,。;:、]{{2,24}}?{title_pattern()})?(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?:博士|先生|女士|教授)?"
        rf"(?:为|担任|出任)(?:公司|其|集团)?(?P<title>{title_pattern()})"
    )


@cache
def _founded_by() -> re.Pattern[str]:
    return re.compile(
        r"由(?P<people>[^,。;:“”()]{2,60}?)(?:夫妇|夫妻|父子|兄弟|师徒|团队)?(?:等[一-鿿]{0,6}?)?(?:[两二三四五](?:人|位))?(?:博士|先生|女士|教授)?"
        r"(?:(?:于|在)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:(?:在|于)[^,。;:]{1,8}?)?(?:一手|共同|联合|携手|牵头|发起)?"
        r"(?:创办|创立|创建|创始|发起成立|发起设立)"
    )


@cache
def _founder_name() -> re.Pattern[str]:
    """The name that a part of a list of founders ends in: 张三, 某大学教授|张三, 从海外回国的结构生物学家|张三."""
    lead = rf"(?:^|{title_pattern()}|[的者家师人员])"
    return re.compile(rf"{lead}(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?:博士|先生|女士|教授)?$")


def home_of(sentences: Sequence[Sentence]) -> Mention | None:
    """The hospital that tells of itself: 我院, with the first hospital of the report or of its title; a hospital that
    is named behind 我院 in a sentence is another: 我院联合白沙县人民医院."""
    if not any(_WE.search(sentence.text) for sentence in sentences):
        return None
    hospitals = ((s, m) for s in sentences for m in s.mentions if m.type == "Hospital" and m.confidence >= _SURE)
    return next((m for s, m in hospitals if not _WE.search(s.text, 0, m.start)), None)


def find_posts(
    sentence: Sentence,
    context_org: Mention | None,
    clauses: Sequence[Clause] = (),
    home: Mention | None = None,
) -> Iterator[Post]:
    """Posts that a sentence states; a name must begin with a family name.

    ``context_org`` is whom a title without an organisation belongs to (公司CEO, 首席执行官 in its section), else it
    is whom its clause is about; a post of hospitals (心内科主任) is of ``home``, the hospital that the report is of.
    """
    text = sentence.text
    yield from _cited(sentence)
    yield from _described(sentence, context_org, clauses)
    orgs = [m for m in sentence.mentions if m.type in ORGANISATIONS]
    for match in _after_title().finditer(text):
        names = list(_names_from(text, match.start("name"), match.end("name")))
        if not names:
            continue
        title = match["title"]
        cut = next(
            (m for m in orgs if m.start < match.end("title") and match.start() < m.end < match.end("title")), None
        )
        if cut is not None:  # 星桥医疗CEO: the 医疗 is the company's, not the title's
            title = text[cut.end : match.end("title")]
        elif not _PERSONAL.search(title):  # 放射科主任 is one of the department, a 主任医师 is not
            title = text[department(text, match.start("title"), orgs) : match.end("title")]
        before = (m for m in reversed(orgs) if m.end <= match.start() and _reaches(text[m.end : match.start()]))
        org = cut or next(before, None)
        if org is not None and _FORMER.search(text[: org.start]):
            yield from _appointment(text, match, names[0], orgs, context_org)
        own = home if home is not None and _CLINICAL.search(title) else context_org
        org = org or own or _spoken_of(text, match.start(), clauses)
        for person in names:
            yield Post(person, org, title, match.start(), person.end, "role.title_name")
    for org in orgs:
        yield from _author(text, org)
        yield from _name_before(text, org)
        yield from _founder(text, org)


def _reaches(between: str) -> bool:
    """Whether a title so far behind an organisation is of it: not 曾任甲公司总裁,联席CEO李四."""
    return len(between) <= _REACH and not re.search(r"[董总]|(?:主任|院长|所长|教授|高管|CEO)[,;。]", between)


def _names_from(text: str, start: int, end: int) -> Iterator[Mention]:
    """The people named from ``start`` on: 周翔、沈定刚出席; a foreign name ends at ``end``."""
    while True:
        stop = end if end > start else start + name_length(text, start)
        name = text[start:stop]
        if not name or not is_person_name(name):
            return
        yield Mention(start, stop, "Person", name, "role.title_name", 0.85)
        if text[stop : stop + 1] != "、":
            return
        start = end = stop + 1


def name_length(text: str, start: int) -> int:
    """How many characters the Chinese name at ``start`` has, 0 for none: three or two before a word that can follow.

    A word of two characters says more than one: 张福春|介绍 and 陈宽|这样 before 贺岚|称.
    """
    if text[start : start + 1] in "和与及或":
        return 0  # 医生和患者
    lengths = [n for n in (3, 2) if re.fullmatch(rf"[一-鿿]{{{n}}}", text[start : start + n])]
    for follows in (_ends, _two_follow, _one_follows):
        for length in lengths:
            if follows(text, start + length):
                return length
    return 0


def _ends(text: str, place: int) -> bool:
    return re.match(r"[^一-鿿]|$", text[place : place + 1]) is not None


def _two_follow(text: str, place: int) -> bool:
    listed = any_word("after_person").match(text, place)
    following = word_classes().get(text[place : place + 2], "n")
    return bool(listed and len(listed.group()) > 1) or (len(text) > place + 1 and following in _MAY_FOLLOW)


def _one_follows(text: str, place: int) -> bool:
    return any_word("after_person").match(text, place) is not None


def _described(sentence: Sentence, context_org: Mention | None, clauses: Sequence[Clause]) -> Iterator[Post]:
    """创始人为张三, 张三现任甲公司总裁, 由李四2017年创办."""
    text = sentence.text
    orgs = [m for m in sentence.mentions if m.type in ORGANISATIONS]
    for match in _is_titled().finditer(text):
        near = next((m for m in reversed(orgs) if m.end <= match.start() and match.start() - m.end <= 4), None)
        org = near or context_org or _spoken_of(text, match.start(), clauses)
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end("name"), "role.is_titled")
    for match in _now_holds().finditer(text):
        org = next((m for m in orgs if match.start("of") <= m.start and m.end <= match.start("title")), None)
        if org is None and not match["of"]:  # 甲公司董事长辞任,由张三接任首席执行官
            org = _last_before(orgs, match.start()) or context_org
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end(), "role.now_holds")
    for match in _appoints().finditer(text):
        org = _last_before(orgs, match.start()) or context_org
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end(), "role.appoints")
    for match in _founded_by().finditer(text):
        org = next((m for m in reversed(orgs) if m.end == match.start()), None)
        org = org or context_org or _about(text, match.start(), clauses)
        yield from _founders(match, org) if org is not None else ()


def _founders(match: re.Match[str], org: Mention) -> Iterator[Post]:
    """The founders of a list: 由浙江大学教授|张三|和前甲公司总监|李四|共同创办."""
    for part in re.finditer(r"[^、和与及]+", match["people"]):
        named = _founder_name().search(part.group())
        if named and is_person_name(named["name"]):
            start = match.start("people") + part.start() + named.start("name")
            person = Mention(start, start + len(named["name"]), "Person", named["name"], "role.title_name", 0.85)
            yield Post(person, org, "创始人", match.start(), match.end(), "role.founded_by")


def _last_before(orgs: Sequence[Mention], position: int) -> Mention | None:
    return next((m for m in reversed(orgs) if m.end <= position), None)


def _spoken_of(text: str, position: int, clauses: Sequence[Clause]) -> Mention | None:
    """The one organisation that the clause of a title is about, where the title stands at its head."""
    clause = next((c for c in clauses if c.start <= position < c.end), None)
    if clause is None or position - clause.start > _HEAD:
        return None
    for told in (clause, clauses[0]):  # 甲公司成立于2018年,总部位于深圳,创始人王国华...
        owners = [item.mention for item in told.subject.owners]
        if len(owners) != 1 or owners[0].type == "Regulator":
            continue
        later = owners[0].start > position and text[owners[0].start : owners[0].end] == owners[0].name
        if not later:  # 创始人张三毕业于某大学: who comes later is not whose title it is
            return owners[0]
    return None


def _about(text: str, position: int, clauses: Sequence[Clause]) -> Mention | None:
    """Whom the clause at ``position`` is about, wherever in it that stands: 甲公司2019年|由张三创办."""
    clause = next((c for c in clauses if c.start <= position < c.end), None)
    owners = [item.mention for item in clause.subject.owners] if clause is not None else []
    return owners[0] if len(owners) == 1 and owners[0].type in ("Company", "Institution") else None


def department(text: str, start: int, orgs: Sequence[Mention]) -> int:
    """Where a title with the department before it begins: 心内科|主任, 星桥医疗|中国区数字病理|负责人."""
    owner = next((m for m in reversed(orgs) if m.end <= start), None)
    if owner is not None and re.fullmatch(r"[一-鿿A-Za-z]{1,10}", text[owner.end : start]):
        return owner.end if not _NO_DEPARTMENT.search(text[owner.end : start]) else start
    named = (_WARD if text.startswith("科主任", start) else _DEPARTMENT).search(text[:start])
    return named.start() if named and not _NO_DEPARTMENT.search(named.group()) else start


def _appointment(
    text: str, match: re.Match[str], person: Mention, orgs: Sequence[Mention], context_org: Mention | None
) -> Iterator[Post]:
    """原甲医院院长张三出任公司首席医学官: the post that is taken up, not the one that was left."""
    taken = _appointed().search(text, person.end, person.end + 40)
    if taken is None:
        return
    named = next((m for m in orgs if person.end <= m.start and m.end <= taken.end()), None)
    former = {m.name for m in orgs if match.start() - m.end <= _REACH and m.end <= match.end("title")}
    spoken_of = next((m for m in reversed(orgs) if m.end <= match.start() and m.name not in former), None)
    yield Post(person, named or spoken_of or context_org, taken["title"], match.start(), taken.end(), "role.appointed")


def _cited(sentence: Sentence) -> Iterator[Post]:
    """《文章》,期刊,作者、作者: the authors at the end of a citation."""
    match = _CITATION.search(sentence.text)
    if match is None:
        return
    for name in re.finditer(r"[一-鿿]{2,3}", match["names"]):
        if is_person_name(name.group()):
            start = match.start("names") + name.start()
            person = Mention(start, start + len(name.group()), "Person", name.group(), "role.cited", 0.75)
            yield Post(person, None, "", start, person.end, "role.cited")


def _author(text: str, org: Mention) -> Iterator[Post]:
    """作者X机构张三、Y机构李四认为."""
    match = re.match(r"(?P<name>[一-鿿]{2,3})(?=认为|指出|表示|提出|[、,])", text[org.end :])
    if match and is_person_name(match["name"]) and re.search(r"作者|(?<=、)", text[max(0, org.start - 4) : org.start]):
        person = Mention(org.end, org.end + len(match["name"]), "Person", match["name"], "role.author", 0.8)
        yield Post(person, org, "", org.start, person.end, "role.author")


def _name_before(text: str, org: Mention) -> Iterator[Post]:
    """石安杰 蛋壳研究院高级研究员: a name on its own before an organisation and a title; 王强,某医院放射科主任."""
    title = re.match(rf"(?:{alternatives('title_prefixes')}){{0,4}}(?:{alternatives('titles')})", text[org.end :])
    name = re.search(r"(?:^|[\s、,。:])([一-鿿]{2,3})$", text[: org.start])
    if title is None or name is None:
        title = re.match(rf"[一-鿿]{{0,6}}?{title_pattern()}(?=[,。;)]|$)", text[org.end :])
        name = re.search(r"(?:^|[:。;])([一-鿿]{2,3})[,(]$", text[: org.start])
    if title and name and is_person_name(name.group(1)):
        person = Mention(name.start(1), name.end(1), "Person", name.group(1), "role.name_first", 0.8)
        yield Post(person, org, title.group(), person.start, org.end + title.end(), "role.name_first")


def _founder(text: str, org: Mention) -> Iterator[Post]:
    """张三创立的甲公司."""
    match = re.search(
        r"(?:^|[,。;:、由])(?P<name>[一-鿿]{2,3})(?:博士|先生|女士|教授)?(?:一手|联合|共同)?(?:创立|创办|创建)的$",
        text[: org.start],
    )
    if match and is_person_name(match["name"]):
        yield Post(_person(match), org, "创始人", match.start("name"), org.end, "role.founder")


def _person(match: re.Match[str]) -> Mention:
    return Mention(match.start("name"), match.end("name"), "Person", match["name"], "role.title_name", 0.85)


def is_person_name(name: str) -> bool:
    """Two or three characters that begin with a family name and are no word of the field, or a foreign name."""
    if re.fullmatch(FOREIGN_NAME, name):
        return name not in word_set("no_names")
    if len(name) == 3 and word_classes().get(name[:2]) in ("a", "ad", "d"):
        return False  # 高效地
    return name[0] in word_set("family_names") and name not in word_set("no_names") and 2 <= len(name) <= 3

"""People and their posts: 深睿医疗CEO乔昕, 作者西安交通大学法学院王玥, 石安杰 蛋壳研究院高级研究员."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.mentions.people import FOREIGN_NAME, is_person_name, names_from
from extract.prose.clauses import Clause
from extract.prose.relations import Parsed
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context
from extract.required import Finder

#: who can have people in posts
ORGANISATIONS = ("Company", "Institution", "Hospital", "Investor", "Regulator")
#: the rule of a post that is of somebody whose name nothing knows
ELSEWHERE = "role.elsewhere"
#: how far from the head of its clause a title of whom the clause is about may stand
_HEAD = 6
#: how far an organisation may stand before the title of its officer
_REACH = 12
#: 此前在|甲公司负责销售,联合创始人李四: of whom the next clause does not go on to tell
_OBLIQUE = re.compile(r"(?:[从在于任与和同向被给对获为]|来自|加入|加盟|进入|服务|收购|投资|拿到|获得)(?:了|过)?$")
#: 来自甲公司|,同时履新的还有|首席医学官李四: who comes next is of another
_ANOTHER = re.compile(r",(?:[^,]*(?:还有|另有|另一位)|同时)")
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
#: posts that the company has which a text speaks of, and those of its hospital, institute or association
_OF_COMPANY = re.compile(r"董事|董秘|总裁|总经理|CEO|C[A-Z]O|首席|创始人|创办人|合伙人|总监|架构师|负责人|经理|监事")
_OF_BODY = re.compile(r"院长|所长|秘书长|会长|理事长|校长|主任$|护士长|住院医师|主任医师|主治医")
#: degrees and professions, which say nothing of the company that a text is about
_NO_POST = re.compile(r"(?:博士|博士后|教授|医生|专家|学者|学家|工程师|研究员|院士|投资人|记者)$")
#: a sentence without any of these tells of no founder: looking for one would cost time
_FOUNDING = re.compile(r"创[办立建始下]|成立|办起|发起")
#: titles of a person, wherever that works
_PERSONAL = re.compile(
    r"(?:医师|医生|教授|研究员|博士|院士|专家|学家|[^总]工程师|分析师|创始人|合伙人|CEO|董事长|博士后)$"
)
#: words that are no department: 担任|主任, 表示|董事长
_NO_DEPARTMENT = re.compile(
    r"[的由在与和对为是任了也被据向将让从]|表示|宣布|原$|前$|现|兼|公司|集团|创立|成立|推出|发布|董事会|选举|聘任|任命"
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
    return rf"{one}(?:(?:、|兼任?|暨|及|与|和){one}){{0,3}}"


@cache
def _after_title() -> Finder:
    return Finder(
        rf"(?P<title>{title_pattern()})(?!医师|委员|助理)(?:的)?[:： ]?(?P<name>{FOREIGN_NAME}|(?=[一-鿿]{{2}}))"
    )


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('appointed')})(?P<of>公司|该公司|集团|其)?(?P<title>{title_pattern()})")


@cache
def _is_titled() -> Finder:
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?=(?:博士|先生|女士|教授)?(?:[,。;()]|担任|出任|接任|兼任|$))"
    return Finder(
        rf"(?P<title>{title_pattern()})(?:一职|职务)?(?:自?\d{{4}}年(?:\d{{1,2}}月)?(?:起|以来)?)?(?:为|是|系|由)(?:[^,。;:、]{{0,30}}?(?:的|{title_pattern()}))?(?P<name>{name})"
    )


@cache
def _now_holds() -> Finder:
    name = rf"{FOREIGN_NAME}|[一-鿿]{{2,4}}?"
    return Finder(
        rf"(?:^|(?<=[,。;:、由]))(?!由)(?P<name>{name})(?:博士|先生|女士|教授)?(?:目前|如今|现在)?(?:现任|现为|现担任|改任|是|出任|担任|就任|接任|升任|履新|获任|任)(?P<of>[^,。;:、]{{0,24}}?)(?P<title>{title_pattern()})(?=[,。;、)]|$)"
    )


def body_and_title(orgs: Sequence[Mention], begin: int, start: int, end: int) -> tuple[Mention | None, int]:
    """The organisation between a verb and a title, and where the title begins: 出任|星桥医疗|董事长, not 医疗董事长."""
    org = next((m for m in orgs if begin <= m.start < start and m.end < end), None)
    return org, max(start, org.end) if org is not None else start


@cache
def _appoints() -> re.Pattern[str]:
    return re.compile(
        rf"(?:任命|聘任|聘请|委任|选举|推选|推举)(?:(?:原|前)?[^,。;:、]{{0,24}}?{title_pattern()})?(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?:博士|先生|女士|教授)?"
        rf"(?:为|担任|出任)(?:公司|其|集团)?(?:新任|新一届)?(?P<title>{title_pattern()})"
    )


@cache
def _founded_by() -> re.Pattern[str]:
    return re.compile(
        r"由(?P<people>[^,。;:“”()]{2,60}?)(?:夫妇|夫妻|父子|兄弟|师徒|团队)?(?:等[一-鿿]{0,6}?)?(?:[两二三四五六](?:人|位|名)[^,。;:、“”]{0,20}?)?(?:博士|先生|女士|教授)?"
        r"(?:(?:于|在)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:(?:在|于)[^,。;:]{1,8}?)?(?:一手|共同|联合|携手|牵头|发起)?"
        r"(?:创办|创立|创建|创始|发起成立|发起设立)"
    )


@cache
def _founds() -> re.Pattern[str]:
    """张三与师弟李四在临江创办|甲公司, 张三创立了这家公司."""
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}}?)"
    when = r"(?:(?:于|在)?\d{4}年(?:\d{1,2}月)?)?(?:(?:在|于)[^,。;:、]{1,10}?)?(?:一手|一起|共同|联合|携手|牵头|发起)?"
    return re.compile(
        rf"(?:^|(?<=[,。;:”]))(?:[^,。;:、]{{0,10}}?{title_pattern()})?(?P<people>{name}(?:[、和与](?:[^,。;:、和与]{{0,8}}?{name}|[^,。;:、]{{2,6}}?))?){when}"
        r"(?:创办|创立|创建|成立|办起|创下)了?(?:(?P<it>这家公司|公司|它)(?=[,。;]))?"
    )


@cache
def _name_and_titles() -> re.Pattern[str]:
    """张三,合伙人、算法负责人,...: a name that opens a line, with the posts behind it."""
    return re.compile(
        rf"[●•·\s]*(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,4}}),(?:公司)?(?P<title>{title_pattern()})(?=[,。;)]|$)"
    )


@cache
def _founder_name() -> re.Pattern[str]:
    """The name that a part of a list of founders ends in: 张三, 某大学教授|张三, 从海外回国的结构生物学家|张三."""
    lead = rf"(?:^|{title_pattern()}|(?:{alternatives('person_kin')})|[的者家师人员])"
    return re.compile(rf"{lead}(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?)(?:博士|先生|女士|教授)?$")


def with_owner(post: Post, parsed: Parsed, context: Context) -> Post:
    """A post of which its sentence does not say whose it is, of whom the text has spoken: 董事长张三感叹."""
    if post.org is not None or not post.title or post.rule == ELSEWHERE:
        return post
    if _OF_BODY.search(post.title) and context.last_body is not None:
        return replace(post, org=context.last_body)
    if not _OF_COMPANY.search(post.title):
        return post
    companies = [m for m in parsed.sentence.mentions if m.type == "Company"]
    before = {m.name: m for m in companies if m.end <= post.start}
    own = {n: m for n, m in before.items() if not _OBLIQUE.search(parsed.sentence.text[: m.start])}
    if len(own) == 1:
        return replace(post, org=next(iter(own.values())))
    return post if own or len(before) < len(companies) else replace(post, org=context.org)


def single_posts(posts: Iterable[Post]) -> Iterator[Post]:
    """Each of the posts that a title holds on its own, 董事长|兼|CEO; a degree that is of nobody's is none."""
    for post in posts:
        for title in re.split("[、与和及暨]|兼(?!职|任)", post.title):
            yield replace(post, title="" if post.org is None and _NO_POST.search(title) else title)


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
        names = list(names_from(text, match.start("name"), match.end("name")))
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
        before = (m for m in reversed(orgs) if m.end <= match.start() and _reaches(text, m, match.start()))
        org = cut or next(before, None)
        if org is not None and _FORMER.search(text[: org.start]):
            yield from _appointment(text, match, names[0], orgs, context_org)
        own = home if home is not None and _CLINICAL.search(title) else context_org
        if org is None and not _NO_POST.search(title):
            org = _spoken_of(text, match.start(), clauses) or own
        for person in names:
            yield Post(person, org, title, match.start(), person.end, "role.title_name")
            if org is not None and (first := _first_title(text, org.end, match.start("title"))):
                yield Post(person, org, first, org.end, person.end, "role.title_name")
    for org in orgs:
        yield from _author(text, org)
        yield from _name_before(text, org)
        yield from _founder(text, org)


def _first_title(text: str, start: int, end: int) -> str:
    """The post before another that its department parts from it: 星桥医疗|副总裁|、影像事业群|总裁张三."""
    first = _title_first().fullmatch(text, start, end)
    return first["title"] if first else ""


@cache
def _title_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<title>{title_pattern()})(?:、|兼任?|暨|及|和)[一-鿿A-Za-z]{{0,10}}")


def _reaches(text: str, org: Mention, end: int) -> bool:
    """Whether a title so far behind an organisation is of it: not 曾任甲公司总裁,联席CEO李四."""
    between = text[org.end : end]
    if _first_title(text, org.end, end):
        return True
    if "," in between and _OBLIQUE.search(text[: org.start]):
        return False
    if _ANOTHER.search(between):
        return False  # 来自甲公司,同时履新的还有首席医学官李四
    if between.endswith("公司") and org.type == "Regulator":
        return False
    return len(between) <= _REACH and not re.search(r"[董总]|(?:主任|院长|所长|教授|高管|CEO)[,;。]", between)


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
        org, start = body_and_title(orgs, match.start("of"), *match.span("title"))
        if org is None and not match["of"]:  # 甲公司董事长辞任,由张三接任首席执行官
            org = _last_before(orgs, match.start()) or context_org
        if (org is not None or not match["of"]) and is_person_name(match["name"]):
            title = text[start : match.end("title")]
            yield Post(_person(match), org, title, match.start(), match.end(), "role.now_holds")
    for match in _appoints().finditer(text):
        org = _last_before(orgs, match.start()) or context_org
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end(), "role.appoints")
    named = _name_and_titles().match(text)
    if named is not None and is_person_name(named["name"]):  # the owner is whom the text has spoken of
        yield Post(_person(named), None, named["title"], named.start("name"), named.end("title"), "role.name_titles")
    yield from _founding(text, orgs, context_org, clauses)


def _founding(
    text: str, orgs: Sequence[Mention], context_org: Mention | None, clauses: Sequence[Clause]
) -> Iterator[Post]:
    """张三创办甲公司, 甲公司由张三创办."""
    if _FOUNDING.search(text) is None:
        return
    for match in _founds().finditer(text):
        org = next((m for m in orgs if m.start == match.end()), None) or (context_org if match["it"] else None)
        if org is not None:
            yield from _founders(match, org)
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
        name = re.search(r"(?:^|[:。;是])([一-鿿]{2,3})[,(]$", text[: org.start])
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

"""Where people worked and work: 张三此前任职于甲公司,现为乙公司董事长; 甲医院李四教授; 担任CEO的王五."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.mentions.people import FOREIGN_NAME, NAMES, is_person_name
from extract.mentions.tags import word_classes
from extract.prose import career_patterns as patterns
from extract.prose.career_patterns import ADDRESS
from extract.prose.roles import ELSEWHERE, ORGANISATIONS, Post, body_and_title, department, title_pattern
from extract.required import Finder

#: how a text addresses somebody whose body it names before: 甲医院|李四|教授
_HONOUR = r"(?P<title>(?:副?主任|主治|住院)?医师|医生|副?主任|副?教授|副?研究员|院士|副?院长|副?所长|护士长|博士)"
#: how far behind a verb the organisation begins: 来自|美国|星桥医疗
_REACH = 4
_JOINED = re.compile(r"加盟|加入|入职")
_THIS = re.compile(r"(?:这位|该)(?:前|原)?$")
_BROKEN = re.compile(r"[,。;:!?、]")
#: 她此前任..., 她原是...: at the head of a clause
_PRONOUN = Finder(
    r"(?:^|(?<=[,。;:!?”]))(?:如今|现在|目前|此前|后来|此后)?(?:[他她](?!们)|[前后]者|[两二三四](?:人|位创始人)|此人)(?:本人)?"
)
#: how many of the people that were named last each of them means
_MEANT = {"两": 2, "二": 2, "三": 3, "四": 4}
#: 先后任职于甲公司|和|乙公司
_AND = re.compile(r"、|和|与|及|以及")
#: whom a clause is not about: 任命张三, 与张三
_NOT_ABOUT = re.compile(r"[与和向对给将把被、]")
#: what ends the stations of a life: another sentence, what somebody says, a company as the subject
_ENDED = re.compile(r"[。;!?:“]|表示|认为|透露|介绍|指出|[说称]|看来|告诉|公司(?!,)|该[院所校]")
#: of whom a post is that names no other organisation
_OWN = re.compile(r"(?:公司|集团|其|该公司|本公司|企业|医院|该院|我院)?(?:的|新任|首任)?")


@cache
def _of_body() -> re.Pattern[str]:
    unit = r"(?P<of>[一-鿿]{1,8}(?:科|部|系|中心|病区|团队))?"
    return re.compile(rf"{unit}(?P<name>[一-鿿]{{2,3}}?){_HONOUR}(?![一-鿿]{{0,2}}(?:级|委员会))")


@cache
def _held_by() -> re.Pattern[str]:
    return re.compile(
        rf"(?:担任|出任|兼任|身为|任)(?P<of>[^,。;:、]{{0,20}}?)(?P<title>{title_pattern()})的(?P<name>[一-鿿]{{2,3}})"
    )


def find_careers(
    text: str, mentions: Sequence[Mention], posts: Sequence[Post], owner: Mention | None, known: Mapping[str, Mention]
) -> Iterator[Post]:
    """What else a sentence tells of the people of its ``posts`` and of those that it only names.

    ``owner`` is whose a post without an organisation is, where nothing in the sentence says so; ``known`` are the
    people that the text has named, the last one last: 她此前任职于甲公司.
    """
    orgs = [m for m in mentions if m.type in ORGANISATIONS]
    for org in orgs:
        yield from _with_body(text, org)
    yield from _holders(text, orgs, owner)
    yield from _together(text, orgs, owner)
    yield from _bracketed(text, owner)
    yield from _successors(text, orgs, owner)
    for post in posts:
        yield from _held_besides(text, post, orgs)
    yield from _come_from(text, mentions, orgs)
    yield from _this_one(text, orgs, [m for m in mentions if m.type == "Person"], known)
    posted = {post.person.start for post in posts}
    for mention in mentions:
        if mention.type == "Person" and mention.start not in posted:
            yield from _titled(text, mention, orgs, owner)
    people = {post.person.start: post.person for post in posts}
    people |= {m.start: m for m in mentions if m.type == "Person"}
    named = {person.name: person for person in (*known.values(), *people.values())}
    again = [m for m in _again(text, named) if not any(p.start < m.end <= p.end for p in people.values())]
    people |= {m.start: m for m in again}
    for person in (*people.values(), *_pronouns(text, list(people.values()), known)):
        held = [post.org for post in posts if post.person.name == person.name and post.org is not None]
        others = [start for start in people if start > person.start]
        yield from _career(text, person, orgs, others, (held[0] if held else owner, owner))


def _again(text: str, known: Mapping[str, Mention]) -> Iterator[Mention]:
    """The people that the text has named before, where it names them again."""
    for name, person in known.items():
        start = text.find(name)
        while start >= 0:
            yield replace(person, start=start, end=start + len(name))
            start = text.find(name, start + 1)


def _pronouns(text: str, people: Sequence[Mention], known: Mapping[str, Mention]) -> Iterator[Mention]:
    """Who is meant by 她, 前者, 后者 and 两人 at the head of a clause: who was named last."""
    for match in _PRONOUN.finditer(text):
        named = _named_before(match.start(), people, known)
        count = _MEANT.get(match.group()[0], 2 if match.group() == "前者" else 1)
        if len(named) < count:
            continue
        for meant in named[1:2] if match.group() == "前者" else named[:count]:
            yield replace(meant, start=match.start(), end=match.end())


def _named_before(place: int, people: Sequence[Mention], known: Mapping[str, Mention]) -> list[Mention]:
    """The people that were named before a place of the sentence, or before the sentence; the last one first."""
    here = sorted((p for p in people if p.end <= place), key=lambda p: p.end)
    return list({p.name: p for p in reversed((*known.values(), *here))}.values())


def _with_body(text: str, org: Mention) -> Iterator[Post]:
    """甲医院李四教授, 甲医院心内科李四主任, 甲医院的李四院士."""
    of = text.startswith("的", org.end)
    match = _of_body().match(text, org.end + of)
    # 甲医院的|高级医生: behind 的 a word of the language is no name
    if (
        match is not None
        and is_person_name(match["name"])
        and match["name"][0] not in "和与及"  # 甲公司|和左手医生
        and not (match["name"].startswith("任") and match["of"])  # 神经内科|任主治医师
        and not (of and word_classes().get(match["name"], "nr") not in NAMES)
    ):
        title = "" if match["title"] == "博士" else match["title"]
        unit = match["of"] or "" if title.endswith("主任") else ""
        yield Post(_person(match), org, unit + title, org.start, match.end(), "role.of_body")


def _holders(text: str, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """如今担任CEO的王五."""
    for match in _held_by().finditer(text):
        org = _inside(orgs, match.start("of"), match.start("title")) or (owner if _OWN.fullmatch(match["of"]) else None)
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end(), "role.held_by")


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}})\((?P<title>{title_pattern()})\)")


def _bracketed(text: str, owner: Mention | None) -> Iterator[Post]:
    """搭档|李四(首席科学官): a post in brackets behind a name, of whom the text speaks."""
    for match in _in_brackets().finditer(text) if owner is not None and "(" in text else ():
        name = next((n for n in (match["name"], match["name"][-2:]) if is_person_name(n)), None)
        if name is not None:
            person = Mention(match.end("name") - len(name), match.end("name"), "Person", name, "role.of_body", 0.85)
            yield Post(person, owner, match["title"], person.start, match.end(), "role.in_brackets")


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![一-鿿])(?P<title>{title_pattern()})$")


@cache
def _succeeds() -> Finder:
    """董事会秘书张三辞任,由财务总监|李四|接任; 董事长由甲公司创始人|李四|兼任."""
    left = (
        r"[^,。;]{0,16}?(?:辞任|辞职|辞去[^,。;]{0,8}|请辞|离任|离职|卸任|退休|退任|去职|被免职?|调离|届满)"
        r"[^,。;]{0,4},(?:其?(?:职务|职位|职责|一职|空缺))?"
    )
    return Finder(
        rf"(?P<title>{title_pattern()})(?:一职|职务|之职)?(?:{left}|,)?(?:将|则|暂|现|仍|改)?由(?:[^。;]{{0,30}}?{title_pattern()})?"
        rf"(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?){ADDRESS}(?:正式|暂时|临时|暂)?"
        r"(?:接任|接替|继任|兼任|担任|出任|接手|接棒|代理|代行|递补|补位)(?=[,。;)]|$|其)"
    )


def _successors(text: str, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """Who takes up a post that its clause tells of: 董事长|由李四兼任."""
    for match in _succeeds().finditer(text) if "由" in text else ():
        start, end = match.span("title")
        org = next((m for m in reversed(orgs) if m.start < start), owner)
        if org is not None and start < org.end < end:
            start = org.end  # 星桥|医疗|首席财务官
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, text[start:end], match.start(), match.end(), "role.now_holds")


def _held_besides(text: str, post: Post, orgs: Sequence[Mention]) -> Iterator[Post]:
    """The posts at other bodies that stand before one: 临江科学院|院士|、临江医院院长张三."""
    org = post.org if post.org is not None and post.org.end <= post.person.start else None
    while org is not None:
        other = next((m for m in reversed(orgs) if m.end < org.start), None)
        held = _post_and_joint().fullmatch(text, other.end, org.start) if other is not None else None
        if other is None or held is None:
            return
        yield Post(post.person, other, held["title"], other.end, post.end, "role.title_name")
        org = other


@cache
def _post_and_joint() -> re.Pattern[str]:
    return re.compile(rf"(?P<title>[一-鿿A-Za-z]{{0,8}}?{title_pattern()})(?:、|,|兼任?|暨|及|和)")


@cache
def _worked_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{alternatives('worked_at')}|在)(?:了|于|过)?$")


@cache
def _who_did() -> re.Pattern[str]:
    work = rf"(?P<work>(?:{alternatives('working')})[^,。;:、]{{0,16}}?)"
    return re.compile(
        rf"(?:{work}|[^,。;:、]{{0,4}})的(?:[^,。;:、的]{{0,10}}?{title_pattern()}|(?:{alternatives('person_kin')}))?"
    )


def _come_from(text: str, mentions: Sequence[Mention], orgs: Sequence[Mention]) -> Iterator[Post]:
    """来自|甲医院|的李四, 曾在甲公司|负责销售的李四: where somebody is from who is named behind it."""
    people = [m for m in mentions if m.type == "Person"]
    for org in orgs:
        verb = _worked_before().search(text, max(0, org.start - 5), org.start)
        person = next((p for p in people if p.start > org.end), None)
        did = _who_did().fullmatch(text, org.end, person.start) if verb is not None and person is not None else None
        if person is not None and did is not None and verb is not None and (did["work"] or verb["verb"] != "在"):
            yield Post(person, org, "", org.start, person.end, "role.worked_at")


def _this_one(
    text: str, orgs: Sequence[Mention], people: Sequence[Mention], known: Mapping[str, Mention]
) -> Iterator[Post]:
    """这位前|甲公司|副总裁: a post of who was named last, by which the text speaks of somebody."""
    for org in orgs:
        this = _THIS.search(text, max(0, org.start - _REACH), org.start)
        title = patterns.title_there().match(text, org.end) if this is not None else None
        named = _named_before(this.start(), people, known) if this is not None else []
        if this is not None and title is not None and named:
            person = replace(named[0], start=this.start(), end=this.end())
            yield Post(person, org, title["title"], this.start(), title.end(), "role.this_one")


def _titled(text: str, person: Mention, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """星桥医疗CTO印胤: the post before somebody whose family name no list holds."""
    before = next((m for m in reversed(orgs) if m.end <= person.start), None)
    begin = before.end if before is not None else 0
    title = _title_before().search(text[begin : person.start])
    if title is not None:
        org = before if before is not None and not title.start() else owner
        yield Post(person, org, title["title"], begin + title.start(), person.end, "role.title_name")


def _together(text: str, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """由张三与李四担任联席CEO, of the organisation before or of whom the text speaks."""
    for match in _joint().finditer(text):
        org = next((m for m in reversed(orgs) if m.end <= match.start()), owner)
        if org is not None:
            yield from _each_of(match, org)


@cache
def _joint() -> Finder:
    """由张三与李四担任|联席CEO, 王五、赵六分别出任|CEO和CTO."""
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}}?)"
    return Finder(
        rf"(?:^|(?<=[,。;:由]))(?!由)(?P<people>{name}(?:(?:[、和与及]|以及){name}){{1,3}})(?:[两二三四](?:人|位))?(?P<each>分别|各自|依次)?"
        rf"(?:共同|一同|联合|同时|均|都|也|则|将|现)*(?:担任|出任|就任|接任|升任|任)(?:公司|集团|其|该公司)?(?:的)?"
        rf"(?P<title>{title_pattern()}(?:(?:和|与|及|以及){title_pattern()})*)(?=[,。;)]|$)"
    )


def _each_of(match: re.Match[str], org: Mention) -> Iterator[Post]:
    """The posts of people who hold one together, or one each."""
    spans = [m.span() for m in re.finditer(r"[^、和与及以]+", match["people"])]
    titles = re.split(r"、|和|与|及|以及", match["title"]) if match["each"] else []
    if not all(is_person_name(match["people"][start:end]) for start, end in spans):
        return
    for place, (start, end) in enumerate(spans):
        begin = match.start("people") + start
        person = Mention(begin, begin + end - start, "Person", match["people"][start:end], "role.title_name", 0.85)
        title = titles[place] if len(titles) == len(spans) else match["title"]
        yield Post(person, org, title, match.start(), match.end(), "role.now_holds")


def _career(
    text: str,
    person: Mention,
    orgs: Sequence[Mention],
    others: Sequence[int],
    owners: tuple[Mention | None, Mention | None],
) -> Iterator[Post]:
    """One station after the other from behind the name on: 此前任职于甲公司和乙公司|,现为董事长; ``owners`` are whose a
    post without an organisation is, and of whom the text speaks, ``others`` the places of people named later."""
    owner, spoken_of = owners
    place, last = person.end, None
    while True:
        worked = patterns.worked().match(text, place)
        org = _inside(orgs, worked.end(), worked.end() + _REACH, begins=True) if worked else None
        if worked is not None and org is not None and not _BROKEN.search(text, worked.end(), org.start):
            title = patterns.title_behind().match(text, org.end)
            end = title.end() if title else org.end
            if text[end : end + 1] == "的":
                return  # 张三来自甲公司的邀请
            yield Post(person, org, title["title"] if title else "", person.start, end, "role.worked_at")
            last = org
            for more in () if title else _listed(text, orgs, org.end):
                yield Post(person, more, "", person.start, more.end, "role.worked_at")
                last, end = more, more.end
            place = end
            if _JOINED.search(worked.group()):
                owner = org  # 加盟南枝科技|,出任CEO
            continue
        done = _did_at(text, place, orgs) or _came(text, place, orgs)
        if done is not None:
            yield Post(person, done[0], "", person.start, done[1], "role.worked_at")
            place = done[1]
            continue
        holds = patterns.holds().match(text, place)
        if holds is None:
            place = _next_station(text, place, person, orgs, others)
            if place < 0:
                return
            continue
        begin = holds.start("at") if holds["at"] else holds.start("of")
        org, title_start = body_and_title(orgs, begin, *holds.span("title"))
        if holds["at"] == "后者":
            if text[begin - 1] not in "在于":
                return  # 张三任总裁,|后者担任副总裁
            org = last
        own = not holds["at"] and _OWN.fullmatch(holds["of"]) is not None
        if org is None and own:
            # 临江大学教授张三|加盟并出任首席科学官
            org = spoken_of if _JOINED.search(text, place, holds.start("title")) else owner
        title_start = _with_department(text, holds, title_start, orgs)
        rule = "role.career" if org is not None or own else ELSEWHERE
        held_title = _ward(holds, org) + text[title_start : holds.end("title")]
        yield Post(person, org, held_title, person.start, holds.end(), rule)
        place = holds.end()


def _ward(holds: re.Match[str], org: Mention | None) -> str:
    """The department that stands between a body and the verb: 甲医院|神经内科|任主治医师."""
    inside = org is not None and holds["at"] and holds.start("at") <= org.start and org.end <= holds.end("at")
    ward = holds.string[org.end : holds.end("at")] if org is not None and inside else ""
    return ward if department(ward, len(ward), ()) == 0 else ""


def _next_station(text: str, place: int, person: Mention, orgs: Sequence[Mention], others: Sequence[int]) -> int:
    """Where the sentence goes on with somebody behind clauses that tell something else, below 0 where it does not:
    张三毕业于甲大学,师从李明远,|2017年加入乙公司. A clause that begins with an organisation or somebody else tells of
    those, and what is said is of others."""
    if _NOT_ABOUT.search(text, max(0, person.start - 1), person.start):
        return -1
    found = patterns.station().search(text, place + 1)  # at the place itself nothing more is told
    if found is None:
        return -1
    between = text[place : found.start()]
    if _ENDED.search(between) or any(place <= start < found.start() for start in others):
        return -1
    heads = {place + match.end() for match in re.finditer(",", between)}
    return -1 if any(org.start in heads for org in orgs) else found.start()


def _with_department(text: str, holds: re.Match[str], start: int, orgs: Sequence[Mention]) -> int:
    """Where a title with its department begins, unless an organisation runs into it: 星桥|医疗|董事长."""
    return start if start > holds.start("title") else department(text, start, orgs)


def _listed(text: str, orgs: Sequence[Mention], end: int) -> Iterator[Mention]:
    """The organisations that a list goes on with: 任职于甲公司|、乙公司和丙医院."""
    while (joint := _AND.match(text, end)) and (org := _inside(orgs, joint.end(), joint.end(), begins=True)):
        yield org
        end = org.end


def _did_at(text: str, place: int, orgs: Sequence[Mention]) -> tuple[Mention, int] | None:
    """Where somebody worked, told by what was done there, and where that ends: 曾在甲公司|负责神经介入业务."""
    when = patterns.since().match(text, place)
    org = (
        _inside(orgs, when.end(), when.end() + _REACH, begins=True) if when and when.group()[-1:] in "在于入" else None
    )
    done = patterns.doing().match(text, org.end) if org is not None and when is not None else None
    if org is None or done is None or _BROKEN.search(text, when.end() if when else 0, org.start):
        return None
    return org, done.end()


def _came(text: str, place: int, orgs: Sequence[Mention]) -> tuple[Mention, int] | None:
    """Where somebody worked who came from there, and where that ends: 从甲公司|加入."""
    whence = patterns.came().match(text, place)
    org = _inside(orgs, whence.end(), whence.end() + _REACH, begins=True) if whence else None
    joined = patterns.CAME_BEHIND.match(text, org.end) if org is not None else None
    return (org, joined.end()) if org is not None and joined is not None else None


def _inside(orgs: Sequence[Mention], start: int, stop: int, *, begins: bool = False) -> Mention | None:
    """The organisation that stands, or at least begins, between two places."""
    return next((m for m in orgs if start <= m.start <= stop and (begins or m.end <= stop)), None)


def _person(match: re.Match[str]) -> Mention:
    return Mention(match.start("name"), match.end("name"), "Person", match["name"], "role.of_body", 0.85)

"""Where people worked and work: 张三此前任职于甲公司,现为乙公司董事长; 甲医院李四教授; 担任CEO的王五."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.mentions.people import is_person_name
from extract.prose.roles import ELSEWHERE, ORGANISATIONS, Post, department, title_pattern

#: how a text addresses somebody whose body it names before: 甲医院|李四|教授
_HONOUR = r"(?P<title>(?:副?主任|主治|住院)?医师|医生|副?主任|副?教授|副?研究员|院士|副?院长|副?所长|护士长|博士)"
_ADDRESS = r"(?:博士|教授|先生|女士|院士|医生|主任)?"
#: what may stand between somebody and the post: when it was, and that there are others
_WHEN = (
    r"(?:目前|现在|如今|此前|之前|早前|以前|曾经?|先后|早年|原先|原|一度|长期|最近|同时|还|也|又|亦|另|并|随后|后来|之后|后"
    r"|现|均|一直|毕业后|回国[前后]|创业前|加入[^,。;:、]{0,6}前|\d{4}年(?:起|开始|前|后)?|在|于"
    r"|(?:加盟|加入|回归|入职|辞职后?|离职后?|回国后?)(?=,)|(?:,|、)(?=此前|之前|曾|现|同时|还|也|目前|并|出任|担任|就任|任))*"
)
#: how far behind a verb the organisation begins: 来自|美国|星桥医疗
_REACH = 4
_JOINED = re.compile(r"加盟|加入|入职")
_BROKEN = re.compile(r"[,。;:!?、]")
#: 她此前任..., 她原是...: at the head of a clause
_PRONOUN = re.compile(r"(?:^|(?<=[,。;:!?”]))(?:[他她](?!们)|后者)(?:本人)?")
#: of whom a post is that names no other organisation
_OWN = re.compile(r"(?:公司|集团|其|该公司|本公司|企业|医院|该院|我院)?(?:的|新任|首任)?")


@cache
def _of_body() -> re.Pattern[str]:
    unit = r"(?P<of>[一-鿿]{1,8}(?:科|部|系|中心|病区|团队))?"
    return re.compile(rf"{unit}(?P<name>[一-鿿]{{2,3}}?){_HONOUR}(?![一-鿿]{{0,2}}(?:级|委员会))")


@cache
def _worked() -> re.Pattern[str]:
    return re.compile(rf"{_ADDRESS}{_WHEN}(?:{alternatives('worked_at')})(?:了|于)?")


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(
        rf"{_ADDRESS}{_WHEN}(?P<at>[^,。;:、]{{2,20}}?(?=担任|当))?(?:{alternatives('holding')})(?:过|了)?"
        rf"(?P<of>[^,。;:、]{{0,24}}?)(?P<title>{title_pattern()})(?=[,。;、)及和兼]|并|$)"
    )


@cache
def _held_by() -> re.Pattern[str]:
    return re.compile(
        rf"(?:担任|出任|兼任|身为|任)(?P<of>[^,。;:、]{{0,20}}?)(?P<title>{title_pattern()})的(?P<name>[一-鿿]{{2,3}})"
    )


@cache
def _title_behind() -> re.Pattern[str]:
    return re.compile(rf"(?P<title>[^,。;:、的]{{0,10}}?{title_pattern()})(?=[,。;、)]|期间|$)")


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
    people = {post.person.start: post.person for post in posts}
    people |= {m.start: m for m in mentions if m.type == "Person"}
    named = {person.name: person for person in (*known.values(), *people.values())}
    again = [m for m in _again(text, named) if not any(p.start < m.end <= p.end for p in people.values())]
    people |= {m.start: m for m in again}
    people |= {m.start: m for m in _pronouns(text, list(people.values()), known)}
    for person in people.values():
        held = [post.org for post in posts if post.person.name == person.name and post.org is not None]
        yield from _career(text, person, orgs, held[0] if held else owner)


def _again(text: str, known: Mapping[str, Mention]) -> Iterator[Mention]:
    """The people that the text has named before, where it names them again."""
    for name, person in known.items():
        start = text.find(name)
        while start >= 0:
            yield replace(person, start=start, end=start + len(name))
            start = text.find(name, start + 1)


def _pronouns(text: str, people: Sequence[Mention], known: Mapping[str, Mention]) -> Iterator[Mention]:
    """Who is meant by 她 at the head of a clause: who was named last."""
    for match in _PRONOUN.finditer(text):
        before = max((p for p in people if p.end <= match.start()), key=lambda p: p.end, default=None)
        meant = before or next(reversed(list(known.values())), None)
        if meant is not None:
            yield replace(meant, start=match.start(), end=match.end())


def _with_body(text: str, org: Mention) -> Iterator[Post]:
    """甲医院李四教授, 甲医院心内科李四主任."""
    match = _of_body().match(text, org.end)
    if match is not None and is_person_name(match["name"]):
        title = "" if match["title"] == "博士" else match["title"]
        unit = match["of"] or "" if title.endswith("主任") else ""
        yield Post(_person(match), org, unit + title, org.start, match.end(), "role.of_body")


def _holders(text: str, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """如今担任CEO的王五."""
    for match in _held_by().finditer(text):
        org = _inside(orgs, match.start("of"), match.start("title")) or (owner if _OWN.fullmatch(match["of"]) else None)
        if org is not None and is_person_name(match["name"]):
            yield Post(_person(match), org, match["title"], match.start(), match.end(), "role.held_by")


def _career(text: str, person: Mention, orgs: Sequence[Mention], owner: Mention | None) -> Iterator[Post]:
    """One station after the other from behind the name on: 此前任职于甲公司|,现为董事长."""
    place = person.end
    while True:
        worked = _worked().match(text, place)
        org = _inside(orgs, worked.end(), worked.end() + _REACH, begins=True) if worked else None
        if worked is not None and org is not None and not _BROKEN.search(text, worked.end(), org.start):
            title = _title_behind().match(text, org.end)
            end = title.end() if title else org.end
            if text[end : end + 1] == "的":
                return  # 张三来自甲公司的邀请
            yield Post(person, org, title["title"] if title else "", person.start, end, "role.worked_at")
            place = end
            if _JOINED.search(worked.group()):
                owner = org  # 加盟南枝科技|,出任CEO
            continue
        holds = _holds().match(text, place)
        if holds is None:
            return
        begin = holds.start("at") if holds["at"] else holds.start("of")
        org = _inside(orgs, begin, holds.start("title"))
        own = not holds["at"] and _OWN.fullmatch(holds["of"]) is not None
        if org is None and own:
            org = owner
        title_start = department(text, holds.start("title"), orgs)
        rule = "role.career" if org is not None or own else ELSEWHERE
        yield Post(person, org, text[title_start : holds.end("title")], person.start, holds.end(), rule)
        place = holds.end()


def _inside(orgs: Sequence[Mention], start: int, stop: int, *, begins: bool = False) -> Mention | None:
    """The organisation that stands, or at least begins, between two places."""
    return next((m for m in orgs if start <= m.start <= stop and (begins or m.end <= stop)), None)


def _person(match: re.Match[str]) -> Mention:
    return Mention(match.start("name"), match.end("name"), "Person", match["name"], "role.of_body", 0.85)

"""From a question as read to a plan: the kind of fact that fits best, what is asked for, what is done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.questions import Question
from kg.ask.conditions import Reading, conditions_of
from kg.ask.filled import Filled
from kg.ask.plan import Asked, Condition, Plan
from kg.ask.scoring import ASKED_LINKED, COUNTING, DIRECT, LEAST, RANKING, UNUSED, cue_score, kind_of
from kg.ask.views import EACH_FACT, ROUTES, KindView, link_to, load_views

_INTERROGATIVE = ("哪", "什么", "谁", "几", "多少", "何", "who", "what", "which", "when")
#: Types that answers are kept to where the question names them and the slot admits others.
_NARROW = ("AIModel", "Hospital", "Institution", "Drug")
#: What the end of an ordinal puts in order: 第二多, 第三大, 第二个.
_ORDINALS = {"多": "most", "大": "largest", "高": "largest", "早": "first", "晚": "latest"}
_PERIODS = {"yearly": "year", "monthly": "month"}


def best_plan(question: Question, readings: Sequence[Reading], filled: Filled) -> Plan | None:
    """The plan that accounts for most of the question, or None where nothing fits well enough."""
    excluded = _excluded(question, readings)
    kept = [reading for reading in readings if reading not in excluded]
    plans = [_plan(view, question, kept, filled) for view in _candidates(question)]
    iris = tuple(sorted({thing.iri for reading in excluded for thing in reading.things}))
    cued = {kind_of(cue) for cue in question.cued("kind")}
    fitting = [
        replace(plan, excluded=iris)
        for plan in plans
        if plan.score >= LEAST
        and (plan.view.kind.name in cued or plan.conditions or iris or (plan.operation in COUNTING and plan.asked.said))
    ]
    best = max(fitting, key=lambda plan: plan.score, default=None)
    return best and replace(best, unused=(*best.unused, *_unheard(best, question)))


def _unheard(plan: Plan, question: Question) -> Iterator[str]:
    """Words for other kinds of fact that the plan does not regard: the first half of 哪年成立，创始人是谁."""
    kinds = {plan.view.kind.name, *(one.via.kind for one in plan.conditions if one.via)}
    kinds |= {plan.asked.via.kind} if plan.asked.via else set()
    places = {cue.start for cue in question.cues if cue.role == "kind" and kind_of(cue) in kinds}
    places |= {cue.start for cue in question.cues if cue.role != "kind"}
    for cue in question.cued("kind"):
        if cue.start not in places:
            places.add(cue.start)
            yield cue.words


def _candidates(question: Question) -> Iterator[KindView]:
    """The kinds that a question may be about; one with a "no" is about the kind that is named after it."""
    negations = [cue for cue in question.cued("op") if cue.value == "without"]
    if not negations:
        yield from load_views().values()
        return
    cues = question.cued("kind")
    after = [cue for cue in cues if cue.end >= negations[-1].end] or list(cues[-1:])
    yield from (load_views()[kind_of(cue)] for cue in after if cue.start == after[0].start)


def _excluded(question: Question, readings: Sequence[Reading]) -> list[Reading]:
    """The names right after 除了."""
    found: list[Reading] = []
    for cue in question.cued("role"):
        position = cue.end
        for reading in readings if cue.value == "except" else ():
            if reading.span.start >= cue.end and not question.text[position : reading.span.start].strip(
                "和与、及跟, 了"
            ):
                found.append(reading)
                position = reading.span.end
    return found


def relaxed(plan: Plan) -> Iterator[Plan]:
    """The plan without one of its looser conditions: titles first, then those on other facts, then technologies.

    A plan is never left without any condition: everything is no answer to a question about something.
    """
    yield from _by_title(plan)
    loose = [one for one in plan.conditions if one.titled]
    loose += [one for one in plan.conditions if one.via is not None and one.slots]
    loose += [
        one
        for one in plan.conditions
        if one.via is None and one.iris and all("/technology/" in iri for iri in one.iris)
    ]
    for condition in loose:
        rest = tuple(one for one in plan.conditions if one is not condition)
        if rest:
            yield replace(plan, conditions=rest, unused=(*plan.unused, condition.words))
    if plan.asked.only:
        yield replace(plan, asked=replace(plan.asked, only=""))


def _by_title(plan: Plan) -> Iterator[Plan]:
    """The plan with a condition on another fact looked for in titles: 关于人工智能医疗器械的指导原则."""
    title = plan.view.titled
    for condition in plan.conditions:
        if title and condition.via is not None and condition.slots:
            titled = replace(condition, slots=(title,), iris=(), texts=(condition.words,), via=None, titled=True)
            yield replace(plan, conditions=tuple(titled if one is condition else one for one in plan.conditions))


def _plan(view: KindView, question: Question, readings: Sequence[Reading], filled: Filled) -> Plan:
    found = conditions_of(view, question, readings, filled)
    unused = list(found.unused)
    score = view.weight + cue_score(view, question) + found.score
    operation = _operation(view, question, found.met)
    asked, fit = _asked(view, question, found.met, operation)
    if operation in COUNTING and view.counted in set(_own_slots(view, question, _wanted(question))):
        score += DIRECT
    if question.time is not None and view.date is None:
        unused.append(question.time.words)
        score += UNUSED
    return Plan(
        view=view,
        asked=asked,
        operation=operation,
        conditions=found.met,
        time=question.time if view.date else None,
        top=_number(question, "top"),
        rank=_number(question, "rank"),
        counted_only=_counted_only(view, question) if operation in COUNTING else "",
        group=_group(view, question, found.met, operation),
        score=score + fit,
        unused=tuple(unused),
    )


def _number(question: Question, what: str) -> int | None:
    return next((int(value.value) for value in question.values if value.what == what), None)


def _asked(view: KindView, question: Question, conditions: Sequence[Condition], operation: str) -> tuple[Asked, float]:
    """What is asked for, and how well this kind can say it; a ranking ranks neither what it counts nor a figure."""
    fixed = {
        one.slots[0]
        for one in conditions
        if one.via is None and len(one.slots) == 1 and one.iris and not view.slot(one.slots[0]).many
    }
    if operation in ("sum", "average"):
        return Asked(view.organisation or view.answer), DIRECT
    if operation in COUNTING:
        fixed |= {view.counted, *(slot.name for slot in view.kind.slots if slot.value in ("money", "date", "number"))}
    wanted = _wanted(question)
    for slot in _own_slots(view, question, wanted):
        if slot not in fixed:
            return Asked(slot, said=True, only=_only(view, slot, wanted)), DIRECT
    for entity_type in wanted:
        link = link_to(view, ROUTES.get(entity_type, ()))
        far = load_views()[link.kind].taking(entity_type)[0].name if link else ""
        if operation in COUNTING and far and entity_type in _counted_types(view):
            continue
        if link is not None and far != link.far:
            return Asked(far, link, said=True), ASKED_LINKED
    if operation == "count" and view.organisation and any("家" in cue.words for cue in question.cued("op")):
        return Asked(view.organisation, said=True), UNUSED if wanted else 0.0
    order = [view.answer, view.artifact, view.organisation, *(slot.name for slot in view.kind.slots)]
    if operation in (*COUNTING, "without"):
        order.insert(0, view.organisation)
    asked = Asked(next((slot for slot in order if slot and slot not in fixed), view.answer))
    return asked, UNUSED if wanted else 0.0


def _counted_types(view: KindView) -> tuple[str, ...]:
    return () if view.counted == EACH_FACT else view.slot(view.counted).types


def _only(view: KindView, slot: str, wanted: Sequence[str]) -> str:
    """The narrow type that is asked for, where the slot is not one for that type alone."""
    types = view.slot(slot).types
    return next((name for name in wanted if name in _NARROW and name in types[1:]), "")


def _counted_only(view: KindView, question: Question) -> str:
    """The narrow type of what is counted: 发布大模型最多的机构 counts models only."""
    return next((name for name in _wanted(question) if name in _NARROW and name in _counted_types(view)[1:]), "")


def _own_slots(view: KindView, question: Question, wanted: Sequence[str]) -> Iterator[str]:
    """The slots of the kind that the question asks for, in the order in which they are asked for."""
    for name in wanted:
        if name.startswith("@"):
            slot = _special(view, name.removeprefix("@"))
            if slot:
                yield slot
        else:
            yield from (slot.name for slot in (*view.taking(name), *view.admitting(name)))
    for cue in question.cued("kind"):
        kind, _, slot = cue.value.partition(":")
        if kind == view.kind.name and slot:
            yield slot


def _wanted(question: Question) -> tuple[str, ...]:
    """What is asked for: words that ask (哪家公司) before words that only name (公司), the last of these first."""
    cues = question.cued("ask")
    asking = [cue for cue in cues if any(word in cue.words.lower() for word in _INTERROGATIVE)]
    naming = [cue for cue in reversed(cues) if cue not in asking]
    return tuple(dict.fromkeys(cue.value for cue in (*asking, *naming)))


def _special(view: KindView, wanted: str) -> str | None:
    """The slot for ``@date``, ``@amount`` and the like."""
    if wanted == "date":
        return view.date.name if view.date else None
    if wanted == "amount":
        return view.amounts[0] if view.amounts else None
    return next((slot.name for slot in view.kind.slots if slot.name == wanted), None)


def _operation(view: KindView, question: Question, conditions: Sequence[Condition]) -> str:
    said = [cue.value for cue in question.cued("op")]
    several = any(len(one.iris) > 1 and "、" in one.words for one in conditions if one.via is None)
    things = sum(1 for one in conditions if one.iris)
    if "common" in said and things > 1:
        return "common"
    if "without" in said:
        return "whether" if _about_one(view, conditions) else "without"
    if "each" not in said and (money := _of_money(view, question, said)):
        return money
    if _period(view, question, said):
        return "trend"
    if several and ("compare" in said or "most" in said or "least" in said):
        return "compare"
    return _ordered(view, question, said) or _plain(said)


def _about_one(view: KindView, conditions: Sequence[Condition]) -> bool:
    """Whether the organisation of the facts is named: 推想医疗没有融资吗."""
    return any(view.organisation in one.slots and one.via is None and one.iris for one in conditions)


def _of_money(view: KindView, question: Question, said: Sequence[str]) -> str | None:
    """Whether amounts are added up: 一共融了多少钱, 平均每笔多少, 谁融的钱最多."""
    if not any(view.slot(name).value == "money" for name in view.amounts):
        return None
    if "average" in said:
        return "average"
    asks = any(_special(view, name.removeprefix("@")) in view.amounts for name in _wanted(question) if name[0] == "@")
    adds = any(name in said for name in ("count", "most", *_PERIODS))
    return "sum" if "sum" in said or (asks and adds) else None


def _ordered(view: KindView, question: Question, said: Sequence[str]) -> str | None:
    """The order in which things are put; 融资Top5 does not say which: the largest, or most where nothing is larger."""
    for operation in RANKING:
        if operation in said and _possible(view, operation):
            return operation
    shapes = {value.what: value.words for value in question.values}
    if "rank" in shapes:
        operation = _ORDINALS.get(shapes["rank"][-1], "first" if shapes["rank"][-1] in "个家张款笔" else "most")
        return operation if _possible(view, operation) else None
    return ("largest" if view.amounts else "most") if "top" in shapes else None


def _plain(said: Sequence[str]) -> str:
    if "count" in said and "each" not in said:
        return "count"
    return "whether" if "whether" in said else "list"


def _group(view: KindView, question: Question, conditions: Sequence[Condition], operation: str) -> str:
    """What figures are parted by: the period, or the company where the question asks which one."""
    said = [cue.value for cue in question.cued("op")]
    period = _period(view, question, said)
    if period or operation not in ("sum", "average"):
        return period
    several = any(len(one.iris) > 1 and view.organisation in one.slots for one in conditions)
    asks = any(not name.startswith("@") for name in _wanted(question)) and not _about_one(view, conditions)
    ranked = any(name in said for name in RANKING)
    return "asked" if several or (asks and ranked) else ""


def _period(view: KindView, question: Question, said: Sequence[str]) -> str:
    """The period by which facts are counted: 每年获批多少, 哪一年获批的产品最多."""
    if not _possible(view, "trend"):
        return ""
    asked = next((cue.words for cue in question.cued("ask") if cue.value == "@date"), "")
    if "most" in said and any(word in asked for word in ("年", "月")):
        return "month" if "月" in asked else "year"
    return next((group for name, group in _PERIODS.items() if name in said), "")


def _possible(view: KindView, operation: str) -> bool:
    if operation in ("largest", "smallest"):
        return bool(view.amounts)
    if operation == "trend":
        return view.date is not None and view.date.name == "date"
    return view.date is not None if operation in ("first", "latest") else True

"""Why a thing was missed or made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluation.agreement import folded_names, squeeze
from kg.evaluation.causes import Cause, Mistake, is_garbled, overlapping_thing, things_called
from kg.evaluation.matching import TextMatch
from kg.evaluation.measure import load_measure
from kg.evaluation.records import ThingLine

_Verdict = tuple[Cause, ThingLine | None]


def thing_mistakes(match: TextMatch) -> Iterator[Mistake]:
    """The things of one text that were missed, then those that were made up, with a cause for each."""
    for thing in match.things.missed:
        cause, instead = _missed(thing, match)
        yield _mistake(match, thing, cause, instead, missed=True)
    for thing in match.things.extra:
        cause, instead = _made_up(thing, match)
        yield _mistake(match, thing, cause, instead, missed=False)


def _mistake(match: TextMatch, thing: ThingLine, cause: Cause, instead: ThingLine | None, *, missed: bool) -> Mistake:
    return Mistake(
        report=match.annotated.name,
        side="missed" if missed else "false alarm",
        what="entity",
        name=thing.type,
        cause=cause,
        says=_words(thing),
        instead=f"{instead.type} {_words(instead)}" if instead else "",
        quote=thing.quote,
    )


def _words(thing: ThingLine) -> str:
    return "、".join(thing.names)


def _missed(thing: ThingLine, match: TextMatch) -> _Verdict:
    if is_garbled(thing.quote, match.annotated.garbled):
        return Cause.OCR, None
    namesakes = things_called(folded_names(thing), match.found_things)
    # A namesake of the same type already stands for something else that is annotated.
    return _by_name(thing, namesakes, match.things.extra, same={one.type for one in namesakes} & {thing.type})


def _made_up(thing: ThingLine, match: TextMatch) -> _Verdict:
    if any(squeeze(name) in squeeze(line) for line in match.annotated.garbled for name in thing.names):
        return Cause.OCR, None
    namesakes = things_called(folded_names(thing), match.annotated.things)
    same = {one.type for one in namesakes if load_measure().accepts(one.type, thing.type)}
    return _by_name(thing, namesakes, match.things.missed, same=same)


def _by_name(
    thing: ThingLine, namesakes: Sequence[ThingLine], unpaired: Sequence[ThingLine], *, same: set[str]
) -> _Verdict:
    """``namesakes`` are on the other side; ``same`` are those of their types that would have done."""
    if same:
        return Cause.REPEAT, next(one for one in namesakes if one.type in same)
    if namesakes:
        return Cause.TYPE, namesakes[0]
    cut = overlapping_thing(thing.names, unpaired)
    return (Cause.BOUNDARY, cut) if cut else (Cause.NAME, None)

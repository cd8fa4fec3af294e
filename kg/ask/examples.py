"""Questions that can be answered, about things that this graph holds; those nearest to what somebody typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.content import Content, EntityRecord

_NEAREST = 5


@cache
def templates() -> tuple[str, ...]:
    """The lines of ``examples.txt``: questions with a type in braces where a thing of that type goes."""
    lines = Path(__file__).with_name("examples.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def example_questions(content: Content) -> tuple[str, ...]:
    """The templates filled with the things that most facts of this graph speak of."""
    return tuple(filled for template in templates() for filled in _filled(template, _prominent(content)))


def nearest_questions(text: str, content: Content) -> tuple[str, ...]:
    """The five examples that share most pairs of characters with ``text``."""
    wanted = _pairs(text)
    scored = [
        (-_overlap(wanted, _pairs(example)), place, example) for place, example in enumerate(example_questions(content))
    ]
    return tuple(example for _, _, example in sorted(scored)[:_NEAREST])


def _prominent(content: Content) -> dict[str, list[EntityRecord]]:
    """The two things of each type with the most facts."""
    counts = Counter(iri for fact in content.facts for iri in fact.things)
    ranked = sorted(content.entities.values(), key=lambda thing: (-counts[thing.iri], thing.iri))
    chosen: dict[str, list[EntityRecord]] = {}
    for thing in ranked:
        if len(chosen.setdefault(thing.type, [])) < 2:
            chosen[thing.type].append(thing)
    return chosen


def _filled(template: str, prominent: dict[str, list[EntityRecord]]) -> Iterator[str]:
    """The template with its braces filled, nothing where the graph has no thing of that type."""
    values = {
        f"{name}{number}": thing.label for name, things in prominent.items() for number, thing in enumerate(things, 1)
    }
    try:
        yield template.format(**values)
    except KeyError:
        return


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2].lower() for at in range(len(text) - 1))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / max(1, sum(one.values()) + sum(other.values()))

"""What agreement means, as data: the rows of ``measure.toml``, and the schema's word on what a slot holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ontology.schema import load_schema

#: How two values of a slot are compared.
Comparison = Literal["date", "money", "number", "words", "name"]
#: Groups of slots; in each at least one must agree.
Keys = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """The constants of the evaluation; ``measure.toml`` says what each is for.

    ``comparisons`` has an entry for each slot name of the schema, ``things`` the slots that name things.
    """

    accepted_types: Mapping[str, frozenset[str]]
    keys: Mapping[str, Keys]
    comparisons: Mapping[str, Comparison]
    things: frozenset[str]
    two_needed: frozenset[str]
    ignored_characters: frozenset[str]
    legal_forms: tuple[str, ...]
    roles: frozenset[str]
    scales: Mapping[str, float]

    def accepts(self, annotated: str, found: str) -> bool:
        """Whether a thing found as ``found`` may stand for one annotated as ``annotated``."""
        return found in self.accepted_types.get(annotated, {annotated})

    def key_slots(self, kind: str) -> tuple[str, ...]:
        """The key slots of ``kind``, the subject first."""
        return tuple(slot for group in self.keys[kind] for slot in group)

    def is_value_group(self, group: tuple[str, ...]) -> bool:
        """Whether a group of key slots holds no thing: a date, an amount, a number, words."""
        return not self.things.intersection(group)


@cache
def load_measure() -> Measure:
    """The constants of ``measure.toml`` beside this module."""
    table = tomllib.loads(Path(__file__).with_name("measure.toml").read_text(encoding="utf-8"))
    names = table["names"]
    return Measure(
        accepted_types={annotated: frozenset(found) for annotated, found in table["accepted_types"].items()},
        keys={kind: tuple(map(tuple, groups)) for kind, groups in table["keys"].items()},
        comparisons=_comparisons(frozenset(table["slots"]["free_text"])),
        things=_things(),
        two_needed=frozenset(table["slots"]["two_needed"]),
        ignored_characters=frozenset(names["ignored_characters"]),
        # The longest first: 有限公司 goes before 公司.
        legal_forms=tuple(sorted(names["legal_forms"], key=len, reverse=True)),
        roles=frozenset(names["roles"]),
        scales=table["scales"],
    )


def _comparisons(free_text: frozenset[str]) -> dict[str, Comparison]:
    by_value: dict[str, Comparison] = {"date": "date", "money": "money", "number": "number"}
    slots = [slot for kind in load_schema().kinds.values() for slot in kind.slots]
    return {slot.name: by_value.get(slot.value, "words" if slot.name in free_text else "name") for slot in slots}


def _things() -> frozenset[str]:
    slots = [slot for kind in load_schema().kinds.values() for slot in kind.slots]
    return frozenset(slot.name for slot in slots if slot.value in ("entity", "phrase"))

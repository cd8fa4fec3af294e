"""A draft against the fact schema: what does not fit is left out with a reason, a fact without its core is none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ontology.model import EntityRef, Phrase, Value
from ontology.schema import Slot, load_schema

#: A slot's value before it is a fact: None, an empty text and an empty list leave the slot out.
Draft = Mapping[str, Value | tuple[Value, ...] | None]
Args = dict[str, Value | tuple[Value, ...]]


@cache
def _slots(kind: str) -> dict[str, Slot]:
    return {slot.name: slot for slot in load_schema().kinds[kind].slots}


def checked(kind: str, draft: Draft) -> tuple[Args | None, list[str]]:
    """The arguments that the schema allows, or None if a required slot is left empty; and why what was dropped."""
    args: Args = {}
    reasons: list[str] = []
    for name, value in draft.items():
        slot = _slots(kind)[name]
        members = value if isinstance(value, tuple) else (value,)
        kept = []
        for member in members:
            if member is None or member == "":
                continue
            if reason := _misfit(slot, member):
                reasons.append(reason)
            else:
                kept.append(member)
        if kept:
            args[name] = tuple(kept) if slot.many else kept[0]
    missing = [slot.name for slot in _slots(kind).values() if slot.required and slot.name not in args]
    if missing and not reasons:
        reasons = [f"{', '.join(missing)} is missing"]
    return (None if missing or not args else args), reasons


def _misfit(slot: Slot, value: Value) -> str:
    if isinstance(value, EntityRef) and slot.types and value.type not in slot.types:
        return f"{slot.name}: “{value.name}” is a {value.type}, allowed are {', '.join(slot.types)}"
    if isinstance(value, Phrase) and (wrong := [ref for ref in value.refs if ref.type not in slot.types]):
        return f"{slot.name}: “{wrong[0].name}” is a {wrong[0].type}, allowed are {', '.join(slot.types)}"
    if slot.values and value not in slot.values:
        return f"{slot.name}: “{value}” is not one of {', '.join(slot.values)}"
    return ""

"""How questions look at the kinds of fact: where facts meet, what is counted, what is asked when nothing is said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ontology.schema import Kind, Slot, load_schema

#: Slots that two facts can share, in the order in which they are tried.
_HUBS = ("organisation", "artifact")
_DATES = ("date", "period")
#: What ``counted`` says where every fact counts.
EACH_FACT = "fact"


@dataclass(frozen=True, slots=True)
class KindView:
    """One row of ``kinds.toml``."""

    kind: Kind
    answer: str
    counted: str
    organisation: str | None = None
    artifact: str | None = None
    titled: str | None = None
    amounts: tuple[str, ...] = ()
    weight: float = 0.0

    def slot(self, name: str) -> Slot:
        """The slot of that name."""
        return self.kind.slot(name)

    @property
    def date(self) -> Slot | None:
        """The slot that says when the fact held."""
        return next((slot for slot in self.kind.slots if slot.name in _DATES), None)

    def taking(self, entity_type: str) -> tuple[Slot, ...]:
        """The slots for which a thing of this type is the usual one, else all that admit it."""
        usual = tuple(slot for slot in self.kind.slots if slot.types[:1] == (entity_type,))
        return usual or self.admitting(entity_type)

    def admitting(self, entity_type: str) -> tuple[Slot, ...]:
        """The slots that a thing of this type may fill."""
        return tuple(slot for slot in self.kind.slots if entity_type in slot.types)


@dataclass(frozen=True, slots=True)
class Link:
    """Facts of another kind that meet a fact in one thing: ``near`` is its slot here, ``far`` its slot there."""

    near: str
    far: str
    kind: str


@cache
def load_views() -> Mapping[str, KindView]:
    """The view of every kind of the schema, by name.

    Raises:
        SchemaError: if a row names a kind or slot that the schema does not have.
    """
    rows = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    views = {name: _view(load_schema().kind(name), row) for name, row in rows.items()}
    return MappingProxyType(views)


def _view(kind: Kind, row: Mapping[str, Any]) -> KindView:
    named: dict[str, str] = {key: row[key] for key in ("answer", "counted", "titled", *_HUBS) if key in row}
    amounts: tuple[str, ...] = tuple(row.get("amounts", ()))
    for slot in (*named.values(), *amounts):
        if slot != EACH_FACT:
            kind.slot(slot)
    return KindView(
        kind=kind,
        answer=named["answer"],
        counted=named["counted"],
        organisation=named.get("organisation"),
        artifact=named.get("artifact"),
        titled=named.get("titled"),
        amounts=amounts,
        weight=float(row.get("weight", 0)),
    )


def links(view: KindView) -> Iterator[Link]:
    """Every way from facts of this kind to facts of another one."""
    for hub in _HUBS:
        near = getattr(view, hub)
        for name, other in load_views().items():
            far = getattr(other, hub)
            if near and far and name != view.kind.name and set(view.slot(near).types) & set(other.slot(far).types):
                yield Link(near, far, name)


#: The kind of fact through which a thing of a type is asked for or named, the plainest first.
ROUTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Company": ("Develops", "Deployment", "Release"),
        "Investor": ("Funding",),
        "Regulator": ("Approval", "Issues"),
        "Hospital": ("Deployment", "Develops"),
        "Institution": ("Develops", "Release"),
        "Person": ("Role",),
        "Product": ("Develops",),
        "AIModel": ("Develops", "Release"),
        "Drug": ("Develops", "Pipeline"),
        "Disease": ("Targets", "Approval", "Pipeline"),
        "Technology": ("UsesTechnology",),
        "Policy": ("Issues",),
        "Place": ("LocatedIn", "Deployment"),
        "Exchange": ("Listing",),
    }
)


def link_to(view: KindView, kinds: tuple[str, ...]) -> Link | None:
    """The way from this kind to the first of ``kinds`` that can be reached."""
    ways = list(links(view))
    return next((link for kind in kinds for link in ways if link.kind == kind), None)

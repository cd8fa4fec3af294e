"""Which things stand in which slots of a graph: a name is read for the slot that some fact has it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.ask.pattern import local
from kg.ask.views import KindView, load_views
from kg.content import FactRecord


class Filled:
    """The things in each slot of each kind of fact."""

    def __init__(self, facts: Iterable[FactRecord]) -> None:
        self._things: dict[tuple[str, str], set[str]] = defaultdict(set)
        views = load_views()
        for fact in facts:
            for slot in views[fact.kind].kind.slots if fact.kind in views else ():
                self._things[fact.kind, slot.name].update(fact.entities(local(slot)))

    def holds(self, view: KindView, slot: str, iris: Iterable[str]) -> bool:
        """Whether any of ``iris`` stands in that slot of a fact of this kind."""
        return not self._things.get((view.kind.name, slot), set()).isdisjoint(iris)

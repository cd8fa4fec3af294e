"""Collects the entities of one report from its mentions and facts."""

from __future__ import annotations

from collections.abc import Iterable

from extract.mention import Mention
from ontology.model import EntityRef, Fact, LocalEntity, MentionSpan, Phrase

#: Below this a mention is a candidate only: it becomes an entity if a fact uses it.
SURE = 0.6


def is_field(mention: Mention) -> bool:
    """Whether a mention is a mere field of use (AI制药): words, no technology that something uses."""
    return mention.type == "Technology" and mention.confidence < SURE


class EntityCollector:
    """Entities by (type, name, qualifier), each with its places and the aliases that the report defines."""

    def __init__(self) -> None:
        self._places: dict[EntityRef, set[MentionSpan]] = {}
        self._aliases: dict[EntityRef, dict[str, str]] = {}

    def add_mention(self, mention: Mention, start: int, end: int) -> None:
        """A name at raw characters ``start``–``end``; an unsure one is left to the facts."""
        if mention.confidence >= SURE:
            ref = EntityRef(mention.type, mention.name)
            self._places.setdefault(ref, set()).add(MentionSpan(start, end, mention.name))

    def add_alias(self, mention: Mention, alias: str, reason: str) -> None:
        """Another name that the report gives to a mention; of two reasons the first one stays."""
        if alias != mention.name:
            self._aliases.setdefault(EntityRef(mention.type, mention.name), {}).setdefault(alias, reason)

    def add_local(self, entities: Iterable[LocalEntity]) -> None:
        """Entities that a table named."""
        for entity in entities:
            self._places.setdefault(entity.ref, set()).update(entity.mentions)
            if entity.alias_reasons:
                self._aliases.setdefault(entity.ref, {}).update(entity.alias_reasons)

    def add_facts(self, facts: Iterable[Fact]) -> None:
        """Whatever a fact points at is an entity of the report."""
        for fact in facts:
            for value in fact.args.values():
                for one in value if isinstance(value, tuple) else (value,):
                    refs = one.refs if isinstance(one, Phrase) else (one,) if isinstance(one, EntityRef) else ()
                    for ref in refs:
                        self._places.setdefault(ref, set())

    def entities(self) -> tuple[LocalEntity, ...]:
        """The entities, sorted by type and name."""
        return tuple(
            LocalEntity(
                type=ref.type,
                name=ref.name,
                qualifier=ref.qualifier,
                aliases=tuple(sorted(self._aliases.get(ref, {}))),
                alias_reasons=dict(sorted(self._aliases.get(ref, {}).items())),
                mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
            )
            for ref, spans in sorted(
                self._places.items(), key=lambda item: (item[0].type, item[0].name, item[0].qualifier or "")
            )
        )

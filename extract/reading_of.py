"""What a table or a stretch of prose yields: candidates that the document stage turns into a contribution."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.model import Fact, LocalEntity, Quarantined, Refused


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts with evidence, the entities they name (with mentions in raw offsets), and what was held back."""

    facts: tuple[Fact, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    refused: tuple[Refused, ...] = ()

"""A report's contribution as JSON and back, exactly: what the cache of a build keeps."""

from __future__ import annotations

import json
from typing import Any

from kg.errors import KgError
from ontology.model import (
    Contribution,
    EntityRef,
    Evidence,
    Fact,
    LocalEntity,
    MentionSpan,
    Money,
    Phrase,
    Quarantined,
    Refused,
    ReportInfo,
    ReportText,
    TextBlock,
    TextCell,
    Value,
)


class CodecError(KgError):
    """A cached contribution that this version cannot read; the report is read again."""


def encode(contribution: Contribution) -> str:
    """``contribution`` as JSON text."""
    record = {
        "report": _fields(contribution.report),
        "entities": [_entity(entity) for entity in contribution.entities],
        "facts": [_fact(fact) for fact in contribution.facts],
        "quarantine": [{"evidence": _fields(item.evidence), "reason": item.reason} for item in contribution.quarantine],
        "refused": [
            {"kind": item.kind, "reason": item.reason, "evidence": _fields(item.evidence)}
            for item in contribution.refused
        ],
        "text": text_record(contribution.text),
    }
    # Broken halves of character pairs pass through JSON only as escapes.
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def decode(text: str) -> Contribution:
    """The contribution that ``encode`` wrote.

    Raises:
        CodecError: if the text is damaged or of another version.
    """
    try:
        record = json.loads(text)
        return Contribution(
            report=ReportInfo(**record["report"]),
            entities=tuple(_read_entity(item) for item in record["entities"]),
            facts=tuple(_read_fact(item) for item in record["facts"]),
            quarantine=tuple(
                Quarantined(Evidence(**item["evidence"]), item["reason"]) for item in record["quarantine"]
            ),
            refused=tuple(
                Refused(item["kind"], item["reason"], Evidence(**item["evidence"])) for item in record["refused"]
            ),
            text=read_text(record["text"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise CodecError(f"cached contribution is damaged: {error}") from error


def text_record(text: ReportText) -> dict[str, Any]:
    """``text`` as plain values: ``{"raw", "blocks"}``; a cell is a list of spans, one that was filled ends in true."""
    return {"raw": text.raw, "blocks": [_block(block) for block in text.blocks]}


def _block(block: TextBlock) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": block.kind, "start": block.start, "end": block.end}
    if block.level:
        record["level"] = block.level
    if block.header:
        record["header"] = [_cell(cell) for cell in block.header]
    if block.rows:
        record["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    return record


def _cell(cell: TextCell) -> list[Any]:
    return [*map(list, cell.pieces), True] if cell.filled else [*map(list, cell.pieces)]


def read_text(record: dict[str, Any]) -> ReportText:
    """The text that ``text_record`` wrote down."""
    return ReportText(record["raw"], tuple(_read_block(item) for item in record["blocks"]))


def _read_block(item: dict[str, Any]) -> TextBlock:
    return TextBlock(
        kind=item["kind"],
        start=item["start"],
        end=item["end"],
        level=item.get("level", 0),
        header=tuple(_read_cell(cell) for cell in item.get("header", ())),
        rows=tuple(tuple(_read_cell(cell) for cell in row) for row in item.get("rows", ())),
    )


def _read_cell(item: list[Any]) -> TextCell:
    return TextCell(tuple((piece[0], piece[1]) for piece in item if piece is not True), item[-1:] == [True])


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _entity(entity: LocalEntity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "alias_reasons": dict(entity.alias_reasons),
        "mentions": [[span.start, span.end, span.text] for span in entity.mentions],
        "qualifier": entity.qualifier,
    }


def _read_entity(item: dict[str, Any]) -> LocalEntity:
    return LocalEntity(
        type=item["type"],
        name=item["name"],
        aliases=tuple(item["aliases"]),
        alias_reasons=dict(item["alias_reasons"]),
        mentions=tuple(MentionSpan(*span) for span in item["mentions"]),
        qualifier=item["qualifier"],
    )


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "args": {name: _argument(argument) for name, argument in fact.args.items()},
        "evidence": _fields(fact.evidence),
        "rule": fact.rule,
        "confidence": fact.confidence,
        "modality": fact.modality,
    }


def _read_fact(item: dict[str, Any]) -> Fact:
    return Fact(
        kind=item["kind"],
        args={name: _read_argument(argument) for name, argument in item["args"].items()},
        evidence=Evidence(**item["evidence"]),
        rule=item["rule"],
        confidence=item["confidence"],
        modality=item["modality"],
    )


def _argument(argument: Value | tuple[Value, ...]) -> Any:
    return [_value(value) for value in argument] if isinstance(argument, tuple) else _value(argument)


def _read_argument(item: Any) -> Value | tuple[Value, ...]:
    return tuple(_read_value(value) for value in item) if isinstance(item, list) else _read_value(item)


def _value(value: Value) -> Any:
    """Plain text and numbers as they are; the rest as ``{"is": ..., fields}``."""
    if isinstance(value, EntityRef):
        return {"is": "entity", **_fields(value)}
    if isinstance(value, Phrase):
        return {"is": "phrase", "text": value.text, "refs": [_fields(ref) for ref in value.refs]}
    if isinstance(value, Money):
        return {"is": "money", **_fields(value)}
    return value


def _read_value(item: Any) -> Value:
    if not isinstance(item, dict):
        if not isinstance(item, str | int | float):
            raise CodecError(f"cached contribution is damaged: {item!r} is no value")
        return item
    fields = {name: value for name, value in item.items() if name != "is"}
    if item["is"] == "entity":
        return EntityRef(**fields)
    if item["is"] == "phrase":
        return Phrase(fields["text"], tuple(EntityRef(**ref) for ref in fields["refs"]))
    if item["is"] == "money":
        return Money(**fields)
    raise CodecError(f"cached contribution is damaged: {item['is']!r} is no kind of value")

"""Words of the schema and of the pages in both languages."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.concepts import load_schemes
from ontology.schema import MAI, load_schema, load_vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and in English."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A confidence for people: its figure, words for it, and one of three levels for its colour."""

    figure: str
    words: Words
    level: str


_CONFIDENCE = (
    (0.95, Words("几乎确定", "almost certain"), "high"),
    (0.85, Words("可信", "sure"), "high"),
    (0.7, Words("较可信", "likely"), "medium"),
    (0.0, Words("存疑", "doubtful"), "low"),
)
MODALITIES = {
    "asserted": Words("已发生", "stated as done"),
    "forecast": Words("预测", "forecast"),
    "planned": Words("计划中", "planned"),
    "denied": Words("已否认", "denied"),
}
FOUND_IN = {"table": Words("表格", "table"), "prose": Words("正文", "prose")}


@cache
def term(name: str) -> Words:
    """The label of a class or property of the ontology by its local name; the name itself where there is none."""
    known = load_vocabulary().get(MAI + name)
    return Words(known.label_zh or name, known.label_en) if known else Words(name, "")


@cache
def _listed() -> Mapping[tuple[str, str], Words]:
    """Labels of the words of closed lists, by property and word."""
    found = {}
    for slot in itertools.chain.from_iterable(kind.slots for kind in load_schema().kinds.values()):
        scheme = load_schemes()[slot.scheme] if slot.scheme else None
        for value in slot.values:
            if scheme and (concept := scheme.find(value)):
                found[slot.path.removeprefix(MAI), value] = Words(concept.label_zh, concept.label_en)
    return found


def listed(path: str, value: str) -> str:
    """A word of a closed list in Chinese (``partnership`` → 合作); any other text as it is."""
    label = _listed().get((path, value))
    return label.zh if label else value


def confidence(figure: float) -> Confidence:
    """A confidence in words."""
    words, level = next((words, level) for least, words, level in _CONFIDENCE if figure >= least)
    return Confidence(f"{figure:g}", words, level)


@cache
def _rules() -> Mapping[str, Words]:
    table = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
    return {name: Words(row["zh"], row["en"]) for name, row in table.items()}


@cache
def rule(name: str) -> Words:
    """What the rule of that name does."""
    parts = name.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    found = next((_rules()[one] for one in beginnings if one in _rules()), None)
    return found or Words("由抽取规则读出", "read by a rule")


#: Words of a report stand in a reason: those that are absurdly long are not looked through.
_LONGEST_REASON = 500


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    parts = ((map(re.escape, said.split("{}")), zh) for said, zh in table.items())
    return tuple((re.compile("(.+?)".join(fixed), re.DOTALL), zh) for fixed, zh in parts)


def reason(said: str) -> str:
    """A reason of the build in Chinese; nothing where we know no words for it."""
    fits = ((pattern.fullmatch(said), zh) for pattern, zh in _reasons()) if len(said) <= _LONGEST_REASON else ()
    return next((zh.format(*fit.groups()) for fit, zh in fits if fit), "")

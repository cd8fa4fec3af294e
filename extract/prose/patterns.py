"""The rules for prose as data rows, compiled to regular expressions over encoded sentences.

In a pattern ``<slot:TYPES>`` is one name of the types, ``<slot:TYPES*>`` a list (A、B和C等), ``{word}`` any
trigger of that name, ``~9`` up to nine characters inside the clause, ``_9`` the same without a name, ``≈9``
inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon import DATA, LexiconError, Row, read_rows
from extract.prose.encode import CLOSE, MADE_TECHNOLOGY, MARK_LETTERS, OPEN, UNSAID
from extract.prose.required import required
from extract.prose.triggers import trigger_words
from ontology.schema import load_schema

COLUMNS = ("rule", "kind", "confidence", "fixed", "pattern")
#: Names for sets of types; single letters are those of ``encode.LETTERS``.
TYPE_SETS = {
    "ORG": "CVNHG",
    "COMPANY": "CV",
    "MAKER": "CVN",
    "BRINGER": "CVNH",
    "PROD": "PMDQ",
    "THING": "PMDTW",
    "FIELD": "TW",
    "SITE": "HNC",
    "TECH": "TM",
    "TECHP": "TMP",
    "ISSUER": "GNA",
    "DOC": "LR",
    "PARTY": "CVNHG",
    "INVESTOR": "CVN",
    "USER": "PMDTWpmd",
    "ABOUT": "PMDpmd",
}

#: A written-out mark of several types, technologies among them: ⟨[AGT]\d+⟩
_TECHNOLOGY_MARK = re.compile(rf"{OPEN}\[[A-Za-z]*T[A-Za-z]*\]")
_SLOT = re.compile(r"<(?P<slot>\w*):(?P<types>\w+)(?P<many>\*)?>")
#: Innermost brackets, not of a character class.
_BRACKETED = re.compile(r"(?<!\\)\((?:\\.|\[[^\]]*\]|[^()\[\\])*\)")
_TRIGGER = re.compile(r"\{(?P<name>[a-z_]+)\}")
_CLAUSE_GAP = re.compile(r"~(\d+)")
_NAMELESS_GAP = re.compile(r"_(\d+)")
_SENTENCE_GAP = re.compile(r"≈(\d+)")
#: A name may be glossed in brackets: 计算机视觉(CV)、自然语言处理(NLP).
_GLOSS = r"(?:\([^()]{1,40}\))?"
#: The kind of a technology may stand behind it: AI技术、多组学数据以及...
_KIND = "(?:(?:技术|数据|算法|模型|影像|信号)(?=[、以和与及]))?"
#: Whose people of an organisation are meant: 甲大学团队、乙公司
_TEAM = "(?:(?:研究|科研)?团队|课题组|集团|公司|门诊|急诊|病房|院区|影像科|放射科|病理科)?"
#: A thing of a list may be told with its kind: 筛查引擎灵犀、规划软件望舒和手术机器人XQ-1
_DESCRIBED = (
    rf"(?:(?<=[、和与及])(?:[^,。;:、的和与及“”{OPEN}{CLOSE}]|{OPEN}[TWQS]\d+{CLOSE}){{0,10}}?"
    rf"(?:引擎|平台|系统|软件|模型|机器人|助手|智能体|抑制剂|新药|工具|产品|{OPEN}[TWQ]\d+{CLOSE})[“\"]?)"
)
_JOINT = "(?:[、,/+]|以及|外?加|[和与及或])"


@dataclass(frozen=True, slots=True)
class ProseRule:
    """A compiled rule: what it makes, the slots it sets to fixed values, and how sure it is."""

    name: str
    kind: str
    confidence: float
    fixed: dict[str, str]
    expression: str
    #: What a text must hold for the expression to match it.
    required: tuple[frozenset[str], ...]
    needs: tuple[frozenset[str], ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first asks for it: few texts need more than some of the rules."""
        return compiled(self.expression)

    def can_match(self, letters: frozenset[str]) -> bool:
        """Whether a sentence with names of these letters can match: one for each slot that the rule must fill."""
        return all(letters & need for need in self.needs)


@cache
def triggers() -> dict[str, str]:
    """Trigger name -> alternation of its words, longest first."""
    return {name: f"(?:{'|'.join(words)})" for name, words in trigger_words().items()}


@cache
def prose_rules() -> tuple[ProseRule, ...]:
    """Every row of ``data/prose/patterns.tsv``.

    Raises:
        LexiconError: naming file and line of a row whose pattern or trigger is unknown or malformed.
    """
    rules = []
    for row in read_rows(DATA / "prose" / "patterns.tsv", COLUMNS):
        fixed = fixed_slots(row)
        expression, pieces = read_expression(row, "pattern")
        needs = _needs(row["pattern"])
        rules.append(ProseRule(row["rule"], row["kind"], row.number("confidence"), fixed, expression, pieces, needs))
    return tuple(rules)


@cache
def join_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every row of ``data/prose/joins.tsv``: a kind, and a pattern whose slots join the facts of that kind.

    Raises:
        LexiconError: naming file and line of a row whose kind, slot, trigger or pattern is unknown.
    """
    joins = []
    for row in read_rows(DATA / "prose" / "joins.tsv", ("kind", "pattern")):
        _check_slots(row, {}, row["pattern"])
        expression, _ = read_expression(row, "pattern")
        joins.append((row["kind"], compiled(expression)))
    return tuple(joins)


def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """The letters of each slot that stands outside of brackets, and so in every match."""
    outside = _BRACKETED.sub("", pattern)
    while outside != pattern:
        pattern, outside = outside, _BRACKETED.sub("", outside)
    return tuple(frozenset(letters_of(m["types"])) for m in _SLOT.finditer(outside))


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """A rule's expression, compiled once; Python's own cache of patterns is too small to keep them."""
    return re.compile(expression)


def read_expression(row: Row, column: str) -> tuple[str, tuple[frozenset[str], ...]]:
    """The regular expression that a row has in ``column``, and what a text must hold for it to match.

    Raises:
        LexiconError: naming the row, if its expression or a trigger in it is unknown or malformed.
    """
    try:
        expression = expand(row[column])
        return expression, required(expression)
    except (re.error, KeyError) as error:
        raise LexiconError(f"{row.place}: {column} {row[column]!r} does not compile: {error}") from None


def fixed_slots(row: Row, column: str = "pattern") -> dict[str, str]:
    """``deal_type=license`` as a slot and its value; the kind, the slot and those that the pattern in ``column``
    names must be the schema's."""
    fixed = {}
    for part in filter(None, row["fixed"].split(";")):
        slot, equals, value = part.partition("=")
        if not equals:
            raise LexiconError(f"{row.place}: {part!r} in fixed: write slot=value")
        fixed[slot] = value
    _check_slots(row, fixed, row[column])
    return fixed


def _check_slots(row: Row, fixed: Mapping[str, str], pattern: str) -> None:
    """Refuse a row whose kind, slots or fixed values the schema does not know."""
    if row["kind"] not in load_schema().kinds:
        raise LexiconError(f"{row.place}: {row['kind']!r} is no kind of fact")
    slots = {slot.name: slot for slot in load_schema().kinds[row["kind"]].slots}
    named = set(re.findall(r"<(\w+?)\d?:", pattern)) | set(re.findall(r"\(\?P<(\w+?)\d?>", pattern))
    for slot in sorted(named | set(fixed)):
        if slot not in slots:
            raise LexiconError(f"{row.place}: {row['kind']} has no slot {slot!r}")
    for slot, value in fixed.items():
        if slots[slot].values and value not in slots[slot].values:
            raise LexiconError(f"{row.place}: {slot} cannot be {value!r}, but {', '.join(slots[slot].values)}")


def expand(pattern: str) -> str:
    """A rule's pattern as a regular expression."""
    pattern = _TRIGGER.sub(lambda m: triggers()[m["name"]], pattern)
    pattern = _CLAUSE_GAP.sub(r"[^。;!?,:]{0,\1}?", pattern)
    pattern = _SENTENCE_GAP.sub(rf"(?:(?!{OPEN}C)[^。;!?]){{0,\1}}?", pattern)
    pattern = _NAMELESS_GAP.sub(rf"[^。;!?,:{OPEN}]{{0,\1}}?", pattern)
    # a technology that one can make is a technology
    pattern = _TECHNOLOGY_MARK.sub(lambda m: m.group().replace("T", f"T{MADE_TECHNOLOGY}"), pattern)
    pattern = pattern.replace(f"{OPEN}T", f"{OPEN}[T{MADE_TECHNOLOGY}]")
    # written-out marks may be of what is unsaid, too
    pattern = pattern.replace(rf"\d+{CLOSE}", rf"\d+{UNSAID}?{CLOSE}")
    return _SLOT.sub(_slot, pattern)


def letters_of(types: str) -> str:
    """The letters of a slot's types."""
    letters = TYPE_SETS.get(types, types)
    return letters + MADE_TECHNOLOGY if "T" in letters else letters


def _slot(match: re.Match[str]) -> str:
    letters = letters_of(match["types"])
    if not set(letters) <= MARK_LETTERS:
        raise KeyError(match["types"])
    said = rf"{OPEN}[{letters}]\d+{CLOSE}{_GLOSS}"
    unsaid = rf"{OPEN}[{letters}]\d+{UNSAID}{CLOSE}"
    one = rf"{OPEN}[{letters}]\d+{UNSAID}?{CLOSE}"
    # a list never runs on into what the next clause leaves unsaid: 推出A,(A)用于...
    kind = _KIND if "T" in letters else _TEAM if set(letters) & set(TYPE_SETS["ORG"]) else ""
    member = f"{kind}{_JOINT}{{0,2}}{said}"
    if set(letters) & set("PMD"):
        # a mark can be a thing or tell its kind: what was read one way is not tried the other way, without end
        member = f'(?>(?:[”"](?=[、和与及以]))?{kind}{_JOINT}{{0,2}}(?:[“"]?{said}|{_DESCRIBED}[“"]?{said}))'
    body = rf"{one}{_GLOSS}(?:{member}|、{unsaid})*" if match["many"] else one
    tail = "(?:等(?:等)?)?" if match["many"] else ""
    # quotes and the words of a name's kind may stand around a mark: “⟨P1⟩”
    return rf"[“\"]?(?P<{match['slot']}>{body})[”\"]?{tail}" if match["slot"] else rf"[“\"]?{body}[”\"]?{tail}"

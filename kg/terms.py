"""RDF terms: the properties and classes of other vocabularies that the graph uses, and typed literals."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.namespaces import VOCABULARIES


def _term(prefix: str, local: str) -> NamedNode:
    return NamedNode(VOCABULARIES[prefix] + local)


TYPE = _term("rdf", "type")
LABEL = _term("rdfs", "label")
ALT_LABEL = _term("skos", "altLabel")
STATEMENT_SUBJECT = _term("rdf", "subject")
STATEMENT_PREDICATE = _term("rdf", "predicate")
STATEMENT_OBJECT = _term("rdf", "object")
BROADER = _term("skos", "broader")
IN_SCHEME = _term("skos", "inScheme")
DERIVED_FROM = _term("prov", "wasDerivedFrom")
SPECIFIC_RESOURCE = _term("oa", "SpecificResource")
QUOTE_SELECTOR = _term("oa", "TextQuoteSelector")
POSITION_SELECTOR = _term("oa", "TextPositionSelector")
HAS_SOURCE = _term("oa", "hasSource")
HAS_SELECTOR = _term("oa", "hasSelector")
EXACT = _term("oa", "exact")
START = _term("oa", "start")
END = _term("oa", "end")
MONETARY_AMOUNT = _term("schema", "MonetaryAmount")
MONEY_VALUE = _term("schema", "value")
CURRENCY = _term("schema", "currency")
MIN_VALUE = _term("schema", "minValue")
MAX_VALUE = _term("schema", "maxValue")
TITLE = _term("dcterms", "title")
PUBLISHER = _term("dcterms", "publisher")
DATE = _term("dcterms", "date")
IDENTIFIER = _term("dcterms", "identifier")

STRING = _term("xsd", "string")
LANGUAGE_STRING = _term("rdf", "langString")
_INTEGER = _term("xsd", "integer")
_DECIMAL = _term("xsd", "decimal")
_YEAR = _term("xsd", "gYear")
_MONTH = _term("xsd", "gYearMonth")
_DAY = _term("xsd", "date")
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_YEARS = re.compile(r"([1-9]\d{3})[-‐‑–—~～至]([1-9]\d{3})", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


def text(value: str) -> Literal:
    """Plain words; half of a broken character pair, which no encoding can write, becomes U+FFFD."""
    return Literal(_SURROGATE.sub("\ufffd", value))


def name(value: str) -> Literal:
    """A name, tagged as Chinese if it has a Chinese character; IDx-DR or NVIDIA are of no language."""
    words = _SURROGATE.sub("\ufffd", value)
    return Literal(words, language="zh") if _HAN.search(words) else Literal(words)


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """A number without exponent, in the canonical form of XSD: ``3`` is ``3.0``."""
    digits = f"{Decimal(str(value)):f}"
    whole, _, fraction = digits.partition(".")
    return Literal(f"{whole}.{fraction.rstrip('0') or '0'}", datatype=_DECIMAL)


def date(value: str) -> Literal:
    """A date at its own precision; a period is an ISO 8601 interval (``2018/2022``, also where the report printed
    2018-2022), and words for one (过去5年) stay as they are: both are strings, for XSD has no type for them.
    """
    if years := _YEARS.fullmatch(value):
        return text("/".join(years.groups()))
    if re.fullmatch(r"[1-9]\d{3}", value, re.ASCII):
        return Literal(value, datatype=_YEAR)
    if re.fullmatch(r"[1-9]\d{3}-(0[1-9]|1[0-2])", value, re.ASCII):
        return Literal(value, datatype=_MONTH)
    return Literal(value, datatype=_DAY) if _is_day(value) else text(value)


def _is_day(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return False
    try:
        calendar_date.fromisoformat(value)
    except ValueError:
        return False
    return True

"""An answer of a worker as the values that the store itself would give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from kg.engine.forms import GRAPH_FORMS, TABLE_FORMS
from kg.engine.process import Outcome
from kg.store import Answer, QueryResult, collect


def read_result(outcome: Outcome, written: bytes) -> QueryResult:
    """What ``written`` says; the question must have asked for JSON and N-Triples, as it does unless told otherwise."""
    result = collect(_parsed(outcome.form, written))
    return replace(result, truncated=True) if outcome.truncated and not isinstance(result, Answer) else result


def _parsed(form: str, written: bytes) -> Any:
    if form in TABLE_FORMS:
        return ox.parse_query_results(written, format=TABLE_FORMS[form])
    return ox.parse(written, format=GRAPH_FORMS[form])

"""Questions in Chinese: how they were read, the answer with its quotes, and the SPARQL that gave it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.ask import Answer, Asker, example_questions
from kg.errors import KgError
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.facts import SourceView, source_view
from kg.serve.pages.layout import html
from kg.serve.pages.links import with_query
from kg.serve.pages.results import ResultView, result_view
from kg.serve.pages.site import site_of
from kg.serve.pages.words import Words

_LONGEST = 300
_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question to try, and the page that answers it."""

    text: str
    url: str


def asker_of(snapshot: Snapshot) -> Asker:
    """Who answers questions about this build, made once."""
    return snapshot.once(_asker)


def _asker(snapshot: Snapshot) -> Asker:
    return Asker(snapshot.store, site_of(snapshot).content)


def examples(snapshot: Snapshot) -> list[str]:
    """Questions that this graph can answer."""
    return snapshot.once(_examples)


def _examples(snapshot: Snapshot) -> list[str]:
    return list(example_questions(site_of(snapshot).content))


async def ask_page(request: Request) -> Response:
    """The answer to ``?q=``; without a question, questions to try."""
    snapshot = await request.app.state.graph.current()
    text = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
    site = site_of(snapshot)
    return await asyncio.to_thread(
        html, request, site, "ask.html", key=("ask", text), values=lambda: _values(snapshot, text)
    )


def _values(snapshot: Snapshot, text: str) -> dict[str, Any]:
    answer: Answer | None = None
    problem = ""
    try:
        answer = asker_of(snapshot).ask(text) if text else None
    except KgError as error:
        problem = str(error)
    result: ResultView | None = None
    quotes: list[tuple[Words, SourceView]] = []
    if answer and answer.answered:
        result = result_view(snapshot, answer.table)
        site = site_of(snapshot)
        quotes = [(words.term(fact.kind), source_view(site, fact)) for fact in answer.facts]
    nearest = answer.nearest if answer and (answer.nearest or answer.answered) else examples(snapshot)[:_EXAMPLES]
    return {
        "typed": text,
        "answer": answer,
        "problem": problem,
        "result": result,
        "quotes": quotes,
        "nearest": [Suggested(one, with_query("/ask", q=one)) for one in nearest],
        "open_url": with_query("/query", query=answer.sparql) if answer and answer.answered else "",
    }

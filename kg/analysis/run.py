"""Runs an analysis by name: its parameters checked, its words filled in, its evidence gathered."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Mapping

from kg.analysis.catalogue import Analysis, Parameter, known_analysis
from kg.analysis.corpus import Corpus
from kg.analysis.result import AnalysisResult, Outcome, Text
from kg.content import Content, EntityRecord, ReportRecord
from kg.errors import NotFoundError, SettingError
from kg.inspect import find_things
from kg.namespaces import TYPE_ORDER

Given = str | int | float | None
Setting = Given | EntityRecord | ReportRecord


def analyse(corpus: Corpus, name: str, given: Mapping[str, Given] | None = None) -> AnalysisResult:
    """The result of the analysis ``name``; ``given`` are its parameters, those left out have their defaults.

    Raises:
        NotFoundError: if there is no such analysis, parameter, thing or report.
        SettingError: if a parameter is missing or has a value that it cannot have.
    """
    analysis = known_analysis(name)
    given = given or {}
    for key in given:
        analysis.parameter(key)
    settings = {one.name: _setting(one, given.get(one.name), corpus) for one in analysis.parameters}
    outcome = _function(name)(corpus, **settings)
    return _result(analysis, outcome, corpus)


def _function(name: str) -> Callable[..., Outcome]:
    module = importlib.import_module(f"kg.analysis.{name}")
    function: Callable[..., Outcome] = module.analyse
    return function


def _setting(parameter: Parameter, given: Given, corpus: Corpus) -> Setting:
    value = parameter.default if given is None else given
    if value is None:
        if parameter.required:
            raise SettingError(f"{parameter.name} is needed: {parameter.help.en}")
        return None
    if parameter.type == "thing":
        return _thing(corpus, str(value))
    if parameter.type == "report":
        return known_report(corpus.content, str(value))
    if parameter.type in ("type", "choice"):
        return _choice(parameter, str(value))
    if parameter.type == "text":
        return str(value)
    try:
        number = int(value) if parameter.type == "integer" else float(value)
    except ValueError:
        raise SettingError(f"{parameter.name} is {value!r}; write a number") from None
    if parameter.least is not None and number < parameter.least:
        raise SettingError(f"{parameter.name} is {number:g}; the least is {parameter.least:g}")
    return number


def _thing(corpus: Corpus, name: str) -> EntityRecord:
    """The thing called ``name``; of several, the one that most claims are about."""
    found = find_things(corpus.content, name)
    return max(found, key=lambda thing: (sum(thing.iri in fact.things for fact in corpus.facts), thing.iri))


def _choice(parameter: Parameter, value: str) -> str:
    choices = TYPE_ORDER if parameter.type == "type" else parameter.choices
    spelling = {choice.casefold(): choice for choice in choices}
    if value.casefold() not in spelling:
        raise SettingError(f"{parameter.name} is {value!r}; choose from {', '.join(choices)}")
    return spelling[value.casefold()]


def known_report(content: Content, name: str) -> ReportRecord:
    """The report whose stem is ``name`` or begins with it, or whose title holds it.

    Raises:
        NotFoundError: if none or several are meant; the message lists them.
    """
    cited = {fact.report for fact in content.facts}
    reports = sorted((content.reports[iri] for iri in cited & content.reports.keys()), key=lambda report: report.stem)
    ways: tuple[Callable[[ReportRecord], bool], ...] = (
        lambda report: report.stem == name,
        lambda report: report.stem.startswith(name),
        lambda report: name in report.title,
    )
    for way in ways:
        found = [report for report in reports if name and way(report)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{name!r} may be {', '.join(report.stem for report in found)}; write more of it")
    stems = [report.stem for report in reports]
    near = difflib.get_close_matches(name, stems, n=3, cutoff=0.5) or stems
    raise NotFoundError(f"no report is called {name!r}; choose from {', '.join(near)}")


def _result(analysis: Analysis, outcome: Outcome, corpus: Corpus) -> AnalysisResult:
    cited = sorted({fact for part in outcome.parts for row in part.rows for fact in row.facts})
    empty = not any(part.rows for part in outcome.parts)
    return AnalysisResult(
        name=analysis.name,
        title=analysis.title,
        finding=analysis.empty if empty else analysis.finding.filled(outcome.values),
        shows=analysis.shows,
        limits=analysis.limits,
        notes=(*outcome.notes, *_scope_notes(corpus)),
        parts=outcome.parts,
        charts=outcome.charts,
        evidence={iri: corpus.statements[iri] for iri in cited},
    )


def _scope_notes(corpus: Corpus) -> tuple[Text, ...]:
    """What the scope left out that a reader might miss."""
    undated = corpus.set_aside.get("undated", 0)
    if not undated:
        return ()
    return (
        Text(
            f"限定时间后，{undated} 条未注明日期的事实不计入。",
            f"With a time given, {undated} facts without a date do not count.",
        ),
    )

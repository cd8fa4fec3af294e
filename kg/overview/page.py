"""The overview as one HTML file without a script: it opens offline, prints, and every line opens on its sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from kg.analysis.result import Text
from kg.charts.spec import Net, Node
from kg.charts.svg import svg
from kg.errors import OutputError
from kg.overview.blocks import block_of
from kg.overview.model import Block, Figure, Overview, Section, load_plan, words
from kg.overview.source import Source, latest
from kg.store import GraphStore
from kg.tables import visible

ASSETS = Path(__file__).with_name("assets")
#: Things in the picture of the graph.
PICTURE = 60


def write_overview(store: GraphStore, path: Path) -> None:
    """Writes the page of ``render_overview`` to ``path``, as UTF-8 on every system.

    Raises:
        OutputError: if the file cannot be written.
    """
    text = render_overview(store)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; name another file") from error


def render_overview(store: GraphStore) -> str:
    """The HTML of the overview of a graph; the same graph gives the same text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(
        style=Markup((ASSETS / "overview.css").read_text(encoding="utf-8")), words=words(), svg=Markup
    )
    return environment.get_template("overview.html").render(page=overview_of(Source(store))) + "\n"


def _shown(value: Any) -> Any:
    """Words of reports cannot turn the direction of the page, and cells of a table row stand apart."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value.replace("\t", " │ "))
    return value


def overview_of(source: Source) -> Overview:
    """All that stands on the page."""
    plan = load_plan()
    sections = []
    for row in plan["section"]:
        blocks = tuple(block_of(source, table) for table in row["tables"])
        if row["name"] == "network":
            blocks = (_network(source), *blocks)
        kept = tuple(block for block in blocks if block.lines or block.svg)
        sections.append(Section(row["name"], Text(**row["title"]), kept))
    figures = (_figure(source, row) for row in plan["figure"])
    return Overview(
        title=Text(**plan["title"]),
        note=Text(**plan["note"]),
        subtitle=_subtitle(source),
        figures=tuple(figure for figure in figures if figure is not None),
        sections=tuple(sections),
    )


def _subtitle(source: Source) -> Text:
    reports = {fact.report for fact in source.content.facts}
    things, claims = len(source.content.entities), len(source.corpus.facts)
    return Text(
        f"{len(reports)} 份报告 · {things:,} 个事物 · {claims:,} 条事实",
        f"{len(reports)} reports · {things:,} things · {claims:,} claims",
    )


def _figure(source: Source, row: dict[str, str]) -> Figure | None:
    """How many there are, with the largest or the latest as an example."""
    facts = source.corpus.of_kind(row["kind"])
    counted = facts if row["count"] == "claims" else {iri for fact in facts for iri in fact.entities(row["count"])}
    if not counted:
        return None
    by_amount = [group[0] for _, group in source.largest(facts)] if row["order"] == "amount" else []
    ranked = by_amount or latest(facts) or facts
    example = ranked[0]
    slots = [source.cell(example, slot) for slot in example.slots if not slot.endswith(("Text", "Concept"))]
    return Figure(
        number=f"{len(counted):,}",
        label=Text(row["zh"], row["en"]),
        example=" · ".join(dict.fromkeys(words for words in slots if words)),
        example_label=words()["largest" if by_amount else "latest"],
        quotes=source.quotes([example.iri])[:1],
    )


def _network(source: Source) -> Block:
    """The best connected things and what ties them, as a picture."""
    ties = source.corpus.ties(generic=False)
    ranked = sorted(ties, key=lambda node: (-ties.degree(node), node))[:PICTURE]
    part = ties.subgraph(ranked)
    chosen = sorted(node for node in ranked if part.degree(node))
    number = {node: at for at, node in enumerate(chosen)}
    title = words()["graph"]
    net = Net(
        name="network",
        title=f"{title.zh} · {title.en}",
        nodes=tuple(
            Node(ties.nodes[node]["label"], source.label(ties.nodes[node]["type"]).zh, ties.degree(node))
            for node in chosen
        ),
        ties=tuple(
            sorted(
                (min(number[a], number[b]), max(number[a], number[b]), data["weight"])
                for a, b, data in part.edges(data=True)
            )
        ),
    )
    return Block(title, svg=svg(net) if chosen else "")

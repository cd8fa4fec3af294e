"""The graph of a report that means harm: names, quotes, titles and reasons that would be script, markup or a trap."""

from __future__ import annotations

from pathlib import Path

from kg import build
from kg.inputs import Source
from kg.namespaces import Namespaces
from kg.reading import ReadAll, ReadReport
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
)

STEM = "evil ../<b>%2e%2e"
NAMES = (
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=2>',
    "javascript:window.hacked=3",
    "'onmouseover='window.hacked=4",
    "{{7*7}}{% raw %}${window.hacked=5}",
    "\u202egnp.exe\u202c反向",
    "零\u200b宽\ufeff与\x07响铃",
    "长" * 10_000,
    "..%2f..%2fetc/passwd?x=1#frag",
    "=HYPERLINK('http://evil.example')",
    "&lt;b&gt;&amp;amp;",
    "--><!--<svg onload=window.hacked=6>",
)


def hostile_graph(folder: Path) -> Path:
    """A build of the report above, made by the code that makes every build."""
    out = folder / "graph"
    out.mkdir()
    reading = ReadAll((ReadReport(Source(folder / "evil.txt", STEM, "0" * 64, 1), _contribution(), 0.0, False),), ())
    settings = build._Settings(Namespaces(), 0.0, 1_000_000, ())
    graph = build._make_graph(reading, settings, build.Silence())
    build._write(out, graph, settings, build._counts(graph))
    return out


def _contribution() -> Contribution:
    lines = [f"{name}\t研发了产品\t{name}" for name in NAMES]
    raw = "\n".join(lines) + "\n"
    entities, facts, blocks, at = [], [], [], 0
    for number, (name, line) in enumerate(zip(NAMES, lines, strict=True)):
        company, product = EntityRef("Company", name), EntityRef("Product", f"{name}·产品{number}")
        span = (at, at + len(line))
        first = MentionSpan(at, at + len(name), name)
        entities += [
            LocalEntity("Company", name, (f"别名{name}",), {f"别名{name}": f"因为{name}"}, (first,)),
            LocalEntity("Product", product.name, (), {}, (MentionSpan(span[1] - len(name), span[1], name),)),
        ]
        evidence = Evidence(STEM, *span, line, "table" if number % 2 else "prose", f"表 {name[:80]}")
        money = Money(None, name[:9], 1, 2, name)
        metric = {"subject": Phrase(name, (company,)), "indicator": name, "value": 1e300}
        facts += [
            Fact("Develops", {"company": company, "product": product}, evidence, "table.<b>", 0.9),
            Fact("Funding", {"company": company, "round": name, "amount": money}, evidence, "x", 0.5),
            Fact("Metric", metric, evidence, "y", 0.1, "forecast"),
        ]
        row = (TextCell(((at, at + len(name)),)), TextCell(((span[1] - len(name), span[1]),), filled=True))
        blocks.append(
            TextBlock("table", *span, header=row, rows=(row,)) if number % 2 else TextBlock("heading", *span, level=1)
        )
        at += len(line) + 1
    info = ReportInfo(STEM, f"{STEM}.txt", NAMES[0], NAMES[1], "2024", "utf-8", "0" * 64, len(raw), len(blocks))
    bad = facts[0].evidence
    return Contribution(
        info,
        tuple(entities),
        tuple(facts),
        (Quarantined(bad, NAMES[0]),),
        (Refused("Funding", NAMES[1], bad),),
        ReportText(raw, tuple(blocks)),
    )

"""``quality.md`` counts everything that did not become a fact, and is Markdown whatever the reports hold."""

from dataclasses import replace

import pytest
from handmade import DEAL, cite, made_by_hand, resolved_by_hand

from kg.facts import select_facts
from kg.quality import QualityFigures, quality_report
from kg.store import Solutions
from ontology.model import Merge, Proposal, Quarantined, Refused
from ontology.schema import load_schema


@pytest.fixture
def figures() -> QualityFigures:
    contribution = made_by_hand()
    planned = replace(DEAL, modality="planned")
    contribution = replace(contribution, facts=(*contribution.facts, planned))
    resolution = replace(
        resolved_by_hand(),
        merges=(Merge("Company", "Airdoc", "鹰瞳科技", "names of one gazetteer row"),),
        proposals=(Proposal("Technology", "CF-FFR", "CT-FFR", "names differ by one character", 0.83),),
    )
    selection = select_facts([contribution], resolution, load_schema(), min_confidence=0.7)
    return QualityFigures(
        contributions=[contribution],
        skipped=[("photo.txt", "photo.txt is an image")],
        resolution=resolution,
        facts=selection.facts,
        left_out=selection.left_out,
        odd=[Refused("Approval", "holder is a Regulator", cite("肺结节"))],
        derived={"partner_of": 2},
        conflicts=Solutions(("kind", "other_value"), ()),
        figure_conflicts=Solutions(("topic", "other_value"), ()),
    )


def section(report: str, title: str) -> list[str]:
    body = report.split(f"## {title}\n\n")[1].split("\n\n## ")[0]
    return [line for line in body.strip().splitlines() if not line.startswith("| ---")]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Reports", "| 影像 2024 | 影像AI盘点 | 2024-07 | utf-8 | 6 | 7 | 3 | 1 | 1 |"),
        ("Facts by kind and report", "| Metric | 1 | 1 | 1 |"),
        ("Files that could not be read", "| photo.txt | photo.txt is an image |"),
        ("Facts left out of the exports", "planned, not done"),
        ("Facts left out of the exports", "| 1 | Deal | confidence below 0.7 |"),
        ("Refused candidates", "| 1 | Funding | no company | 影像 2024 |"),
        ("Quarantined text", "the same character over and over | 口口口口囗囗口口 |"),
        ("Facts about a thing of an unexpected type", "holder is a Regulator"),
        ("Merged names", "| Company | Airdoc | 鹰瞳科技 | names of one gazetteer row |"),
        ("Proposed merges", "| Technology | CF-FFR | CT-FFR |"),
        ("Proposed merges", "`--decisions proposals.tsv`"),
        ("Disagreements", "None."),
        ("Words that no concept stands for", "| Funding | round | 1 | 0 |  |"),
        ("Rules that read facts", "| table.approval | 1 | 0.95 | Approval |"),
        ("Rules that derive edges", "| partner\\_of | 2 |"),
    ],
)
def test_every_outcome_has_its_place(figures: QualityFigures, title: str, line: str) -> None:
    assert any(line in shown for shown in section(quality_report(figures), title))


def test_words_without_a_concept_are_counted(figures: QualityFigures) -> None:
    odd = replace(made_by_hand().facts[1], args={**made_by_hand().facts[1].args, "round": "口袋轮"})
    contribution = replace(made_by_hand(), facts=(odd,))
    facts = select_facts([contribution], resolved_by_hand(), load_schema(), min_confidence=0).facts
    report = quality_report(replace(figures, facts=facts))
    assert "| Funding | round | 0 | 1 | 口袋轮 |" in section(report, "Words that no concept stands for")


def test_refused_candidates_are_counted_by_reason_with_one_example(figures: QualityFigures) -> None:
    refused = tuple(Refused("Deal", "no party", cite(quote)) for quote in ("2024年3月", "300万美元", "预计2030年"))
    figures = replace(figures, contributions=[replace(figures.contributions[0], refused=refused)])
    (_, line) = section(quality_report(figures), "Refused candidates")
    assert line.startswith("| 3 | Deal | no party |")
    assert "预计2030年" in line


@pytest.mark.parametrize("text", ["a|b", "<script>alert(1)</script>", "`code`", "*b* _i_ [l](u)", "# head", "a\nb"])
def test_a_report_cannot_write_markdown(figures: QualityFigures, text: str) -> None:
    item = Quarantined(replace(cite("口口口口"), quote=text), "garbled")
    clean = quality_report(figures)
    dirty = quality_report(replace(figures, contributions=[replace(figures.contributions[0], quarantine=(item,))]))
    assert dirty.count("\n") == clean.count("\n")
    (_, line) = section(dirty, "Quarantined text")
    cells = line.replace("\\|", "").count("|")
    assert cells == 5
    assert "<script>" not in line

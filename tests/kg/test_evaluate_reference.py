"""The relaxed figures are those of the script that others score us with, row for row."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.samples import annotation_folder
from kg.evaluation import evaluate_graph
from kg.evaluation.records import FACTS
from kg.evaluation.scores import Scores, Tally

Record = dict[str, Any]
FIGURES = {"entities": "entities", "facts": "facts", "slots": "slots", "by source": "sources"}


def rows(scores: Scores) -> dict[str, dict[str, float]]:
    return {name: figures(score.relaxed) for name, score in scores.items()}


def figures(tally: Tally) -> dict[str, float]:
    shares = {"p": tally.precision, "r": tally.recall, "f1": tally.f1}
    return {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn, **shares}


def assert_same_figures(graph: Path, annotations: Path, scorer: Path) -> None:
    command = [sys.executable, str(scorer), "--gold", str(annotations), "--pred", str(graph), "--json"]
    expected = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    evaluation = evaluate_graph(graph, annotations)
    for title, part in FIGURES.items():
        ours = rows(getattr(evaluation, part))
        # A type that only the strict figures count has a row of zeros here and none there.
        assert {name: row for name, row in ours.items() if name in expected[title]} == expected[title]
        assert not any(any(row.values()) for name, row in ours.items() if name not in expected[title])


def lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def spoilt_value(value: Any, rng: random.Random) -> Any:
    """What a careless reader makes of a value: longer, shorter, of another form or magnitude."""
    if isinstance(value, list):
        kept = [spoilt_value(one, rng) for one in value if rng.random() < 0.7]
        return rng.choice([kept, kept[0] if kept else ""])
    if isinstance(value, dict):
        currency = rng.choice([value["currency"], "USD", None])
        return {"value": rng.choice([value["value"], value["value"] * 1.0004, None]), "currency": currency}
    if isinstance(value, int | float):
        return rng.choice([value * 1.0004, value / 1e8, f"{value:,}", f"{value}%"])
    return rng.choice(
        [value[:-1], value[:7], f"{value}集团有限公司", f"（{value}）系统", value.upper(), "", "2024", "亿元"]
    )


def spoilt_copy(annotations: Path, folder: Path, *, seed: int) -> Path:
    """A build that found most of what is annotated, some of it twice and some of it wrongly."""
    rng = random.Random(seed)
    things, facts = [], []
    for path in sorted(annotations.glob(f"*{FACTS}")):
        stem = path.name.removesuffix(FACTS)
        for thing in lines(annotations / f"{stem}.entities.jsonl"):
            thing["docs"] = [stem]
            if rng.random() < 0.2:
                thing["type"] = rng.choice(["Company", "Investor", "Institution", "Product", "Technology", "Report"])
            if rng.random() < 0.2:
                thing["name"] = f"{thing['name']}有限公司"
            things += [thing] * rng.choice([0, 1, 1, 1, 2])
        for fact in lines(path):
            args = {slot: spoilt_value(v, rng) if rng.random() < 0.2 else v for slot, v in fact["args"].items()}
            kept = {slot: value for slot, value in args.items() if rng.random() < 0.95}
            source = {"source": rng.choice([fact["source"], "table"]), "quote": fact["quote"]}
            facts += [fact | {"doc": stem, "args": kept, "evidence": source}] * rng.choice([0, 1, 1, 1, 2])
    rng.shuffle(facts)
    for name, records in (("entities", things), ("facts", facts)):
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("seed", range(2))
def test_figures_agree_on_spoilt_annotations(shared_scorer: Path, tmp_path: Path, seed: int) -> None:
    annotations = annotation_folder()
    assert_same_figures(spoilt_copy(annotations, tmp_path, seed=seed), annotations, shared_scorer)


def test_figures_agree_on_annotated_reports(shared_scorer: Path, shared_annotations: Path, tmp_path: Path) -> None:
    spoilt = spoilt_copy(shared_annotations, tmp_path, seed=0)
    assert_same_figures(spoilt, shared_annotations, shared_scorer)


def test_figures_agree_on_the_bundled_reports(shared_scorer: Path, sample_graph: Path) -> None:
    assert_same_figures(sample_graph, annotation_folder(), shared_scorer)

"""``kg eval``: known figures from a small build and its annotations, and what is said when they cannot be compared."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract.samples import annotation_folder
from kg.cli import main
from kg.cli.evaluate import PARTS as COMMAND_PARTS
from kg.errors import OutputError
from kg.evaluation import AnnotationError, Evaluation, bundled_annotations, evaluate_graph
from kg.evaluation.report import PARTS, report_tables
from kg.evaluation.scores import Score, Tally
from kg.outputs import FORMAT, GENERATOR

Line = Mapping[str, Any]


def thing(type_: str, name: str, *aliases: str, docs: Sequence[str] = ("R1",)) -> Line:
    return {"type": type_, "name": name, "aliases": list(aliases), "docs": list(docs), "quote": name}


def fact(kind: str, rule: str, confidence: float, *, doc: str = "R1", source: str = "prose", **args: Any) -> Line:
    evidence = {"start": 0, "end": 9, "quote": f"{kind} 的原句", "source": source, "where": ""}
    record = {"doc": doc, "kind": kind, "args": args, "evidence": evidence, "rule": rule, "confidence": confidence}
    return record | {"quote": evidence["quote"], "source": source}


def write(folder: Path, **files: Sequence[Line]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name.replace('__', '.')}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    return write(
        tmp_path / "annotations",
        R1__entities=[
            thing("Company", "推想医疗", "推想医疗科技股份有限公司"),
            thing("Company", "数坤科技"),
            thing("Product", "InferRead CT"),
            thing("Disease", "肺结节"),
        ],
        R1__facts=[
            fact("Develops", "", 1, company="推想医疗", product="InferRead CT"),
            fact("Targets", "", 1, product="InferRead CT", disease="肺结节"),
            fact("Funding", "", 1, company="数坤科技", round="B轮", date="2024-03-11", source="table"),
        ],
    )


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return write(
        tmp_path / "graph",
        entities=[
            thing("Company", "推想医疗科技"),
            thing("Investor", "数坤科技", docs=("R1", "R2")),
            thing("Product", "InferRead CT"),
            thing("Disease", "结节"),
            thing("Place", "北京", docs=("R2",)),
        ],
        facts=[
            fact("Develops", "develops.of", 0.9, company="推想医疗科技", product="InferRead CT"),
            fact("Develops", "develops.of", 0.6, company="数坤科技", product="InferRead CT"),
            fact("Funding", "table.funding", 0.95, company="数坤科技", round="B轮", date="2024-03", source="table"),
            fact("Listing", "listing", 0.9, doc="R2", company="数坤科技"),
        ],
    )


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.tp, tally.fp, tally.fn


def both(score: Score) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return counts(score.relaxed), counts(score.strict)


# -- figures


def test_things_are_counted_by_type(graph: Path, annotations: Path) -> None:
    entities = evaluate_graph(graph, annotations).entities
    assert both(entities["Company"]) == ((2, 0, 0), (0, 1, 2))
    assert both(entities["Product"]) == ((1, 0, 0), (1, 0, 0))
    assert both(entities["Disease"]) == ((0, 1, 1), (0, 1, 1))
    assert both(entities["ALL"]) == ((3, 1, 1), (1, 3, 3))
    assert "Place" not in entities, "what stands in reports that are not annotated does not count"


def test_facts_are_counted_by_kind_and_source(graph: Path, annotations: Path) -> None:
    evaluation = evaluate_graph(graph, annotations)
    assert both(evaluation.facts["Develops"]) == ((1, 1, 0), (1, 1, 0))
    assert both(evaluation.facts["Funding"]) == ((1, 0, 0), (0, 1, 1))
    assert both(evaluation.facts["Targets"]) == ((0, 0, 1), (0, 0, 1))
    assert both(evaluation.facts["ALL"]) == ((2, 1, 1), (1, 2, 2))
    assert both(evaluation.sources["table"]) == ((1, 0, 0), (0, 1, 1))
    assert both(evaluation.sources["prose"]) == ((1, 1, 1), (1, 1, 1))


def test_slots_are_counted_in_the_facts_that_were_found(graph: Path, annotations: Path) -> None:
    slots = evaluate_graph(graph, annotations).slots
    assert both(slots["Funding"]) == ((3, 0, 0), (2, 1, 1))
    assert both(slots["Develops"]) == ((2, 0, 0), (2, 0, 0))
    assert "Targets" not in slots


def test_a_rule_is_measured_beside_what_it_claims(graph: Path, annotations: Path) -> None:
    rules = evaluate_graph(graph, annotations).rules
    assert list(rules) == ["develops.of", "table.funding"]
    develops = rules["develops.of"]
    assert (develops.facts, develops.matched, develops.strict, develops.precision) == (2, 1, 1, 0.5)
    assert develops.confidence == pytest.approx(0.75)


def test_figures_are_made_from_counts() -> None:
    tally = Tally(tp=6, fp=2, fn=4)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(2 / 3)
    assert Tally().f1 == 0.0


def test_unsure_facts_can_be_left_out(graph: Path, annotations: Path) -> None:
    assert both(evaluate_graph(graph, annotations, min_confidence=0.6).facts["Develops"]) == ((1, 1, 0), (1, 1, 0))
    assert both(evaluate_graph(graph, annotations, min_confidence=0.61).facts["Develops"]) == ((1, 0, 0), (1, 0, 0))


def test_a_build_that_says_what_is_annotated_is_perfect(tmp_path: Path, annotations: Path) -> None:
    lines = {part: (annotations / f"R1.{part}.jsonl").read_text(encoding="utf-8") for part in ("entities", "facts")}
    perfect = write(tmp_path / "perfect")
    for part, text in lines.items():
        (perfect / f"{part}.jsonl").write_text(text, encoding="utf-8")
    evaluation = evaluate_graph(perfect, annotations)
    assert all(score.strict.f1 == 1.0 for score in (*evaluation.entities.values(), *evaluation.facts.values()))
    assert evaluation.mistakes == ()


def test_examples_come_by_cause(graph: Path, annotations: Path) -> None:
    evaluation = evaluate_graph(graph, annotations)
    assert [row[:3] for row in report_tables(evaluation, examples=None)["causes"].rows] == [
        ("missed entity", "boundary", 1),
        ("false entity", "boundary", 1),
        ("missed fact", "boundary", 1),
        ("false fact", "coreference", 1),
    ]
    errors = report_tables(evaluation, examples=None)["errors"]
    assert len(errors.rows) == len(evaluation.mistakes) == 4
    assert report_tables(evaluation, examples=0)["errors"].rows == ()


# -- what cannot be compared


def test_a_report_that_the_graph_lacks_counts_as_missed(graph: Path, annotations: Path) -> None:
    write(annotations, R3__entities=[thing("Person", "张三")], R3__facts=[])
    evaluation = evaluate_graph(graph, annotations)
    assert (evaluation.reports, evaluation.absent) == (("R1",), ("R3",))
    assert counts(evaluation.entities["Person"].relaxed) == (0, 0, 1)


def test_a_kind_that_the_schema_lacks_is_passed_over(graph: Path, annotations: Path) -> None:
    write(annotations, R2__entities=[], R2__facts=[fact("Lawsuit", "", 1, company="推想医疗")])
    evaluation = evaluate_graph(graph, annotations)
    assert evaluation.unknown_kinds == {"Lawsuit": 1}
    assert "Lawsuit" not in evaluation.facts


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("R1.facts.jsonl", '{"kind": "Develops", "args": {}}\n{oops\n', r"R1\.facts\.jsonl:2: not JSON"),
        ("R1.facts.jsonl", "[]", r"R1\.facts\.jsonl:1: each line is one JSON object"),
        ("R1.facts.jsonl", '{"args": {}}', r'R1\.facts\.jsonl:1: "kind" is missing; choose from Approval, '),
        ("R1.facts.jsonl", '{"kind": "Develops"}', r'R1\.facts\.jsonl:1: "args" must be'),
        ("R1.entities.jsonl", '{"type": "Company"}', r'R1\.entities\.jsonl:1: "name" is missing'),
        ("R1.entities.jsonl", '{"type": "Company", "name": "甲", "aliases": "乙"}', r'"aliases" must be a list'),
        ("R2.facts.jsonl", "", r"R2\.facts\.jsonl has no R2\.entities\.jsonl beside it"),
        ("R2.entities.jsonl", "", r"R2\.entities\.jsonl has no R2\.facts\.jsonl beside it"),
    ],
)
def test_a_bad_annotation_is_named(graph: Path, annotations: Path, name: str, content: str, message: str) -> None:
    (annotations / name).write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=message):
        evaluate_graph(graph, annotations)


def test_annotations_may_begin_with_a_byte_order_mark(graph: Path, annotations: Path) -> None:
    path = annotations / "R1.facts.jsonl"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert evaluate_graph(graph, annotations).facts["ALL"].relaxed.tp == 2


def test_annotations_in_another_encoding_are_named(graph: Path, annotations: Path) -> None:
    (annotations / "R1.facts.jsonl").write_bytes("推想".encode("gb18030"))
    with pytest.raises(AnnotationError, match="cannot be read as UTF-8"):
        evaluate_graph(graph, annotations)


def test_a_damaged_build_is_named(graph: Path, annotations: Path) -> None:
    (graph / "facts.jsonl").write_text('{"kind": "Develops"}\n', encoding="utf-8")
    with pytest.raises(OutputError, match="is damaged"):
        evaluate_graph(graph, annotations)


def test_a_build_of_other_reports_cannot_be_measured(graph: Path, tmp_path: Path) -> None:
    others = write(tmp_path / "others", R9__entities=[], R9__facts=[])
    with pytest.raises(AnnotationError, match=r"holds none of the reports annotated in .* \(R9\)"):
        evaluate_graph(graph, others)


# -- the command


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["eval", *map(str, args)], prog_name="kg")


def test_the_command_prints_all_parts(graph: Path, annotations: Path) -> None:
    done = run("--gold", annotations, "-g", graph)
    assert done.exit_code == 0
    titles = [line for line in done.stdout.splitlines() if line in PARTS]
    assert titles == list(PARTS[:-1])
    assert "facts: precision 0.667, recall 0.667, F1 0.667 (strict F1 0.333)" in done.stderr
    assert max(map(len, done.stdout.split("causes")[0].splitlines())) <= 80


def test_the_command_knows_the_parts_of_a_report() -> None:
    assert COMMAND_PARTS == PARTS


def test_examples_stand_with_their_quote(graph: Path, annotations: Path) -> None:
    assert "Targets 的原句" not in run("--gold", annotations, "-g", graph).stdout
    assert "Targets 的原句" in run("--gold", annotations, "-g", graph, "--errors", "1").stdout
    assert "Targets 的原句" in run("errors", "--gold", annotations, "-g", graph).stdout


def test_json_has_every_part(graph: Path, annotations: Path) -> None:
    parts = json.loads(run("--gold", annotations, "-g", graph, "--format", "json").stdout)
    assert list(parts) == list(PARTS[:-1])
    relaxed = {"tp": 2, "fp": 1, "fn": 1, "P": 0.667, "R": 0.667, "F1": 0.667}
    strict = {"strict tp": 1, "strict P": 0.333, "strict R": 0.333, "strict F1": 0.333}
    assert parts["facts"][-1] == {"kind": "ALL"} | relaxed | strict


def test_one_part_is_a_table_of_its_own(graph: Path, annotations: Path) -> None:
    done = run("rules", "--gold", annotations, "-g", graph, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(done.stdout))) == {
        "rule": "develops.of",
        "facts": "2",
        "matched": "1",
        "strict": "1",
        "precision": "0.5",
        "confidence": "0.75",
    }


def test_all_parts_in_one_table_have_a_row_for_each_figure(graph: Path, annotations: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--gold", annotations, "-g", graph, "--format", "csv").stdout)))
    assert {"part": "facts", "row": "ALL", "figure": "tp", "value": "2"} in rows
    assert {"part": "causes", "row": "missed entity: boundary", "figure": "count", "value": "1"} in rows


def test_what_is_missing_is_said(graph: Path, annotations: Path) -> None:
    write(annotations, R3__entities=[], R3__facts=[fact("Lawsuit", "", 1)])
    done = run("--gold", annotations, "-g", graph)
    assert "R3 is annotated but not in the graph" in done.stderr
    assert "passed over: Lawsuit (1)" in done.stderr


@pytest.mark.parametrize(
    ("gold", "graph_name", "message"),
    [
        ("nowhere", "graph", "nowhere is no folder; give --gold"),
        ("graph", "graph", "holds no annotations"),
        ("annotations", "nowhere", "holds no graph; make one with: kg build"),
    ],
)
def test_a_folder_that_is_not_there_is_one_line(
    gold: str, graph_name: str, message: str, tmp_path: Path, graph: Path, annotations: Path
) -> None:
    done = run("--gold", tmp_path / gold, "-g", tmp_path / graph_name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_wrong_usage_is_told_apart(graph: Path, annotations: Path) -> None:
    assert run("--gold", annotations, "-g", graph, "--min-confidence", "2").exit_code == 2
    assert run("everything", "--gold", annotations, "-g", graph).exit_code == 2


# -- the bundled reports


def test_without_annotations_the_bundled_reports_are_measured(sample_graph: Path) -> None:
    assert bundled_annotations(sample_graph) == annotation_folder()
    done = run("-g", sample_graph)
    assert done.exit_code == 0
    assert "6 annotated reports are in the graph" in done.stderr


def test_without_annotations_another_graph_is_wrong_usage(tmp_path: Path) -> None:
    write(tmp_path / "other", entities=[], facts=[])
    settings = {"base": "https://medai-kg.example/"}
    manifest = {"generator": GENERATOR, "format": FORMAT, "settings": settings, "inputs": []}
    (tmp_path / "other" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = run("-g", tmp_path / "other")
    assert done.exit_code == 2
    assert "give annotations with --gold DIR" in done.stderr
    assert run("-g", tmp_path / "nowhere").exit_code == 1


def test_the_same_build_gives_the_same_report(graph: Path, annotations: Path) -> None:
    first: Evaluation = evaluate_graph(graph, annotations)
    again = evaluate_graph(graph, annotations)
    assert report_tables(first, examples=None) == report_tables(again, examples=None)

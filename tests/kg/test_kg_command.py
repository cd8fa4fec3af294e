"""The ``kg`` command as a user meets it: help that runs, results on stdout, one line for what goes wrong."""

import csv
import importlib.util
import io
import json
import pkgutil
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

import kg.cli
from extract.samples import sample_paths
from kg.cli import COMMANDS, main, module_of
from kg.store import GraphStore

INSTALLED = [name for name in COMMANDS if importlib.util.find_spec(f"kg.cli.{module_of(name)}")]
#: Modules of the package that are no commands.
SHARED = {"answers", "options", "progress"}
MINE = ["build", "info", "show", "query", "sparql", "analyze", "validate", "diff", "export"]
READING = [("info",), ("show", "x"), ("query", "funding"), ("sparql", "ASK {}"), ("validate",), ("export", "nt")]
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


def run(*args: str, graph: Path | None = None, stdin: str | None = None) -> Result:
    extra = ("-g", str(graph)) if graph is not None else ()
    return CliRunner().invoke(main, [*args, *extra], input=stdin, prog_name="kg", catch_exceptions=False)


def started(*args: str, graph: Path) -> subprocess.Popen[bytes]:
    """The command in a process of its own, which Ctrl-C reaches even where these tests run in the background."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*KG, *args, "-g", str(graph)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, former)


def one_line(result: Result) -> str:
    """What went wrong, which must be one line on stderr and nothing on stdout."""
    assert result.stdout == ""
    assert result.stderr.startswith("kg: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_every_command_has_its_line_in_the_list() -> None:
    modules = {module.name for module in pkgutil.iter_modules(kg.cli.__path__)} - SHARED
    assert modules <= set(map(module_of, COMMANDS)), "add the new command to kg.cli.COMMANDS"


@pytest.mark.parametrize("name", INSTALLED)
def test_the_list_says_what_the_command_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert COMMANDS[name] == (command.help or "").split("\n\n")[0].replace("\n", " ").split(". ")[0].rstrip(".") + "."


def test_the_list_of_commands_loads_none_of_them() -> None:
    program = "import sys; from kg.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    modules = done.stdout.split()
    assert not {"pyoxigraph", "rdflib", "spacy", "jieba", "networkx", "pyvis", "kg.build"} & set(modules)
    for name in INSTALLED:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", MINE)
def test_help_ends_with_two_commands_that_run(
    name: str, sample_graph: Path, small_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A build without paths reads the samples: the copy spares it the reading.
    shutil.copytree(sample_graph if name == "build" else small_graph, tmp_path / "output")
    shutil.copytree(small_graph, tmp_path / "output-old")
    (tmp_path / "reports").mkdir()
    shutil.copy(sample_paths()[0], tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^ +((?:echo .* \| )?kg .*)$", run(name, "--help").stdout.split("Examples:")[1], re.MULTILINE)
    assert len(lines) == 2
    for line in lines:
        words, _, command = line.rpartition("| ")
        stdin = shlex.split(words)[1] if words else None
        result = run(*shlex.split(command)[1:], stdin=stdin)
        assert result.exit_code == 0, f"{line}\n{result.output}"


def test_info_counts_what_the_exports_hold(sample_graph: Path) -> None:
    told = json.loads(run("info", "--format", "json", graph=sample_graph).stdout)
    facts = (sample_graph / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    entities = [json.loads(line) for line in (sample_graph / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    totals = {row["what"]: row["count"] for row in told["totals"]}
    assert totals["facts"] == sum(row["facts"] for row in told["kinds"]) == len(facts)
    assert totals["facts"] == sum(row["facts"] for row in told["reports"])
    assert totals["entities"] == len({entity["id"] for entity in entities})
    assert sum(row["things"] for row in told["types"]) == len(entities)
    assert {row["report"] for row in told["reports"]} == {path.stem for path in sample_paths()}


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "jsonl", "md"])
def test_info_has_every_format(sample_graph: Path, form: str) -> None:
    assert "Approval" in run("info", "--format", form, graph=sample_graph).stdout
    assert "Approval" in run("info", "kinds", "--format", form, graph=sample_graph).stdout


def test_show_tells_quote_report_place_and_certainty(sample_graph: Path) -> None:
    told = run("show", "脉图智能", graph=sample_graph).stdout
    record = next(
        record
        for record in map(json.loads, (sample_graph / "facts.jsonl").read_text(encoding="utf-8").splitlines())
        if record["kind"] == "Funding" and record["args"]["company"] == "脉图智能"
    )
    evidence = record["evidence"]
    assert " ".join(evidence["quote"].split()) in told
    assert f"{record['doc']}, characters {evidence['start']}–{evidence['end']}, {evidence['source']}" in told
    assert f"({record['confidence']:g}), rule {record['rule']}" in told


def test_show_as_a_sheet_has_the_quotes(sample_graph: Path) -> None:
    result = run("show", "脉图智能", "--kind", "funding", "--format", "csv", "--bom", graph=sample_graph)
    assert result.stdout.startswith("\ufeffkind,fact,quote,report")
    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert {row["kind"] for row in rows} == {"Funding"}
    assert all(row["quote"] for row in rows)


def test_show_suggests_names_near_an_unknown_one(sample_graph: Path) -> None:
    result = run("show", "脉图智", graph=sample_graph)
    assert result.exit_code == 1
    assert "脉图智能" in one_line(result)


def test_sparql_takes_text_file_and_stdin(sample_graph: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?f) AS ?n) { ?f a mai:Approval }"
    file = tmp_path / "q.rq"
    file.write_text("\ufeff" + query, encoding="utf-8")
    answers = {
        run("sparql", query, "--format", "csv", graph=sample_graph).stdout,
        run("sparql", str(file), "--format", "csv", graph=sample_graph).stdout,
        run("sparql", "-", "--format", "csv", graph=sample_graph, stdin=query).stdout,
        run("sparql", "--format", "csv", graph=sample_graph, stdin=query).stdout,
    }
    assert len(answers) == 1
    assert answers.pop().startswith("n\n")


def test_sparql_prints_every_form_of_query(sample_graph: Path) -> None:
    assert run("sparql", "ASK { ?f a mai:Funding }", graph=sample_graph).stdout == "true\n"
    assert (
        run("sparql", "ASK { ?f a mai:None }", "--format", "json", graph=sample_graph).stdout == '{"boolean": false}\n'
    )
    turtle = run("sparql", 'DESCRIBE ?c { ?c rdfs:label "脉图智能"@zh }', graph=sample_graph).stdout
    assert "company:脉图智能 a mai:Company" in turtle
    assert list(parse(turtle, format=RdfFormat.TURTLE))


def test_sparql_shows_labels_unless_asked_for_iris(sample_graph: Path) -> None:
    query = 'SELECT ?c { ?c rdfs:label "脉图智能"@zh }'
    assert run("sparql", query, "--format", "csv", graph=sample_graph).stdout == "c\n脉图智能\n"
    iri = "https://medai-kg.example/id/company/脉图智能"
    assert run("sparql", query, "--format", "csv", "--iri", graph=sample_graph).stdout == f"c\n{iri}\n"


def test_a_limit_is_told_on_stderr(sample_graph: Path) -> None:
    result = run("sparql", "SELECT ?s { ?s ?p ?o }", "--limit", "2", "--format", "csv", graph=sample_graph)
    assert result.stdout.count("\n") == 3
    assert "only the first 2" in result.stderr


def test_a_wrong_query_shows_its_place(sample_graph: Path) -> None:
    result = run("sparql", 'SELECT ?s {\n  ?s rdfs:label "推想" nonsense', graph=sample_graph)
    assert result.exit_code == 1
    assert result.stdout == ""
    first, text, caret = result.stderr.rstrip("\n").split("\n")
    assert first.startswith("kg: line 2, column ")
    assert text.strip() == '?s rdfs:label "推想" nonsense'
    assert caret.strip() == "^"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE is refused"),
        (("sparql", "INSERT DATA { <http://a.example/> a <http://a.example/> }"), "updates are refused"),
        (("show", "nobody of that name"), "nothing in the graph is called"),
    ],
)
def test_a_failure_is_one_line_and_exit_code_one(sample_graph: Path, args: tuple[str, ...], words: str) -> None:
    result = run(*args, graph=sample_graph)
    assert result.exit_code == 1
    assert words in one_line(result)


@pytest.mark.parametrize("args", READING)
def test_without_a_graph_the_way_out_is_named(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = run(*args, graph=tmp_path / "none")
    assert result.exit_code == 1
    assert "make one with: kg build" in one_line(result)


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",),
        ("build", "no such file"),
        ("build", "--min-confidence", "2"),
        ("build", "--workers", "0"),
        ("export", "docx"),
        ("info", "--format", "xml"),
        ("show", "x", "--kind", "Rumour"),
        ("query", "nonsense"),
        ("query", "funding", "-p", "nonsense"),
        ("query", "funding", "-p", "colour=red"),
        ("query", "funding", "-p", "since=soon"),
        ("sparql", "missing.rq"),
    ],
)
def test_wrong_usage_is_exit_code_two(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_misspelt_command_is_told_what_is_near() -> None:
    result = CliRunner().invoke(main, ["expor"])
    assert result.exit_code == 2
    assert "did you mean export" in result.output


def test_named_queries_are_listed_and_take_parameters(sample_graph: Path) -> None:
    listed = run("query", "--list", "--format", "json")
    assert {"funding", "approvals"} <= {row["query"] for row in json.loads(listed.stdout)}
    rows = json.loads(run("query", "funding", "-p", "company=脉图智能", "--format", "json", graph=sample_graph).stdout)
    assert rows
    assert {row["company"] for row in rows} == {"脉图智能"}
    assert '"脉图智能"' in run("query", "funding", "-p", "company=脉图智能", "--sparql").stdout


def test_no_parameter_escapes_from_its_place(sample_graph: Path) -> None:
    value = 'company=x" UNDEF) } SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } #'
    result = run("query", "funding", "-p", value, "--format", "json", graph=sample_graph)
    assert (result.exit_code, result.stdout) == (0, "[]\n")


def test_export_writes_a_file_or_stdout(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.nt"
    result = run("export", "nt", "-o", str(out), graph=sample_graph)
    assert result.stdout == ""
    assert f"wrote {out}" in result.stderr
    assert run("export", "nt", graph=sample_graph).stdout_bytes == out.read_bytes()


def test_diff_of_a_graph_with_itself_is_nothing(sample_graph: Path) -> None:
    result = run("diff", str(sample_graph), str(sample_graph))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "the graphs say the same" in result.stderr


def test_validate_tells_its_count_and_its_exit_code(small_graph: Path, tmp_path: Path) -> None:
    result = run("validate", "--format", "json", graph=small_graph)
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "0 violations, 0 warnings" in result.stderr
    broken = tmp_path / "broken"
    shutil.copytree(small_graph, broken)
    shutil.rmtree(broken / "store")
    quads = list(GraphStore.open(small_graph).quads())
    GraphStore.create(broken / "store", [quad for quad in quads if not quad.predicate.value.endswith("#company")])
    result = run("validate", "--format", "json", graph=broken)
    assert result.exit_code == 1
    assert {breach["message"] for breach in json.loads(result.stdout)} == {"Funding.company: exactly one, Company"}


def test_the_bundled_reports_give_a_graph_without_violations(sample_graph: Path) -> None:
    result = run("validate", "--format", "json", graph=sample_graph)
    assert [breach for breach in json.loads(result.stdout) if breach["severity"] == "violation"] == []


def test_a_reader_that_has_seen_enough_is_no_error(sample_graph: Path) -> None:
    process = started("sparql", "SELECT * { ?s ?p ?o }", graph=sample_graph)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert errors == b""


def test_ctrl_c_is_one_line_and_exit_code_130(sample_graph: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = started("sparql", query, "--timeout", "100", graph=sample_graph)
    time.sleep(3)
    process.send_signal(2)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, errors.decode().splitlines()[-1]) == (b"", "kg: stopped; nothing was changed")
    assert b"Traceback" not in errors


def test_show_says_what_follows_and_how_to_see_why(sample_graph: Path) -> None:
    shown = run("show", "济海资本", graph=sample_graph).stdout
    assert "  共同投资 启明创投 (coInvestsWith, from 2 facts)" in shown
    assert "  why: kg query derivations -p entity=济海资本" in shown
    record = json.loads(run("show", "济海资本", "--format", "json", graph=sample_graph).stdout)[0]
    assert {"coInvestsWith"} == {edge["relation"] for edge in record["derived"]}
    assert all({fact["id"] for fact in record["facts"]} & set(edge["facts"]) for edge in record["derived"])

"""An engineer teaches the reader something new by a line in a data file, and touches no code.

The package is copied, one line is added to a file of each sort, and the copy reads a report in a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import extract
import ontology
from extract.fingerprint import rules_fingerprint

TEXT = """霁岚灵枢推出了骨折辅助诊断软件。
我们走访了霁屿魔方,霁屿魔方宣布扩建。
推想医疗与数坤科技结为盟友共赴海外。
推想医疗献上了胸部影像平台。
会上演示了玄铁盒子。
数坤科技暂缓收购鹰瞳科技。
推想医疗的成本率为12%。

图表1 获批三类证的软件
产品名称\t霁证主体\t获批时间
霁光检测软件\t推想医疗\t2024年3月
霁影分诊软件\t数坤科技\t2024年4月
"""

#: A file under data/, the line (or, in a word list, the word) to add.
ADDED = {
    "words/org_suffix_company.txt": "魔方",
    "gazetteer/company_medai_cn.tsv": "霁岚灵枢\t霁岚\t",
    "morphology/heads.tsv": "盒子\tProduct\t2\t10\thead.product\t0.65",
    "prose/patterns.tsv": "deal.allies\tDeal\t0.8\tdeal_type=partnership\t<parties:C>与<parties2:C>结为盟友",
    "tables/headers.tsv": "霁证主体\tholder",
    "words/planned.txt": "暂缓",
    "words/indicators.txt": "成本率",
}
#: Run by the copy: what it is, and what it reads in the report beside it.
RUN = """
import json
from pathlib import Path
import extract
from extract import contribute, rules_fingerprint
from extract.reading import read_report

def plain(value):
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return getattr(value, "name", None) or getattr(value, "text", None) or value

contribution = contribute(read_report(Path("report.txt")))
print(json.dumps({
    "home": extract.__file__,
    "fingerprint": rules_fingerprint(),
    "entities": [[e.type, e.name] for e in contribution.entities],
    "facts": [[f.kind, f.rule, {slot: plain(v) for slot, v in f.args.items()}] for f in contribution.facts],
    "refused": [[r.kind, r.reason, r.evidence.quote] for r in contribution.refused],
}))
"""


@dataclass(frozen=True)
class Taught:
    """What the copy of the package read."""

    home: str
    fingerprint: str
    entities: list[list[str]]
    facts: list[tuple[str, str, dict[str, object]]]
    refused: list[list[str]]


@pytest.fixture(scope="module")
def copy_of_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the two packages with one line more in each of the files above."""
    home = tmp_path_factory.mktemp("copy")
    for package in (extract, ontology):
        source = Path(package.__file__ or "").parent
        shutil.copytree(source, home / source.name, ignore=shutil.ignore_patterns("samples"))
    for name, line in ADDED.items():
        with (home / "extract" / "data" / name).open("a", encoding="utf-8") as handle:
            handle.write(f"\n{line}\n")
    triggers = home / "extract" / "data" / "prose" / "triggers.tsv"
    lines = triggers.read_text(encoding="utf-8").replace("develop\t", "develop\t献上|")
    triggers.write_text(lines, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def taught(copy_of_package: Path) -> Taught:
    """What the changed copy reads in the report above."""
    (copy_of_package / "report.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        capture_output=True,
        text=True,
        check=False,
        cwd=copy_of_package,
        env={**os.environ, "PYTHONPATH": str(copy_of_package), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return Taught(**json.loads(done.stdout.splitlines()[-1]))


def test_the_copy_is_what_was_run(taught: Taught, copy_of_package: Path) -> None:
    assert Path(taught.home).is_relative_to(copy_of_package)


def test_a_changed_file_changes_the_fingerprint(taught: Taught) -> None:
    assert taught.fingerprint != rules_fingerprint()


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        pytest.param("Company", "霁岚灵枢", id="a company in the gazetteer"),
        pytest.param("Company", "霁屿魔方", id="a last part of company names"),
        pytest.param("Product", "玄铁盒子", id="a head of product names"),
    ],
)
def test_a_new_name_is_found(taught: Taught, type_: str, name: str) -> None:
    assert [type_, name] in taught.entities


@pytest.mark.parametrize(
    ("kind", "rule", "args"),
    [
        pytest.param(
            "Release",
            "release.publisher_product",
            {"publishers": ["霁岚灵枢"], "product": "骨折辅助诊断软件"},
            id="a fact about the new company",
        ),
        pytest.param(
            "Develops",
            "develops.maker_trigger",
            {"company": "推想医疗", "product": "胸部影像平台"},
            id="a trigger verb",
        ),
        pytest.param(
            "Deal",
            "deal.allies",
            {"deal_type": "partnership", "parties": ["推想医疗", "数坤科技"]},
            id="a pattern",
        ),
    ],
)
def test_a_new_way_of_saying_is_understood(taught: Taught, kind: str, rule: str, args: dict[str, object]) -> None:
    assert [kind, rule, args] in [list(fact) for fact in taught.facts]


def test_a_new_table_heading_gives_its_column_a_role(taught: Taught) -> None:
    holders = [(args["product"], args.get("holder")) for kind, _, args in taught.facts if kind == "Approval"]
    assert holders == [("霁光检测软件", "推想医疗"), ("霁影分诊软件", "数坤科技")]


def test_a_new_word_of_intention_holds_a_fact_back(taught: Taught) -> None:
    assert [kind for kind, *_ in taught.facts if kind == "Deal"] == ["Deal"]
    assert "said to be planned" in [reason for kind, reason, _ in taught.refused if kind == "Deal"]


def test_a_new_indicator_is_measured(taught: Taught) -> None:
    assert "成本率" in [args["indicator"] for kind, _, args in taught.facts if kind == "Metric"]


def test_without_the_line_nothing_of_it_is_known() -> None:
    from extract.lexicon import word_set
    from extract.mentions.gazetteer import canonical_names
    from extract.tables.columns import header_role

    assert ("Company", "霁岚灵枢") not in canonical_names()
    assert header_role("霁证主体") == ""
    assert not {"魔方", "暂缓", "成本率"} & (
        word_set("org_suffix_company") | word_set("planned") | word_set("indicators")
    )

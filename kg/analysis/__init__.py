"""Analyses of a graph: what one did not think to ask, with the quotes behind it.

``catalogue.toml`` lists them with their parameters and words; each is a function in a module of its own here.

    corpus = corpus_of(read_content(GraphStore.open(Path("output"))))
    result = analyse(corpus, "concentration", {"by": "indication"})
    print(result.finding.zh, result.parts[0].rows[0].cells)
"""

from kg.analysis.catalogue import Analysis, Parameter, known_analysis, load_catalogue
from kg.analysis.corpus import Corpus, Scope, corpus_of
from kg.analysis.result import AnalysisResult, Part, Ref, Row, Text
from kg.analysis.run import analyse, known_report

__all__ = [
    "Analysis",
    "AnalysisResult",
    "Corpus",
    "Parameter",
    "Part",
    "Ref",
    "Row",
    "Scope",
    "Text",
    "analyse",
    "corpus_of",
    "known_analysis",
    "known_report",
    "load_catalogue",
]

"""Measures a build against annotated reports: what was found of what they say, and what was made up."""

from kg.evaluation.evaluate import Evaluation, bundled_annotations, evaluate_graph
from kg.evaluation.records import AnnotationError

__all__ = ["AnnotationError", "Evaluation", "bundled_annotations", "evaluate_graph"]

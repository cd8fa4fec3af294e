"""Questions in Chinese, answered with SPARQL and quotes."""

from kg.ask.answer import Answer, Asker, Meaning
from kg.ask.examples import example_questions, nearest_questions

__all__ = ["Answer", "Asker", "Meaning", "example_questions", "nearest_questions"]

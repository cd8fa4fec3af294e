"""Questions of an analyst, read into names, times, values and cues; what to answer is decided elsewhere."""

from extract.questions.model import Cue, KnownName, NamedSpan, Question, TimeSpan, ValueSpan
from extract.questions.reader import QuestionReader

__all__ = ["Cue", "KnownName", "NamedSpan", "Question", "QuestionReader", "TimeSpan", "ValueSpan"]

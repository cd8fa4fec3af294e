"""What the words of a question are worth when kinds of fact compete for it."""

from __future__ import annotations

from extract.questions import Cue, Question
from kg.ask.views import KindView

#: Weights, set by hand on the questions of the tests.
CUE, MORE_CUES, DIRECT, VALUE, LINKED, ASKED_LINKED, LAST_CUE, BESIDE_OPERATION = 3.0, 0.5, 1.0, 1.5, 0.4, 0.8, 0.5, 1.0
UNUSED = -0.7
#: A name that no fact of the kind holds in that slot fits no better than one that has no slot at all.
NOWHERE = 0.0
#: A plan below this is a guess.
LEAST = 1.8
#: Operations that count facts for each thing, and all that put things in an order.
COUNTING = ("most", "least")
RANKING = (*COUNTING, "largest", "smallest", "first", "latest")


def kind_of(cue: Cue) -> str:
    """The kind of fact that a cue names."""
    return cue.value.partition(":")[0]


def cue_score(view: KindView, question: Question) -> float:
    """What the cue words say for this kind: that they name it, name it last, and name it beside the operation."""
    cues = question.cued("kind")
    mine = [cue for cue in cues if kind_of(cue) == view.kind.name]
    if not mine:
        return 0.0
    score = CUE + MORE_CUES * (len({cue.words for cue in mine}) - 1)
    if cues[-1].start == mine[-1].start:
        score += LAST_CUE
    for operation in question.cued("op"):
        before = [cue for cue in cues if cue.end <= operation.start]
        if operation.value in RANKING and before and kind_of(before[-1]) == view.kind.name:
            score += BESIDE_OPERATION
    return score

"""No rule for prose takes for ever, whatever a sentence holds: members that can be read in two ways must not be tried
in every combination."""

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from extract.prose.cued import cued_rules
from extract.prose.patterns import join_rules, prose_rules

MARKS = ["⟨C0⟩", "⟨P1⟩", "⟨C2·⟩", "⟨S3⟩", "⟨T4⟩", "⟨A5⟩", "⟨H6⟩", "⟨D7⟩", "⟨V8⟩", "⟨N9⟩", "⟨Q1⟩", "⟨p2·⟩"]
JOINTS = ["、", "和", "与", "以及", ",", "的", "等", "“", "”", "(", ")", "(甲)"]
WORDS = [
    "公司",
    "合作",
    "推出",
    "研发",
    "在",
    "用于",
    "获",
    "批",
    "2024年",
    "平台",
    "系统",
    "包括",
    "由",
    "为",
    "旗下",
    "联合",
    "团队",
    "智能平台",
    "医院",
    "元",
    "融资",
]
REPEATED = [
    "⟨C0⟩、",
    "⟨C0⟩以及⟨C1⟩团队",
    "⟨C0⟩、⟨P1⟩以及",
    "智能平台⟨T3⟩“⟨P1⟩”(甲)和",
    "等(甲)联合⟨H1⟩团队",
    "⟨P0⟩、⟨Q1⟩⟨Q2⟩",
    "⟨P0⟩“”",
    "⟨A0⟩⟨C1⟩",
    "⟨C0⟩的",
    "2024年",
    "医",
]
#: What is linear ends in a moment; what is exponential would not end.
GUARD = 60


def sentences() -> list[str]:
    chance = random.Random(3)
    mixed = ["".join(chance.choice(MARKS + JOINTS + WORDS) for _ in range(150)) for _ in range(12)]
    openings = ["", "⟨C0⟩与", "⟨P0⟩由", "包括"]
    return mixed + [opening + unit * 50 for opening in openings for unit in REPEATED]


@contextmanager
def guarded(rule: str) -> Iterator[None]:
    def stuck(*_: object) -> None:
        pytest.fail(f"{rule} does not end: write its repeated members as an atomic group, (?>…)*")

    before = signal.signal(signal.SIGALRM, stuck)
    signal.alarm(GUARD)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


RULES: dict[str, re.Pattern[str]] = {
    **{rule.name: rule.pattern for rule in prose_rules()},
    **{f"joins.{kind}.{number}": pattern for number, (kind, pattern) in enumerate(join_rules())},
    **{rule.name: rule.cue for rule in cued_rules()},
}


def test_every_rule_comes_to_an_end() -> None:
    texts = sentences()
    for name, pattern in RULES.items():
        with guarded(name):
            for text in texts:
                for match in pattern.finditer(text):
                    assert match.start() <= match.end()

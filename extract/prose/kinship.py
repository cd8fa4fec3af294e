"""Which organisation is another's: 南枝科技旗下的星桥医疗 speaks of the second one, the first only says whose it is."""

from __future__ import annotations

import re

from extract.mention import Mention
from extract.prose.glosses import gloss_end

ORGANISATIONS = frozenset({"Company", "Investor", "Institution", "Hospital", "Regulator"})
#: Between a parent and its child, who is the one spoken of: 南枝科技旗下的星桥医疗, 南枝科技控股子公司星桥医疗
_BELONGS = re.compile(
    r"(?:集团|公司)?(?:旗下|名下|麾下)的?[^,。;:、与和及了]{0,12}[“\"]?"
    r"|(?:集团|公司)?的?[^,。;:、与和及了是]{0,6}[子分]公司[“\"]?"
    r"|(?:全资)?(?:控股|分拆|拆分|孵化|剥离|独立)(?:出来?|而来|出去)?的[^,。;:、与和及了]{0,10}[“\"]?"
)


def is_of(text: str, parent: Mention, child: Mention) -> bool:
    """Whether the words between two organisations say that the second is the first one's, and so that it is meant."""
    if parent.type not in ORGANISATIONS or child.type not in ORGANISATIONS:
        return False
    return _BELONGS.fullmatch(text, gloss_end(text, parent.end), max(child.start, parent.end)) is not None

"""The words that tell a deed, by the name under which the rules ask for them: ``{release}`` is 推出, 发布, ..."""

from __future__ import annotations

from functools import cache

from extract.lexicon import DATA, read_rows


@cache
def trigger_words() -> dict[str, tuple[str, ...]]:
    """Trigger name -> its words, longest first; a word may be a piece of a pattern (建立了?合作关系)."""
    rows = read_rows(DATA / "prose" / "triggers.tsv", ("name", "words"))
    return {row["name"]: tuple(sorted(row.listed("words"), key=lambda w: (-len(w), w))) for row in rows}

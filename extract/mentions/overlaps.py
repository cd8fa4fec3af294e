"""Of mentions that overlap, the one that says most: the longer name, then the surer rule."""

from __future__ import annotations

from extract.mention import Mention

_SURE, _UNSURE = 0.85, 0.5
_MADE = frozenset({"Product", "AIModel"})
#: rules that find a name by the word that it ends in
_UNSURE_NAME = "cue.kind"  # “霁岚”医疗大模型|融合文本: words behind a kind may be none of its name
_KIND_RULES = frozenset({"head.product", "head.model", "head.device", "cue.for"})


def resolve_overlaps(mentions: list[Mention], text: str = "") -> list[Mention]:
    """A non-overlapping choice, in text order; two types at the same span keep the surer one."""
    chosen: list[Mention] = []
    covered = bytearray(max((mention.end for mention in mentions), default=0))
    for mention in sorted(mentions, key=_rank):
        if not any(covered[mention.start : mention.end]):
            chosen.append(mention)
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return _without_kinds(sorted(chosen), mentions, text)


def without_crossing(mentions: list[Mention]) -> list[Mention]:
    """The mentions without unsure ones that cross the edge of a sure one: 他拉上中国科学技术|大学 is no technology."""
    inside = bytearray(max((m.end for m in mentions), default=0) + 1)  # places strictly within a sure mention
    for mention in mentions:
        if mention.confidence >= _SURE:
            inside[mention.start + 1 : mention.end] = b"\1" * (mention.end - mention.start - 1)
    return [m for m in mentions if m.confidence >= _UNSURE or not (inside[m.start] or inside[m.end])]


def _without_kinds(chosen: list[Mention], mentions: list[Mention], text: str) -> list[Mention]:
    """The chosen without those that only say what kind of thing the next one is (病理大模型|“RuiPath”); of such a kind
    remains the technology or the disease that it begins with: 生成式人工智能|平台OrbitLab, 肺炎|筛查产品“灵犀”."""
    begins = {m.start for m in chosen if m.type in _MADE and m.rule not in _KIND_RULES and m.rule != _UNSURE_NAME}
    begins |= {start - 1 for start in begins if text[start - 1 : start] == "“"}
    kinds = {m.start: m for m in chosen if m.rule in _KIND_RULES and m.end in begins}
    inner = [m for m in mentions if m.type in ("Technology", "Disease") and m.start in kinds]
    within = [m for m in inner if m.end < kinds[m.start].end]
    means = {m.start: m for m in sorted(within, key=lambda m: m.end)}
    return sorted([*(m for m in chosen if kinds.get(m.start) is not m), *means.values()])


def _rank(mention: Mention) -> tuple[int, float, str]:
    return (mention.start - mention.end, -mention.confidence, mention.type)

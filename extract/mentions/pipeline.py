"""The mention stages as spaCy components, so that ``pipeline.cfg`` can drop, add or replace one.

Each component reads and extends ``doc._.mentions`` (spans in characters of ``text_of(doc)``); the last one settles
overlaps and attaches the mentions to jieba's tokens as ``doc.spans["mentions"]``.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton
from extract.mentions.bodies import find_bodies
from extract.mentions.companies import find_companies
from extract.mentions.context import passes_context
from extract.mentions.coordination import fill_lists, promote_coordinated
from extract.mentions.cues import find_cued
from extract.mentions.diseases import find_diseases, is_gene, with_consequences, with_markers
from extract.mentions.drugs import find_drugs
from extract.mentions.gazetteer import gazetteer_automaton, listed_confidence, printed_name
from extract.mentions.heads import find_headed
from extract.mentions.joined import find_joined
from extract.mentions.latin import find_latin
from extract.mentions.lists import find_listed
from extract.mentions.overlaps import resolve_overlaps, without_crossing
from extract.mentions.persons import find_persons
from extract.mentions.places import find_places
from extract.mentions.put_together import find_put_together
from extract.mentions.quoted import find_quoted
from extract.mentions.segmenter import Tokenizer
from extract.mentions.tagger import GUESSED, find_tagged
from extract.mentions.tags import stands_alone, text_of
from extract.mentions.things import find_things
from extract.mentions.titles import find_reports, find_titles
from extract.squeeze import pieces, squeeze

CONFIG = Path(__file__).parent / "pipeline.cfg"

#: Where the mentions stand in ``doc.user_data``.
_KEY = "mentions"


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """What ``doc._.mentions`` gives, without the detour over spaCy's look-up of extensions."""
    return doc.user_data.get(_KEY, ())  # type: ignore[no-any-return]


def _set_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    doc.user_data[_KEY] = tuple(mentions)


if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", getter=mentions_of, setter=_set_mentions)


def _extend(doc: Doc, mentions: Iterable[Mention]) -> Doc:
    _set_mentions(doc, (*mentions_of(doc), *mentions))
    return doc


@registry.tokenizers("medai.jieba")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer of ``pipeline.cfg``."""
    return lambda nlp: Tokenizer(nlp.vocab)


@Language.component("medai_gazetteer")
def gazetteer(doc: Doc) -> Doc:
    """Listed names; those that are also common words only beside a cue."""
    text = text_of(doc)
    hits = [hit for hit in gazetteer_automaton().find(text) if stands_alone(doc, hit.start, hit.end)]
    mentions = [
        Mention(
            hit.start,
            hit.end,
            hit.entry.type,
            printed_name(hit.entry, text[hit.start : hit.end]),
            "gazetteer",
            listed_confidence(hit.entry),
        )
        for hit in hits
    ]
    return _extend(doc, passes_context(text, mentions))


@Language.component("medai_titles")
def titles(doc: Doc) -> Doc:
    """Documents named in 《》."""
    return _extend(doc, find_titles(text_of(doc)))


@Language.component("medai_bodies")
def bodies(doc: Doc) -> Doc:
    """Bodies of government."""
    return _extend(doc, list(find_bodies(text_of(doc), list(mentions_of(doc)))))


@Language.component("medai_places")
def places(doc: Doc) -> Doc:
    """Districts, counties and towns."""
    return _extend(doc, find_places(doc, list(mentions_of(doc))))


@Language.component("medai_companies")
def companies(doc: Doc) -> Doc:
    """Companies by structure."""
    return _extend(doc, find_companies(doc, list(mentions_of(doc))))


@Language.component("medai_latin")
def latin(doc: Doc) -> Doc:
    """Latin company names and drug codes, drugs by the form of their names."""
    text = text_of(doc)
    _extend(doc, find_latin(text))
    return _extend(doc, find_drugs(text, mentions_of(doc)))


@Language.component("medai_diseases")
def diseases(doc: Doc) -> Doc:
    """Diseases by their parts."""
    text = text_of(doc)
    known = [m for m in mentions_of(doc) if not is_gene(text, m)]
    _set_mentions(doc, known)
    found = find_diseases(text)
    return _extend(doc, [*found, *with_consequences([*known, *found]), *with_markers(text, [*known, *found])])


@Language.component("medai_quoted")
def quoted(doc: Doc) -> Doc:
    """Product names in quotation marks, and those that are no words of the language."""
    _extend(doc, find_quoted(text_of(doc)))
    return _extend(doc, find_things(doc, mentions_of(doc)))


@Language.component("medai_heads")
def headed(doc: Doc) -> Doc:
    """Names that end in a telling word; what was found before bounds them."""
    _extend(doc, find_reports(text_of(doc), mentions_of(doc)))
    return _extend(doc, find_headed(doc, list(mentions_of(doc))))


@Language.component("medai_lists")
def lists(doc: Doc) -> Doc:
    """Unknown members of enumerations whose head word says what they are."""
    return _extend(doc, find_listed(doc, list(mentions_of(doc))))


@Language.component("medai_cues")
def cued(doc: Doc) -> Doc:
    """Companies that a word beside them gives away."""
    return _extend(doc, list(find_cued(doc, list(mentions_of(doc)))))


@Language.component("medai_persons")
def persons(doc: Doc) -> Doc:
    """People beside their degrees and posts."""
    return _extend(doc, list(find_persons(doc, list(mentions_of(doc)))))


@Language.component("medai_coordination")
def coordinated(doc: Doc) -> Doc:
    """Members of a list take the type and the sureness of their neighbours; names that go on behind known ones."""
    _set_mentions(doc, promote_coordinated(text_of(doc), list(mentions_of(doc))))
    _extend(doc, list(fill_lists(text_of(doc), list(mentions_of(doc)))))
    _extend(doc, list(find_put_together(text_of(doc), mentions_of(doc))))
    return _extend(doc, list(find_joined(text_of(doc), mentions_of(doc))))


@Language.component("medai_overlaps")
def overlaps(doc: Doc) -> Doc:
    """One reading of every character, attached to the tokens that it covers."""
    _set_mentions(doc, resolve_overlaps(without_crossing(list(mentions_of(doc))), text_of(doc)))
    return _attach(doc)


@Language.component("medai_tagger")
def tagged(doc: Doc) -> Doc:
    """People and companies that only their surroundings tell, where nothing else was found."""
    known = mentions_of(doc)
    more = list(find_tagged(doc, known))
    if more:
        _set_mentions(doc, resolve_overlaps([*known, *more], text_of(doc)))
        _attach(doc)
    return doc


def _attach(doc: Doc) -> Doc:
    spans = [_attached(doc, mention) for mention in mentions_of(doc)]
    doc.spans["mentions"] = [span for span in spans if span is not None]
    return doc


def _attached(doc: Doc, mention: Mention) -> Span | None:
    return doc.char_span(mention.start, mention.end, label=mention.type, alignment_mode="expand")


@cache
def load_pipeline(config: Path = CONFIG) -> Language:
    """The spaCy pipeline of ``pipeline.cfg``: jieba tokens, then the components above."""
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(config), auto_fill=True)
    nlp.max_length = 50_000_000
    nlp("")  # loads every dictionary that a component asks for
    # the dictionaries stay to the end of the process: the collector of garbage need not walk them again and again
    gc.collect()
    gc.freeze()
    return nlp


def tag_texts(texts: Iterable[str]) -> Iterator[tuple[str, list[Mention]]]:
    """For each squeezed text, itself and the mentions in it."""
    for doc in load_pipeline().pipe(texts):
        yield text_of(doc), list(mentions_of(doc))


def with_learned(text: str, mentions: list[Mention], learned: NameAutomaton[Mention]) -> list[Mention]:
    """The mentions of ``text`` together with the names that its report taught elsewhere, without mere guesses."""
    mentions = [mention for mention in mentions if mention.rule != GUESSED]
    more = [
        Mention(hit.start, hit.end, hit.entry.type, text[hit.start : hit.end], "learned", hit.entry.confidence)
        for hit in learned.find(text)
    ]
    return resolve_overlaps([*mentions, *more], text)


def tag(text: str) -> list[Mention]:
    """The mentions of one reading text, in its own offsets (the pipeline works on the squeezed text)."""
    parts = [piece for piece in pieces(squeeze(text)) if piece.text]
    nlp = load_pipeline()
    # a call costs less than a pipe of one: tables ask for thousands of single cells
    return [
        unsqueezed(mention, piece.offsets)
        for piece in parts
        for mention in mentions_of(nlp(piece.text))
        if mention.rule != GUESSED
    ]


def unsqueezed(mention: Mention, offsets: tuple[int, ...]) -> Mention:
    """The mention in the offsets of the text before squeezing."""
    return Mention(
        offsets[mention.start],
        offsets[mention.end - 1] + 1,
        mention.type,
        mention.name,
        mention.rule,
        mention.confidence,
    )

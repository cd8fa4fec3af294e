"""Trains the field of ``extract.mentions.tagger`` on annotated texts.

    python -m extract.training.names [FOLDER ...]    the bundled news, or other annotated folders

The rules name what they can first, for the field sees their marks; every place where an annotated name stands is
labelled. The same texts and rules give the same model.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pycrfsuite
from spacy.tokens import Doc

from extract.document import BlockKind
from extract.folding import fold_text
from extract.mention import Mention
from extract.mentions.pipeline import load_pipeline, mentions_of
from extract.mentions.tagger import clauses_of, features_of, model_path
from extract.mentions.tags import text_of
from extract.reading import read_report
from extract.squeeze import pieces, squeeze
from extract.training import news_folder

#: The label of each annotated type; types that the rules know well enough help to tell the others apart.
LABELS = {
    "Company": "C",
    "Investor": "C",
    "Institution": "N",
    "Regulator": "N",
    "Hospital": "H",
    "Product": "P",
    "AIModel": "P",
    "Drug": "D",
    "Disease": "S",
    "Technology": "T",
    "Person": "E",
}
#: L1 and L2 penalties and passes.
_PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}
_UNREAD = frozenset({BlockKind.TABLE})
_LARGEST = 20_000_000
#: The stage that is trained: it must not see its own marks.
_TRAINED = "medai_tagger"


def annotated_texts(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """The texts of annotated folders with the file of their names, in the order of their file names."""
    for folder in folders:
        for text in sorted((folder / "texts").iterdir()):
            names = folder / f"{text.stem}.entities.jsonl"
            if names.is_file():
                yield text, names


def train(folders: Iterable[Path], model: Path) -> int:
    """Train on the annotated ``folders`` and write ``model``.

    Returns:
        The number of clauses that it was trained on.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for text, names in annotated_texts(folders):
        for words, marks, labels in _labelled(text, _labels(names)):
            trainer.append(features_of(words, marks), labels)
            count += 1
    trainer.set_params(_PARAMETERS)
    model.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(model))
    return count


def _labels(names: Path) -> dict[str, str]:
    """Each annotated name as the reader sees it, with its label."""
    labels: dict[str, str] = {}
    for line in names.read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        if entity["type"] in LABELS:
            for name in (entity["name"], *entity.get("aliases", ())):
                read = squeeze(fold_text(name)).text
                if len(read) > 1:
                    labels.setdefault(read, LABELS[entity["type"]])
    return labels


def _labelled(text: Path, labels: Mapping[str, str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    document = read_report(text, max_bytes=_LARGEST)
    blocks = (block for block in document.blocks if block.kind not in _UNREAD and block.text.strip())
    texts = [piece.text for block in blocks for piece in pieces(squeeze(block.text))]
    names = _pattern(labels)
    with load_pipeline().select_pipes(disable=[_TRAINED]):
        for doc in load_pipeline().pipe(texts):
            yield from _clauses(doc, names, labels)


def _clauses(
    doc: Doc, names: re.Pattern[str], labels: Mapping[str, str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    places = [(match.start(), match.end(), labels[match.group()]) for match in names.finditer(text_of(doc))]
    told = [Mention(start, end, label, "", "") for start, end, label in places]
    for begins, ends, words, marks in clauses_of(doc, mentions_of(doc)):
        row = ["O"] * len(words)
        for mention in told:
            lead = "B"
            for place, (begin, end) in enumerate(zip(begins, ends, strict=True)):
                if mention.start <= begin and end <= mention.end:
                    row[place], lead = f"{lead}-{mention.type}", "I"
        yield words, marks, row


def _pattern(labels: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(labels, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(rf"(?<![A-Za-z0-9]){re.escape(n)}(?![A-Za-z0-9])" if n.isascii() else re.escape(n) for n in longest)
        or r"(?!)"
    )


if __name__ == "__main__":
    given = [Path(folder) for folder in sys.argv[1:]] or [news_folder()]
    print(f"{train(given, model_path())} clauses, {model_path().stat().st_size / 1e6:.1f} MB: {model_path()}")  # noqa: T201

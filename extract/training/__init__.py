"""What is trained, the annotated news that it is trained on, and news to measure with: written for this project."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def news_folder() -> Path:
    """The folder with the annotated news: ``texts/NAME.txt``, ``NAME.entities.jsonl`` and ``NAME.facts.jsonl``."""
    return _FOLDER / "news"


def unseen_folder() -> Path:
    """The folder with the annotated news that nothing is trained on and no rule was written for, laid out the same."""
    return _FOLDER / "unseen"

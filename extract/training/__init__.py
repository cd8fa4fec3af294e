"""What is trained, and the annotated news that it is trained on: invented items, written for this project."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def news_folder() -> Path:
    """The folder with the annotated news: ``texts/NAME.txt``, ``NAME.entities.jsonl`` and ``NAME.facts.jsonl``."""
    return _FOLDER / "news"

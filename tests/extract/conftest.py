"""Fixtures that load the mention pipeline once for all tests of this room."""

from collections.abc import Callable

import pytest
from reports_of_text import Read, make_report

from extract.mention import Mention

Names = list[tuple[str, str]]


@pytest.fixture(scope="session")
def find_mentions() -> Callable[[str], list[Mention]]:
    """Finds the mentions of a text as a table cell or a question would be read."""
    from extract.mentions.pipeline import tag

    return tag


@pytest.fixture(scope="session")
def names_in(find_mentions: Callable[[str], list[Mention]]) -> Callable[[str], Names]:
    """The types and names in a text, in its order; names that only a fact could confirm are left out."""

    def _names_in(text: str, *, surer_than: float = 0.5) -> Names:
        return [(m.type, m.name) for m in find_mentions(text) if m.confidence > surer_than]

    return _names_in


@pytest.fixture(scope="session")
def read_report_text() -> Callable[..., Read]:
    """Reads a report of a few lines from the first heading to the last entity."""
    from extract.contribution import contribute

    def _read(text: str, **around: str) -> Read:
        document = make_report(text, **around)
        return Read(document, contribute(document))

    return _read

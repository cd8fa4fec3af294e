"""The fixture that reads a table of a few lines."""

from collections.abc import Callable

import pytest
from tables_of_text import Half, Read, make_document, tiny_tagger

from extract.tables import read_table


@pytest.fixture
def read() -> Callable[..., Read]:
    """Reads the first table of the given texts."""

    def _read(*halves: Half | str, **around: object) -> Read:
        given = [half if isinstance(half, Half) else Half(half, **around) for half in halves]  # type: ignore[arg-type]
        document = make_document(*given)
        block = next(block for block in document.blocks if block.table is not None)
        return Read(document, read_table(block, document=document, tagger=tiny_tagger))

    return _read


@pytest.fixture
def half() -> type[Half]:
    return Half

"""Text in, facts out: reading, blocks, tables, mentions, prose, values and resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.document import Document
    from ontology.model import Contribution


def contribute(document: Document) -> Contribution:
    """Read one report: every fact with its evidence, every name with its places, and what was held back."""
    # spaCy and jieba take seconds to load; a command that reads no report must not wait for them
    from extract.contribution import contribute as read

    return read(document)


def rules_fingerprint() -> str:
    """A hash of all that decides what a report yields; equal fingerprint and text give equal contributions."""
    from extract.fingerprint import rules_fingerprint as fingerprint

    return fingerprint()

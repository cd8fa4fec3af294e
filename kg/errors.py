"""The errors that the ``kg`` command turns into one line: each names the thing and the way out."""

from __future__ import annotations


class KgError(Exception):
    """Something the user can mend; its text is one line fit for the terminal."""


class SettingError(KgError):
    """A setting (base IRI, confidence, format) has a value that cannot be used."""


class BuildError(KgError):
    """A build could not start or could not finish; the last good output is untouched."""


class OutputError(KgError):
    """A folder is no graph of ours, or may not be written to."""


class StoreError(KgError):
    """The store cannot be opened, read or written."""


class QueryError(KgError):
    """A query is wrong, refused or too slow. ``line`` and ``column`` count from 1 where the engine gives them."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryTimeoutError(QueryError):
    """A query ran longer than its time limit and was stopped."""


class RuleError(KgError):
    """A CONSTRUCT rule of the ontology cannot be run."""


class ServeError(KgError):
    """The server cannot be started at the address asked for."""


class NotFoundError(KgError):
    """A name, a query or a report that the graph does not hold; the text suggests near ones."""

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


class QueryRefusedError(QueryError):
    """A query asks for what no query may do: change the graph, or call another server."""


class QueryTimeoutError(QueryError):
    """A query ran longer than its time limit and was stopped."""


class QueryTooLargeError(QueryError):
    """A query needs more memory than one may have, and was stopped."""


class UnacceptableError(QueryError):
    """The answer of a query has no form that the client accepts."""


class BusyError(KgError):
    """All workers are taken; later there will be one."""


class OutdatedError(StoreError):
    """Another build has taken the place of the one that was to be asked."""


class RuleError(KgError):
    """A CONSTRUCT rule of the ontology cannot be run."""


class ServeError(KgError):
    """The server cannot be started at the address asked for."""


class NotFoundError(KgError):
    """A name, a query or a report that the graph does not hold; the text suggests near ones."""


class ExtraMissingError(KgError):
    """A format needs a package that is not installed by default; the text says how to install it."""

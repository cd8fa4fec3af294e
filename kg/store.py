"""The embedded store: the only place that opens Oxigraph and translates its errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.namespaces import DEFAULT_BASE, Namespaces
from kg.outputs import STORE_FOLDER, read_manifest, standing_output
from kg.sparql_text import calls_service, explain_syntax_error, names_dataset

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT, in its order; ``truncated`` says that a row limit cut them off."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Term]]:
        """Each row as a dictionary without its unbound variables."""
        return [
            {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph of a CONSTRUCT or DESCRIBE, sorted, without doubles."""

    triples: tuple[ox.Triple, ...]
    truncated: bool = False


QueryResult = Solutions | Answer | Triples


class GraphStore:
    """A graph that answers SPARQL, on disk or in memory. The default graph is the union of all named graphs."""

    def __init__(self, store: ox.Store, *, namespaces: Namespaces, path: Path | None = None) -> None:
        self._store = store
        self.namespaces = namespaces
        self.path = path

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad] = (), *, base: str = DEFAULT_BASE) -> GraphStore:
        """A store that lives as long as the process."""
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store, namespaces=Namespaces(base))

    @classmethod
    def create(cls, path: Path, quads: Iterable[ox.Quad], *, base: str = DEFAULT_BASE) -> GraphStore:
        """Write ``quads`` into a new store at ``path`` and open it for reading.

        Raises:
            StoreError: if the folder cannot be written.
        """
        try:
            store = ox.Store(str(path))
            store.bulk_extend(quads)
            store.flush()
            store.optimize()
            # The lock of the writing store lives until the object dies; readers must not meet it.
            del store
        except OSError as error:
            raise StoreError(f"cannot write the store {path}: {error}") from error
        return cls.open_path(path, base=base)

    @classmethod
    def open_path(cls, path: Path, *, base: str = DEFAULT_BASE) -> GraphStore:
        """Open the store folder ``path`` read-only.

        Raises:
            StoreError: if there is no store, or it is damaged.
        """
        try:
            store = ox.Store.read_only(str(path))
        except OSError as error:
            raise StoreError(f"cannot open the store {path} ({error}); build the graph again with kg build") from error
        return cls(store, namespaces=Namespaces(base), path=path)

    @classmethod
    def open(cls, graph: Path) -> GraphStore:
        """Open the graph that ``kg build -o graph`` left, read-only.

        Raises:
            OutputError: if ``graph`` is not the output of a build.
            StoreError: if its store cannot be opened.
        """
        place = standing_output(graph)
        manifest = read_manifest(place)
        return cls.open_path(place / STORE_FOLDER, base=str(manifest["settings"]["base"]))

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, Term] | None = None,
        limit: int | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query; our prefixes are known without being declared.

        ``parameters`` are put for the variables of those names (which must be selected);
        ``limit`` cuts the rows or triples and says so in the result.

        Raises:
            QueryError: if the query is wrong, calls SERVICE, or cannot be answered.
        """
        if calls_service(text):
            raise QueryError("SERVICE is refused: queries stay on this machine; take the clause out")
        return _collect(self._run(text, parameters or {}), limit)

    def select(self, text: str, *, parameters: Mapping[str, Term] | None = None) -> Solutions:
        """Answer a SELECT query.

        Raises:
            QueryError: if it is wrong or not a SELECT.
        """
        result = self.query(text, parameters=parameters)
        if not isinstance(result, Solutions):
            raise QueryError("this needs a SELECT query")
        return result

    def quads(self, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one named graph, in no order."""
        return iter(self._store.quads_for_pattern(None, None, None, graph))

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, sorted by IRI."""
        names = [name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to a store in memory."""
        self._store.extend(quads)

    def __len__(self) -> int:
        return len(self._store)

    def _run(self, text: str, parameters: Mapping[str, Term]) -> Any:
        try:
            return self._store.query(
                text,
                prefixes=self.namespaces.prefixes,
                # FROM would be ignored beside the union of all graphs.
                use_default_graph_as_union=not names_dataset(text),
                substitutions={ox.Variable(name): term for name, term in parameters.items()},
            )
        except SyntaxError as error:
            message, line, column = explain_syntax_error(str(error), text)
            raise QueryError(message, line=line, column=column) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error


def _collect(result: Any, limit: int | None) -> QueryResult:
    try:
        if isinstance(result, ox.QueryBoolean):
            return Answer(bool(result))
        if isinstance(result, ox.QueryTriples):
            triples, truncated = _take(result, limit)
            return Triples(tuple(sorted(set(triples), key=str)), truncated)
        rows, truncated = _take(result, limit)
        names = tuple(variable.value for variable in result.variables)
        return Solutions(names, tuple(tuple(row) for row in rows), truncated)
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _take(items: Iterable[Any], limit: int | None) -> tuple[list[Any], bool]:
    taken: list[Any] = []
    for item in items:
        if limit is not None and len(taken) == limit:
            return taken, True
        taken.append(item)
    return taken, False

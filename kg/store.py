"""The embedded store: the only place that opens Oxigraph and translates its errors."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, QueryRefusedError, StoreError
from kg.namespaces import DEFAULT_BASE, Namespaces
from kg.outputs import STORE_FOLDER, read_manifest, standing_output
from kg.sparql_text import calls_service, explain_syntax_error, is_update, names_dataset

#: What the engine raises when it cannot go on with a query that it could read.
ENGINE_ERRORS = (RuntimeError, OSError, ValueError)
UPDATES_REFUSED = "updates are refused: a graph only changes when kg build makes it anew"

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


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """The graphs, by IRI, that a client picks for a query: those merged into the default graph, and the named ones."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


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
        except ENGINE_ERRORS as error:
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
        return collect(self.evaluate(text, parameters=parameters), limit)

    def evaluate(
        self, text: str, *, parameters: Mapping[str, Term] | None = None, dataset: QueryDataset | None = None
    ) -> Any:
        """The engine's own answer to a query, which it works out while it is read; ``dataset`` overrides any FROM.

        Raises:
            QueryError: if the query is wrong or calls SERVICE. What goes wrong later, while the answer is read,
                comes as the engine's own error.
        """
        if calls_service(text):
            raise QueryRefusedError("SERVICE is refused: queries stay on this machine; take the clause out")
        try:
            return self._store.query(
                text,
                prefixes=self.namespaces.prefixes,
                substitutions={ox.Variable(name): term for name, term in (parameters or {}).items()},
                **_graphs(text, dataset),
            )
        except SyntaxError as error:
            if is_update(text):
                raise QueryRefusedError(UPDATES_REFUSED) from error
            message, line, column = explain_syntax_error(str(error), text)
            raise QueryError(message, line=line, column=column) from error
        except ENGINE_ERRORS as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

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
        """All quads, or those of one named graph, in no order.

        Raises:
            StoreError: if the store is damaged.
        """
        return self._matching(None, None, graph)

    def about(self, node: ox.NamedNode | ox.BlankNode) -> set[ox.Triple]:
        """All triples that ``node`` is the subject of, in any graph."""
        return {quad.triple for quad in self._matching(node, None)}

    def pointing_at(self, node: ox.NamedNode | ox.BlankNode) -> set[ox.Triple]:
        """All triples that ``node`` is the object of, in any graph."""
        return {quad.triple for quad in self._matching(None, node)}

    def _matching(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        value: ox.NamedNode | ox.BlankNode | None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        try:
            yield from self._store.quads_for_pattern(subject, None, value, graph)
        except ENGINE_ERRORS as error:
            # Without the cause: what it holds of the engine may not be let go in another thread.
            raise StoreError(f"the store is damaged ({error}); build the graph again with kg build") from None

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, sorted by IRI."""
        names = [name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to a store in memory."""
        self._store.extend(quads)

    def __len__(self) -> int:
        return len(self._store)


def _graphs(text: str, dataset: QueryDataset | None) -> dict[str, Any]:
    """The settings of the engine that say which graphs ``text`` is asked of."""
    if dataset is None:
        # FROM would be ignored beside the union of all graphs.
        return {"use_default_graph_as_union": not names_dataset(text)}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in dataset.default],
        "named_graphs": [ox.NamedNode(iri) for iri in dataset.named],
    }


def collect(result: Any, limit: int | None = None) -> QueryResult:
    """The whole answer of the engine, or ``limit`` rows or triples of it.

    Raises:
        QueryError: if the engine fails on the way.
    """
    try:
        if isinstance(result, ox.QueryBoolean):
            return Answer(bool(result))
        items, truncated = _take(result, limit)
    except ENGINE_ERRORS as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    if isinstance(result, ox.QuerySolutions):
        names = tuple(variable.value for variable in result.variables)
        return Solutions(names, tuple(map(tuple, items)), truncated)
    return Triples(tuple(sorted({_triple(item) for item in items}, key=str)), truncated)


def _triple(item: ox.Triple | ox.Quad) -> ox.Triple:
    return item.triple if isinstance(item, ox.Quad) else item


def _take(items: Iterable[Any], limit: int | None) -> tuple[list[Any], bool]:
    if limit is None:
        return list(items), False
    taken = list(itertools.islice(items, limit + 1))
    return taken[:limit], len(taken) > limit

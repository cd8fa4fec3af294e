"""The start page: what the graph holds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.rendering import page
from ontology.schema import load_schema, load_vocabulary


async def start_page(request: Request) -> Response:
    """Counts by type and kind, and where to go."""
    snapshot = await request.app.state.graph.current()
    labels = {term.iri.rpartition("#")[2]: term.label_zh for term in load_vocabulary().values()}
    kinds = {name: kind.label_zh for name, kind in load_schema().kinds.items()}
    manifest = snapshot.manifest
    return page(
        "start.html",
        counts=manifest["counts"],
        types=[(labels.get(name, name), name, count) for name, count in _by_count(manifest["types"])],
        kinds=[(kinds.get(name, name), name, count) for name, count in _by_count(manifest["kinds"])],
    )


def _by_count(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

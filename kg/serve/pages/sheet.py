"""Facts as a file for a spreadsheet: fact, quote, report, place."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.inspect import facts_table, view_thing
from kg.serve.pages.site import site_of
from kg.tables import render
from ontology.schema import load_schema


async def facts_csv(request: Request) -> Response:
    """The facts of ``?thing=company/推想医疗`` as CSV, of one ``?kind=``; ``?bom=0`` leaves out the mark."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    thing = site.content.entities.get(site.namespaces.id + request.query_params.get("thing", ""))
    if thing is None:
        raise HTTPException(404, "图谱里没有这个实体 · Nothing in the graph is called so.")
    kind = request.query_params.get("kind", "")
    view = view_thing(site.content, thing, kind=kind if kind in load_schema().kinds else None)
    table = facts_table(site.content, (fact for group in view.facts.values() for fact in group), iri=True)
    # Excel takes UTF-8 for the local encoding unless the mark stands before it.
    text = render(table, "csv", bom=request.query_params.get("bom") != "0")
    headers = {"Content-Disposition": 'attachment; filename="facts.csv"', "Cache-Control": "no-cache"}
    return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)

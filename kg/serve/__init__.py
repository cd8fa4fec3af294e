"""``kg serve``: the graph in the browser and as a SPARQL endpoint, read-only and bounded."""

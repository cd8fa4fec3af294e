"""``kg serve``: the graph in the browser, read-only."""

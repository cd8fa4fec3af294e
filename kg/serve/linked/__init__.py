"""Linked data: the IRIs of the graph, opened on this server, in HTML for people and RDF or JSON for programs."""

"""The ontology as one offline page: what there is, how it hangs together, and where the graph has it."""

from kg.ontology_page.page import render_page, write_page

__all__ = ["render_page", "write_page"]

"""The ontology as one offline page: what there is, how it hangs together, and where the graph has it."""

from kg.ontology_page.page import ASSETS, OntologyParts, render_page, render_parts, write_page

__all__ = ["ASSETS", "OntologyParts", "render_page", "render_parts", "write_page"]

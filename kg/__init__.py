"""Facts to RDF, the store, analyses, pages and the ``kg`` command."""

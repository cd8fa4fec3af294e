"""The graph as HTML files that open anywhere, offline: ``write_page`` and ``render_page``; ``gallery`` has them all."""

from __future__ import annotations

from kg.viz.page import render_page, write_page

__all__ = ["render_page", "write_page"]

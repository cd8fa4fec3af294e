"""The graph as one HTML file that opens anywhere, offline: ``write_page`` and ``render_page``."""

from __future__ import annotations

from kg.viz.page import render_page, write_page

__all__ = ["render_page", "write_page"]

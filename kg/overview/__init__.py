"""The industry as a graph's reports tell it, as one HTML page for people."""

from __future__ import annotations

from kg.overview.page import render_overview, write_overview

__all__ = ["render_overview", "write_overview"]

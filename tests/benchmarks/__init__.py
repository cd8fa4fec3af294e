"""Timings, run with ``make bench``; no part of the test suite."""

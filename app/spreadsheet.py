"""Cells that a spreadsheet shows as they are and never runs."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell that a spreadsheet runs begins with; the wide ones are what Korean and Japanese keyboards type."""


def harmless(text: str) -> str:
    """A person's or a file's own words as a cell: an apostrophe goes before what would be run.

    Source: OWASP, "CSV Injection".
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text

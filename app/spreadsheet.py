"""Cells that a spreadsheet shows as they are and never runs."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell that a spreadsheet runs begins with; the wide ones are what Korean and Japanese keyboards type."""
_INSIDE = re.compile(r'([;\t\r\n][ "]*)(?=[=+\-@＝＋－＠])')


def harmless(text: str) -> str:
    """A person's or a file's own words as a cell: an apostrophe goes before what would be run.

    Also inside, after a semicolon, a tab or a line's end: where a spreadsheet separates by them, a new cell begins
    there, and the quotes of a file with commas don't hold it together.
    Source: OWASP, "CSV Injection".
    """
    inside = _INSIDE.sub(r"\1'", text)
    return "'" + inside if inside.startswith(FORMULA_STARTS) else inside

"""The shape of a failure's words, shared by the tables of them."""

from __future__ import annotations

from typing import NamedTuple


class TroubleText(NamedTuple):
    """What went wrong, and what to do about it."""

    title: str
    advice: str

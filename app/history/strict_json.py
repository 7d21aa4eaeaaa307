"""Reads JSON that may have been made by anybody: every value of the kind and within the bounds that are asked for.

What is wrong is told by its place ("conditions.width"), never by its value: values are health facts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

Named = TypeVar("Named", bound=StrEnum)
Read = TypeVar("Read")

MOST_CHARACTERS = 2**21


class UnfitError(ValueError):
    """A value is missing, too many, of another kind or out of its bounds. Its text is the place."""


class Part:
    """One value inside a JSON text; where it stands is put together only when it is asked for."""

    __slots__ = ("_name", "_parent", "_value")

    def __init__(self, value: Any, parent: Part | None = None, name: str | int = "") -> None:
        self._value, self._parent, self._name = value, parent, name

    @property
    def place(self) -> str:
        """Such as "conditions.issues[2].code"; empty for the whole."""
        if self._parent is None:
            return ""
        name = f"[{self._name}]" if isinstance(self._name, int) else f".{self._name}"
        return (self._parent.place + name).lstrip(".")

    def members(self, *names: str) -> tuple[Part, ...]:
        """The members of an object that has exactly these, in this order."""
        if type(self._value) is not dict or self._value.keys() != set(names):
            raise self.unfit()
        return tuple(Part(self._value[name], self, name) for name in names)

    def member(self, name: str) -> Part:
        """One member of an object that may have others."""
        if type(self._value) is not dict or name not in self._value:
            raise Part(None, self, name).unfit()
        return Part(self._value[name], self, name)

    def each(self, read: Callable[[Part], Read], at_most: int) -> tuple[Read, ...]:
        """Every element of a list."""
        if type(self._value) is not list or len(self._value) > at_most:
            raise self.unfit()
        return tuple([read(Part(one, self, i)) for i, one in enumerate(self._value)])

    def numbers(self, count: int, least: float, most: float) -> tuple[float, ...]:
        """A list of so many finite numbers."""
        if type(self._value) is not list or len(self._value) != count:
            raise self.unfit()
        for i, one in enumerate(self._value):
            if type(one) not in (int, float) or not least <= one <= most:
                raise Part(one, self, i).unfit()
        return tuple([float(one) for one in self._value])

    def optional(self, read: Callable[[Part], Read]) -> Read | None:
        """None for null."""
        return None if self._value is None else read(self)

    def text(self, at_most: int, at_least: int = 0) -> str:
        """A text of characters that can be stored: no NUL, no half of a surrogate pair."""
        value = self._value
        if type(value) is not str or not at_least <= len(value) <= at_most or not _is_storable(value):
            raise self.unfit()
        return str(value)

    def whole(self, least: int, most: int) -> int:
        """A whole number."""
        if type(self._value) is not int or not least <= self._value <= most:
            raise self.unfit()
        return int(self._value)

    def number(self, least: float = -1e12, most: float = 1e12) -> float:
        """A finite number."""
        if type(self._value) not in (int, float) or not math.isfinite(self._value) or not least <= self._value <= most:
            raise self.unfit()
        return float(self._value)

    def flag(self) -> bool:
        """true or false."""
        if type(self._value) is not bool:
            raise self.unfit()
        return bool(self._value)

    def one_of(self, kind: type[Named]) -> Named:
        """The member of an enumeration."""
        if type(self._value) is not str or self._value not in set(kind):
            raise self.unfit()
        return kind(self._value)

    def unfit(self) -> UnfitError:
        """For what only the reader can tell."""
        return UnfitError(self.place or "the whole")


def parsed(text: str | bytes) -> Part:
    """A JSON text: UTF-8, no NaN, no name twice in one object, at most MOST_CHARACTERS.

    Raises:
        UnfitError: it is none.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnfitError("too long")
    try:
        spelled = text if isinstance(text, str) else text.decode("utf-8")
        return Part(json.loads(spelled, parse_constant=_refused, object_pairs_hook=_unique))
    except (ValueError, RecursionError) as problem:
        raise UnfitError("not JSON") from problem


def _refused(_: str) -> float:
    raise ValueError("NaN and infinity are no JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name twice")
    return members


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)

"""A box with room for one value, or a few: when it is full a newer one takes the place of all, so nothing piles up."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot, or a few, between two threads. Any thread may call anything.

    The one who puts wakes the other only when put() says that the box was empty, so at most one
    wake-up is ever under way, however long the taker is busy.
    room: slots; more than one lets a taker that is late once catch up without missing a value. A taker that is too slow
    for good misses many at once and is then up to date again, instead of being late by the whole room for ever.
    """

    def __init__(self, room: int = 1) -> None:
        self._changed = threading.Condition()
        self._slots: deque[T] = deque()
        self._room = room
        self._closed = False
        self._overwritten = 0

    @property
    def overwritten(self) -> int:
        """How many values were replaced before anyone took them."""
        with self._changed:
            return self._overwritten

    @property
    def closed(self) -> bool:
        """Whether the box takes no more values."""
        with self._changed:
            return self._closed

    def put(self, value: T) -> bool:
        """Puts the newest value in. True when the box was empty: wake the taker. False when closed."""
        with self._changed:
            if self._closed:
                return False
            was_empty = not self._slots
            if len(self._slots) == self._room:
                self._overwritten += self._room
                self._slots.clear()
            self._slots.append(value)
            if was_empty:
                self._changed.notify()
            return was_empty

    def take(self, timeout: float = 0.0) -> T | None:
        """The oldest value, which leaves the box; None when none came within timeout seconds, or the box is closed."""
        with self._changed:
            if timeout > 0:
                self._changed.wait_for(lambda: bool(self._slots) or self._closed, timeout)
            return self._slots.popleft() if self._slots else None

    def close(self) -> None:
        """Drops what it holds, refuses further ones and wakes whoever waits. Safe to call twice."""
        with self._changed:
            self._closed = True
            self._slots.clear()
            self._changed.notify_all()

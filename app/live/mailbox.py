"""A box with room for one value: a newer one takes the older one's place, so nothing ever queues up."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot between two threads. Any thread may call anything.

    The one who puts wakes the other only when put() says that the slot was empty, so at most one
    wake-up is ever under way, however long the taker is busy.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._slot: T | None = None
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
        """Puts the newest value in. True when the slot was empty: wake the taker. False when closed."""
        with self._changed:
            if self._closed:
                return False
            was_empty = self._slot is None
            self._overwritten += not was_empty
            self._slot = value
            if was_empty:
                self._changed.notify()
            return was_empty

    def take(self, timeout: float = 0.0) -> T | None:
        """The value, which leaves the box; None when none came within timeout seconds, or the box is closed."""
        with self._changed:
            if timeout > 0:
                self._changed.wait_for(lambda: self._slot is not None or self._closed, timeout)
            value, self._slot = self._slot, None
            return value

    def close(self) -> None:
        """Drops the value, refuses further ones and wakes whoever waits. Safe to call twice."""
        with self._changed:
            self._closed = True
            self._slot = None
            self._changed.notify_all()

"""When the live scan takes its pictures, and which hint it shows: auto-shutter, burst, hints. No Qt, no own clock."""

from __future__ import annotations

import threading
from enum import StrEnum
from typing import Generic, TypeVar

from app.live.frames import Tracked

OPEN_SECONDS = 1.0
"""How long the gate has to be open before the auto-shutter fires."""
LAPSE_SECONDS = 0.15
"""A gate that closes for less is still counted as open: landmarks tremble."""
BURST_FRAMES = 9
BURST_SPACING = 0.08
"""Seconds between two frames of a burst, so that they differ in noise and in the breath of the person."""
BURST_PATIENCE = 6.0
"""Seconds after which a burst that did not get its frames is given up."""
HINT_LASTS = 0.2
"""Seconds a reason must hold before it is shown: one odd frame is none."""
HINT_STAYS = 0.9
"""Seconds a shown hint stays, so that it can be read."""

T = TypeVar("T")


class AutoShutter:
    """Fires once when the quality gate has been open for OPEN_SECONDS; rearm() makes it ready again."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._last_open = 0.0
        self._fired = False

    @property
    def fired(self) -> bool:
        """Whether it has fired since it was last armed."""
        return self._fired

    def progress(self, now: float) -> float:
        """How much of the time is over, 0-1. now: seconds, rising."""
        if self._since is None:
            return 0.0
        return min(1.0, (now - self._since) / OPEN_SECONDS)

    def look(self, gate_open: bool, now: float) -> bool:
        """Notes the gate at one moment. True exactly once: now is the moment."""
        if self._fired:
            return False
        if gate_open:
            self._since = now if self._since is None else self._since
            self._last_open = now
        elif now - self._last_open > LAPSE_SECONDS:
            self._since = None
        self._fired = gate_open and self.progress(now) >= 1.0
        return self._fired

    def rearm(self) -> None:
        """Forgets everything: the time starts anew."""
        self._since = None
        self._fired = False


class BurstState(StrEnum):
    """How far a burst is."""

    IDLE = "idle"
    COLLECTING = "collecting"
    GRADING = "grading"


class BurstCollector:
    """Collects the frames of a burst. Any thread may call anything.

    begin() and finish() by the window, offer() by the tracking thread, grades() and complete() by the grading thread.
    """

    def __init__(self, size: int = BURST_FRAMES) -> None:
        self._lock = threading.Lock()
        self._size = size
        self._state = BurstState.IDLE
        self._frames: list[Tracked] = []
        self._handed_over: tuple[Tracked, ...] = ()
        self._begun: float | None = None

    @property
    def size(self) -> int:
        """Frames in a whole burst."""
        return self._size

    @property
    def state(self) -> BurstState:
        """How far it is."""
        with self._lock:
            return self._state

    @property
    def taken(self) -> int:
        """Frames collected so far."""
        with self._lock:
            return len(self._frames)

    def begin(self) -> bool:
        """Starts collecting. False when a burst is under way."""
        with self._lock:
            if self._state is not BurstState.IDLE:
                return False
            self._state, self._frames, self._begun = BurstState.COLLECTING, [], None
            return True

    def offer(self, tracked: Tracked) -> tuple[Tracked, ...] | None:
        """Takes a frame if it is wanted: gate open, a face in it, and not too soon after the one before.

        All frames once the burst is whole; an empty tuple when it was given up; else None.
        """
        with self._lock:
            if self._state is not BurstState.COLLECTING:
                return None
            now = tracked.frame.time
            self._begun = now if self._begun is None else self._begun
            if self._wants(tracked):
                self._frames.append(tracked)
            if len(self._frames) == self._size:
                return self._hand_over(BurstState.GRADING)
            if now - self._begun > BURST_PATIENCE:
                self._frames = []
                return self._hand_over(BurstState.IDLE)
            return None

    def grades(self, frames: tuple[Tracked, ...]) -> bool:
        """Whether these very frames, as offer() gave them, are still to be graded; no when the burst was given up."""
        with self._lock:
            return self._state is BurstState.GRADING and frames is self._handed_over

    def complete(self, frames: tuple[Tracked, ...]) -> bool:
        """Ends the burst of these frames. False, and nothing ends, when it is no longer theirs."""
        with self._lock:
            if self._state is not BurstState.GRADING or frames is not self._handed_over:
                return False
            self._state, self._handed_over = BurstState.IDLE, ()
            return True

    def finish(self) -> None:
        """Ends the burst, whatever its state; its frames are forgotten."""
        with self._lock:
            self._state, self._frames, self._handed_over = BurstState.IDLE, [], ()

    def _wants(self, tracked: Tracked) -> bool:
        if not tracked.gate_open or tracked.face is None:
            return False
        return not self._frames or tracked.frame.time - self._frames[-1].frame.time >= BURST_SPACING

    def _hand_over(self, state: BurstState) -> tuple[Tracked, ...]:
        frames, self._frames = tuple(self._frames), []
        self._state, self._handed_over = state, frames
        return frames


class HintKeeper(Generic[T]):
    """Keeps hints readable: a new one must last a moment to be shown, a shown one stays for a while."""

    def __init__(self) -> None:
        self._shown: T | None = None
        self._shown_since = -HINT_STAYS
        self._wanted: T | None = None
        self._wanted_since = 0.0

    def look(self, hint: T | None, now: float) -> T | None:
        """The hint to show now, when `hint` is what is true now. now: seconds, rising."""
        if hint != self._wanted:
            self._wanted, self._wanted_since = hint, now
        lasted = now - self._wanted_since >= HINT_LASTS
        free = now - self._shown_since >= HINT_STAYS
        if self._wanted != self._shown and lasted and free:
            self._shown, self._shown_since = self._wanted, now
        return self._shown

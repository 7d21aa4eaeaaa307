"""A round of repeats: three pictures kept one after the other, which tell a person's own repeat error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.change.repeat_error import OCCASION_SECONDS, REPEATS_WANTED

if TYPE_CHECKING:
    from app.history.records import Profile, Scan


class RepeatRound(QObject):
    """At most one at a time, of the profile that began it: locked meanwhile, it goes on when that one is back.

    changed(): begun, stopped, or another number is kept. finished(): all are kept. Each scan carries the repeat tag
    from the moment it is kept, so that nothing has to be done in the end. After ten minutes without a picture, and
    after a change of camera or model, it starts over.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, seconds: float = OCCASION_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner: str | None = None
        self._kept: tuple[Scan, ...] = ()
        self._lapsed = False
        self._seconds = seconds
        self._patience = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._patience.timeout.connect(self._lapse)

    @property
    def lapsed(self) -> bool:
        """Whether it has just started over because too much time went by."""
        return self._lapsed

    def begin(self, profile: Profile) -> None:
        """From now on each good live scan of this profile is one of three."""
        self._set(profile.id, ())

    def stop(self) -> None:
        """Nothing is measured any more. What is kept stays."""
        self._set(None, ())

    def kept_by(self, profile: Profile | None) -> int | None:
        """How many are kept so far; None while nothing is being measured for this profile."""
        running = profile is not None and profile.id == self._owner
        return len(self._kept) if running else None

    def count(self, profile: Profile, scan: Scan) -> None:
        """A scan that carries the repeat tag was kept."""
        if self.kept_by(profile) is None:
            return
        goes_on = bool(self._kept) and self._fits(self._kept[-1], scan)
        kept = (*self._kept, scan) if goes_on else (scan,)
        done = len(kept) >= REPEATS_WANTED
        self._set(None if done else profile.id, () if done else kept)
        if done:
            self.finished.emit()

    def _fits(self, before: Scan, scan: Scan) -> bool:
        apart = abs((scan.taken - before.taken).total_seconds())
        return apart <= self._seconds and (before.source, before.model) == (scan.source, scan.model)

    def _lapse(self) -> None:
        self._set(self._owner, ())
        self._lapsed = True
        self.changed.emit()

    def _set(self, owner: str | None, kept: tuple[Scan, ...]) -> None:
        self._owner, self._kept, self._lapsed = owner, kept, False
        if kept:
            self._patience.start()
        else:
            self._patience.stop()
        self.changed.emit()

"""Slows down guessing: five free tries for a name, then a pause that doubles, kept in the database."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.history.tables import attempt
from ml.errors import PibuError, TroubleCode

FREE = 5
LONGEST_PAUSE = 900.0
FORGOTTEN_AFTER = 24 * 3600.0
MOST_NAMES = 1000
_MICRO = 1_000_000


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 0, then 1, 2, 4 and so on up to 15 minutes."""
    return 0.0 if failures < FREE else min(LONGEST_PAUSE, 2.0 ** min(failures - FREE, 20))


class Throttle:
    """Counts failed tries by the looked-up form of a name, known or not, so that neither is told apart.

    A try is counted before the password is looked at, and forgiven when it was right: ending the program in between
    gains nothing. now: seconds since 1970 UTC. A clock set back lengthens no pause beyond 15 minutes.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def count(self, connection: Connection, lookup: bytes) -> None:
        """Counts one try.

        Raises:
            PibuError: SIGN_IN_WAIT, its subject the seconds left; the try is not counted then.
        """
        now = self._now()
        self._forget_old(connection, now)
        known = select(attempt.c.failures, attempt.c.last).where(attempt.c.lookup == lookup).with_for_update()
        row = connection.execute(known).first()
        if row is None:
            self._count_first(connection, lookup, now)
            return
        pause = pause_after(row.failures)
        left = min(pause, row.last / _MICRO + pause - now)
        if left > 0:
            raise PibuError(TroubleCode.SIGN_IN_WAIT, str(ceil(left)))
        values = {"failures": row.failures + 1, "last": int(now * _MICRO)}
        connection.execute(update(attempt).where(attempt.c.lookup == lookup).values(values))

    def forgive(self, connection: Connection, lookup: bytes) -> None:
        """The password was right."""
        connection.execute(delete(attempt).where(attempt.c.lookup == lookup))

    @staticmethod
    def _count_first(connection: Connection, lookup: bytes, now: float) -> None:
        try:
            connection.execute(insert(attempt).values(lookup=lookup, failures=1, last=int(now * _MICRO)))
        except IntegrityError:  # another computer counted the same name at this very moment
            raise PibuError(TroubleCode.SIGN_IN_WAIT, "1") from None

    def _forget_old(self, connection: Connection, now: float) -> None:
        """Names that nobody tried for a day; and when very many names are tried, the oldest of them."""
        connection.execute(delete(attempt).where(attempt.c.last < int((now - FORGOTTEN_AFTER) * _MICRO)))
        if (connection.execute(select(func.count()).select_from(attempt)).scalar() or 0) > MOST_NAMES:
            oldest = select(attempt.c.lookup).order_by(attempt.c.failures, attempt.c.last).limit(MOST_NAMES // 10)
            connection.execute(delete(attempt).where(attempt.c.lookup.in_(oldest)))

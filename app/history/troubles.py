"""Turns what databases and disks say into PibuErrors with a code; nothing of what was written stands in them."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from ml.errors import PibuError, TroubleCode

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ROOM = 64 * 1024
_SQLITE = {
    5: TroubleCode.HISTORY_BUSY,
    6: TroubleCode.HISTORY_BUSY,
    11: TroubleCode.HISTORY_DAMAGED,
    13: TroubleCode.HISTORY_FULL,
    26: TroubleCode.HISTORY_DAMAGED,
    **dict.fromkeys((3, 8, 10, 14, 23), TroubleCode.HISTORY_LOST),
}
"""SQLite's primary codes: BUSY, LOCKED, CORRUPT, FULL, NOTADB; PERM, READONLY, IOERR, CANTOPEN, AUTH."""
_POSTGRES = {
    "53100": TroubleCode.HISTORY_FULL,
    "55P03": TroubleCode.HISTORY_BUSY,
    "57014": TroubleCode.HISTORY_BUSY,
    "40P01": TroubleCode.HISTORY_BUSY,
    "40001": TroubleCode.HISTORY_BUSY,
    "XX001": TroubleCode.HISTORY_DAMAGED,
    "XX002": TroubleCode.HISTORY_DAMAGED,
    "25006": TroubleCode.HISTORY_LOST,
    "42501": TroubleCode.HISTORY_LOST,
}
"""SQLSTATEs: disk_full, lock_not_available, query_canceled (a time limit), deadlock, serialization; data and index
corrupted; read_only_sql_transaction, insufficient_privilege."""


@contextmanager
def told(subject: str = "") -> Iterator[None]:
    """Raises PibuError for environment failures inside; other exceptions are bugs and pass.

    The original is not chained where it carries the statement's values: those are health facts.
    """
    try:
        yield
    except DBAPIError as problem:
        code = code_of(problem)
        if code is None:
            raise
        if code is TroubleCode.HISTORY_LOST and _has_no_room(subject):
            code = TroubleCode.HISTORY_FULL
        raise PibuError(code, subject, type(problem.orig).__name__) from None
    except OSError as problem:
        raise PibuError(os_code(problem), subject, problem.strerror or "") from problem


def _has_no_room(subject: str) -> bool:
    """Whether the disk under a file is full: SQLite calls that an I/O error where it maps its log's shared memory."""
    folder = Path(subject).parent
    return Path(subject).is_absolute() and folder.is_dir() and shutil.disk_usage(folder).free < _ROOM


def os_code(problem: OSError) -> TroubleCode:
    """HISTORY_FULL or HISTORY_LOST."""
    return TroubleCode.HISTORY_FULL if problem.errno in _FULL else TroubleCode.HISTORY_LOST


def raw_code(problem: Exception) -> TroubleCode:
    """Of an error that came from SQLite itself, outside of any transaction."""
    return _SQLITE.get(getattr(problem, "sqlite_errorcode", 0) & 0xFF, TroubleCode.HISTORY_LOST)


def code_of(problem: DBAPIError) -> TroubleCode | None:
    """Which environment failure it is; None for a bug, such as a broken constraint."""
    state = getattr(problem.orig, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRES.get(state, TroubleCode.HISTORY_LOST if state.startswith(("08", "53", "57", "58")) else None)
    number = getattr(problem.orig, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _SQLITE.get(number & 0xFF)
    return TroubleCode.HISTORY_LOST if isinstance(problem, OperationalError) else None

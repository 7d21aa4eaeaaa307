"""Writes a file where a person wants it, whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.history.folders import sync_folder
from app.history.troubles import os_code
from ml.errors import PibuError, TroubleCode


@contextmanager
def written_whole(target: Path, replace: bool, check: Callable[[Path], object] | None = None) -> Iterator[IO[bytes]]:
    """A stream into a temporary file beside target, readable by its owner only, that becomes target in the end.

    check: reads the temporary file back; what it raises leaves target alone, as any exception does.

    Raises:
        PibuError: FILE_TAKEN when target is there and replace is False, HISTORY_FULL, CANNOT_WRITE.
    """
    _refuse_taken(target, replace)
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".part", ".pibu-", target.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if check is not None:
            check(part)
        _refuse_taken(target, replace)
        os.replace(part, target)
        sync_folder(target.parent)
    except OSError as problem:
        full = os_code(problem) is TroubleCode.HISTORY_FULL
        code = TroubleCode.HISTORY_FULL if full else TroubleCode.CANNOT_WRITE
        raise PibuError(code, str(target), problem.strerror or "") from problem
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _refuse_taken(target: Path, replace: bool) -> None:
    if target.is_dir() or (target.exists() and not replace):
        raise PibuError(TroubleCode.FILE_TAKEN, str(target))

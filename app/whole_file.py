"""Writes a file that a person asked for whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ml.errors import PibuError, TroubleCode


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to write to; under its name the file appears when the block ends, and not if it fails.

    Raises:
        PibuError: CANNOT_WRITE; what was there before is still there then.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
        except OSError as problem:
            raise PibuError(TroubleCode.CANNOT_WRITE, str(path), problem.strerror or "") from problem
    except BaseException:
        _forget(part)
        raise


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return

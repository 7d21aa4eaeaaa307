"""Rows as JSON lines, appended one by one: a file that a killed run left goes on where it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import BinaryIO

from app.cli.many.rows import Asked, key_of_line, line_of
from ml.errors import PibuError, TroubleCode
from ml.grading_process import Row


class JsonLines:
    """The rows of one file, from construction to close(). resume: go on with a file that is there.

    A last line that was cut off is dropped, so that its photo is done again.

    Raises:
        PibuError: CANNOT_WRITE; FILE_TAKEN rows are there and resume is False; ROWS_DAMAGED they are none of ours.
    """

    def __init__(self, path: Path, asked: Asked, resume: bool) -> None:
        self._path, self._asked = path, asked
        refuse_taken(path, resume)
        try:
            self._file: BinaryIO = path.open("r+b" if resume and path.exists() else "w+b")
        except OSError as error:
            raise self._failed(error) from error
        try:
            self._keys = self._read_to_the_end() if resume else b""
        except BaseException:
            self._file.close()
            raise

    def finished(self) -> bytes:
        """See RowKeeper."""
        return self._keys

    def take(self, row: Row) -> None:
        """See RowKeeper; a row is safe from a kill of the program once this returns."""
        line = json.dumps(line_of(row, self._asked), ensure_ascii=False)
        try:
            self._file.write(line.encode("utf-8", "backslashreplace") + b"\n")
            self._file.flush()
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """See RowKeeper."""
        try:
            self._file.close()
        except OSError as error:
            raise self._failed(error) from error

    def _read_to_the_end(self) -> bytes:
        """The keys of all whole lines; the file ends after them then, and is written on from there."""
        keys = bytearray()
        whole = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            try:
                keys += key_of_line(line)
            except (ValueError, KeyError, TypeError) as error:
                raise PibuError(TroubleCode.ROWS_DAMAGED, str(self._path), f"at byte {whole}: {error!r}") from error
            whole += len(line)
        self._file.seek(whole)
        self._file.truncate()
        return bytes(keys)

    def _failed(self, error: OSError) -> PibuError:
        return PibuError(TroubleCode.CANNOT_WRITE, str(self._path), str(error))


def refuse_taken(path: Path, resume: bool) -> None:
    """Finished rows are never written over: FILE_TAKEN when they would be."""
    if not resume and path.is_file() and os.path.getsize(path) > 0:
        raise PibuError(TroubleCode.FILE_TAKEN, str(path), "--resume goes on with it")

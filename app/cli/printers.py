"""How `pibu scan` prints what became of each photo: a table, JSON, or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TextIO

from PySide6.QtCore import QCoreApplication
from tqdm import tqdm

from app.cli.many.jsonl_rows import refuse_taken
from app.cli.many.rows import Asked, known_by
from app.cli.report import failed_report, photo_report, plain
from app.cli.table import failed_block, photo_block
from ml.errors import PibuError, TroubleCode
from ml.grading_pool import content_hash
from ml.types import Analysis

STDOUT = "-"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A photo that could be read, and all that is said of it."""

    photo: Path
    analysis: Analysis

    @property
    def graded(self) -> bool:
        """Whether any attribute has a grade."""
        return self.analysis.graded


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A photo that could not be read, and why."""

    photo: Path
    trouble: PibuError
    graded: bool = False


Outcome = Read | Refused


class Printer(Protocol):
    """Prints outcomes."""

    def take(self, outcome: Outcome) -> None:
        """Print one photo's outcome, or keep it until close."""

    def close(self) -> None:
        """Print what was kept."""


class TablePrinter:
    """A block a photo as they come, and in the end how many were graded. Gets along with a progress bar."""

    def __init__(self) -> None:
        self._graded, self._all = 0, 0

    def take(self, outcome: Outcome) -> None:
        """Print one photo's block."""
        self._all += 1
        self._graded += outcome.graded
        photo = str(outcome.photo)
        if isinstance(outcome, Read):
            block = photo_block(photo, outcome.analysis)
        else:
            block = failed_block(photo, outcome.trouble)
        tqdm.write(block + "\n", file=sys.stdout)

    def close(self) -> None:
        """Print how many photos were graded, if there were several."""
        if self._all > 1:
            text = translate("Cli", "{graded} of {all} photos graded")
            print(text.format(graded=self._graded, all=self._all), flush=True)


class JsonPrinter:
    """One object, or a list where there are several photos, in the end."""

    def __init__(self, several: bool) -> None:
        self._several = several
        self._reports: list[dict[str, Any]] = []

    def take(self, outcome: Outcome) -> None:
        """Keep one photo's report."""
        self._reports.append(_report(outcome))

    def close(self) -> None:
        """Print the JSON."""
        if self._reports:
            print(_json(self._reports if self._several else self._reports[0], indent=2), flush=True)


class LinePrinter:
    """One object a line, as they come. asked: then each line says by what the photo is known again, for --resume."""

    def __init__(self, file: TextIO, asked: Asked | None = None) -> None:
        self._file, self._asked = file, asked

    def take(self, outcome: Outcome) -> None:
        """Write one photo's line.

        Raises:
            PibuError: CANNOT_WRITE.
        """
        try:
            self._file.write(_json(_report(outcome) | self._known_by(outcome)) + "\n")
            self._file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise PibuError(TroubleCode.CANNOT_WRITE, self._file.name, str(error)) from error

    def close(self) -> None:
        """Nothing is kept."""

    def _known_by(self, outcome: Outcome) -> dict[str, str | None]:
        return {} if self._asked is None else known_by(content_hash(outcome.photo), self._asked)


class Both:
    """Two printers as one."""

    def __init__(self, first: Printer, second: Printer) -> None:
        self._printers = (first, second)

    def take(self, outcome: Outcome) -> None:
        """Hand the outcome to both."""
        for printer in self._printers:
            printer.take(outcome)

    def close(self) -> None:
        """Close both."""
        for printer in self._printers:
            printer.close()


@contextmanager
def printer_for(as_json: bool, jsonl: str | None, several: bool, asked: Asked | None = None) -> Iterator[Printer]:
    """The printer a call asks for; a file is opened at once. jsonl: a path, or "-" for stdout.

    Raises:
        PibuError: CANNOT_WRITE; FILE_TAKEN the file holds rows already.
    """
    with ExitStack() as stack:
        printer: Printer
        if jsonl == STDOUT:
            printer = LinePrinter(sys.stdout)
        elif jsonl is not None:
            printer = Both(LinePrinter(stack.enter_context(_opened(Path(jsonl))), asked), TablePrinter())
        elif as_json:
            printer = JsonPrinter(several)
        else:
            printer = TablePrinter()
        stack.callback(printer.close)
        yield printer


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    refuse_taken(path, resume=False)
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(path), str(error)) from error
    try:
        yield file
    finally:
        with suppress(OSError):  # each line was flushed: what could not be written was told then
            file.close()


def _report(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Read):
        return plain(photo_report(str(outcome.photo), outcome.analysis))
    return plain(failed_report(str(outcome.photo), outcome.trouble))


def _json(value: object, indent: int | None = None) -> str:
    """JSON that stdout can take: letters as they are where it speaks UTF-8, else escaped."""
    plain_letters = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not plain_letters, indent=indent)

"""The process that grades photos for ml/grading_pool.py, `python -m ml.grading_process`: one analyzer, many photos.

It speaks lines of JSON: in comes a GradingOrder, out goes Opened (or a Trouble and the end); then in comes one path
after the other, and out goes what became of that photo, until the input ends, as it does when whoever asks is killed.
Nothing is unpickled.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.photo_grader import GradedPhoto, GradingOrder, PhotoGrader
from ml.photo_report import ModelReport
from ml.types import QualityMode, Region


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one photo, as it travels and as it is kept.

    report: as ml.photo_report.PhotoReport becomes JSON; None where there is trouble. See ml.photo_grader.GradedPhoto.
    """

    photo: str
    sha256: str | None
    graded: bool
    report: dict[str, Any] | None
    trouble: TroubleCode | None = None
    detail: str = ""


def row_of(photo: GradedPhoto) -> Row:
    """A graded photo as plain values."""
    report = None if photo.report is None else asdict(photo.report)
    return Row(photo.photo, photo.sha256, photo.graded, report, photo.trouble, photo.detail)


def row_to_line(row: Row) -> bytes:
    """A row as one line of ASCII."""
    return _line(asdict(row))


def row_from_line(line: bytes) -> Row:
    """The row that a line says. Raises ValueError, KeyError or TypeError when it says none."""
    said = json.loads(line)
    trouble = said["trouble"]
    code = None if trouble is None else TroubleCode(trouble)
    return Row(said["photo"], said["sha256"], bool(said["graded"]), said["report"], code, said["detail"])


def order_to_line(order: GradingOrder) -> bytes:
    """An order as one line."""
    pack = None if order.pack is None else str(order.pack)
    return _line(
        {
            "pack": pack,
            "quality": order.quality,
            "region": order.region,
            "device": order.device,
            "threads": order.threads,
        }
    )


def order_from_line(line: bytes) -> GradingOrder:
    """The order that a line says. Raises ValueError, KeyError or TypeError when it says none."""
    said = json.loads(line)
    region = None if said["region"] is None else Region(said["region"])
    pack = None if said["pack"] is None else Path(said["pack"])
    return GradingOrder(pack, QualityMode(said["quality"]), region, Device(said["device"]), int(said["threads"]))


def photo_to_line(photo: Path) -> bytes:
    """A path as one line; names that are no Unicode survive."""
    return _line(os.fspath(photo))


def opened_from_line(line: bytes) -> ModelReport:
    """The weights that a process says it grades with.

    Raises:
        PibuError: why it could not open them.
        ValueError, KeyError, TypeError: this says neither.
    """
    said = json.loads(line)
    if "trouble" in said:
        raise PibuError(TroubleCode(said["trouble"]), said["subject"], said["detail"])
    return ModelReport(said["version"], said["attributes"])


def main() -> int:
    """Grades until there is nothing left to grade. Returns the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that asks
    requests, answers = _pipes()
    try:
        grader = PhotoGrader(order_from_line(requests.readline()))
    except PibuError as trouble:
        _answer(answers, _line({"trouble": trouble.code, "subject": trouble.subject, "detail": trouble.detail}))
        return 1
    with grader:
        _answer(answers, _line(asdict(grader.model)))
        for line in requests:
            _answer(answers, row_to_line(row_of(grader.grade(Path(json.loads(line))))))
    return 0


def _answer(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()


def _line(value: object) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where requests come from and answers go to; what a library prints goes elsewhere from now on."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


if __name__ == "__main__":
    sys.exit(main())

"""The `pibu` command: alone or with photos it opens the window; its sub-commands work without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication


def main(argv: Sequence[str] | None = None, application: QCoreApplication | None = None) -> int:
    """Runs the command. Returns the exit code: 0 fine, 1 something could not be graded, 2 wrong call.

    application: the running one, for tests; a command makes its own.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return open_window(application=application)
    command, rest = arguments[0], arguments[1:]
    if command == "scan":
        from app.cli import scan

        return scan.run(rest, application)
    if command == "live":
        from app.cli import live

        return live.run(rest, open_window, application)
    if command == "models":
        from app.cli import models

        return models.run(rest, application)
    if command == "history":
        from app.cli import history

        return history.run(rest, application)
    if command == "bench":
        from app.cli.bench import command as bench

        return bench.run(rest, application)
    if command == "face-model":
        from app.cli import face_model

        return face_model.run(rest, application)
    if command == "decode-photos":  # of a bundled Pibu, by itself; see ml/photo_decoder.py
        from ml.photo_process import main as decode_photos

        return decode_photos()
    if command == "grade-photos":  # likewise; see ml/grading_pool.py
        from ml.grading_process import main as grade_photos

        return grade_photos()
    if all(os.path.exists(argument) for argument in arguments):
        return open_window(photos=tuple(Path(argument).absolute() for argument in arguments), application=application)
    from app.cli import overview

    return overview.run(arguments, application)


def open_window(
    camera: str | None = None, photos: tuple[Path, ...] = (), application: QCoreApplication | None = None
) -> int:
    """Opens the window, or says what can be done without a display."""
    if not has_display():
        from app.cli.overview import say_there_is_no_display

        return say_there_is_no_display(application)
    from app.application import run
    from app.one_window import Wish

    return run(Wish(camera, photos))


def has_display() -> bool:
    """Whether a window can be opened: always on Windows and macOS, on Linux where a display or platform is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())

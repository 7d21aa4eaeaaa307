"""The `pibu` command: without a subcommand it opens the window; scan, live and face-model work without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

HEADLESS_HELP = """Pibu: there is no display to open a window on. Without one you can use:
  pibu scan PHOTO...                                grade photos
  pibu live --camera demo --seconds 10 --headless   run the live pipeline
  pibu face-model                                   check or bring the face model
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command. Returns the exit code: 0 fine, 1 something could not be graded, 2 wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return open_window()
    command, rest = arguments[0], arguments[1:]
    if command == "scan":
        from app.cli import scan

        return scan.run(rest)
    if command == "live":
        from app.cli import live

        return live.run(rest)
    if command == "face-model":
        from app.cli import face_model

        return face_model.run(rest)
    if command in ("-h", "--help"):
        print("usage: pibu [scan | live | face-model] ...   (without a command: opens the window)")
        return 0
    print(f"pibu: unknown command {command!r}; there are scan, live and face-model", file=sys.stderr)
    return 2


def open_window(camera: str | None = None) -> int:
    """Opens the window, or says what can be done without a display."""
    if not has_display():
        print(HEADLESS_HELP, file=sys.stderr, end="")
        return 2
    from app.application import run

    return run(camera=camera)


def has_display() -> bool:
    """Whether a window can be opened: always on Windows and macOS, on Linux where a display or platform is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())

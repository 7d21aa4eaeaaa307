"""`pibu --help`, `pibu --version`, an unknown command, and what to do where there is no display."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.cli.parsing import GRADED, NOTHING_DONE, program, run_command, say
from app.cli.table import padded, width

translate = QCoreApplication.translate


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """Answers a call that names no known command. Returns the exit status."""
    return run_command(argv, application, lambda: _answer(argv[0]))


def say_there_is_no_display(application: QCoreApplication | None = None) -> int:
    """Says that no window can be opened, and what can be done without one. Returns the exit status."""
    return run_command((), application, _no_display)


def _answer(word: str) -> int:
    if word in ("-h", "--help"):
        print(overview())
        return GRADED
    if word == "--version":
        print(f"pibu {version()}")
        return GRADED
    say(translate("Cli", "“{word}” is no command of Pibu.").format(word=word))
    say(overview())
    return NOTHING_DONE


def _no_display() -> int:
    say(translate("Cli", "There is no display to open a window on. Without one you can use:"))
    say(_rows(_headless()))
    return NOTHING_DONE


def overview() -> str:
    """Every command in a line each."""
    window = (
        (program(), translate("Cli", "open the window")),
        (f"{program()} PHOTO...", translate("Cli", "open the window with these photos")),
    )
    camera = ((f"{program()} live --camera demo", translate("Cli", "open the window with this camera")),)
    more = translate("Cli", "Each command has --help, and --language ko or en.")
    honest = translate("Cli", "Pibu describes what a picture shows. It is not a medical device.")
    return f"{_rows(window + camera + _headless())}\n\n{more}\n{honest}"


def version() -> str:
    """Pibu's version, or "dev" when it runs from a source tree that was never installed."""
    try:
        return importlib.metadata.version("pibu")
    except importlib.metadata.PackageNotFoundError:
        return "dev"


def _headless() -> tuple[tuple[str, str], ...]:
    return (
        (f"{program()} scan PHOTO...", translate("Cli", "grade photos or folders of photos")),
        (
            f"{program()} live --camera demo --headless",
            translate("Cli", "run the live pipeline and print how fast it is"),
        ),
        (
            f"{program()} history list --profile ID",
            translate("Cli", "list, export, import, back up, restore and delete a profile's scans"),
        ),
        (f"{program()} models", translate("Cli", "list, install, choose and remove model packs")),
        (f"{program()} bench", translate("Cli", "measure how fast grading is on this machine")),
        (f"{program()} face-model", translate("Cli", "check the face model, and bring it if it is missing")),
    )


def _rows(rows: tuple[tuple[str, str], ...]) -> str:
    columns = max(width(command) for command, _ in rows)
    return "\n".join(f"  {padded(command, columns)}   {purpose}" for command, purpose in rows)

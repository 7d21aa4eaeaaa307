"""What the commands share: their arguments, the language they speak, and how they tell of trouble."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TypeVar

from PySide6.QtCore import QCoreApplication

from app.cli.call_words import CallFormatter, call_trouble
from app.cli.native_noise import NativeNoise
from app.i18n import Translations
from app.settings import Language
from app.text import trouble_text
from ml.device import Device
from ml.errors import PibuError
from ml.types import QualityMode

GRADED, SOME_NOT_GRADED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130

PROGRAM_VARIABLE = "PIBU_COMMAND"

translate = QCoreApplication.translate
Named = TypeVar("Named", bound=StrEnum)


def program() -> str:
    """How the person calls Pibu: "pibu", or "python3 start.py" where start.py says so."""
    return os.environ.get(PROGRAM_VARIABLE) or "pibu"


class Parser(argparse.ArgumentParser):
    """Arguments with the options every command has. A wrong call ends with exit status 2."""

    def __init__(self, command: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog=f"{program()} {command}",
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            add_help=False,
            formatter_class=CallFormatter,
        )
        self._positionals.title = translate("Cli", "what to work on")
        self._optionals.title = translate("Cli", "options")
        self.add_argument("-h", "--help", action="help", help=translate("Cli", "show this help"))
        self.add_argument(
            "--language",
            choices=[Language.KOREAN.value, Language.ENGLISH.value],
            help=translate("Cli", "language of what is printed (default: the system's)"),
        )

    def add_quality(self) -> None:
        """--quality."""
        self.add_argument(
            "--quality",
            metavar="{" + ",".join(QualityMode) + "}",
            default=QualityMode.NORMAL.value,
            help=translate("Cli", "how good a picture must be before it is graded (default: normal)"),
        )

    def add_device(self) -> None:
        """--device."""
        self.add_argument(
            "--device",
            metavar="{" + ",".join(Device) + "}",
            default=Device.AUTO.value,
            help=translate("Cli", "what computes: a graphics card (cuda), the processor (cpu), or torch (slow)"),
        )

    def add_model(self) -> None:
        """--model."""
        self.add_argument(
            "--model",
            metavar="PACK",
            type=Path,
            help=translate("Cli", "folder of the model pack to grade with (default: the chosen one)"),
        )

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """The arguments as a namespace. Ends the program on a wrong call."""
        arguments, unknown = self.parse_known_args(argv)
        if unknown:
            self.error(translate("Cli", "there is no option {option}").format(option=unknown[0]))
        return arguments

    def one_of(self, kind: type[Named], word: str) -> Named:
        """The member of an enumeration that a word names. Ends the program if there is none."""
        if word not in list(kind):
            text = translate("Cli", "there is no {word}; choose one of {names}")
            self.error(text.format(word=word, names=", ".join(kind)))
        return kind(word)

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with the call."""
        self.print_usage(sys.stderr)
        self.exit(NOTHING_DONE, f"{self.prog}: {call_trouble(message)}\n")


class Voice:
    """Speaks the language asked for on the command line, or the system's, from construction to close().

    application: the running one, where there is one already.
    """

    def __init__(self, argv: Sequence[str], application: QCoreApplication | None = None) -> None:
        self._application = application or QCoreApplication(["pibu"])
        self._owned = application is None
        self._noise = NativeNoise() if self._owned else None
        self._translations = Translations(self._application)
        self._translations.speak(_language(argv))
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # A console that can't show a letter shows a stand-in instead of ending the program.
                stream.reconfigure(errors="backslashreplace")

    def close(self) -> None:
        """Make room for a window, which needs an application of its own."""
        self._translations.speak(Language.ENGLISH)
        if self._owned:
            self._application.shutdown()
        if self._noise is not None:
            self._noise.let_through()


def run_command(argv: Sequence[str], application: QCoreApplication | None, command: Callable[[], int]) -> int:
    """Runs a command in the language asked for. Returns its exit status, or the one of what ended it."""
    voice = Voice(argv, application)
    try:
        return command()
    except SystemExit as wrong_call:
        return int(wrong_call.code or 0)
    except PibuError as trouble:
        say_trouble(trouble)
        return NOTHING_DONE
    except KeyboardInterrupt:
        say(translate("Cli", "Stopped."))
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_NOT_GRADED
    finally:
        voice.close()


def _language(argv: Sequence[str]) -> Language:
    """The language asked for, found before the arguments are parsed, because their help is in it."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--language", nargs="?")
    named = parser.parse_known_args(argv)[0].language
    return Language(named) if named in (Language.KOREAN, Language.ENGLISH) else Language.SYSTEM


def say(text: str) -> None:
    """Tell the person at the terminal something; never mixed into what a program reads from stdout."""
    print(text, file=sys.stderr, flush=True)


def say_trouble(trouble: PibuError) -> None:
    """Tell what went wrong and what to do about it."""
    say(trouble_line(trouble))


def trouble_line(trouble: PibuError) -> str:
    """What went wrong and what to do about it, in one line, the whole path included."""
    text = trouble_text(trouble)
    where = f" ({trouble.subject})" if trouble.subject not in text.title + text.advice else ""
    return shown(f"{text.title}. {text.advice}{where}")


def shown(text: str) -> str:
    """A line for a terminal: what would steer it or turn the line around (in a file's name, say) as an escape."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in text)


def _escape(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")

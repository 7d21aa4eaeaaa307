"""Passwords for commands: typed at the terminal without echo, or read from a file descriptor; never an argument."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from typing import Protocol

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

LONGEST = 4096


class NoSecretError(Exception):
    """There is nowhere to read a password from. Its text says why."""


class Secrets(Protocol):
    """Gives one secret after another."""

    def ask(self, prompt: str) -> str:
        """The next one.

        Raises:
            NoSecretError: there is none.
        """


class Typed:
    """From the terminal; nothing is shown."""

    def ask(self, prompt: str) -> str:
        """What was typed."""
        if not _has_terminal():
            raise NoSecretError(translate("Cli", "There is no terminal to type it at. Use --password-fd."))
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                return getpass.getpass(f"{prompt}: ")
            except (EOFError, getpass.GetPassWarning):
                text = translate("Cli", "It could not be read without being shown. Use --password-fd.")
                raise NoSecretError(text) from None


class Described:
    """From a file descriptor: one secret a line, in UTF-8, in the order they are asked for."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def ask(self, prompt: str) -> str:
        """The next line, without its end. Read byte by byte: what follows is somebody else's."""
        line = bytearray()
        try:
            while (byte := os.read(self._descriptor, 1)) not in (b"", b"\n"):
                line += byte
                if len(line) > LONGEST:
                    raise ValueError("too long")
            if not line and not byte:
                raise ValueError("no more lines")
            return line.decode().removesuffix("\r")
        except (OSError, ValueError):
            text = translate("Cli", "Nothing could be read from file descriptor {number}.")
            raise NoSecretError(text.format(number=self._descriptor)) from None


def _has_terminal() -> bool:
    if sys.platform == "win32":
        return sys.stdin is not None and sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True

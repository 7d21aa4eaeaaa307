"""What argparse says of a call, in the language of the app: it knows English alone."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class CallFormatter(argparse.HelpFormatter):
    """Heads the usage with a word of our own."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As HelpFormatter."""
        super().add_usage(usage, actions, groups, prefix or translate("Cli", "usage") + ": ")


def call_trouble(message: str) -> str:
    """A complaint of argparse in the language of the app; any other sentence as it is."""
    for pattern, words in _complaints():
        if found := re.fullmatch(pattern, message):
            return words.format(**found.groupdict())
    return message


def _complaints() -> tuple[tuple[str, str], ...]:
    """As CPython's Lib/argparse.py words them, from 3.11 to 3.13."""
    return (
        ("the following arguments are required: (?P<names>.+)", translate("Cli", "{names} is missing")),
        ("argument (?P<name>[^:]+): expected .*argument.*", translate("Cli", "{name} wants a value")),
        (
            "argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)",
            translate("Cli", "{name} doesn't go with {other}"),
        ),
        (
            "argument (?P<name>[^:]+): invalid choice: '?(?P<word>.*?)'? \\(choose from (?P<names>.+)\\)",
            translate("Cli", "there is no {word}; choose one of {names}"),
        ),
        (
            "argument (?P<name>[^:]+): invalid \\w+ value: '(?P<word>.*)'",
            translate("Cli", "{name} can't be {word}"),
        ),
    )

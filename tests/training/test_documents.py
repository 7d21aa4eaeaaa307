"""Documents name only training commands and options that exist, and the guide names them all."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from training.__main__ import parser

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "train-your-own.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def commands() -> dict[str, argparse.ArgumentParser]:
    """Each command's own parser."""
    (choices,) = (a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(choices)


def calls(document: Path) -> list[list[str]]:
    """The words after `python -m training` wherever it is called, lines that end in a backslash joined."""
    text = document.read_text("utf-8").replace("\\\n", " ")
    return [call.split() for call in re.findall(r"python3? -m training((?: +[^\s`]+)+)", text)]


def wrong(call: list[str]) -> list[str]:
    """Words of a call that the program doesn't know."""
    known = commands()
    if call[0] not in known:
        return [] if call[0] == "--help" else call[:1]
    options = known[call[0]]._option_string_actions
    return [word for word in call if word.startswith("--") and word not in options]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_training_commands_that_are_named_exist(document: Path) -> None:
    assert [wrong(call) for call in calls(document) if wrong(call)] == []


def test_the_guide_shows_every_command_with_what_it_requires() -> None:
    shown = {call[0]: call for call in calls(GUIDE)}
    assert set(shown) == set(commands())
    for name, command in commands().items():
        needed = [a.option_strings[-1] for a in command._actions if a.required and a.option_strings]
        assert [option for option in needed if option not in shown[name]] == []


def test_the_rule_bites() -> None:
    assert wrong(["trian", "--train", "x"]) == ["trian"]
    assert wrong(["train", "--train", "x", "--speed", "9"]) == ["--speed"]
    assert wrong(["train", "--train", "x", "--minutes", "9"]) == []

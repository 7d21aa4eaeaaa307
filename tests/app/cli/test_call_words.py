"""A wrong call is told in the language of the app, whatever argparse calls it in this version of Python."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.cli.call_words import call_trouble

ENGLISH = re.compile("[a-z]{3,} [a-z]{2,}")
"""Two English words; names of options and metavariables stand alone."""


@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("history", "wrong"),
        ("history", "list", "--limit", "many"),
        ("history", "list", "--limit"),
        ("scan", "a.jpg", "--json", "--jsonl", "rows"),
        ("scan", "a.jpg", "--qualty", "strict"),
        ("models", "wrong"),
    ],
)
def test_a_wrong_call_is_korean_throughout(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """The word before the usage, and what is wrong."""
    assert main([*words, "--language", "ko"] if words[-1] != "--limit" else ["history", "--language", "ko", *words[1:]],
                qapp) == 2  # fmt: skip
    told = capsys.readouterr().err
    assert told.startswith("사용법: ")
    complaint = told.strip().splitlines()[-1].split(": ", 1)[1]
    assert re.search("[가-힣]", complaint)
    assert not ENGLISH.search(complaint)


def test_help_is_headed_in_korean(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    """As wrong calls are."""
    assert main(["scan", "--help", "--language", "ko"], qapp) == 0
    assert capsys.readouterr().out.startswith("사용법: ")


def test_other_complaints_stay_as_they_are() -> None:
    """They are ours, and translated already."""
    assert call_trouble("name at least one photo or folder") == "name at least one photo or folder"

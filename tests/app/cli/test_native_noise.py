"""What C++ libraries print goes to a log; what Pibu says, and a crash of Python, still reach the terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, sys
from pathlib import Path
from app.cli.native_noise import NativeNoise
noise = NativeNoise(Path(sys.argv[1]))
os.write(2, b"noise\\n")
print("said", file=sys.stderr)
noise.let_through()
noise.let_through()
os.write(2, b"native again\\n")
print("said again", file=sys.stderr)
"""


def run(script: str, log: Path) -> list[str]:
    command = [sys.executable, "-c", script, str(log)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()


def test_noise_goes_to_the_log_and_words_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "native.log"
    assert run(SCRIPT, log) == ["said", "native again", "said again"]
    assert log.read_text() == "noise\n"


def test_without_a_place_for_the_log_the_noise_is_heard(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(SCRIPT, tmp_path / "file" / "native.log") == ["noise", "said", "native again", "said again"]

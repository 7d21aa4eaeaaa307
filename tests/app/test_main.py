"""The command's front door, and what the window may import before it shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import has_display, main

HEAVY = (
    *("torch", "torchvision", "timm", "mediapipe", "skimage", "pytorch_grad_cam", "matplotlib", "pandas"),
    *("onnx", "onnxruntime", "safetensors", "sqlalchemy", "pyqtgraph", "app.report.pdf", "app.history.export"),
)


def test_unknown_command_is_a_wrong_call(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    """A typo exits with 2 and names the commands there are."""
    assert main(["scna", "photo.jpg"], qapp) == 2
    complaint = capsys.readouterr().err
    assert all(name in complaint for name in ("scna", "scan", "live", "face-model"))


def test_without_a_display_the_headless_commands_are_named(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No window, no crash: a message with what works."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PIBU_COMMAND"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    assert main([], qapp) == 2
    assert "pibu scan" in capsys.readouterr().err


def test_help_exits_with_0(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    """--help says how to call it."""
    assert main(["--help"], qapp) == 0
    assert "scan" in capsys.readouterr().out


def test_window_imports_nothing_heavy() -> None:
    """Until the window shows, no network library, no landmarker and no plotting is imported."""
    code = (
        "import json, sys, app.application, app.live.live_page, app.photo.photo_page;"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(finished.stdout) == []


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
def test_numpy_keeps_no_threads_of_its_own() -> None:
    """They would spin beside tracking and grading."""
    code = (
        "import os, app.live.tracker, numpy as np;"
        "np.linalg.lstsq(np.ones((500, 40)), np.ones(500), rcond=None); np.ones((600, 600)) @ np.ones((600, 600));"
        "print(len(os.listdir('/proc/self/task')))"
    )
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain)
    assert finished.stdout.split() == ["1"]

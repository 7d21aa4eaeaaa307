"""Nobody is looked up or connected to, whatever part of Pibu is used; a test fails as soon as somebody is.

Two witnesses: a hook that hears what Python code tries (everywhere), and, on Linux, a network namespace in which the
kernel counts what anybody tries, C libraries and child processes included. Libraries keep their usage counts quiet
where they believe to be tested, so nothing in the environment says so here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from app.live.demo_camera import demo_image
from app.portrait import enlarged_portrait
from tests.silence.alone import REFUSED
from tests.source_tree import ROOT

LISTENER = Path(__file__).parent / "listener"
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "TMPDIR", "TEMP")
LINUX = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command tried. heard: by Python code. unroutable, local: as the kernel counted; None without namespace."""

    status: int
    heard: tuple[str, ...]
    unroutable: int | None
    local: int | None
    printed: str


def listened_to(command: Sequence[str], folder: Path) -> Outcome:
    """Runs a command of this Python, as a user's own machine would run it, with both witnesses."""
    heard = folder / "heard"
    call = [sys.executable, *command]
    alone = [sys.executable, "-m", "tests.silence.alone", *call] if LINUX else call
    finished = _run(alone, folder, heard)
    namespace = LINUX and finished.returncode != REFUSED
    if LINUX and not namespace:
        finished = _run(call, folder, heard)
    words = tuple(heard.read_text().splitlines()) if heard.exists() else ()
    if not namespace:
        return Outcome(finished.returncode, words, None, None, finished.stdout + finished.stderr)
    assert finished.returncode == 0, finished.stderr[-3000:]
    wanted = json.loads(finished.stdout.splitlines()[-1])
    return Outcome(wanted["status"], words, wanted["unroutable"], wanted["local"], finished.stderr)


def _run(command: Sequence[str], folder: Path, heard: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
        "HOME": str(folder),
        "USERPROFILE": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(LISTENER), str(ROOT))),
        "PIBU_HEARD": str(heard),
    }
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280)


def assert_silent(outcome: Outcome) -> None:
    assert outcome.status == 0, outcome.printed[-3000:]
    assert outcome.heard == ()
    if outcome.unroutable is None:
        without_namespace()
    assert (outcome.unroutable, outcome.local) == (0, 0)


def without_namespace() -> None:
    """Never passed over silently: root on Linux can have a namespace, so that it can't is a failure."""
    reason = "no network namespace: only Python code was listened to, not C libraries"
    if LINUX and os.geteuid() == 0:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("silence") / "portrait.jpg"
    Image.fromarray(demo_image(enlarged_portrait(), 0)).save(path, quality=95)
    return path


def test_the_window_talks_to_nobody(tmp_path: Path, photo: Path) -> None:
    """Start, live scan, profile, keep, history, report, trends, compare, photo, settings, lock, exit."""
    outcome = listened_to(("-m", "tests.silence.window_flow", str(photo)), tmp_path)
    assert_silent(outcome)
    assert sorted(path.suffix for path in photo.parent.glob("pibu-all.*")) == [".csv", ".json", ".pdf"]
    assert "all pages used" in outcome.printed


def test_a_scan_talks_to_nobody(tmp_path: Path, photo: Path) -> None:
    outcome = listened_to(("-m", "app", "scan", str(photo), "--json", "--out", str(tmp_path / "maps")), tmp_path)
    assert_silent(outcome)


def test_live_without_a_window_talks_to_nobody(tmp_path: Path) -> None:
    call = ("-m", "app", "live", "--camera", "demo", "--seconds", "4", "--headless", "--json")
    assert_silent(listened_to(call, tmp_path))


TALKERS = (
    ("look-up", "socket.getaddrinfo('example.org', 80)", "socket.getaddrinfo"),
    ("connection", "socket.socket().connect(('192.0.2.1', 80))", "socket.connect"),
    ("message", "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 80))", "socket.sendto"),
    ("connection by IPv6", "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))", "socket.connect"),
    ("this machine", "socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
    ("child", f"subprocess.run([{sys.executable!r}, '-I', '-c', CALL])", None),
    ("C library", "C.connect(C.socket(2, 1, 0), bytes((2, 0, 0, 80, 192, 0, 2, 1)) + bytes(8), 16)", None),
)


@pytest.mark.parametrize(("name", "body", "heard"), TALKERS, ids=[name for name, _, _ in TALKERS])
def test_who_talks_is_heard(tmp_path: Path, name: str, body: str, heard: str | None) -> None:
    """The witnesses witness: each way of talking is noted by one of them, on Linux always by the kernel."""
    if heard is None and not LINUX:
        pytest.skip("only Python code is listened to here")
    call = 'import socket; socket.socket().connect(("192.0.2.1", 80))'
    script = f"import ctypes, socket, subprocess; C = ctypes.CDLL(None); CALL = {call!r}\n"
    outcome = listened_to(("-c", f"{script}try: {body}\nexcept OSError: pass"), tmp_path)
    assert outcome.status == 0, outcome.printed
    assert [line for line in outcome.heard if line.startswith(heard or "-")] or heard is None
    if outcome.unroutable is None or outcome.local is None:
        without_namespace()
        return
    assert outcome.unroutable + outcome.local > 0
    with pytest.raises(AssertionError):
        assert_silent(outcome)

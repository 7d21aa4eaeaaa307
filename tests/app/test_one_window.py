"""A second start hands its wish to the first window; nothing that goes wrong with that keeps a window from opening."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import one_window
from app.application import Shell
from app.one_window import MOST_BYTES, OneWindow, Wish, decoded, socket_name
from app.pages import PageKind
from tests.app.shells import FakePage, fake_analyzer, fake_pages
from tests.source_tree import ROOT

MakeOne = Callable[[], OneWindow]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A settings folder with a short path: pytest's own are too long for a socket."""
    with tempfile.TemporaryDirectory(prefix="pw") as made:
        yield Path(made)


@pytest.fixture
def make(qtbot: QtBot, folder: Path) -> Iterator[MakeOne]:
    made: list[OneWindow] = []

    def build() -> OneWindow:
        made.append(OneWindow(folder))
        return made[-1]

    yield build
    for each in made:
        each.close()


def second_start(folder: Path, wish: Wish) -> subprocess.Popen[str]:
    """A start in another process; prints whether it shall open a window."""
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from app.one_window import OneWindow, decoded; application = QCoreApplication([]);"
        "print(OneWindow(Path(sys.argv[1])).is_first(decoded(sys.argv[2].encode())))"
    )
    call = [sys.executable, "-c", code, str(folder), wish.encoded().decode()]
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def printed(qtbot: QtBot, started: subprocess.Popen[str]) -> str:
    """What the other process prints; this one's loop runs meanwhile."""
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=30_000)
    return started.communicate()[0].strip()


def test_a_second_start_hands_its_wish_over(qtbot: QtBot, make: MakeOne, folder: Path) -> None:
    first, wishes = make(), cast(list[Wish], [])
    first.wished.connect(wishes.append)
    assert first.is_first(Wish())
    first.listen()
    for wish in (Wish("demo"), Wish(photos=(Path("/tmp/얼굴 1.jpg"), Path("/tmp/b\n.png")))):
        assert printed(qtbot, second_start(folder, wish)) == "False"
        assert wishes.pop() == wish


def test_the_next_start_is_the_first_again(make: MakeOne) -> None:
    first = make()
    assert first.is_first(Wish())
    first.close()
    first.close()
    assert make().is_first(Wish())


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_window_that_crashed_is_no_first_window(qtbot: QtBot, make: MakeOne, folder: Path) -> None:
    """Its lock and its socket are still there."""
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from app.one_window import OneWindow, Wish; application = QCoreApplication([]);"
        "one = OneWindow(Path(sys.argv[1])); assert one.is_first(Wish()); one.listen(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=False)
    assert {path.name for path in folder.iterdir()} == {"window.lock", "window.socket"}
    mine = make()
    assert mine.is_first(Wish())
    mine.listen()
    assert printed(qtbot, second_start(folder, Wish())) == "False"


def test_a_first_window_that_hangs_keeps_nobody_out(make: MakeOne, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers: this very thread would have to."""
    monkeypatch.setattr(one_window, "PATIENCE_SECONDS", 0.3)
    first = make()
    assert first.is_first(Wish())
    first.listen()
    start = time.monotonic()
    assert make().is_first(Wish())
    assert time.monotonic() - start < 2


def test_a_folder_that_cannot_be_used_keeps_nobody_out(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert OneWindow(tmp_path / "file" / "pibu").is_first(Wish())
    deep = tmp_path / ("long" * 30)
    assert socket_name(deep) is None or sys.platform == "win32"
    first = OneWindow(deep)
    assert first.is_first(Wish())
    first.listen()
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_only_the_same_user_reaches_it(make: MakeOne, folder: Path) -> None:
    first = make()
    assert first.is_first(Wish())
    first.listen()
    assert (folder / "window.socket").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b'{"camera": 1, "photos": []}',
        b'{"camera": null, "photos": [1]}',
        b"[" * 9999,
    ],
)
def test_nonsense_is_no_wish(line: bytes) -> None:
    assert decoded(line) is None


def test_whoever_says_too_much_is_cut_off(qtbot: QtBot, make: MakeOne, folder: Path) -> None:
    first, wishes = make(), cast(list[Wish], [])
    first.wished.connect(wishes.append)
    assert first.is_first(Wish())
    first.listen()
    name = socket_name(folder)
    assert name is not None
    caller = QLocalSocket()
    caller.connectToServer(name)
    assert caller.waitForConnected(1000)
    caller.write(b"x" * (3 * MOST_BYTES))
    qtbot.waitUntil(lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)
    assert wishes == []


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> Iterator[Shell]:
    """A window with pages that only remember."""
    built = Shell(qapp, fake_analyzer, fake_pages())
    qtbot.addWidget(built.window)
    yield built
    built.window.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_window_does_what_the_other_start_was_asked_for(shell: Shell, qtbot: QtBot) -> None:
    shell.open(PageKind.TRENDS)
    qtbot.waitUntil(lambda: shell.window.page is not None)
    trends = shell.window.page
    shell.window.showMinimized()
    shell.come_forward(Wish())
    assert not shell.window.isMinimized()
    assert shell.window.page is trends
    shell.come_forward(Wish(photos=(Path("/tmp/a.png"),)))
    photo = shell.window.page
    assert isinstance(photo, FakePage)
    assert photo is not trends
    assert photo.calls[-1] == "take_files a.png"
    shell.come_forward(Wish("demo"))
    assert shell.services.settings.current.camera == "demo"
    assert shell.window.page is not photo


def test_photos_on_the_command_line_are_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from app import application
    from app.__main__ import main

    wishes: list[Wish] = []

    def run(wish: Wish) -> int:
        wishes.append(wish)
        return 0

    monkeypatch.setattr(application, "run", run)
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "b"):
        Path(name).touch()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    assert main(["a.jpg", str(tmp_path / "b")]) == 0
    assert wishes == [Wish(photos=(tmp_path / "a.jpg", tmp_path / "b"))]

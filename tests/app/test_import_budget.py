"""What the window and its first page may import before they show, and how long that may take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median

import pytest

OTHERS = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "numpy", "platformdirs"}
OURS = {"app", "ml", "resources"}
OF_AN_ENVIRONMENT = {"__main__", "__feature__", "_distutils_hack", "distutils-precedence", "sitecustomize"}
NOT_YET = (
    *("app.settings_dialog", "app.settings_schema", "app.profiles.sign_in_dialog", "app.profiles.profile_dialog"),
    *("app.my_data.data_dialog", "app.about.about_dialog", "app.photo.photo_page", "app.history_page.history_page"),
    *("app.trends.trends_page", "app.compare.compare_page", "app.cli", "app.start_watch"),
    *("email", "statistics", "asyncio", "multiprocessing", "ssl", "sqlite3", "xml", "http", "unittest"),
    *("PySide6.QtNetwork", "ml.analyzer", "ml.landmarker", "ml.open"),
)
MOST_OF_OURS = 115
MOST_TIMES = 3.7
"""As often the time of importing Qt: 2.8 to 3.0 were seen, and 4.0 to 4.1 before dialogs and OpenCV waited."""
ROUNDS = 9
ALL = "import app.application, app.live.live_page"
BARE = "from PySide6.QtWidgets import QApplication; application = QApplication([])"


def _said(code: str) -> str:
    """What a new interpreter prints, off-screen."""
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=around)
    return done.stdout


def _seconds(code: str) -> float:
    """Of the processor, not of the clock: neighbours hardly change them."""
    return float(_said(f"{code}\nimport time; print(time.process_time())"))


@pytest.fixture(scope="module")
def imported() -> frozenset[str]:
    """Every module that is there when the window and its page can be built."""
    return frozenset(json.loads(_said(f"{ALL}\nimport json, sys; print(json.dumps(list(sys.modules)))")))


def test_no_library_comes_unasked(imported: frozenset[str]) -> None:
    """A new one is either put into the list above, on purpose, or imported later."""
    tops = {name.split(".")[0] for name in imported}
    known = set(sys.stdlib_module_names) | OTHERS | OURS | OF_AN_ENVIRONMENT
    assert {name for name in tops - known if not name.startswith(("_", "@"))} == set()


def test_what_is_opened_later_is_imported_later(imported: frozenset[str]) -> None:
    """Dialogs, the other pages, everything that grades."""
    assert imported.isdisjoint(NOT_YET)


def test_our_own_modules_are_counted(imported: frozenset[str]) -> None:
    """Each costs about a millisecond."""
    assert len([name for name in imported if name.split(".")[0] in OURS]) <= MOST_OF_OURS


@pytest.mark.alone
def test_importing_costs_little_beside_qt() -> None:
    """Two estimates of one ratio, for a machine that changes its speed spoils now the one and now the other."""
    rounds = [(_seconds(BARE), _seconds(ALL)) for _ in range(ROUNDS)]
    of_the_best = min(everything for _, everything in rounds) / min(bare for bare, _ in rounds)
    usual = median(everything / bare for bare, everything in rounds)
    assert min(of_the_best, usual) < MOST_TIMES

"""Looking at faces opens no sound device, and leaves sounddevice to whoever wants it."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from ml.unheard import LIBRARY, unheard


def test_faces_are_found_without_the_sound_library() -> None:
    """In a new interpreter, where nothing has imported it before."""
    code = f"import sys, ml.landmarker; print({LIBRARY!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_it_cannot_be_imported_meanwhile_and_can_be_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure inside changes nothing about that."""
    monkeypatch.delitem(sys.modules, LIBRARY, raising=False)
    with pytest.raises(ModuleNotFoundError), unheard():
        __import__(LIBRARY)
    assert LIBRARY not in sys.modules


def test_one_that_is_loaded_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's."""
    loaded = ModuleType(LIBRARY)
    monkeypatch.setitem(sys.modules, LIBRARY, loaded)
    with unheard():
        assert sys.modules[LIBRARY] is loaded
    assert sys.modules[LIBRARY] is loaded

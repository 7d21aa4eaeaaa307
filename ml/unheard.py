"""Imports MediaPipe without its audio half's sound library: a program that looks at faces opens no sound device.

MediaPipe's tasks import sounddevice where it can be had, which starts PortAudio, which asks the system for every
microphone: 30 to 80 ms of a start, and none of our business. MediaPipe does without it where it is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LIBRARY = "sounddevice"


@contextmanager
def unheard() -> Iterator[None]:
    """While it lasts, importing sounddevice fails as if it were not installed, unless it is loaded already."""
    modules: dict[str, Any] = sys.modules
    blocked = LIBRARY not in modules
    if blocked:
        modules[LIBRARY] = None
    try:
        yield
    finally:
        if blocked:
            del modules[LIBRARY]

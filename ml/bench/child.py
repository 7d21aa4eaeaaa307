"""Runs a measurement in a new process, where nothing else was imported and threads are as asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 300
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def printed_by(module: str, arguments: Sequence[str], threads: int) -> bytes:
    """What `python -m module arguments` prints; numerical libraries get so many threads.

    Raises:
        subprocess.SubprocessError: it failed or took longer than PATIENCE_SECONDS.
    """
    surroundings = os.environ | dict.fromkeys(THREAD_VARIABLES, str(threads))
    surroundings["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.run(command, env=surroundings, stdout=pipe, check=True, timeout=PATIENCE_SECONDS).stdout

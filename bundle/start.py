"""What a built program runs: the `pibu` command, and the window when no command is named."""

from __future__ import annotations

import multiprocessing
import os
import sys

LIBRARY_PATH = "LD_LIBRARY_PATH"


def give_back_the_library_path() -> None:
    """Programs that Pibu opens (a file manager, a browser) load their own libraries, not those of the bundle.

    The bootloader keeps what was set before under another name. This process has read the variable already.
    """
    before = os.environ.pop(f"{LIBRARY_PATH}_ORIG", None)
    if before is None:
        os.environ.pop(LIBRARY_PATH, None)
    else:
        os.environ[LIBRARY_PATH] = before


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.platform.startswith("linux") and getattr(sys, "frozen", False):
        give_back_the_library_path()
    from app.__main__ import main

    sys.exit(main())

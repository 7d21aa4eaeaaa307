"""Opens what is kept: a folder of this computer, or a PostgreSQL server when PIBU_DATABASE_URL names one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.history.ports import Storage

if TYPE_CHECKING:
    from app.history.wrapping import Cost

ADDRESS_VARIABLE = "PIBU_DATABASE_URL"


def open_storage(
    folder: Path | None = None,
    address: str | None = None,
    cost: Cost | None = None,
    now: Callable[[], float] = time.time,
) -> Storage:
    """The storage that is chosen; imports SQLAlchemy only when called, so never call it on the window's thread.

    folder: None for the usual one. address: None for PIBU_DATABASE_URL, empty for files. cost: None for the usual one.

    Raises:
        PibuError: PROFILES_DAMAGED, HISTORY_NEWER, HISTORY_LOST, HISTORY_FULL, HISTORY_BUSY.
    """
    from app.history.wrapping import USUAL

    chosen = _chosen_address() if address is None else address
    if chosen:
        from app.history.server_storage import ServerStorage

        return ServerStorage(chosen, cost or USUAL, now)
    from app.history.file_storage import FileStorage
    from app.history.folders import usual_folder

    return FileStorage(folder or usual_folder(), cost or USUAL, now)


def rescue_folder() -> Path | None:
    """Where profiles can be brought back from when their list is damaged (app.history.rescue); None on a server."""
    from app.history.folders import usual_folder

    return None if _chosen_address() else usual_folder()


def _chosen_address() -> str:
    return os.environ.get(ADDRESS_VARIABLE, "")

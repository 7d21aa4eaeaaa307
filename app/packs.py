"""Which model pack the settings choose, and where it lies."""

from __future__ import annotations

import os
from pathlib import Path

from ml.open import MODELS_VARIABLE
from ml.pack_store import PackStore


def chosen_folder(name: str, store: PackStore | None = None) -> Path | None:
    """The folder of the chosen pack, verified; None leaves it to PIBU_MODELS, or else the shipped pack.

    name: as Settings.model has it, empty for the shipped one.

    Raises:
        PibuError: PACK_UNKNOWN, PACK_DAMAGED, PACK_FOREIGN.
    """
    if os.environ.get(MODELS_VARIABLE) or not name:
        return None
    return (store or PackStore()).checked(name).folder

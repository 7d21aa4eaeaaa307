"""Builds an analyzer out of the verified face model and a verified model pack."""

from __future__ import annotations

import os
from pathlib import Path

from ml.analyzer import Analyzer
from ml.assets import face_model
from ml.checkpoints import load_pack, shipped_pack

MODELS_VARIABLE = "PIBU_MODELS"


def chosen_pack() -> Path:
    """The pack's folder named by PIBU_MODELS, else the shipped one."""
    chosen = os.environ.get(MODELS_VARIABLE)
    return Path(chosen) if chosen else shipped_pack()


def open_analyzer(pack: Path | None = None, device: str = "cpu", threads: int = 1) -> Analyzer:
    """An analyzer, ready to grade. Takes seconds (torch, mediapipe): call it off the window's thread.

    pack: a model pack's folder; chosen_pack() by default. threads: torch's, for the whole process.

    Raises:
        PibuError: FACE_MODEL_MISSING, FACE_MODEL_DAMAGED, CHECKPOINT_MISSING, CHECKPOINT_DAMAGED, CHECKPOINT_FOREIGN.
    """
    model = face_model()
    loaded = load_pack(pack if pack is not None else chosen_pack())
    from ml.detail import DetailedMaps
    from ml.engine import TorchEngine
    from ml.landmarker import Landmarker
    from ml.mirror_mean import MirrorMean

    engine = MirrorMean(TorchEngine(loaded, device, threads))
    return Analyzer(engine, lambda: Landmarker(model, live=False), DetailedMaps(loaded))

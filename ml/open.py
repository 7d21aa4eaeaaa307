"""Builds an analyzer out of the verified face model and a verified model pack, on what the machine has."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from ml.analyzer import Analyzer
from ml.assets import face_model
from ml.checkpoints import Pack, load_pack, shipped_pack
from ml.device import Device, cuda_cards, has_torch
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine
from ml.fallback import FallbackEngine, Told
from ml.gradcam import DetailLayer, DetailMethod
from ml.graphs import Progress, cache_folder, graphs_of
from ml.types import Attribute, FloatArray, SkinCrop

MODELS_VARIABLE = "PIBU_MODELS"

_log = logging.getLogger(__name__)


def chosen_pack() -> Path:
    """The pack's folder named by PIBU_MODELS, else the shipped one."""
    chosen = os.environ.get(MODELS_VARIABLE)
    return Path(chosen) if chosen else shipped_pack()


def log_trouble(trouble: PibuError) -> None:
    """Tells nobody but the log."""
    _log.warning("%s", trouble)


def open_engine(
    pack: Pack,
    device: Device = Device.AUTO,
    threads: int = 1,
    told: Told = log_trouble,
    progress: Progress = lambda _: None,
) -> Engine:
    """An engine for a pack. A device that isn't there, or fails later, is replaced by the CPU.

    threads: that work on one run, on the CPU. told: hears why another device than the one asked for runs, now or
    later, on whichever thread ran the engine. progress: hears how much of what is derived from the pack is written.

    Raises:
        PibuError: CHECKPOINT_FOREIGN.
    """

    def on_cpu() -> Engine:
        from ml.cpu_engine import CpuEngine

        return CpuEngine(pack, graphs_of(pack, cache_folder(), progress), threads)

    if device is not Device.CPU and not has_torch():
        if device is not Device.AUTO:
            told(PibuError(TroubleCode.NOT_IN_EDITION, device.value, "no torch"))
        return on_cpu()
    if device is Device.TORCH:
        from ml.engine import TorchEngine

        return TorchEngine(pack, threads=threads)
    if device in (Device.CUDA, Device.AUTO) and cuda_cards():
        try:
            from ml.cuda_engine import device_failed, open_cuda

            return FallbackEngine(open_cuda(pack), on_cpu, device_failed, told)
        except PibuError as trouble:
            if trouble.code not in (TroubleCode.DEVICE_MISSING, TroubleCode.DEVICE_FAILED):
                raise
            told(trouble)
    elif device is Device.CUDA:
        told(PibuError(TroubleCode.DEVICE_MISSING, "CUDA", "no driver, or it knows no card"))
    return on_cpu()


def open_analyzer(
    pack: Path | None = None,
    device: Device = Device.AUTO,
    threads: int = 1,
    told: Told = log_trouble,
    progress: Progress = lambda _: None,
) -> Analyzer:
    """An analyzer, ready to grade. Takes a moment, on a graphics card seconds: call it off the window's thread.

    pack: a model pack's folder; chosen_pack() by default. The rest: see open_engine.

    Raises:
        PibuError: FACE_MODEL_MISSING, FACE_MODEL_DAMAGED, CHECKPOINT_MISSING, CHECKPOINT_DAMAGED, CHECKPOINT_FOREIGN.
    """
    model = face_model()
    loaded = load_pack(pack if pack is not None else chosen_pack())
    from ml.landmarker import Landmarker
    from ml.mirror_mean import MirrorMean

    engine = MirrorMean(open_engine(loaded, device, threads, told, progress))
    return Analyzer(engine, lambda: Landmarker(model, live=False), _DetailedWhenAsked(loaded))


class _DetailedWhenAsked:
    """ml.detail.DetailedMaps, whose torch is imported when the first detailed map is asked for."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def __call__(
        self, crop: SkinCrop, attribute: Attribute, method: DetailMethod, layer: DetailLayer = DetailLayer.LAST
    ) -> FloatArray:
        """See ml.detail.DetailedMaps."""
        from ml.detail import DetailedMaps

        return DetailedMaps(self._pack)(crop, attribute, method, layer)

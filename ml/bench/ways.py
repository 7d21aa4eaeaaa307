"""Opens the two ways that are compared. Importing this module imports no inference library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ml.bench.answers import EngineWay
from ml.device import Device
from ml.evidence import Engine

if TYPE_CHECKING:
    from ml.bench.naive import NaiveWay

NaiveOpener = Callable[[Path, Device, int], "NaiveWay"]
EngineOpener = Callable[[Path, Device, int], EngineWay]


def naive_opener() -> NaiveOpener:
    """Imports what the naive way needs; what it returns opens it: (pack, device, threads).

    It runs on the same device as the engine: on the card for CUDA, else on the CPU.
    """
    from ml.bench.naive import NaiveWay
    from ml.checkpoints import load_pack

    return lambda pack, device, threads: NaiveWay(load_pack(pack), _torch_name(device), threads)


def engine_opener() -> EngineOpener:
    """Imports what the engine needs; what it returns opens it: (pack, device, threads)."""
    import ml.open  # noqa: F401  (what it imports counts as libraries)

    return lambda pack, device, threads: EngineWay(strictly_opened(pack, device, threads))


def strictly_opened(pack: Path, device: Device, threads: int) -> Engine:
    """The engine the app would use, but never another device than the one asked for: a figure names its device.

    Raises:
        PibuError: DEVICE_MISSING, CHECKPOINT_MISSING, CHECKPOINT_DAMAGED, CHECKPOINT_FOREIGN.
    """
    from ml.checkpoints import load_pack
    from ml.errors import PibuError
    from ml.open import open_engine

    troubles: list[PibuError] = []
    engine = open_engine(load_pack(pack), device, threads, troubles.append)
    if troubles:
        engine.close()
        raise troubles[0]
    return engine


def _torch_name(device: Device) -> str:
    return "cuda" if device is Device.CUDA else "cpu"

"""What the classifiers can run on, and whether there is a graphics card, asked without loading torch."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from enum import StrEnum


class Device(StrEnum):
    """What the classifiers run on.

    AUTO: CUDA where there is a card for it, else CPU. CPU: ONNX Runtime. CUDA: torch on an NVIDIA card.
    TORCH: torch on the CPU, slow; the reference the others are held against.
    """

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    TORCH = "torch"


def has_torch() -> bool:
    """Whether torch is here: a bundle for the processor is made without it. Looks for it, doesn't load it."""
    return importlib.util.find_spec("torch") is not None


def cuda_cards() -> int:
    """How many NVIDIA cards the driver knows; 0 where there is no driver. Loads the driver's library, not torch."""
    names = {"win32": "nvcuda.dll", "linux": "libcuda.so.1"}
    name = names.get(sys.platform)
    if name is None:
        return 0
    try:
        driver = ctypes.CDLL(name)
        count = ctypes.c_int(0)
        # CUDA Driver API, "Initialization" and "Device Management": both return 0 (CUDA_SUCCESS) when all is well.
        well = driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    except (OSError, AttributeError):
        return 0
    return count.value if well else 0

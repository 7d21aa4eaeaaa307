"""Names the machine that a measurement was made on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

LIBRARIES = (
    *("numpy", "opencv-python-headless", "mediapipe", "onnxruntime", "openvino", "torch", "grad-cam"),
    "pyside6-essentials",
)
FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "asimd", "bf16", "i8mm")
"""Those features of a processor that decide which kernels run."""


@dataclass(frozen=True, slots=True)
class Library:
    """An installed package."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What a figure depends on. cores: those this process may use. memory_gb: GiB. caches: as the system names them."""

    processor: str
    cores: int
    memory_gb: float
    flags: tuple[str, ...]
    caches: tuple[str, ...]
    system: str
    python: str
    libraries: tuple[Library, ...]


def this_machine() -> Machine:
    """The machine this process runs on."""
    facts = _cpuinfo()
    present = facts.get("flags", facts.get("Features", "")).split()
    return Machine(
        processor=_processor(facts),
        cores=_usable_cores(),
        memory_gb=round(psutil.virtual_memory().total / 2**30, 1),
        flags=tuple(flag for flag in FLAGS if flag in present),
        caches=_caches(Path("/sys/devices/system/cpu/cpu0/cache")),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        libraries=tuple(_libraries()),
    )


def _processor(facts: dict[str, str]) -> str:
    name = facts.get("model name") or platform.processor() or platform.machine()
    family, model = facts.get("cpu family"), facts.get("model")
    return f"{name} (family {family}, model {model})" if family and model else name


def _usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _cpuinfo() -> dict[str, str]:
    """Linux's facts about the first processor; empty elsewhere."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n\n")[0]
    except OSError:
        return {}
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())}


def _caches(folder: Path) -> tuple[str, ...]:
    found = []
    for index in sorted(folder.glob("index*")):
        try:
            level, kind, size = ((index / name).read_text().strip() for name in ("level", "type", "size"))
        except OSError:
            continue
        if kind != "Instruction":
            found.append(f"L{level} {size}")
    return tuple(found)


def _libraries() -> list[Library]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(Library(name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            continue
    return found

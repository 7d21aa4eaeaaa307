"""Which engine is opened, what happens when its device fails, and that the CPU's does without torch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from ml import open as opening
from ml.checkpoints import Pack, load_pack
from ml.cpu_engine import CpuEngine
from ml.cuda_engine import device_failed
from ml.device import Device, cuda_cards
from ml.engine import TorchEngine
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine, Evidence
from ml.fallback import FallbackEngine
from ml.graphs import write_graphs
from ml.open import open_engine
from ml.types import Attribute, Region, SkinCrop
from tests.support import random_crop, random_pack

CROPS = tuple(random_crop(region) for region in Region)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


class FailsAtCall:
    """An engine whose device fails at its n-th run and at every later one, with the error it is given."""

    def __init__(self, engine: Engine, call: int, error: Exception) -> None:
        self.version, self.cards, self.device = engine.version, engine.cards, Device.CUDA
        self.closed = 0
        self._engine, self._left, self._error = engine, call, error

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        self._left -= 1
        if self._left <= 0:
            raise self._error
        return self._engine.run(crops, wanted)

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("call", [1, 3])
@pytest.mark.parametrize(
    "error",
    [
        torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 MiB"),
        RuntimeError("CUDA error: an illegal memory access was encountered"),
        RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
    ],
)
def test_a_failing_device_is_replaced_in_the_middle_of_a_scan(pack: Pack, call: int, error: Exception) -> None:
    reference = CpuEngine(pack, write_graphs(pack))
    first = FailsAtCall(reference, call, error)
    told: list[PibuError] = []
    engine = FallbackEngine(first, lambda: CpuEngine(pack, write_graphs(pack)), device_failed, told.append)
    expected = reference.run(CROPS, tuple(Attribute))
    for number in range(1, 5):
        found = engine.run(CROPS, tuple(Attribute))
        assert all(np.array_equal(a.logits, b.logits) for a, b in zip(found, expected, strict=True))
        assert engine.device is (Device.CPU if number >= call else Device.CUDA)
    assert first.closed == 1
    assert [trouble.code for trouble in told] == [TroubleCode.DEVICE_FAILED]
    assert engine.version == pack.model_version
    engine.close()


def test_threads_that_fail_together_open_one_replacement(pack: Pack) -> None:
    opened: list[Engine] = []

    def second() -> Engine:
        opened.append(CpuEngine(pack, write_graphs(pack)))
        return opened[-1]

    told: list[PibuError] = []
    failing = FailsAtCall(TorchEngine(pack), 1, torch.cuda.OutOfMemoryError("out of memory"))
    engine = FallbackEngine(failing, second, device_failed, told.append)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda crop: engine.run((crop,), (Attribute.WRINKLE,)), (CROPS[0],) * 8))
    assert all(len(one) == 1 for one in found)
    assert len(opened) == len(told) == 1


def test_a_bug_is_no_failing_device(pack: Pack) -> None:
    for bug in (ValueError("wrong shape"), RuntimeError("mat1 and mat2 shapes cannot be multiplied")):
        failing = FailsAtCall(TorchEngine(pack), 1, bug)
        engine = FallbackEngine(failing, lambda: pytest.fail("opened"), device_failed, lambda _: pytest.fail("told"))
        with pytest.raises(type(bug)):
            engine.run(CROPS, (Attribute.OIL,))
        assert failing.closed == 0


def test_each_device_can_be_asked_for(pack: Pack) -> None:
    told: list[PibuError] = []
    for device in (Device.CPU, Device.TORCH):
        engine = open_engine(pack, device, told=told.append)
        assert engine.device is device
        engine.close()
    assert not told


@pytest.mark.skipif(cuda_cards() > 0, reason="there is a card")
def test_without_a_card_the_processor_grades_and_only_who_asked_is_told(pack: Pack) -> None:
    told: list[PibuError] = []
    assert open_engine(pack, Device.AUTO, told=told.append).device is Device.CPU
    assert not told
    assert open_engine(pack, Device.CUDA, told=told.append).device is Device.CPU
    assert [trouble.code for trouble in told] == [TroubleCode.DEVICE_MISSING]


def test_a_driver_that_torch_can_not_use_is_told(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "cuda_cards", lambda: 1)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    told: list[PibuError] = []
    assert open_engine(pack, Device.AUTO, told=told.append).device is Device.CPU
    assert [trouble.code for trouble in told] == [TroubleCode.DEVICE_MISSING]


@pytest.mark.parametrize("device", list(Device))
def test_an_edition_without_torch_grades_on_the_processor(
    device: Device, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where there is a card; who asked for something else by name is told."""
    monkeypatch.setattr(opening, "has_torch", lambda: False)
    monkeypatch.setattr(opening, "cuda_cards", lambda: 1)
    told: list[PibuError] = []
    engine = open_engine(pack, device, told=told.append)
    assert engine.device is Device.CPU
    engine.close()
    asked = device in (Device.CUDA, Device.TORCH)
    assert [trouble.code for trouble in told] == [TroubleCode.NOT_IN_EDITION] * asked


WHOLE_PHOTO = """
import sys
from app.live.demo_camera import demo_image
from app.portrait import enlarged_portrait
from ml.device import Device
from ml.open import open_analyzer
from ml.overlay import heat_layer
from pathlib import Path
analyzer = open_analyzer(Path(sys.argv[1]), Device(sys.argv[2]))
analysis = analyzer.analyze_photo(demo_image(enlarged_portrait(), 0))
assert analysis.graded and analyzer.device is Device.CPU
analyzer.close()
print(*sorted({"torch", "timm", "torchvision", "onnx", "pytorch_grad_cam", "openvino"} & set(sys.modules)))
"""


def test_a_whole_photo_is_graded_without_torch(pack: Pack, tmp_path: Path) -> None:
    """Cold, the graphs are written with onnx; warm, without. Neither imports torch, timm or torchvision."""
    environment = {**os.environ, "PIBU_CACHE_DIR": str(tmp_path)}
    for imported in ("onnx", ""):
        command = [sys.executable, "-W", "error", "-c", WHOLE_PHOTO, str(pack.folder), "cpu"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.split() == imported.split()

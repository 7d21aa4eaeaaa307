"""Both ways measured in processes of their own: what the engine must not exceed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ml.bench.memory import ProcessMemory, memory_of, read_crops, write_crops
from ml.bench.ways import strictly_opened
from ml.checkpoints import shipped_pack
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.types import Region
from tests.support import random_crop

CROPS = tuple(random_crop(region) for region in Region)
MOST = 0.2
"""Measured 0.08 to 0.14: the allocator may keep what the last run gave back, or not."""


def test_the_engine_adds_a_fraction_of_the_naive_ways_memory() -> None:
    found = memory_of(CROPS, shipped_pack(), Device.CPU, 1)
    for one in (found.naive, found.engine):
        assert 10 < one.bare < one.imported <= one.opened <= one.peak
        assert min(one.import_ms, one.open_ms, one.first_ms) > 0
    assert found.share == pytest.approx(found.engine.added / found.naive.added)
    assert found.share <= MOST
    assert found.naive.added > 200, "torch alone is larger"


def test_shares_are_of_what_is_added() -> None:
    one = ProcessMemory(bare=50, imported=100, opened=120, peak=150, import_ms=1, open_ms=1, first_ms=1)
    assert (one.added, one.working) == (100, 30)


def test_crops_survive_the_way_to_another_process(tmp_path: Path) -> None:
    write_crops(tmp_path / "crops.npz", CROPS)
    for given, kept in zip(CROPS, read_crops(tmp_path / "crops.npz"), strict=True):
        assert given.region is kept.region
        assert np.array_equal(given.pixels, kept.pixels)
        assert np.array_equal(given.skin, kept.skin)


def test_a_device_that_is_not_there_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(PibuError) as caught:
        strictly_opened(shipped_pack(), Device.CUDA, 1)
    assert caught.value.code is TroubleCode.DEVICE_MISSING

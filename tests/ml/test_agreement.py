"""The engines agree with the naive way; `python -m tests.agreement` asks the same of 504 crops."""

from __future__ import annotations

import torch

from ml.checkpoints import load_pack, shipped_pack
from ml.cuda_engine import CudaEngine
from ml.device import Device
from ml.open import open_engine
from tests.agreement import agreement, changed_crops


def test_the_shipped_classifiers_grade_alike_on_the_processor_and_the_naive_way() -> None:
    torch.set_num_threads(1)
    pack = load_pack(shipped_pack())
    engine = open_engine(pack, Device.CPU)
    found = agreement(pack, engine, changed_crops(16, seed=1))
    engine.close()
    assert (found.crops, found.same) == (16, 1.0)
    assert found.pairs > 30
    assert found.expected <= 1e-3
    assert found.heat >= 0.999


def test_half_precision_on_the_cards_code_stays_within_its_bounds() -> None:
    """fp16, which a processor is slow at: three crops; 504 by the command (docs/adr/0011)."""
    torch.set_num_threads(1)
    pack = load_pack(shipped_pack())
    found = agreement(pack, CudaEngine(pack, "cpu"), changed_crops(3, seed=2))
    assert found.same == 1.0
    assert found.expected <= 0.05
    assert found.heat >= 0.99

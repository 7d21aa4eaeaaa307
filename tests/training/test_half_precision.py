"""bfloat16 only where it is multiplied by the machine itself."""

from __future__ import annotations

import pytest
import torch

from training.half_precision import half_precision, has_bfloat16

CPU = torch.device("cpu")


def seen(wanted: bool) -> torch.dtype:
    """What a linear layer answers in."""
    layer = torch.nn.Linear(4, 4)
    with half_precision(wanted, CPU, training=True):
        return layer(torch.ones(1, 4)).dtype


@pytest.mark.parametrize(
    ("able", "has"), [({"avx512_bf16": True}, True), ({"bf16": True}, True), ({"avx2": True, "amx_bf16": False}, False)]
)
def test_it_is_taken_where_the_processor_has_it(
    able: dict[str, bool], has: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    assert has_bfloat16(CPU) is has
    assert seen(wanted=True) is (torch.bfloat16 if has else torch.float32)
    assert seen(wanted=False) is torch.float32

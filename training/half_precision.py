"""Computing in bfloat16 where the machine can: elsewhere it is imitated, and a training would take 20 times as long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import torch

from training.quick_depthwise import QuickDepthwise

_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")
"""Names of the instructions, as torch tells a processor's capabilities on x86 and on Arm."""


def has_bfloat16(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 numbers itself."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in _BFLOAT16)


@contextmanager
def half_precision(wanted: bool, device: torch.device, training: bool = False) -> Iterator[None]:
    """Networks compute in bfloat16 meanwhile, if that is wanted and the device can.

    training: also take the depthwise convolutions whose backward pass is quick on the processor.
    """
    with ExitStack() as stack:
        if wanted and has_bfloat16(device):
            stack.enter_context(torch.autocast(device.type, torch.bfloat16))
            if training and device.type == "cpu":
                stack.enter_context(QuickDepthwise())
        yield

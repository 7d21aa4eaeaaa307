"""Does a pack's every weight have its place in the network that its card describes? Told without building one."""

from __future__ import annotations

import torch

from ml.checkpoints import Pack
from ml.classifier import build
from ml.errors import PibuError, TroubleCode


def refuse_misfits(pack: Pack) -> None:
    """Compare names and shapes on torch's meta device, where even a giant network takes no memory.

    Raises:
        PibuError: CHECKPOINT_FOREIGN, naming the attribute and what doesn't fit.
    """
    for checkpoint in pack.checkpoints:
        attribute = checkpoint.card.attribute.value
        try:
            with torch.device("meta"):
                wanted = build(checkpoint.card.classifier).state_dict()
        except (ValueError, RuntimeError, LookupError, TypeError) as error:
            raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(pack.folder), f"{attribute}: {error}") from error
        shapes = {name: tuple(t.shape) for name, t in wanted.items() if t.is_floating_point()}
        given = {name: w.shape for name, w in checkpoint.weights.items()}
        if wrong := sorted(name for name in shapes.keys() | given.keys() if shapes.get(name) != given.get(name)):
            detail = f"{attribute}: {wrong[0]} doesn't fit the network that the card describes"
            raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(pack.folder), detail)

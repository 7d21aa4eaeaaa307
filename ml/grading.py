"""From logits to a Grade."""

from __future__ import annotations

import numpy as np

from ml.evidence import Evidence
from ml.types import Grade


def grade_of(evidence: Evidence, temperature: float) -> Grade:
    """Softmax of the logits divided by the card's temperature (> 0), in double precision."""
    scaled = evidence.logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    a, b, c, d, e = (float(p) for p in powers / powers.sum())
    return Grade((a, b, c, d, e))

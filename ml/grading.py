"""From logits to a Grade."""

from __future__ import annotations

import numpy as np

from ml.evidence import Evidence
from ml.types import FloatArray, Grade


def grade_of(evidence: Evidence, temperature: float) -> Grade:
    """The grade that an engine's logits mean (see grade_of_logits)."""
    return grade_of_logits(evidence.logits, temperature)


def grade_of_logits(logits: FloatArray, temperature: float) -> Grade:
    """Softmax of (5,) logits divided by the card's temperature (> 0), in double precision."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    a, b, c, d, e = (float(p) for p in powers / powers.sum())
    return Grade((a, b, c, d, e))

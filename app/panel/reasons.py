"""Why a region has no grade."""

from __future__ import annotations

from ml.types import Abstention, Analysis, AttributeGrade, SkinCrop


def why_not(analysis: Analysis, graded: AttributeGrade, crop: SkinCrop | None) -> Abstention:
    """Its own reason first, then what is wrong with the whole picture."""
    if crop is not None and crop.abstained is not None:
        return crop.abstained
    if crop is None:
        return Abstention.NOT_SHOWN if analysis.crops else graded.abstained or Abstention.NOT_SHOWN
    of_the_picture = graded.abstained in (Abstention.QUALITY, Abstention.TOO_FEW_PIXELS)
    return graded.abstained if graded.abstained and of_the_picture else Abstention.NOT_ENOUGH_SKIN

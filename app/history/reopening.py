"""From a kept scan back to the Analysis that was shown: grades as kept, heat over the photo's own pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.history.records import Heat, HeatMap, KeptCrop, Scan
from ml.types import Analysis, AttributeGrade, Explanation, Region, RegionGrade, RgbImage, SkinCrop


def analysis_of(scan: Scan, heat: Heat | None = None, photo: RgbImage | None = None) -> Analysis:
    """The Analysis of a scan, as far as it was kept.

    Without heat there are no explanations, no face and no crops. Without photo the crops are black; with it, their
    pixels are cut from it again, and differ from the first time by the JPEG's error only.
    photo: (height, width, 3) uint8 RGB, the scan's own.

    Raises:
        ValueError: the photo has another size.
    """
    seen = scan.conditions
    if photo is not None and photo.shape[:2] != (seen.height, seen.width):
        raise ValueError("this is not the scan's photo")
    return Analysis(
        width=seen.width,
        height=seen.height,
        faces=seen.faces,
        face=None if heat is None else heat.face,
        issues=seen.issues,
        crops=() if heat is None else _crops(heat, photo, seen.close_up),
        attributes=scan.grades if heat is None else tuple(_explained(grade, heat.maps) for grade in scan.grades),
        model=scan.model,
    )


def _explained(grade: AttributeGrade, maps: tuple[HeatMap, ...]) -> AttributeGrade:
    return replace(grade, regions=tuple(_with_heat(region, maps) for region in grade.regions))


def _with_heat(grade: RegionGrade, maps: tuple[HeatMap, ...]) -> RegionGrade:
    own = (one for one in maps if one.attribute is grade.attribute and one.region is grade.region)
    found = next(own, None)
    return grade if found is None else replace(grade, explanation=Explanation(found.heat, found.heat_on_skin))


def _crops(heat: Heat, photo: RgbImage | None, close_up: Region | None) -> tuple[SkinCrop, ...]:
    pixels = _pixels(heat, photo, close_up)
    return tuple(
        SkinCrop(crop.region, one, crop.mask, crop.to_image, crop.skin, crop.abstained)
        for crop, one in zip(heat.crops, pixels, strict=True)
    )


def _pixels(heat: Heat, photo: RgbImage | None, close_up: Region | None) -> list[RgbImage]:
    """Every crop's pixels, (S, S, 3) uint8 RGB each."""
    if photo is None:
        return [_black(crop) for crop in heat.crops]
    from ml import crops

    if heat.face is not None:
        return [crop.pixels for crop in crops.cut_all(photo, heat.face, [crop.region for crop in heat.crops])]
    if close_up is not None:
        return [crops.close_up(photo, crop.region).pixels for crop in heat.crops]
    return [_black(crop) for crop in heat.crops]


def _black(crop: KeptCrop) -> RgbImage:
    return np.zeros((*crop.mask.shape, 3), np.uint8)

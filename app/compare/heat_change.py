"""Where the signs that the model saw have grown or faded: the difference of two heat maps. No Qt.

A heat map is 0-1 whatever the grade, so each is first weighted by its region's expected grade over 4. Crops are cut
upright at one scale, hence the same pixel of both is nearly the same place of the skin.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.compare.alignment import chained
from app.history.records import Heat, HeatMap, Scan
from ml.overlay import soft
from ml.types import GRADES, Affine, Attribute, FloatArray, Region

FULL_FROM = 0.35
"""Difference from which the layer is as opaque as it gets."""
OPACITY = 0.85
LESS = ((178, 171, 210), (128, 115, 172), (84, 39, 136))
MORE = ((253, 184, 99), (224, 130, 20), (179, 88, 6))
"""The arms of ColorBrewer's PuOr, from weak to strong: told apart by colour-blind eyes. RGB."""


def heat_change(
    before: tuple[Scan, Heat], after: tuple[Scan, Heat], attribute: Attribute, to_frame: Affine, shape: tuple[int, int]
) -> FloatArray:
    """(H, W) float32, -1 to 1, more is positive; the larger one where regions overlap, 0 where a map is missing.

    to_frame: (2, 3), from pixels of the earlier photo to those of the picture, whose (H, W) is `shape`.
    """
    change = np.zeros(shape, np.float32)
    new_crops = {crop.region: crop for crop in after[1].crops}
    for crop in before[1].crops:
        new_crop = new_crops.get(crop.region)
        old, new = _weighted(*before, attribute, crop.region), _weighted(*after, attribute, crop.region)
        if old is None or new is None or new_crop is None or old.shape != new.shape:
            continue
        part = (new - old) * soft(crop.mask & new_crop.mask)
        _put(change, part, chained(to_frame, crop.to_image))
    return change


def change_layer(change: FloatArray) -> NDArray[np.uint8]:
    """(H, W, 4) uint8 RGBA: orange where there is more, purple where there is less, clear where nothing changed."""
    share = np.clip(np.abs(change) / FULL_FROM, 0, 1)
    layer = np.empty((*change.shape, 4), np.uint8)
    steps = np.linspace(0, 1, len(MORE))
    for channel in range(3):
        more = np.interp(share, steps, [colour[channel] for colour in MORE])
        less = np.interp(share, steps, [colour[channel] for colour in LESS])
        layer[..., channel] = np.round(np.where(change >= 0, more, less))
    layer[..., 3] = np.round(255 * OPACITY * share)
    return layer


def _weighted(scan: Scan, heat: Heat, attribute: Attribute, region: Region) -> FloatArray | None:
    found = next((one for one in heat.maps if _is(one, attribute, region)), None)
    grade = scan.of(attribute)
    graded = next((one for one in grade.regions if one.region is region), None) if grade is not None else None
    if found is None or graded is None:
        return None
    return np.asarray(found.heat * (graded.grade.expected / (GRADES - 1)), np.float32)


def _is(one: HeatMap, attribute: Attribute, region: Region) -> bool:
    return one.attribute is attribute and one.region is region


def _put(change: FloatArray, part: FloatArray, to_frame: Affine) -> None:
    height, width = change.shape
    warped = cv2.warpAffine(np.ascontiguousarray(part, np.float32), to_frame, (width, height), flags=cv2.INTER_LINEAR)
    stronger = np.abs(warped) > np.abs(change)
    change[stronger] = np.clip(warped[stronger], -1, 1)

"""Which scans may be compared: taken with the same camera, by the same model, in the same light, well enough.

The tolerances are ours, from what a lamp, a window or a step back does to a picture; nothing was fitted to grades.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from app.history.records import Scan, SourceKind, Timeline

Flags = NDArray[np.uint8]

LIGHT_RANGE = 8.0
"""L* that the skin may be lighter or darker; a second lamp makes 10 and more."""
UNEVEN_RANGE = 6.0
"""L* that the difference of the cheeks may differ: the strict quality gate's own limit."""
DISTANCE_FACTOR = 1.5
"""How much nearer or farther the face may be: fine lines need the pixels."""
RECENT = 10
"""So many last scans say what the person's usual set-up is: six with a new camera make it the usual one."""


class Difference(IntFlag):
    """Why a scan can't be compared."""

    NONE = 0
    CAMERA = 1
    MODEL = 2
    LIGHT = 4
    DISTANCE = 8
    QUALITY = 16


@dataclass(frozen=True, slots=True)
class SetUp:
    """What scans are compared under. lightness, unevenness: L*; eye_distance: pixels; NaN where unknown."""

    kind: SourceKind
    camera: str
    model: str
    lightness: float
    unevenness: float
    eye_distance: float


def usual_set_up(timeline: Timeline) -> SetUp | None:
    """The set-up of most of the last RECENT good scans, the newer one of two as frequent; None without scans."""
    keys = list(zip(timeline.kinds, timeline.cameras, timeline.models, strict=True))
    places = np.flatnonzero(timeline.good)[-RECENT:]
    if len(places) == 0:
        places = np.arange(len(keys))[-RECENT:]
    if len(places) == 0:
        return None
    recent = [keys[place] for place in places]
    frequent = Counter(recent)
    newest = {key: index for index, key in enumerate(recent)}
    key = max(frequent, key=lambda one: (frequent[one], newest[one]))
    same = np.array([one == key for one in keys]) & (timeline.good | ~timeline.good[places].any())
    kind, camera, model = key
    light, uneven = _median(timeline.lightness[same]), _median(timeline.unevenness[same])
    return SetUp(kind, camera, model, light, uneven, _median(timeline.eye_distance[same]))


def differences(timeline: Timeline, usual: SetUp) -> Flags:
    """(N,) uint8, for each scan the Differences from the usual set-up. What is unknown counts as other light."""
    with np.errstate(invalid="ignore", divide="ignore"):
        same_light = np.abs(timeline.lightness - usual.lightness) <= LIGHT_RANGE
        same_light &= np.abs(timeline.unevenness - usual.unevenness) <= UNEVEN_RANGE
        apart = np.abs(np.log(timeline.eye_distance / usual.eye_distance)) > np.log(DISTANCE_FACTOR)
    cameras = zip(timeline.kinds, timeline.cameras, strict=True)
    other_camera = np.array([pair != (usual.kind, usual.camera) for pair in cameras], bool)
    other_model = np.array([model != usual.model for model in timeline.models], bool)
    flags = np.zeros(len(timeline.scans), np.uint8)
    for where, difference in (
        (other_camera, Difference.CAMERA),
        (other_model, Difference.MODEL),
        (~same_light, Difference.LIGHT),
        (apart, Difference.DISTANCE),
        (~timeline.good, Difference.QUALITY),
    ):
        flags[where] |= np.uint8(difference)
    return flags


def differences_between(before: Scan, after: Scan) -> Difference:
    """What makes two scans hard to compare."""
    found = Difference.NONE
    if (before.source.kind, before.source.camera) != (after.source.kind, after.source.camera):
        found |= Difference.CAMERA
    if before.model.version != after.model.version:
        found |= Difference.MODEL
    old, new = before.conditions, after.conditions
    if _apart(old.lightness, new.lightness, LIGHT_RANGE) or _apart(old.unevenness, new.unevenness, UNEVEN_RANGE):
        found |= Difference.LIGHT
    if old.eye_distance and new.eye_distance:
        ratio = new.eye_distance / old.eye_distance
        if not 1 / DISTANCE_FACTOR <= ratio <= DISTANCE_FACTOR:
            found |= Difference.DISTANCE
    if old.issues or new.issues:
        found |= Difference.QUALITY
    return found


def _apart(one: float | None, other: float | None, reach: float) -> bool:
    return one is None or other is None or abs(one - other) > reach


def _median(values: NDArray[np.float32]) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else float("nan")

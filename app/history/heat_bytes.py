"""A Heat as bytes and back: numpy's own zipped format, heat in 255 steps, nothing in it that could be executed."""

from __future__ import annotations

import io
import json
import math
import zipfile
import zlib
from typing import Any

import numpy as np

from app.history.records import Heat, HeatMap, KeptCrop
from ml.errors import PibuError, TroubleCode
from ml.types import Abstention, Attribute, Expression, Face, Pose, Region

_STEPS = 255
_FORMAT = 1
LANDMARKS = 478
_LONGEST_SIDE = 4096
_MOST_ARRAYS = 400
_MOST_BYTES = 2**26
_UNREADABLE = (
    ValueError, KeyError, TypeError, EOFError, OSError, MemoryError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def to_bytes(heat: Heat) -> bytes:
    """The heat as a .npz file: arrays "face", "mask.0", "map.0" and so on beside their names in JSON."""
    arrays: dict[str, Any] = {"head": np.frombuffer(json.dumps(_head(heat)).encode(), np.uint8)}
    if heat.face is not None:
        arrays["face"] = heat.face.landmarks
    for i, crop in enumerate(heat.crops):
        arrays |= {f"mask.{i}": np.packbits(crop.mask), f"way.{i}": crop.to_image, f"skin.{i}": crop.skin}
    for i, one in enumerate(heat.maps):
        arrays[f"map.{i}"] = np.rint(one.heat * _STEPS).astype(np.uint8)
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


def from_bytes(content: bytes) -> Heat:
    """The heat again; shapes, kinds of numbers and sizes are checked, for it may come from elsewhere.

    Raises:
        PibuError: PICTURE_DAMAGED when it was not made by to_bytes.
    """
    try:
        _check_size(content)
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            if head["format"] != _FORMAT:
                raise ValueError("heat of another kind")
            crops = tuple(_crop(arrays, i, kept) for i, kept in enumerate(head["crops"]))
            maps = tuple(_map(arrays, i, kept) for i, kept in enumerate(head["maps"]))
            return Heat(_face(arrays, head), crops, maps)
    except _UNREADABLE as problem:
        raise PibuError(TroubleCode.PICTURE_DAMAGED, "", type(problem).__name__) from problem


def _check_size(content: bytes) -> None:
    """Before anything is inflated."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
    if len(members) > _MOST_ARRAYS or sum(member.file_size for member in members) > _MOST_BYTES:
        raise ValueError("too large")


def _head(heat: Heat) -> dict[str, Any]:
    face = heat.face
    pose, seen = (None, None) if face is None else (face.pose, face.expression)
    return {
        "format": _FORMAT,
        "pose": None if pose is None else [pose.yaw, pose.pitch, pose.roll],
        "expression": None if seen is None else [float(getattr(seen, name)) for name in Expression.__slots__],
        "crops": [[crop.region, crop.abstained, *crop.mask.shape] for crop in heat.crops],
        "maps": [[one.attribute, one.region, one.heat_on_skin] for one in heat.maps],
    }


def _face(arrays: Any, head: Any) -> Face | None:
    if head["pose"] is None:
        return None
    landmarks = _array(arrays, "face", np.float32, (LANDMARKS, 2))
    return Face(landmarks, Pose(*_numbers(head["pose"])), Expression(*_numbers(head["expression"])))


def _crop(arrays: Any, i: int, kept: Any) -> KeptCrop:
    region, abstained, height, width = kept
    if not (0 < height <= _LONGEST_SIDE and 0 < width <= _LONGEST_SIDE):
        raise ValueError("a crop's size")
    packed = _array(arrays, f"mask.{i}", np.uint8, (-(-height * width // 8),))
    mask = np.unpackbits(packed, count=height * width).reshape(height, width).astype(np.bool_)
    reason = None if abstained is None else Abstention(abstained)
    to_image = _array(arrays, f"way.{i}", np.float64, (2, 3))
    return KeptCrop(Region(region), mask, to_image, _array(arrays, f"skin.{i}", np.float32, (3,)), reason)


def _map(arrays: Any, i: int, kept: Any) -> HeatMap:
    attribute, region, on_skin = kept
    steps = arrays[f"map.{i}"]
    if steps.ndim != 2 or not 0 < max(steps.shape) <= _LONGEST_SIDE:
        raise ValueError("a heat map's size")
    heat = _array(arrays, f"map.{i}", np.uint8, steps.shape).astype(np.float32) / np.float32(_STEPS)
    return HeatMap(Attribute(attribute), Region(region), heat, *_numbers([on_skin]))


def _array(arrays: Any, name: str, dtype: type[np.generic], shape: tuple[int, ...]) -> Any:
    found = arrays[name]
    if found.dtype != dtype or found.shape != shape or not np.isfinite(found).all():
        raise ValueError(name)
    return found


def _numbers(values: Any) -> list[float]:
    numbers = [float(value) for value in values]
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("not finite")
    return numbers

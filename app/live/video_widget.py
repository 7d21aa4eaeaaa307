"""The live picture: the newest frame, mirrored, with outlines, heat, words and the ring of the auto-shutter over it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.live.frames import Tracked
from app.live.heat_patches import HeatPatch, picture_of
from app.live.video_painting import draw_heat, draw_outlines, draw_pill, draw_ring, fitted, round_off
from app.theme import sized, tones_of
from app.tokens import DARK, Radius
from ml.types import Face, Frame, Region

OVERLAY_SECONDS = 0.4
"""Outlines and heat are not drawn where the face was longer ago than this. On a slow machine landmarks come late by up
to TRACKING_ROOM frames (0.23 s) and the time that two frames take; lagging outlines are better than flickering ones."""
HEAT_SECONDS = 6.0
"""Heat is drawn on the face as it lies now; its own age may be as long as two analyses take on a slow machine."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Words over the picture. urgent: something is to be done (amber), else all is well (green)."""

    words: str
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring at the bottom: how full (0-1), and a few letters inside."""

    share: float
    words: str = ""


class VideoWidget(QWidget):
    """Paints frames; knows nothing of threads or grades.

    frame_painted(taken, now): a frame was painted for the first time; both times in seconds.
    """

    frame_painted = Signal(float, float)

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._mirrored = True
        self._frozen = False
        self._picture: QImage | None = None
        self._taken: float | None = None
        self._tracked: Tracked | None = None
        self._heat: tuple[HeatPatch, ...] = ()
        self._heat_time = 0.0
        self._chosen: tuple[Region, ...] = ()
        self._hint: Hint | None = None
        self._ring: Ring | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 220)

    @property
    def hint(self) -> Hint | None:
        """The words shown, if any."""
        return self._hint

    @property
    def face(self) -> Face | None:
        """The face over which outlines and heat are drawn now; None when it is too old."""
        if self._tracked is None:
            return None
        old = self._clock() - self._tracked.frame.time > OVERLAY_SECONDS
        return None if old and not self._frozen else self._tracked.face

    @property
    def heat(self) -> tuple[HeatPatch, ...]:
        """The heat that is drawn now; nothing when it is too old."""
        old = self._clock() - self._heat_time > HEAT_SECONDS
        return () if old and not self._frozen else self._heat

    def show_frame(self, frame: Frame) -> None:
        """Shows a camera frame; nothing else converts or copies it."""
        self._picture = picture_of(frame.image)
        self._taken = frame.time
        self.update()

    def show_tracked(self, tracked: Tracked) -> None:
        """The newest face; outlines and heat follow it."""
        self._tracked = tracked

    def show_heat(self, patches: tuple[HeatPatch, ...], taken: float) -> None:
        """The heat of the chosen attribute, of a frame of the time taken."""
        self._heat, self._heat_time = patches, taken
        if self._frozen:
            self.update()

    def show_chosen(self, regions: tuple[Region, ...]) -> None:
        """The regions whose outlines stand out; none: all alike."""
        self._chosen = regions
        self.update()

    def show_hint(self, hint: Hint | None) -> None:
        """Words over the picture."""
        if hint != self._hint:
            self._hint = hint
            self.setAccessibleDescription(hint.words if hint is not None else "")
            self.update()

    def show_ring(self, ring: Ring | None) -> None:
        """The ring of the auto-shutter or of a burst."""
        if ring != self._ring:
            self._ring = ring
            self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Whether the picture is painted as in a looking glass."""
        self._mirrored = mirrored
        self.update()

    def freeze(self, kept: Tracked) -> None:
        """Shows one frame with its face until thaw()."""
        self._frozen = True
        self._tracked = kept
        self._picture, self._taken = picture_of(kept.frame.image), None
        self._hint, self._ring = None, None
        self.update()

    def thaw(self) -> None:
        """Live again: the frozen picture stays only until the next frame comes."""
        self._frozen = False
        self._tracked, self._heat, self._hint, self._ring = None, (), None, None
        self.update()

    def clear(self) -> None:
        """Shows nothing."""
        self._frozen = False
        self._picture, self._taken, self._tracked = None, None, None
        self._heat, self._hint, self._ring = (), None, None
        self.update()

    def sizeHint(self) -> QSize:
        """A quarter of the usual camera picture."""
        return QSize(640, 360)

    def changeEvent(self, event: QEvent) -> None:
        """Paints anew in a new theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture and all that lies over it."""
        painter = QPainter(self)
        tones = tones_of(self.palette())
        room = QRectF(self.rect())
        if self._picture is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.raised))
            painter.drawRoundedRect(room, Radius.CARD, Radius.CARD)
            return
        view = fitted((self._picture.width(), self._picture.height()), room, self._mirrored)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(view)
        painter.drawImage(0, 0, self._picture)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = view.mapRect(QRectF(self._picture.rect())).intersected(room)
        if (face := self.face) is not None:
            draw_heat(painter, view, face, self.heat)
            draw_outlines(painter, view, face, self._chosen)
        self._paint_words(painter, shown)
        round_off(painter, shown, Radius.CARD, QColor(tones.window))
        self._tell_painted()

    def _paint_words(self, painter: QPainter, shown: QRectF) -> None:
        if self._hint is not None:
            dot = QColor(DARK.warning if self._hint.urgent else DARK.good)
            draw_pill(painter, shown, self._hint.words, dot, sized(self.font(), 1.15, QFont.Weight.DemiBold))
        if self._ring is not None:
            font = sized(self.font(), 1.1, QFont.Weight.Bold)
            draw_ring(painter, shown, self._ring.share, self._ring.words, QColor(DARK.accent), font)

    def _tell_painted(self) -> None:
        if self._taken is not None:
            taken, self._taken = self._taken, None
            self.frame_painted.emit(taken, self._clock())

"""The photo in a scan's report, and where the classifier looked on it, cut to a square around the face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from app.panel.legend import draw_heat_bar, heat_colours, heat_heading, less_word, more_word
from app.report.lettering import Hand, Size
from app.report.parts import CORNER, GAP
from app.text import attribute_name
from ml.types import Analysis, Attribute, Box, Colormap, RgbImage

SIDE = 1000
"""Pixels of a picture's side on paper: 270 for an inch."""
_AROUND_FACE = 1.7
_CAPTION = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture with its words. colours: of the heat on it."""

    pixels: QImage
    caption: str
    colormap: Colormap | None = None

    @classmethod
    def nothing(cls, caption: str) -> Picture:
        """An empty frame with words below it."""
        return cls(QImage(), caption)


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """Squares side by side. load: reads them when they are painted, so that a long report needs little memory."""

    hand: Hand
    load: Callable[[], tuple[Picture, ...]]

    def height(self, width: float) -> float:
        """Of two squares and a line of words."""
        return (width - GAP) / 2 + _CAPTION

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """From the left."""
        side = (place.width() - GAP) / 2
        for index, picture in enumerate(self.load()):
            square = QRectF(place.left() + index * (side + GAP), place.top(), side, side)
            _draw(painter, square, picture.pixels, self.hand)
            line = QRectF(square.left(), square.bottom() + 10, side, _CAPTION - 10)
            self._caption(painter, line, picture)

    def _caption(self, painter: QPainter, line: QRectF, picture: Picture) -> None:
        style = self.hand.style(Size.CAPTION, colour=self.hand.inks.muted)
        style.write_line(painter, line, picture.caption)
        if picture.colormap is None:
            return
        right = self.hand.style(Size.CAPTION, colour=self.hand.inks.muted, align=Qt.AlignmentFlag.AlignRight)
        right.write_line(painter, line, more_word())
        bar = QRectF(line.right() - right.width(more_word()) - 216, line.center().y() - 11, 200, 22)
        draw_heat_bar(painter, bar, self.hand.inks.line, heat_colours(picture.colormap))
        right.write_line(
            painter, QRectF(line.left(), line.top(), bar.left() - 16 - line.left(), line.height()), less_word()
        )


def photo_picture(photo: RgbImage, analysis: Analysis, caption: str) -> Picture:
    """The photo as it was graded. photo: (H, W, 3) uint8 RGB."""
    return Picture(_square(photo, analysis), caption)


def heat_picture(
    photo: RgbImage, analysis: Analysis, attribute: Attribute, colormap: Colormap, opacity: float
) -> Picture:
    """The photo under an attribute's heat."""
    from ml.overlay import painted

    caption = f"{heat_heading()}: {attribute_name(attribute)}"
    return Picture(_square(painted(photo, analysis, attribute, colormap, opacity), analysis), caption, colormap)


def most_visible(analysis: Analysis, wished: Attribute | None) -> Attribute | None:
    """Whose heat is shown: the one wished for, else the highest grade, the validated ones first; None without heat."""
    from app.picture.heat import explained

    there = [graded.attribute for graded in analysis.attributes if explained(analysis, graded.attribute)]
    if wished in there:
        return wished
    return max(there, key=lambda attribute: _weight(analysis, attribute), default=None)


def _weight(analysis: Analysis, attribute: Attribute) -> tuple[bool, float]:
    graded = analysis.of(attribute)
    return graded.validated, -1.0 if graded.grade is None else graded.grade.expected


def _square(photo: RgbImage, analysis: Analysis) -> QImage:
    """Around the face, or the middle; at most SIDE pixels."""
    from app.picture.pyramid import picture_of

    left, top, side = _frame(analysis.width, analysis.height, None if analysis.face is None else analysis.face.box)
    cut = picture_of(photo[top : top + side, left : left + side])
    if side <= SIDE:
        return cut
    smooth = Qt.TransformationMode.SmoothTransformation
    return cut.scaled(SIDE, SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _frame(width: int, height: int, face: Box | None) -> tuple[int, int, int]:
    """Left, top and side of the square, inside the picture."""
    side = min(width, height)
    middle = (width / 2, height / 2)
    if face is not None:
        side = max(1, min(side, round(_AROUND_FACE * max(face.width, face.height))))
        middle = (face.x + face.width / 2, face.y + face.height / 2)
    left = round(min(max(middle[0] - side / 2, 0), width - side))
    top = round(min(max(middle[1] - side / 2, 0), height - side))
    return left, top, side


def _draw(painter: QPainter, square: QRectF, pixels: QImage, hand: Hand) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(square, CORNER, CORNER)
    painter.save()
    painter.setClipPath(shape)
    painter.drawImage(square, pixels)
    painter.restore()
    painter.setPen(QPen(hand.inks.line, 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)

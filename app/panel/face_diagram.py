"""A small face on which an attribute's regions are filled and numbered by grade."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.colours import outline
from app.panel.drawing import Drawing, draw_face
from app.panel.face_shape import FRAME
from app.panel.measure import em
from ml.types import Region, RegionGrade


class FaceDiagram(QWidget):
    """Draws the regions an attribute reads: graded ones filled and numbered, the others hatched."""

    def __init__(self, regions: Sequence[Region], mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions = tuple(regions)
        self._mirrored = mirrored
        self._grades: tuple[tuple[Region, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_grades(self, grades: Sequence[RegionGrade]) -> None:
        """Fills the regions; repaints only when a grade differs."""
        values = tuple((g.region, g.grade.value) for g in grades)
        if values != self._grades:
            self._grades = values
            self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Draws the face as in a looking glass, or as on a photograph."""
        if mirrored is not self._mirrored:
            self._mirrored = mirrored
            self.update()

    def sizeHint(self) -> QSize:
        """7.4 times the text size high, in the proportion of the drawing."""
        height = int(7.4 * em(self))
        return QSize(int(height * FRAME.width() / FRAME.height()), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the face line, then each region with its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        look = Drawing(QFont(self.font()), em(self), text, outline(self.palette()))
        draw_face(painter, QSizeF(self.size()), self._regions, dict(self._grades), look, self._mirrored)

"""A small face on which an attribute's regions are filled and numbered by grade."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPaintEvent, QPalette, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.colours import faded, grade_colour, grade_ink, outline
from app.panel.face_shape import FRAME, eyes, face_outline, region_middle, region_outline
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
        scale = min(self.width() / FRAME.width(), self.height() / FRAME.height())
        transform = QTransform.fromScale(scale, scale)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(faded(text, 0.35), 1.2))
        painter.drawPath(transform.map(face_outline()))
        painter.drawPath(transform.map(eyes()))
        grades = dict(self._grades)
        for region in self._regions:
            self._paint_region(painter, transform, region, grades.get(region))

    def _paint_region(self, painter: QPainter, transform: QTransform, region: Region, grade: int | None) -> None:
        path = transform.map(region_outline(region, self._mirrored))
        line = outline(self.palette())
        if grade is None:
            painter.setPen(QPen(faded(line, 0.35), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(faded(line, 0.18), Qt.BrushStyle.BDiagPattern))
            painter.drawPath(path)
            return
        painter.setPen(QPen(line, 1))
        painter.setBrush(grade_colour(grade))
        painter.drawPath(path)
        self._write(painter, transform.map(region_middle(region, self._mirrored)), grade)

    def _write(self, painter: QPainter, middle: QPointF, grade: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(8, int(self.height() * 0.1)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(grade_ink(grade))
        half = QPointF(10, 10)
        painter.drawText(QRectF(middle - half, middle + half), Qt.AlignmentFlag.AlignCenter, str(grade))

"""Two drawn faces instead of photographs: the regions' grades before and after."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.compare.words import caption_text
from app.history.records import Scan
from app.panel.face_diagram import FaceDiagram
from app.panel.face_shape import FRAME
from app.panel.measure import em
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.regions import regions_of
from ml.types import Attribute

translate = QCoreApplication.translate
HEIGHT = 19.0


class _Side(QWidget):
    """One scan: a face for each attribute, one of them visible, and the day below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = tuple(FaceDiagram(regions_of(attribute)) for attribute in Attribute)
        self._stack, self._caption = QStackedWidget(), PlainLabel()
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._caption.setProperty("role", "strong")
        height = int(HEIGHT * em(self))
        for face in self._faces:
            face.setFixedSize(int(height * FRAME.width() / FRAME.height()), height)
            self._stack.addWidget(face)
        column = QVBoxLayout(self)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._stack, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._caption)

    def show_scan(self, scan: Scan, attribute: Attribute) -> None:
        """Takes another scan."""
        graded = scan.of(attribute)
        place = list(Attribute).index(attribute)
        self._faces[place].show_grades(graded.regions if graded is not None else ())
        self._stack.setCurrentIndex(place)
        self._caption.setText(caption_text(scan))


class RegionMaps(QWidget):
    """Shown where no photographs were kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._after, self._words = _Side(), _Side(), PlainLabel()
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(Space.PAGE)
        row.addStretch(1)
        row.addWidget(self._before)
        row.addWidget(self._after)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.WIDE)
        column.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addStretch(1)
        self.retranslate()

    def show_scans(self, before: Scan, after: Scan, attribute: Attribute) -> None:
        """Takes other scans or another attribute."""
        self._before.show_scan(before, attribute)
        self._after.show_scan(after, attribute)

    def retranslate(self) -> None:
        """Writes the words again."""
        self._words.setText(translate("Compare", "Not both photos were kept; the grades of each region still compare."))

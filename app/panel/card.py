"""One attribute's card: number, word, bars, face, confidence or the reason why there is no grade."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.panel.badge import GradeBadge, Tag
from app.panel.card_details import CardDetails, PanelTools
from app.panel.colours import faded
from app.panel.distribution import DistributionBars
from app.panel.face_diagram import FaceDiagram
from app.panel.words import (
    abstained_line,
    confidence_line,
    expected_line,
    no_grade_yet,
    not_enough,
    not_validated,
    not_validated_hint,
    spoken,
)
from app.text import attribute_name, grade_word
from app.tokens import Radius, Space
from app.widgets.plain_label import PlainLabel
from ml.regions import regions_of
from ml.types import Analysis, Attribute


class AttributeCard(QAbstractButton):
    """A card that is chosen by a click, Space or Enter; chosen, it opens its details."""

    question = Signal(object, object)
    check_asked = Signal(object)
    detail_asked = Signal(object)

    def __init__(
        self, attribute: Attribute, tools: PanelTools, mirrored: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._analysis: Analysis | None = None
        self._spread: float | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name, self._mark, self._word = PlainLabel(self), Tag(self), PlainLabel(self)
        self._expected, self._confidence = PlainLabel(self), PlainLabel(self)
        self._badge = GradeBadge(self)
        self._bars = DistributionBars(self)
        self._face = FaceDiagram(regions_of(attribute), mirrored, self)
        self._details = CardDetails(attribute, tools, self)
        self._details.question.connect(lambda direction: self.question.emit(attribute, direction))
        self._details.check_asked.connect(lambda: self.check_asked.emit(attribute))
        self._details.detail_asked.connect(lambda: self.detail_asked.emit(attribute))
        self._lay_out()
        self.retranslate()
        self.toggled.connect(self._open)

    def show_analysis(self, analysis: Analysis, spread: float | None = None) -> None:
        """Shows this card's attribute of an analysis; spread is the ± of the expected grade."""
        if analysis is not self._analysis:
            self._details.show_note("")
            self._details.set_question(None)
        self._analysis, self._spread = analysis, spread
        graded = analysis.of(self.attribute)
        grade = graded.grade
        self._badge.show_grade(grade.value if grade is not None else None)
        self._bars.show_grade(grade)
        self._bars.setVisible(grade is not None)
        self._face.show_grades(graded.regions)
        self._mark.setVisible(not graded.validated)
        self._word.setText(grade_word(self.attribute, grade.value) if grade is not None else not_enough())
        self._expected.setText(expected_line(grade, spread) if grade is not None else "")
        self._expected.setVisible(grade is not None)
        self._confidence.setText(confidence_line(grade) if grade is not None else abstained_line(graded.abstained))
        self.setAccessibleName(spoken(graded, spread))
        if self.isChecked():
            self._details.show_analysis(analysis)

    def set_mirrored(self, mirrored: bool) -> None:
        """Draws the face as in a looking glass, or as on a photograph."""
        self._face.set_mirrored(mirrored)

    def show_note(self, note: str) -> None:
        """A sentence in the open part: the answer of a check."""
        self._details.show_note(note)

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        self._name.setText(attribute_name(self.attribute))
        self._mark.setText(not_validated())
        self._mark.setToolTip(not_validated_hint())
        self._mark.setAccessibleDescription(not_validated_hint())
        self.setAccessibleDescription(
            QCoreApplication.translate("ReportPanel", "Shows on the picture where the model looked")
        )
        self.setToolTip(self.accessibleDescription())
        self._details.retranslate()
        if self._analysis is None:
            self.setAccessibleName(no_grade_yet(self.attribute))
        else:
            self.show_analysis(self._analysis, self._spread)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the card's ground, its border, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        accent = palette.color(QPalette.ColorRole.Highlight)
        border = QPen(faded(text, 0.28 if self.underMouse() else 0.14), 1)
        if self.isChecked() or self.hasFocus():
            border = QPen(accent, 2)
        painter.setPen(border)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(6, 14, 3, self.height() - 28), 1.5, 1.5)

    def _open(self, opened: bool) -> None:
        self._details.set_question(None)
        self._details.setVisible(opened and self._analysis is not None)
        if opened and self._analysis is not None:
            self._details.show_analysis(self._analysis)

    def _lay_out(self) -> None:
        for label, role in ((self._word, "heading"), (self._expected, "muted"), (self._confidence, "muted")):
            label.setProperty("role", role)
        bold = QFont(self._name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(bold)
        self._mark.hide()
        self._word.setWordWrap(True)
        self._expected.setWordWrap(True)
        self._confidence.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        grid.addLayout(_row(self._name, self._mark), 0, 0, 1, 2)
        grid.addLayout(self._headline(), 1, 0)
        grid.addWidget(self._confidence, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._bars, 1, 1, 2, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._face, 0, 2, 3, 1, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.LARGE, 10, Space.MEDIUM, 10)
        outer.addLayout(grid)
        outer.addWidget(self._details)
        self._details.hide()

    def _headline(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._expected)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row

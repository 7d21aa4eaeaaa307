"""The part of a card that opens when it is chosen: the grade of each region, and what can be asked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.panel.question import Direction
from app.panel.reasons import why_not
from app.panel.words import check_hint, check_text, detail_text, question_text
from app.text import abstention_text, number, percent, region_name
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.device import has_torch
from ml.regions import regions_of
from ml.types import GRADES, Analysis, Attribute, AttributeGrade, Region


@dataclass(frozen=True, slots=True)
class PanelTools:
    """What a page lets a person ask of a card."""

    questions: bool = True
    checks: bool = False


class CardDetails(QWidget):
    """One line for each region (grade, expected grade, weight, heat on skin), then the questions."""

    question = Signal(object)
    check_asked = Signal()
    detail_asked = Signal()

    def __init__(self, attribute: Attribute, tools: PanelTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attribute = attribute
        self._tools = tools
        self._lines = tuple(_Line(self, region) for region in regions_of(attribute))
        self._heads = tuple(PlainLabel(self) for _ in range(4))
        self._note = PlainLabel(self)
        self._why = PlainLabel(self)
        self._higher, self._lower = self._button(), self._button()
        self._check, self._detail = self._button(), self._button()
        self._higher.clicked.connect(lambda on: self._ask(Direction.HIGHER if on else None))
        self._lower.clicked.connect(lambda on: self._ask(Direction.LOWER if on else None))
        self._check.clicked.connect(lambda: self.check_asked.emit())
        self._detail.clicked.connect(lambda: self.detail_asked.emit())
        self._lay_out()
        self.retranslate()

    def show_analysis(self, analysis: Analysis) -> None:
        """Fills the lines and offers what can be asked of this grade."""
        graded = analysis.of(self._attribute)
        by_region = {g.region: g for g in graded.regions}
        for line in self._lines:
            region_grade = by_region.get(line.region)
            crop = analysis.crop(line.region)
            if region_grade is None:
                line.show_reason(abstention_text(why_not(analysis, graded, crop)))
                continue
            heat = region_grade.explanation
            line.show_grade(
                f"{region_grade.grade.value}",
                number(region_grade.grade.expected),
                percent(region_grade.weight),
                percent(heat.heat_on_skin) if heat is not None else "–",
            )
        self._offer(graded)

    def set_question(self, direction: Direction | None) -> None:
        """Marks the question whose map is shown, without a signal."""
        self._higher.setChecked(direction is Direction.HIGHER)
        self._lower.setChecked(direction is Direction.LOWER)

    def _ask(self, direction: Direction | None) -> None:
        self.set_question(direction)
        self.question.emit(direction)

    def _offer(self, graded: AttributeGrade) -> None:
        value = graded.grade.value if graded.grade is not None else None
        explained = any(g.explanation is not None for g in graded.regions)
        self._higher.setVisible(self._tools.questions and value is not None and value < GRADES - 1)
        self._lower.setVisible(self._tools.questions and value is not None and value > 0)
        self._why.setVisible(self._tools.questions and value is not None)
        self._check.setVisible(self._tools.checks and value is not None and explained)
        self._detail.setVisible(self._tools.checks and value is not None and has_torch())

    def show_note(self, note: str) -> None:
        """A sentence under the questions, the answer of a check; empty hides it."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def retranslate(self) -> None:
        """Sets every fixed text in the language of the app."""
        texts = (
            QCoreApplication.translate("ReportPanel", "Grade"),
            QCoreApplication.translate("ReportPanel", "Expected"),
            QCoreApplication.translate("ReportPanel", "Weight"),
            QCoreApplication.translate("ReportPanel", "On skin"),
        )
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        self._heads[3].setToolTip(
            QCoreApplication.translate("ReportPanel", "Share of the heat that lies on visible skin of the region")
        )
        self._heads[2].setToolTip(
            QCoreApplication.translate("ReportPanel", "Share of this region in the grade: its visible skin")
        )
        for line in self._lines:
            line.name.setText(region_name(line.region))
        self._why.setText(QCoreApplication.translate("ReportPanel", "Why not another grade?"))
        self._higher.setText(QCoreApplication.translate("ReportPanel", "One higher"))
        self._lower.setText(QCoreApplication.translate("ReportPanel", "One lower"))
        self._higher.setAccessibleName(question_text(Direction.HIGHER))
        self._lower.setAccessibleName(question_text(Direction.LOWER))
        self._check.setText(check_text())
        self._check.setToolTip(check_hint())
        self._detail.setText(detail_text())

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setVisible(False)
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(self._heads, start=1):
            head.setProperty("role", "caption")
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(self._lines, start=1):
            line.place(grid, row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(grid)
        for button in (self._higher, self._lower):
            button.setCheckable(True)
        for label in (self._why, self._note):
            label.setProperty("role", "muted")
        outer.addWidget(self._why)
        outer.addLayout(_pair(self._higher, self._lower))
        outer.addLayout(_pair(self._check, self._detail))
        self._note.setWordWrap(True)
        self._note.hide()
        outer.addWidget(self._note)


def _pair(one: QWidget, other: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    row.addWidget(one, 1)
    row.addWidget(other, 1)
    return row


class _Line:
    """The labels of one region."""

    def __init__(self, parent: QWidget, region: Region) -> None:
        self.region = region
        self.name = PlainLabel(parent)
        self._cells = tuple(PlainLabel(parent) for _ in range(4))
        self._reason = PlainLabel(parent)
        self._reason.setWordWrap(True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._reason.hide()

    def place(self, grid: QGridLayout, row: int) -> None:
        """Puts the labels into a row: numbers in columns 1-4, or the reason across them."""
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, row, 0, top)
        for column, cell in enumerate(self._cells, start=1):
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignRight | top)
        grid.addWidget(self._reason, row, 1, 1, 4)

    def show_grade(self, *texts: str) -> None:
        """Shows the four numbers."""
        self._reason.hide()
        for cell, text in zip(self._cells, texts, strict=True):
            cell.setText(text)
            cell.show()

    def show_reason(self, reason: str) -> None:
        """Shows why the region has no grade."""
        for cell in self._cells:
            cell.hide()
        self._reason.setText(reason)
        self._reason.show()

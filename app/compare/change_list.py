"""The five attributes of two scans: before, after, and what the difference may be called. One of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.change.repeat_error import Direction
from app.change.words import change_text
from app.compare.numbers import ChangeRow
from app.text import attribute_name, number
from app.theme import tones_of
from app.tokens import Radius, Space
from app.widgets.letters import grown, with_letters
from app.widgets.plain_label import PlainLabel
from ml.types import Attribute

translate = QCoreApplication.translate

WIDTH = 250
"""Logical pixels with letters of 10 points."""


class ChangeEntry(QAbstractButton):
    """One attribute's change."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._row: ChangeRow | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name, self._words, self._numbers = PlainLabel(self), PlainLabel(self), PlainLabel(self)
        self._line = QHBoxLayout(self)
        self._lay_out()

    def show_row(self, row: ChangeRow) -> None:
        """Takes other numbers."""
        self._row = row
        self.retranslate()

    def retranslate(self) -> None:
        """Writes the words again."""
        self._name.setText(attribute_name(self.attribute))
        row = self._row
        if row is None:
            return
        self._words.setText(words_of(row))
        self._numbers.setText(f"{_number(row.before)} → {_number(row.after)}")
        clear = row.change is not None and row.change.direction is not Direction.UNCLEAR
        self._words.setProperty("role", "strong" if clear else "muted")
        self._words.style().polish(self._words)
        self.setAccessibleName(f"{self._name.text()}: {self._numbers.text()}, {self._words.text()}")
        self.setToolTip(_limit(row))
        self.setAccessibleDescription(_limit(row))

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._line.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border; chosen or focused, in the accent's colour."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        quiet = QColor(tones.faint if self.underMouse() else tones.line)
        painter.setPen(QPen(QColor(tones.accent), 2) if strong else QPen(quiet, 1))
        painter.setBrush(QColor(tones.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)

    def _lay_out(self) -> None:
        self._name.setProperty("role", "caption")
        self._numbers.setProperty("role", "heading")
        self._words.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(self._name)
        left.addWidget(self._words)
        self._line.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        self._line.setSpacing(Space.MEDIUM)
        self._line.addLayout(left, 1)
        self._line.addWidget(self._numbers)


class ChangeList(QWidget):
    """All five. chosen(Attribute) when the user has chosen."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(ChangeEntry(attribute) for attribute in Attribute)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        for place, entry in enumerate(self._entries):
            self._group.addButton(entry, place)
            column.addWidget(entry)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._entries[place].attribute))
        with_letters(self, lambda: self.setMinimumWidth(grown(self, WIDTH)))

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """Takes all rows; those of whole faces are shown."""
        for row in rows:
            if row.region is None:
                next(entry for entry in self._entries if entry.attribute is row.attribute).show_row(row)

    def choose(self, attribute: Attribute) -> None:
        """Shows this one as chosen, without telling."""
        next(entry for entry in self._entries if entry.attribute is attribute).setChecked(True)

    def retranslate(self) -> None:
        """Writes the words again."""
        for entry in self._entries:
            entry.retranslate()


def words_of(row: ChangeRow) -> str:
    """What the difference is called, or that one of them has no grade."""
    return translate("Compare", "not in both scans") if row.change is None else change_text(row.change)


def _limit(row: ChangeRow) -> str:
    if row.change is None:
        return ""
    text = translate("Compare", "Clear beyond ±{limit} grades")
    return text.format(limit=number(row.change.limit, 2))


def _number(value: float | None) -> str:
    return "–" if value is None else number(value)

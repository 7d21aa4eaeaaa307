"""One large graph with its headline, the table behind it, and the offer to measure the repeat error."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.history.records import Mark
from app.tokens import Space
from app.trends.graph import TrendGraph
from app.trends.key import Key
from app.trends.repeat_bar import RepeatBar
from app.trends.series import DAY, Span, Trend, Window, window
from app.trends.table import TrendTable
from app.trends.words import explanation, headline, place_name, spoken, verdict
from app.widgets.drop_down import DropDown
from app.widgets.letters import grown, with_layout
from app.widgets.plain_label import PlainLabel
from app.widgets.readable_table import ReadableTable
from ml.regions import regions_of
from ml.types import Attribute, Region

translate = QCoreApplication.translate
SETTLE_MS = 250
LEAST_GRAPH = 140
"""Logical pixels in which five words and the time are still apart."""


class TrendCard(QFrame):
    """region_chosen(Region | None). moved() when the graph was zoomed or panned by hand."""

    region_chosen = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._trend: Trend | None = None
        self._marks: Sequence[Mark] = ()
        self._span: Span | None = Span.QUARTER
        self._others = True
        self._title, self._verdict, self._explanation = PlainLabel(), PlainLabel(), PlainLabel()
        self.regions = DropDown(1)
        self.graph, self.key, self.repeats = TrendGraph(), Key(), RepeatBar()
        self.rows, self.table, self.copy = TrendTable(), ReadableTable(), QPushButton()
        self.table.setModel(self.rows)
        self._stack = QStackedWidget()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def tabular(self) -> bool:
        """Whether the table is shown."""
        return self._stack.currentIndex() == 1

    def show_trend(self, trend: Trend, marks: Sequence[Mark]) -> None:
        """Shows another trend."""
        self._trend, self._marks = trend, marks
        self._fill_regions(trend.attribute)
        self.graph.show_trend(trend, marks)
        self.key.show_trend(trend)
        if self._span is not None:
            self.show_span(self._span)
        self._write()
        self._fill_table()

    def show_span(self, span: Span) -> None:
        """Goes to a span that ends now."""
        self._span = span
        if self._trend is None:
            return
        now = time.time()
        whole = window(Span.ALL, self._trend.taken, now)
        shown = window(span, self._trend.taken, now)
        room = 0.03 * (shown.end - shown.start)
        limits = Window(min(whole.start, shown.start) - 30 * DAY, whole.end + 30 * DAY)
        self.graph.show_window(Window(shown.start, shown.end + room), limits)
        self._fill_table()

    def show_table(self, tabular: bool) -> None:
        """The table instead of the graph, or the graph."""
        self._stack.setCurrentIndex(1 if tabular else 0)
        self._fill_table()

    def show_others(self, others: bool) -> None:
        """Shows or hides scans taken under other conditions."""
        self._others = others
        self.graph.show_others(others)
        self._fill_table()

    def retranslate(self) -> None:
        """Writes all words again."""
        self.copy.setText(translate("Trends", "Copy table"))
        self.key.retranslate()
        self.repeats.retranslate()
        self.graph.retranslate()
        self.rows.retranslate()
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """High enough for every line at this width, and for a graph that can be read."""
        self._stack.setMinimumHeight(grown(self, LEAST_GRAPH))
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.minimumHeightForWidth(max(self.width(), layout.minimumSize().width())))

    def _write(self) -> None:
        if self._trend is None:
            return
        self._title.setText(headline(self._trend))
        self._verdict.setText(verdict(self._trend))
        self._explanation.setText(explanation(self._trend))
        self.table.setAccessibleName(spoken(self._trend))
        regions = (None, *regions_of(self._trend.attribute))
        self.regions.set_texts(tuple(place_name(region) for region in regions), translate("Trends", "Part of the face"))
        self.regions.choose(regions.index(self._trend.region))

    def _fill_regions(self, attribute: Attribute) -> None:
        wanted = len(regions_of(attribute)) + 1
        if self.regions.list.count() != wanted:
            self.regions.list.clear()
            self.regions.list.addItems([""] * wanted)

    def _fill_table(self) -> None:
        if self._trend is None or not self.tabular:
            return
        self.rows.show_trend(self._trend, self._marks, self.graph.shown, self._others)
        self.table.fit()

    def _choose_region(self, index: int) -> None:
        if self._trend is not None:
            regions: tuple[Region | None, ...] = (None, *regions_of(self._trend.attribute))
            self.region_chosen.emit(regions[index])

    def _note_move(self) -> None:
        self._span = None
        self._settle.start()
        self.moved.emit()

    def _connect(self) -> None:
        self.regions.chosen.connect(self._choose_region)
        self.graph.moved.connect(self._note_move)
        self.copy.clicked.connect(self.table.copy)
        self._settle.timeout.connect(self._fill_table)

    def _lay_out(self) -> None:
        for label, role in ((self._title, "strong"), (self._verdict, "heading"), (self._explanation, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._verdict)
        head = QHBoxLayout()
        head.setSpacing(Space.LARGE)
        head.addLayout(words, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.regions, 0, Qt.AlignmentFlag.AlignVCenter)
        self._stack.addWidget(self.graph)
        self._stack.addWidget(self.table)
        self._stack.currentChanged.connect(lambda index: self.copy.setVisible(index == 1))
        self._stack.currentChanged.connect(lambda index: self.key.setVisible(index == 0))
        self.copy.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(head)
        column.addWidget(self._explanation)
        column.addWidget(self._stack, 1)
        column.addWidget(self.key)
        column.addWidget(_rule())
        column.addWidget(self.repeats)
        with_layout(self, self._fit)


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line

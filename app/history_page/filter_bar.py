"""Which scans the list shows: of when, with which tag, of which quality."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from app.history.records import Quality, ScanFilter, Tag
from app.history_page.words import tag_text
from app.tokens import Space
from app.widgets.flow import FlowLayout
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate
DAYS: tuple[int | None, ...] = (None, 7, 30, 90, 365)
"""None: all. After these comes a range of one's own."""
LONGEST_TAG = 24


class FilterBar(QWidget):
    """changed(): another choice; `chosen` says which."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time, self.tag, self.quality = QComboBox(), QComboBox(), QComboBox()
        self.since, self.until = QDateEdit(), QDateEdit()
        self._tags: tuple[Tag, ...] = ()
        self._own = QWidget()
        today = QDate.currentDate()
        for edit, day in ((self.since, today.addMonths(-1)), (self.until, today)):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(day)
            edit.dateChanged.connect(lambda _: self.changed.emit())
        for box, count in ((self.time, len(DAYS) + 1), (self.tag, 1), (self.quality, len(Quality))):
            box.addItems([""] * count)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.time.activated.connect(lambda _: self._choose_time())
        self.tag.activated.connect(lambda _: self.changed.emit())
        self.quality.activated.connect(lambda _: self.changed.emit())
        own, row = QHBoxLayout(self._own), FlowLayout(self)
        for line, widgets in (
            (own, (self.since, PlainLabel("–"), self.until)),
            (row, (self.time, self._own, self.tag, self.quality)),
        ):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(Space.SMALL)
            for widget in widgets:
                line.addWidget(widget)
        self._show_own()
        self.retranslate()

    def chosen(self, now: datetime) -> ScanFilter:
        """What is asked for. now: aware."""
        index = self.time.currentIndex()
        since = until = None
        if index == len(DAYS):
            since, until = _start_of(self.since.date()), _start_of(self.until.date().addDays(1))
        elif (days := DAYS[index]) is not None:
            since = now - timedelta(days=days)
        place = self.tag.currentIndex() - 1
        tags = (self._tags[place],) if place >= 0 else ()
        return ScanFilter(since, until, tags, list(Quality)[self.quality.currentIndex()])

    def show_tags(self, tags: tuple[Tag, ...]) -> None:
        """The tags in use; the chosen one stays chosen where it is still there."""
        place = self.tag.currentIndex() - 1
        before = self._tags[place] if 0 <= place < len(self._tags) else None
        self._tags = tags
        blocker = QSignalBlocker(self.tag)
        self.tag.clear()
        self.tag.addItems([""] + [_short(tag_text(tag)) for tag in tags])
        self.tag.setCurrentIndex(1 + tags.index(before) if before in tags else 0)
        blocker.unblock()
        self.retranslate()

    def clear(self) -> None:
        """Everything again."""
        for box in (self.time, self.tag, self.quality):
            box.setCurrentIndex(0)
        self._show_own()
        self.changed.emit()

    def retranslate(self) -> None:
        """Sets every text again."""
        times = (
            translate("History", "All times"),
            translate("History", "Last 7 days"),
            translate("History", "Last 30 days"),
            translate("History", "Last 90 days"),
            translate("History", "Last year"),
            translate("History", "From … to …"),
        )
        qualities = (
            translate("History", "Any quality"),
            translate("History", "Good pictures"),
            translate("History", "Could be better"),
        )
        for box, words in ((self.time, times), (self.quality, qualities)):
            for index, text in enumerate(words):
                box.setItemText(index, text)
        self.tag.setItemText(0, translate("History", "Any tag"))
        self.tag.setEnabled(bool(self._tags))
        names = (
            (self.time, translate("History", "Time")),
            (self.tag, translate("History", "Tag")),
            (self.quality, translate("History", "Quality of the picture")),
            (self.since, translate("History", "From")),
            (self.until, translate("History", "To")),
        )
        for widget, name in names:
            widget.setAccessibleName(name)
            widget.setToolTip(name)

    def _choose_time(self) -> None:
        self._show_own()
        self.changed.emit()

    def _show_own(self) -> None:
        self._own.setVisible(self.time.currentIndex() == len(DAYS))


def _start_of(day: QDate) -> datetime:
    """Midnight of this computer's clock, by the offset of that day: summer time is not today's everywhere."""
    return datetime(day.year(), day.month(), day.day()).astimezone()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TAG else text[: LONGEST_TAG - 1] + "…"

"""The Trends page: five attributes at a glance, one of them large, and what is no clear change."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.history.ports import History
from app.history.records import ScanFilter
from app.icons import Icon
from app.notices import Notice, NoticeAction
from app.pages import PageKind
from app.reading_page import ReadingPage
from app.saving.request import FileForm, Stretch
from app.saving.save_button import SaveButton
from app.saving.saver import Saver
from app.services import Services
from app.tokens import Space
from app.trends.reading import Reading, read, read_region
from app.trends.series import Span, Trend, window
from app.trends.words import span_name
from app.widgets.beside_or_below import BesideOrBelow
from app.widgets.line import line_of
from app.widgets.page_message import PageMessage
from app.widgets.plain_label import PlainLabel
from app.widgets.segments import Segments
from app.widgets.switch import Switch
from ml.types import Attribute, Region

if TYPE_CHECKING:
    from app.trends.tiles import Tiles
    from app.trends.trend_card import TrendCard

translate = QCoreApplication.translate
SPANS = tuple(Span)


class TrendsPage(ReadingPage):
    """Of all attributes, or of one region."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._reading: Reading | None = None
        self._attribute = Attribute.PIGMENTATION
        self._region: Region | None = None
        self.message = PageMessage(Icon.TRENDS)
        self.spans, self.kind = Segments(len(SPANS)), Segments(2)
        self.others, self._others_label = Switch(), PlainLabel()
        self.save, self.saver = SaveButton(), Saver(services, parent=self)
        self.tiles: Tiles | None = None
        self.card: TrendCard | None = None
        self._content = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def reading(self) -> Reading | None:
        """What is shown, if anything."""
        return self._reading

    def close_down(self) -> None:
        """Nothing is saved any more."""
        self.leave()
        self.saver.close()

    def refresh(self) -> None:
        """Reads in the background and shows what was read; asks a guest to sign in."""
        history = self._services.sign_in.history
        if history is None:
            self._reading = None
            self._write_message()
            return
        self._services.sign_in.tasks.run(lambda: read(history), lambda it: self._take(history, it), self._fail)

    def choose(self, attribute: Attribute, region: Region | None = None) -> None:
        """Shows another attribute large, of the whole face or of one region."""
        self._attribute, self._region = attribute, region
        history, reading = self._services.sign_in.history, self._reading
        if history is None or reading is None:
            return
        if region is None:
            self._show_large(reading.of(attribute))
            return
        work = lambda: read_region(history, reading.around, attribute, region)  # noqa: E731
        self._services.sign_in.tasks.run(work, self._take_region, self._fail)

    def retranslate(self) -> None:
        """Writes all words again."""
        self.spans.set_texts(tuple(span_name(span) for span in SPANS), translate("Trends", "Time"))
        self.kind.set_texts(
            (translate("Trends", "Graph"), translate("Trends", "Table")), translate("Trends", "Shown as")
        )
        self.save.retranslate()
        self._others_label.setText(translate("Trends", "Other conditions too"))
        self.others.setAccessibleName(self._others_label.text())
        tip = translate("Trends", "Scans taken with another camera, in other light, or graded by another model")
        self.others.setToolTip(tip)
        self._others_label.setToolTip(tip)
        if self.tiles is not None and self.card is not None:
            self.tiles.retranslate()
            self.card.retranslate()
        self._write_message()

    def _take(self, history: History, reading: Reading) -> None:
        """Shows what was read, unless somebody else signed in meanwhile."""
        if history is not self._services.sign_in.history:
            return
        self._reading = reading
        self._write_message()
        if not reading.around.timeline.scans:
            return
        tiles, _ = self._build()
        shown = window(self._span, reading.around.timeline.taken, time.time())
        tiles.show_trends(reading.trends, shown)
        tiles.choose(self._attribute)
        self.choose(self._attribute, self._region)
        self._show_measuring()

    def _take_region(self, trend: Trend | None) -> None:
        if trend is None:
            self.refresh()
        elif (trend.attribute, trend.region) == (self._attribute, self._region):
            self._show_large(trend)

    def _show_large(self, trend: Trend) -> None:
        if self.card is not None and self._reading is not None:
            self.card.show_trend(trend, self._reading.marks)

    def _build(self) -> tuple[Tiles, TrendCard]:
        """The parts that need pyqtgraph, when there is something to draw."""
        if self.tiles is not None and self.card is not None:
            return self.tiles, self.card
        from app.trends.tiles import Tiles
        from app.trends.trend_card import TrendCard

        self.tiles, self.card = Tiles(), TrendCard()
        self.tiles.chosen.connect(self.choose)
        self.card.region_chosen.connect(lambda region: self.choose(self._attribute, region))
        self.card.graph.reset_wanted.connect(lambda: self._choose_span(self.spans.index))
        self.card.repeats.begun.connect(self._begin_measuring)
        self.card.repeats.cancelled.connect(self._services.repeats.stop)
        both = BesideOrBelow(self.card, self.tiles, Space.LARGE, side_first=True)
        both.turned.connect(self.tiles.show_whole)
        layout = self._content.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(both, 1)
        return self.tiles, self.card

    @property
    def _span(self) -> Span:
        return SPANS[self.spans.index]

    def _choose_span(self, index: int) -> None:
        if self._reading is None or self.tiles is None or self.card is None:
            return
        shown = window(SPANS[index], self._reading.around.timeline.taken, time.time())
        self.tiles.show_trends(self._reading.trends, shown)
        self.card.show_span(SPANS[index])

    def _save(self, form: FileForm, photos: bool) -> None:
        """What the graph shows now; of all times where it shows them all."""
        if self.card is None or self._reading is None:
            return
        shown, taken = self.card.graph.shown, self._reading.around.timeline.taken
        whole = shown.start <= taken[0] and shown.end >= taken[-1]
        since, until = (datetime.fromtimestamp(one).astimezone() for one in (shown.start, shown.end))
        self.saver.save(Stretch(ScanFilter() if whole else ScanFilter(since, until)), form, photos, self)

    def _begin_measuring(self) -> None:
        profile = self._services.sign_in.profile
        if profile is not None:
            self._services.repeats.begin(profile)
            self.elsewhere.emit(PageKind.LIVE)

    def _show_measuring(self) -> None:
        if self.card is not None:
            self.card.repeats.show_found(self._services.repeats.kept_by(self._services.sign_in.profile))

    def _measured(self) -> None:
        self._services.notices.post(
            Notice(
                key="repeats",
                title=lambda: translate("Trends", "Your repeat error is measured"),
                text=lambda: translate("Trends", "Measure again on other days: the more repeats, the surer it is."),
                action=NoticeAction(
                    lambda: translate("Trends", "To the trends"), lambda: self.elsewhere.emit(PageKind.TRENDS)
                ),
            )
        )
        if self._shown:
            self.refresh()

    def _write_message(self) -> None:
        guest = self._services.sign_in.history is None
        empty = self._reading is not None and not self._reading.around.timeline.scans
        if guest:
            self.message.show_words(
                translate("Trends", "Sign in to see how your skin changes"),
                translate("Trends", "Trends are made of the scans you keep. They stay on this computer, encrypted."),
                translate("Trends", "Sign in"),
            )
        elif empty:
            self.message.show_words(
                translate("Trends", "No scans kept yet"),
                translate(
                    "Trends",
                    "Keep a scan now and then, in the same place and light. From the third on there is a baseline.",
                ),
                translate("Trends", "To the Live page"),
            )
        else:
            self.message.show_words(translate("Trends", "Reading your history…"))
        ready = not guest and not empty and self._reading is not None
        self._stack.setCurrentWidget(self._content if ready else self.message)

    def forget(self) -> None:
        """Nothing of the one before stays on the screen, or goes into a file."""
        self._reading = None
        self.saver.stop()
        self._write_message()

    def _connect(self) -> None:
        self.message.acted.connect(self._act)
        self._services.repeats.changed.connect(self._show_measuring)
        self._services.repeats.finished.connect(self._measured)
        self.spans.chosen.connect(self._choose_span)
        self.kind.chosen.connect(lambda index: self.card.show_table(index == 1) if self.card is not None else None)
        self.save.chosen.connect(self._save)
        self.others.toggled.connect(lambda on: self.card.show_others(on) if self.card is not None else None)
        self.spans.choose(SPANS.index(Span.QUARTER))
        self.kind.choose(0)
        self.others.setChecked(True)

    def _lay_out(self) -> None:
        self._others_label.setBuddy(self.others)
        ways = line_of(self.others, self._others_label, Space.MEDIUM, self.kind, self.save)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LARGE)
        column.addWidget(BesideOrBelow(line_of(self.spans), ways, Space.SMALL))
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

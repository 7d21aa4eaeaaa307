"""The Compare page: chooses two scans and shows what changed between them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.change.conditions import Difference, differences, usual_set_up
from app.compare.comparison import Comparison
from app.compare.loading import Loaded, layer_of, load
from app.compare.numbers import Shelf, shelf_of
from app.compare.picker import ScanChoices, ScanPicker
from app.compare.stage import View
from app.history.ports import History
from app.history.records import Timeline
from app.icons import Icon
from app.reading_page import ReadingPage
from app.services import Services
from app.tokens import Space
from app.widgets.beside_or_below import BesideOrBelow
from app.widgets.page_message import PageMessage
from app.widgets.segments import Segments
from app.widgets.shown_page import ShownPage
from ml.types import Attribute

translate = QCoreApplication.translate
VIEWS: tuple[View | None, ...] = (View.SLIDER, View.BESIDE, View.CHANGE, None)
"""None is the table."""
TWO = 2


class ComparePage(ReadingPage):
    """Keeps the choice as long as both scans are there."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._shelf: Shelf | None = None
        self._chosen: tuple[str, str] | None = None
        self._loaded: Loaded | None = None
        self.choices = ScanChoices()
        self.before, self.after = ScanPicker(self.choices), ScanPicker(self.choices)
        self.swap = QPushButton("⇄")
        self.views = Segments(len(VIEWS))
        self.comparison = Comparison()
        self.message = PageMessage(Icon.COMPARE)
        self._content = QWidget()
        self._stack = ShownPage()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def loaded(self) -> Loaded | None:
        """What is shown, if anything."""
        return self._loaded

    def refresh(self) -> None:
        """Reads in the background; asks a guest to sign in."""
        history = self._services.sign_in.history
        if history is None:
            self._write_message()
            return
        self._services.sign_in.tasks.run(lambda: shelf_of(history), lambda it: self._take(history, it), self._fail)

    def compare(self, before: str, after: str) -> None:
        """Shows these two scans, by their ids."""
        history, shelf = self._services.sign_in.history, self._shelf
        if history is None or shelf is None:
            return
        self._chosen = (before, after)
        self.before.choose(before)
        self.after.choose(after)
        tasks = self._services.sign_in.tasks
        tasks.run(lambda: load(history, shelf, before, after), lambda it: self._show(history, it), self._fail)

    def retranslate(self) -> None:
        """Writes all words again."""
        self.before.name(translate("Compare", "Before"))
        self.after.name(translate("Compare", "After"))
        self.swap.setToolTip(translate("Compare", "Swap before and after"))
        self.swap.setAccessibleName(self.swap.toolTip())
        texts = (
            translate("Compare", "Slider"),
            translate("Compare", "Side by side"),
            translate("Compare", "Change"),
            translate("Compare", "Table"),
        )
        self.views.set_texts(texts, translate("Compare", "Shown as"))
        self.comparison.retranslate()
        if self._chosen is not None:
            self.before.choose(self._chosen[0])
            self.after.choose(self._chosen[1])
        self._write_message()

    def _take(self, history: History, shelf: Shelf) -> None:
        if history is not self._services.sign_in.history:
            return
        self._shelf = shelf
        self.choices.show_timeline(shelf.timeline)
        self._write_message()
        if len(shelf.timeline.scans) < TWO:
            return
        chosen = self._chosen
        if chosen is None or any(one not in shelf.timeline.scans for one in chosen):
            chosen = first_choice(shelf.timeline)
        self.compare(*chosen)

    def _show(self, history: History, loaded: Loaded) -> None:
        """Unless somebody else signed in or something else was chosen meanwhile."""
        if history is not self._services.sign_in.history:
            return
        if self._chosen != (loaded.before.scan.id, loaded.after.scan.id):
            return
        self._loaded = loaded
        self.comparison.show_loaded(loaded)
        self._write_message()

    def _make_layer(self, attribute: Attribute) -> None:
        loaded = self._loaded
        if loaded is None or loaded.pair is None:
            return

        def show(layer: QImage) -> None:
            if loaded is self._loaded:
                self.comparison.show_layer(attribute, layer)

        self._services.sign_in.tasks.run(lambda: layer_of(loaded, attribute), show, self._fail)

    def forget(self) -> None:
        """Nothing of the one before stays on the screen."""
        self._shelf, self._chosen, self._loaded = None, None, None
        self._write_message()

    def _write_message(self) -> None:
        guest = self._services.sign_in.history is None
        few = self._shelf is not None and len(self._shelf.timeline.scans) < TWO
        if guest:
            self.message.show_words(
                translate("Compare", "Sign in to compare your scans"),
                translate("Compare", "Two scans you have kept can be laid over each other here, grades and photos."),
                translate("Compare", "Sign in"),
            )
        elif few:
            self.message.show_words(
                translate("Compare", "Two kept scans are needed"),
                translate("Compare", "Keep another one on the Live page or the Photo page."),
                translate("Compare", "To the Live page"),
            )
        else:
            self.message.show_words(translate("Compare", "Reading your history…"))
        ready = not guest and not few and self._loaded is not None
        self._stack.setCurrentWidget(self._content if ready else self.message)

    def _connect(self) -> None:
        self.message.acted.connect(self._act)
        self.comparison.layer_wanted.connect(self._make_layer)
        self.views.chosen.connect(lambda index: self.comparison.show_view(VIEWS[index]))
        self.views.choose(0)
        self.before.chosen.connect(lambda scan: self.compare(scan, self._chosen[1]) if self._chosen else None)
        self.after.chosen.connect(lambda scan: self.compare(self._chosen[0], scan) if self._chosen else None)
        self.swap.clicked.connect(lambda: self.compare(self._chosen[1], self._chosen[0]) if self._chosen else None)

    def _lay_out(self) -> None:
        scans = QWidget()
        pair = QHBoxLayout(scans)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(Space.SMALL)
        pair.addWidget(self.before, 1)
        pair.addWidget(self.swap)
        pair.addWidget(self.after, 1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LARGE)
        column.addWidget(BesideOrBelow(scans, self.views, Space.WIDE))
        column.addWidget(self.comparison, 1)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


def first_choice(timeline: Timeline) -> tuple[str, str]:
    """The first and the last scan under the usual conditions; the first and last of all where there are no two."""
    usual = usual_set_up(timeline)
    scans = timeline.scans
    if usual is not None:
        flags = differences(timeline, usual)
        fitting = [scan for scan, flag in zip(scans, flags, strict=True) if flag == Difference.NONE]
        scans = tuple(fitting) if len(fitting) >= TWO else scans
    return scans[0], scans[-1]

"""The bar over the photo: open, save, close; whole face or close-up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.icons import Icon
from app.text import region_name
from app.tokens import Space
from app.widgets.sized_icon import tool_button
from ml.types import Region

BOX_EDGES = 72
translate = QCoreApplication.translate


class PhotoToolbar(QWidget):
    """Signals name what is wanted; close_up_chosen carries a Region, or None for the whole face."""

    open_wanted = Signal()
    save_wanted = Signal()
    close_wanted = Signal()
    close_up_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_button = tool_button(Icon.OPEN)
        self.save_button = tool_button(Icon.SAVE)
        self.close_button = tool_button(Icon.CLOSE)
        self.shows = QComboBox()
        self._connect()
        self._lay_out()
        self.retranslate()

    def show_close_up(self, region: Region | None) -> None:
        """Shows what the photo is taken for, without telling."""
        self.shows.blockSignals(True)
        self.shows.setCurrentIndex(0 if region is None else 1 + list(Region).index(region))
        self.shows.blockSignals(False)

    def enable(self, photo: bool, graded: bool) -> None:
        """What can be done: with an open photo, with one that is shown."""
        self.close_button.setEnabled(photo)
        self.shows.setEnabled(photo)
        self.save_button.setEnabled(graded)

    def retranslate(self) -> None:
        """Sets every text again."""
        table = (
            (self.open_button, translate("PhotoToolbar", "Open photos… (Ctrl+O)")),
            (self.save_button, translate("PhotoToolbar", "Save picture with overlay… (Ctrl+S)")),
            (self.close_button, translate("PhotoToolbar", "Close this photo (Ctrl+W)")),
        )
        for button, text in table:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fill()

    def _fill(self) -> None:
        chosen = max(0, self.shows.currentIndex())
        self.shows.blockSignals(True)
        self.shows.clear()
        self.shows.addItem(translate("PhotoToolbar", "Whole face"))
        for region in Region:
            self.shows.addItem(translate("PhotoToolbar", "Close-up: {region}").format(region=region_name(region)))
        self.shows.setCurrentIndex(chosen)
        self.shows.blockSignals(False)
        self._fit_box()
        self.shows.setAccessibleName(translate("PhotoToolbar", "What the photo shows"))
        self.shows.setToolTip(self.shows.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_box()

    def _fit_box(self) -> None:
        """Wide enough for its first words; longer ones get what room there is."""
        width = self.shows.fontMetrics().horizontalAdvance(self.shows.itemText(0))
        self.shows.setMinimumWidth(width + BOX_EDGES)

    def _connect(self) -> None:
        self.open_button.clicked.connect(lambda: self.open_wanted.emit())
        self.save_button.clicked.connect(lambda: self.save_wanted.emit())
        self.close_button.clicked.connect(lambda: self.close_wanted.emit())
        self.shows.activated.connect(
            lambda index: self.close_up_chosen.emit(None if index == 0 else list(Region)[index - 1])
        )

    def _lay_out(self) -> None:
        self.shows.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shows.setMinimumContentsLength(10)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.open_button, self.save_button, self.close_button):
            row.addWidget(widget)
        row.addSpacing(Space.SMALL)
        row.addWidget(self.shows, 1)

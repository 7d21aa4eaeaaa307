"""The bar over the photo: open, save, close; whole face or close-up; zoom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from app.icons import Icon, icon
from app.text import percent, region_name
from app.tokens import Space
from ml.types import Region

translate = QCoreApplication.translate


class PhotoToolbar(QWidget):
    """Signals name what is wanted; close_up_chosen carries a Region, or None for the whole face."""

    open_wanted = Signal()
    save_wanted = Signal()
    close_wanted = Signal()
    close_up_chosen = Signal(object)
    zoom_in_wanted = Signal()
    zoom_out_wanted = Signal()
    face_wanted = Signal()
    fit_wanted = Signal()
    full_size_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_button = _tool(Icon.OPEN)
        self.save_button = _tool(Icon.SAVE)
        self.close_button = _tool(Icon.REMOVE)
        self.shows = QComboBox()
        self.zoom_out_button, self.zoom_in_button = _tool(Icon.ZOOM_OUT), _tool(Icon.ZOOM_IN)
        self.face_button = _tool(Icon.FACE)
        self.fit_button, self.full_size_button = _tool(Icon.FIT), QToolButton()
        self._connect()
        self._lay_out()
        self.retranslate()

    def show_zoom(self, zoom: float) -> None:
        """Shows the zoom in per cent, on the button that sets it to 100."""
        self.full_size_button.setText(percent(zoom))

    def show_close_up(self, region: Region | None) -> None:
        """Shows what the photo is taken for, without telling."""
        self.shows.blockSignals(True)
        self.shows.setCurrentIndex(0 if region is None else 1 + list(Region).index(region))
        self.shows.blockSignals(False)

    def enable(self, photo: bool, graded: bool) -> None:
        """What can be done: with an open photo, with one that is shown."""
        self.close_button.setEnabled(photo)
        self.shows.setEnabled(photo)
        for button in (self.save_button, *self._zooming()):
            button.setEnabled(graded)

    def retranslate(self) -> None:
        """Sets every text again."""
        table = (
            (self.open_button, translate("PhotoToolbar", "Open photos… (Ctrl+O)")),
            (self.save_button, translate("PhotoToolbar", "Save picture with overlay… (Ctrl+S)")),
            (self.close_button, translate("PhotoToolbar", "Close this photo (Ctrl+W)")),
            (self.zoom_out_button, translate("PhotoToolbar", "Zoom out (−)")),
            (self.zoom_in_button, translate("PhotoToolbar", "Zoom in (+)")),
            (self.face_button, translate("PhotoToolbar", "To the face (F)")),
            (self.fit_button, translate("PhotoToolbar", "Whole photo (0)")),
            (self.full_size_button, translate("PhotoToolbar", "Full size (1)")),
        )
        for button, text in table:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fill()

    def _zooming(self) -> tuple[QToolButton, ...]:
        zoom = (self.zoom_out_button, self.zoom_in_button)
        return (*zoom, self.face_button, self.fit_button, self.full_size_button)

    def _fill(self) -> None:
        chosen = max(0, self.shows.currentIndex())
        self.shows.blockSignals(True)
        self.shows.clear()
        self.shows.addItem(translate("PhotoToolbar", "Whole face"))
        for region in Region:
            self.shows.addItem(translate("PhotoToolbar", "Close-up: {region}").format(region=region_name(region)))
        self.shows.setCurrentIndex(chosen)
        self.shows.blockSignals(False)
        self.shows.setAccessibleName(translate("PhotoToolbar", "What the photo shows"))
        self.shows.setToolTip(self.shows.accessibleName())

    def _connect(self) -> None:
        self.open_button.clicked.connect(lambda: self.open_wanted.emit())
        self.save_button.clicked.connect(lambda: self.save_wanted.emit())
        self.close_button.clicked.connect(lambda: self.close_wanted.emit())
        self.zoom_in_button.clicked.connect(lambda: self.zoom_in_wanted.emit())
        self.zoom_out_button.clicked.connect(lambda: self.zoom_out_wanted.emit())
        self.face_button.clicked.connect(lambda: self.face_wanted.emit())
        self.fit_button.clicked.connect(lambda: self.fit_wanted.emit())
        self.full_size_button.clicked.connect(lambda: self.full_size_wanted.emit())
        self.shows.activated.connect(
            lambda index: self.close_up_chosen.emit(None if index == 0 else list(Region)[index - 1])
        )

    def _lay_out(self) -> None:
        self.shows.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shows.setMinimumContentsLength(10)
        self.full_size_button.setMinimumWidth(self.fontMetrics().horizontalAdvance("1600%") + 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.open_button, self.save_button, self.close_button):
            row.addWidget(widget)
        row.addSpacing(Space.SMALL)
        row.addWidget(self.shows, 1)
        row.addSpacing(Space.SMALL)
        for widget in self._zooming():
            row.addWidget(widget)


def _tool(name: Icon) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(20, 20))
    return button

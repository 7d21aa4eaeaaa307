"""How the heat is laid over the photo: strength, colours, and whether region outlines are drawn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSlider, QWidget

from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.types import Colormap

translate = QCoreApplication.translate


class OverlayBar(QWidget):
    """Signals: opacity_changed(float 0-1), colormap_chosen(Colormap), outlines_toggled(bool)."""

    opacity_changed = Signal(float)
    colormap_chosen = Signal(object)
    outlines_toggled = Signal(bool)

    def __init__(self, opacity: float, colormap: Colormap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setValue(round(100 * opacity))
        self.colours = QComboBox()
        for one in Colormap:
            self.colours.addItem(one.value.capitalize())
        self.colours.setCurrentIndex(list(Colormap).index(colormap))
        self.outlines = QCheckBox()
        self.outlines.setChecked(True)
        self.slider.valueChanged.connect(lambda value: self.opacity_changed.emit(value / 100))
        self.colours.activated.connect(lambda index: self.colormap_chosen.emit(list(Colormap)[index]))
        self.outlines.toggled.connect(lambda on: self.outlines_toggled.emit(on))
        self._label.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.colours)
        row.addSpacing(Space.SMALL)
        row.addWidget(self.outlines)
        self.retranslate()

    def show_choices(self, opacity: float, colormap: Colormap) -> None:
        """Sets the controls, without telling."""
        blocker = QSignalBlocker(self.slider)
        self.slider.setValue(round(100 * opacity))
        blocker.unblock()
        self.colours.setCurrentIndex(list(Colormap).index(colormap))

    def retranslate(self) -> None:
        """Sets every text again."""
        self._label.setText(translate("OverlayBar", "Heat"))
        self.slider.setAccessibleName(translate("OverlayBar", "Strength of the heat"))
        self.slider.setToolTip(self.slider.accessibleName())
        self.colours.setAccessibleName(translate("OverlayBar", "Colours of the heat"))
        self.colours.setToolTip(self.colours.accessibleName())
        self.outlines.setText(translate("OverlayBar", "Regions"))
        self.outlines.setToolTip(translate("OverlayBar", "Draws the outlines of the graded regions"))

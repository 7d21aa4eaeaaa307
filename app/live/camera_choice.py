"""The list of cameras to choose from: the connected ones, the demo, a video file, and looking again."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.live.cameras import DEMO, Device, file_id, file_of
from app.widgets.plain_label import plain_tip

translate = QCoreApplication.translate


class _Action(Enum):
    """Entries that are no cameras."""

    OPEN_FILE = 0
    LOOK_AGAIN = 1


class CameraChoice(QComboBox):
    """chosen(camera_id); file_wanted(); look_again(). Shows what it is told; remembers nothing."""

    chosen = Signal(str)
    file_wanted = Signal()
    look_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[Device, ...] = ()
        self._file: Path | None = None
        self._current = ""
        self.activated.connect(self._activated)
        self.retranslate()

    def show_cameras(self, devices: tuple[Device, ...], current: str) -> None:
        """Fills the list and marks the current camera."""
        self._devices, self._current = devices, current
        self._file = file_of(current) or self._file
        self.retranslate()

    def retranslate(self) -> None:
        """Fills the list again in the language of the app."""
        blocker = QSignalBlocker(self)
        self.clear()
        for device in self._devices:
            self.addItem(device.name, device.id)
        self.addItem(translate("Live", "Demo (no camera needed)"), DEMO)
        if self._file is not None:
            self.addItem(self._file.name, file_id(self._file))
        self.insertSeparator(self.count())
        self.addItem(translate("Live", "Open a video file…"), _Action.OPEN_FILE)
        self.addItem(translate("Live", "Look for cameras again"), _Action.LOOK_AGAIN)
        self._mark_current()
        self.setAccessibleName(translate("Live", "Camera"))
        blocker.unblock()

    def _mark_current(self) -> None:
        self.setCurrentIndex(self.findData(self._current))
        if self.currentIndex() < 0:
            self.setPlaceholderText(translate("Live", "No camera"))
        self.setToolTip(plain_tip(self.currentText()))

    def _activated(self, index: int) -> None:
        wanted = self.itemData(index)
        if isinstance(wanted, str):
            self._current = wanted
            self.chosen.emit(wanted)
            return
        self._mark_current()
        if wanted is _Action.OPEN_FILE:
            self.file_wanted.emit()
        elif wanted is _Action.LOOK_AGAIN:
            self.look_again.emit()

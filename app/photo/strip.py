"""The open photos in a row: a small picture of each, its name, and a sign for how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from app.icons import Icon, icon
from app.photo.album import PhotoEntry, PhotoState
from app.photo.background import THUMBNAIL
from app.text import trouble_text
from app.theme import tones_of
from app.widgets.plain_label import plain_tip

translate = QCoreApplication.translate
_NUMBER = Qt.ItemDataRole.UserRole


class PhotoStrip(QListWidget):
    """chosen(number) when the user moves to another photo."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSpacing(2)
        self.setProperty("role", "strip")
        self._entries: dict[int, PhotoEntry] = {}
        self.currentItemChanged.connect(self._moved)
        self.retranslate()

    def show_entry(self, entry: PhotoEntry) -> None:
        """Adds a photo or shows its new state."""
        self._entries[entry.number] = entry
        row = self._row(entry.number)
        if row is None:
            item = QListWidgetItem()
            item.setData(_NUMBER, entry.number)
            self.addItem(item)
        else:
            item = self.item(row)
        picture = self._picture(entry)
        sign = QIcon(picture)
        sign.addPixmap(picture, QIcon.Mode.Selected)
        item.setIcon(sign)
        item.setText(entry.source.name)
        item.setToolTip(plain_tip(explanation(entry)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.source.name}: {explanation(entry)}")
        metrics = self.fontMetrics()
        item.setSizeHint(QSize(THUMBNAIL + 40, THUMBNAIL + metrics.height() + 18))
        self._fit_height()
        self.setVisible(self.count() > 1)

    def choose(self, number: int) -> None:
        """Shows this photo as the current one, without telling."""
        row = self._row(number)
        if row is not None:
            self.blockSignals(True)
            self.setCurrentRow(row)
            self.blockSignals(False)

    def drop_entry(self, number: int) -> None:
        """Takes a photo away."""
        row = self._row(number)
        self._entries.pop(number, None)
        if row is not None:
            self.blockSignals(True)
            self.takeItem(row)
            self.blockSignals(False)
        self.setVisible(self.count() > 1)

    def retranslate(self) -> None:
        """Sets every text again."""
        self.setAccessibleName(translate("PhotoPage", "Photos that are open"))
        for entry in tuple(self._entries.values()):
            self.show_entry(entry)

    def changeEvent(self, event: QEvent) -> None:
        """Draws the signs anew for light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.retranslate()

    def _fit_height(self) -> None:
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(THUMBNAIL + self.fontMetrics().height() + 24 + bar)

    def _row(self, number: int) -> int | None:
        return next((row for row in range(self.count()) if self.item(row).data(_NUMBER) == number), None)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_NUMBER))

    def _picture(self, entry: PhotoEntry) -> QPixmap:
        """The thumbnail with a sign in its corner where there is something to say."""
        tones = tones_of(QGuiApplication.palette())
        pixmap = QPixmap(THUMBNAIL, THUMBNAIL)
        pixmap.fill(QColor(tones.raised))
        painter = QPainter(pixmap)
        if entry.thumbnail is not None:
            painter.drawImage(pixmap.rect(), entry.thumbnail)
        sign = _sign(entry.state)
        if sign is not None:
            side = 22
            corner = pixmap.rect().adjusted(THUMBNAIL - side - 3, THUMBNAIL - side - 3, -3, -3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.surface))
            painter.drawEllipse(corner)
            icon(sign, QPalette.ColorRole.Text).paint(painter, corner.adjusted(3, 3, -3, -3))
        painter.end()
        return pixmap


def _sign(state: PhotoState) -> Icon | None:
    return {
        PhotoState.WAITING: None,
        PhotoState.RUNNING: Icon.REFRESH,
        PhotoState.GRADED: Icon.CHECK,
        PhotoState.NOT_GRADED: Icon.WARNING,
        PhotoState.FAILED: Icon.PROBLEM,
        PhotoState.CANCELLED: Icon.STOP,
    }[state]


def state_text(entry: PhotoEntry) -> str:
    """How far a photo is, in a word or two."""
    return {
        PhotoState.WAITING: translate("PhotoState", "waiting"),
        PhotoState.RUNNING: translate("PhotoState", "grading…"),
        PhotoState.GRADED: translate("PhotoState", "graded"),
        PhotoState.NOT_GRADED: translate("PhotoState", "not gradable"),
        PhotoState.FAILED: translate("PhotoState", "failed"),
        PhotoState.CANCELLED: translate("PhotoState", "cancelled"),
    }[entry.state]


def explanation(entry: PhotoEntry) -> str:
    """How far a photo is, and why it went wrong if it did."""
    if entry.trouble is None:
        return state_text(entry)
    trouble = trouble_text(entry.trouble)
    return f"{trouble.title}\n{trouble.advice}"

"""Says how far the classifiers are: a dot and a few words at the foot of the rail."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.icons import Icon
from app.models import AnalyzerSource, ModelState
from app.theme import tones_of
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import SMALL, show_icon
from ml.device import Device

PULSE_MS = 1400


class StateDot(QWidget):
    """Hollow while waiting, pulsing while loading, filled when ready, a square when something is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ModelState.IDLE
        self._pulse = QVariantAnimation(self, startValue=1.0, endValue=1.0, duration=PULSE_MS)
        self._pulse.setLoopCount(-1)
        self._pulse.setKeyValueAt(0.5, 0.25)
        self._pulse.valueChanged.connect(lambda _: self.update())
        self.setFixedSize(QSize(12, 12))

    def show_state(self, state: ModelState) -> None:
        """Changes the drawing."""
        self._state = state
        if state is ModelState.LOADING:
            self._pulse.start()
        else:
            self._pulse.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._state is ModelState.FAILED:
            painter.fillRect(shape, QColor(tones.problem))
            return
        colour = QColor(tones.good if self._state is ModelState.READY else tones.accent)
        if self._state is ModelState.LOADING:
            colour.setAlphaF(float(self._pulse.currentValue() or 1.0))
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._state is ModelState.IDLE else colour)
        painter.drawEllipse(shape)


class ModelStatus(QWidget):
    """The dot with its words; after a failure, with a button that tries again (the notice then tells the rest)."""

    def __init__(self, source: AnalyzerSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._dot = StateDot()
        self.words = PlainLabel()
        self.words.setProperty("role", "caption")
        self.words.setWordWrap(True)
        self.again = QToolButton()
        show_icon(self.again, Icon.REFRESH, SMALL)
        self.again.clicked.connect(lambda: source.start())
        self._row = row = QHBoxLayout(self)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignCenter)
        source.state_changed.connect(self._show)
        self._show(source.state)

    def be_narrow(self, *, narrow: bool) -> None:
        """The dot alone, its words in the tip, or both."""
        self.words.setVisible(not narrow)
        direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        side = 0 if narrow else int(Space.MEDIUM)
        self._row.setContentsMargins(side, Space.SMALL, min(side, Space.SMALL), Space.SMALL)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show(self._source.state)
        super().changeEvent(event)

    def _show(self, state: ModelState) -> None:
        self._dot.show_state(state)
        self.words.setText(
            {
                ModelState.IDLE: self.tr("Classifiers not loaded"),
                ModelState.LOADING: self._loading(self._source.progress),
                ModelState.READY: self._ready(self._source.device),
                ModelState.FAILED: self.tr("Grading is not possible"),
            }[state]
        )
        self.again.setVisible(state is ModelState.FAILED)
        self.again.setToolTip(self.tr("Try again"))
        self.again.setAccessibleName(self.tr("Load the classifiers again"))
        self.setToolTip(self.words.text())
        self.setAccessibleName(self.words.text())

    def _loading(self, progress: float | None) -> str:
        if progress is None:
            return self.tr("Preparing the classifiers…")
        return self.tr("Preparing the classifiers… {percent}%").format(percent=round(100 * progress))

    def _ready(self, device: Device | None) -> str:
        return {
            Device.CPU: self.tr("Ready, on the processor"),
            Device.CUDA: self.tr("Ready, on the graphics card"),
            Device.TORCH: self.tr("Ready, on torch (slow)"),
        }.get(device or Device.AUTO, self.tr("Ready"))

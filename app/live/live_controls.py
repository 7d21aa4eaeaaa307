"""The two bars of the live page: what is looked at and how, above the picture; taking it, below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.icons import Icon, icon
from app.live.camera_choice import CameraChoice
from app.live.director import LivePhase
from app.live.live_scan import BURST_FRAMES
from app.text import attribute_name, quality_mode_name
from app.tokens import Space
from app.widgets.letters import grown, with_letters
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import grow_icon
from app.widgets.switch import Switch
from ml.types import Attribute, QualityMode

translate = QCoreApplication.translate
NARROWEST = 104
"""Logical pixels of a choice in the smallest window."""


class ViewBar(QWidget):
    """Camera, quality and heat map. quality_chosen(QualityMode), overlay_chosen(Attribute | None)."""

    quality_chosen = Signal(object)
    overlay_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cameras = CameraChoice()
        self._quality, self._overlay = QComboBox(), QComboBox()
        self._labels = (PlainLabel(), PlainLabel(), PlainLabel())
        for mode in QualityMode:
            self._quality.addItem("", mode)
        for overlay in (None, *Attribute):
            self._overlay.addItem("", overlay)
        self._quality.activated.connect(lambda index: self.quality_chosen.emit(self._quality.itemData(index)))
        self._overlay.activated.connect(lambda index: self.overlay_chosen.emit(self._overlay.itemData(index)))
        self._lay_out()
        self.retranslate()

    def show_choices(self, quality: QualityMode, overlay: Attribute | None) -> None:
        """Marks what is chosen, without telling."""
        self._quality.setCurrentIndex(list(QualityMode).index(quality))
        self._overlay.setCurrentIndex(0 if overlay is None else 1 + list(Attribute).index(overlay))

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        names = (translate("Live", "Camera"), translate("Live", "Quality check"), translate("Live", "Heat map"))
        for label, name, box in zip(self._labels, names, (self.cameras, self._quality, self._overlay), strict=True):
            label.setText(name)
            box.setAccessibleName(name)
        for index, mode in enumerate(QualityMode):
            self._quality.setItemText(index, quality_mode_name(mode))
        self._overlay.setItemText(0, translate("Live", "None"))
        for index, attribute in enumerate(Attribute, start=1):
            self._overlay.setItemText(index, attribute_name(attribute))
        self._overlay.setToolTip(translate("Live", "Where the classifier looked for its grade"))

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.cameras.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        for label, box, stretch in zip(
            self._labels, (self.cameras, self._quality, self._overlay), (1, 0, 0), strict=True
        ):
            label.setProperty("role", "caption")
            label.setBuddy(box)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            whole = QComboBox.SizeAdjustPolicy.AdjustToContents
            short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(short if box is self.cameras else whole)
            if box is self.cameras:
                with_letters(box, lambda box=box: box.setMinimumWidth(grown(box, NARROWEST)))  # type: ignore[misc]
            column = QVBoxLayout()
            column.setSpacing(Space.TIGHT)
            column.addWidget(label)
            column.addWidget(box)
            row.addLayout(column, stretch)


class ShutterBar(QWidget):
    """Auto-shutter, the shutter itself, and what is kept. auto_switched(bool), pressed(): the big button."""

    auto_switched = Signal(bool)
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeps = False
        self._phase = LivePhase.CLOSED
        self._can_grade = False
        self.auto = Switch()
        self.auto.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._auto_label = PlainLabel()
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grow_icon(self.button)
        self.button.setMinimumWidth(190)
        self.note = PlainLabel()
        self.note.setProperty("role", "caption")
        self.note.setWordWrap(True)
        self.auto.toggled.connect(self.auto_switched)
        self.button.clicked.connect(lambda: self.pressed.emit())
        self._lay_out()
        self.retranslate()

    def show_keeping(self, keeps: bool) -> None:
        """Whether pictures are kept by themselves, which the note then says."""
        self._keeps = keeps
        self.note.setText(self._note_words())

    def show_auto(self, auto: bool) -> None:
        """Sets the switch, without telling."""
        blocker = QSignalBlocker(self.auto)
        self.auto.setChecked(auto)
        blocker.unblock()
        self.auto.update()

    def show_phase(self, phase: LivePhase, can_grade: bool) -> None:
        """What the big button does now, and whether it can."""
        self._phase, self._can_grade = phase, can_grade
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        auto = translate("Live", "Auto-shutter")
        self._auto_label.setText(auto)
        self.auto.setAccessibleName(auto)
        tip = translate("Live", "Takes the picture when all has been well for a second")
        self.auto.setToolTip(tip)
        self._auto_label.setToolTip(tip)
        self.note.setText(self._note_words())
        self._show_button()

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _note_words(self) -> str:
        if self._phase is LivePhase.FROZEN:
            words = translate("Live", "Mean of {count} pictures ± their spread; the sharpest is shown.")
            return words.format(count=BURST_FRAMES)
        if self._keeps:
            return translate("Live", "While you measure, good pictures are kept in your history.")
        return translate("Live", "Nothing is kept. All is gone when you leave this page.")

    def _show_button(self) -> None:
        busy = self._phase in (LivePhase.COLLECTING, LivePhase.GRADING)
        if self._phase is LivePhase.FROZEN:
            words, drawing = translate("Live", "Scan again"), Icon.REFRESH
        elif busy:
            words, drawing = translate("Live", "Cancel"), Icon.STOP
        else:
            words, drawing = translate("Live", "Take picture"), Icon.SHUTTER
        self.button.setText(f"  {words}")
        self.button.setAccessibleName(words)
        self.button.setToolTip(translate("Live", "Space bar"))
        self.button.setIcon(icon(drawing, QPalette.ColorRole.BrightText))
        live = self._phase is LivePhase.LIVE and self._can_grade
        self.button.setEnabled(live or busy or self._phase is LivePhase.FROZEN)

    def _lay_out(self) -> None:
        self._auto_label.setBuddy(self.auto)
        left = QHBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addWidget(self.auto)
        left.addWidget(self._auto_label)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.LARGE)
        row.addLayout(left, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(row)
        column.addWidget(self.note)

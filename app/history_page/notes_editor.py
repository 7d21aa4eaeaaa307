"""Notes and tags of the opened scan, saved by themselves a moment after the last change."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from app.history.records import NOTES_AT_MOST, TAG_AT_MOST, TAGS_AT_MOST, Tag, TagKind
from app.history_page.words import tag_kind_name, tag_text
from app.icons import Icon, icon
from app.tokens import Space
from app.widgets.flow import FlowLayout
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import SMALL, show_icon

translate = QCoreApplication.translate
PAUSE_MS = 700
LINES = 3


class NotesEditor(QWidget):
    """annotated(scan id, notes, tags): to be saved now."""

    annotated = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scan_id = ""
        self._tags: tuple[Tag, ...] = ()
        self._label = PlainLabel()
        self._label.setProperty("role", "caption")
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(round(self.notes.fontMetrics().lineSpacing() * LINES + 2 * Space.MEDIUM))
        self.kind, self.line, self.add = QComboBox(), QLineEdit(), QToolButton()
        self.kind.addItems([""] * len(TagKind))
        self.line.setMaxLength(TAG_AT_MOST)
        show_icon(self.add, Icon.CHECK, SMALL)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setSpacing(Space.TIGHT)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.notes.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._add_tag)
        self.add.clicked.connect(self._add_tag)
        self._lay_out()
        self.retranslate()

    @property
    def tags(self) -> tuple[Tag, ...]:
        """As shown."""
        return self._tags

    def show_scan(self, scan_id: str, notes: str, tags: tuple[Tag, ...]) -> None:
        """Another scan; what was typed for the one before is handed over first."""
        self.flush()
        self._scan_id = scan_id
        blocker = QSignalBlocker(self.notes)
        self.notes.setPlainText(notes)
        blocker.unblock()
        self.line.clear()
        self._show_tags(tags)

    def flush(self) -> None:
        """Hands over what has not been saved yet."""
        if self._pause.isActive() or self.sender() is self._pause:
            self._pause.stop()
            self.annotated.emit(self._scan_id, self.notes.toPlainText()[:NOTES_AT_MOST], self._tags)

    def forget(self) -> None:
        """Takes the words from the screen, after flush()."""
        self._pause.stop()
        self.show_scan("", "", ())

    def retranslate(self) -> None:
        """Sets every text again."""
        self._label.setText(translate("History", "Notes and tags"))
        self.notes.setAccessibleName(translate("History", "Notes"))
        self.notes.setPlaceholderText(translate("History", "What was different that day?"))
        for index, kind in enumerate(TagKind):
            self.kind.setItemText(index, tag_kind_name(kind))
        self.kind.setAccessibleName(translate("History", "Kind of tag"))
        self.line.setAccessibleName(translate("History", "New tag"))
        self.line.setPlaceholderText(translate("History", "Add a tag"))
        self.add.setAccessibleName(translate("History", "Add the tag"))
        self.add.setToolTip(self.add.accessibleName())
        self._show_tags(self._tags)

    def _typed(self) -> None:
        self._pause.start()

    def _add_tag(self) -> None:
        text = " ".join(self.line.text().split())
        tag = Tag(list(TagKind)[self.kind.currentIndex()], text)
        if text and tag not in self._tags and len(self._tags) < TAGS_AT_MOST:
            self._show_tags((*self._tags, tag))
            self._pause.start()
        self.line.clear()

    def _remove(self, tag: Tag) -> None:
        self._show_tags(tuple(one for one in self._tags if one != tag))
        self._pause.start()

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        while self._flow.count():
            held = self._flow.takeAt(0)
            widget = held.widget() if held is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tag in tags:
            self._flow.addWidget(self._chip(tag))
        self._chips.setVisible(bool(tags))
        self._chips.updateGeometry()

    def _chip(self, tag: Tag) -> QToolButton:
        chip = QToolButton(self._chips)
        chip.setProperty("role", "chip")
        chip.setText(tag_text(tag).replace("&", "&&"))
        chip.setIcon(icon(Icon.CLOSE, QPalette.ColorRole.PlaceholderText))
        chip.setToolButtonStyle(chip.toolButtonStyle().ToolButtonTextBesideIcon)
        name = translate("History", "Remove the tag “{tag}”").format(tag=tag_text(tag))
        chip.setAccessibleName(name)
        chip.setToolTip(translate("History", "Remove"))
        chip.clicked.connect(lambda: self._remove(tag))
        return chip

    def _lay_out(self) -> None:
        self._label.setBuddy(self.notes)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.kind)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._label)
        column.addWidget(self.notes)
        column.addWidget(self._chips)
        column.addLayout(row)

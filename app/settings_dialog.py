"""The settings dialog: built from the schema, every change applies at once, no OK and no Cancel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.settings import Settings, SettingsStore
from app.settings_schema import Group, Setting, schema
from app.tokens import Space
from app.widgets.card import RowCard
from app.widgets.close_button import CloseButton
from app.widgets.drop_down import DropDown
from app.widgets.letters import with_letters
from app.widgets.plain_label import PlainLabel
from app.widgets.segments import Segments
from app.widgets.switch import Switch
from app.widgets.text_row import TextRow

WIDTH = 720


class SettingRow(QWidget):
    """One setting: its words and its control, kept in step with the store."""

    def __init__(self, setting: Setting, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._store = store
        self.choices = setting.found() if setting.found else setting.choices
        self.control = self._fitting()
        self.words = TextRow(self.control)
        alone = QVBoxLayout(self)
        alone.setContentsMargins(0, 0, 0, 0)
        alone.addWidget(self.words)
        if not isinstance(self.control, Switch):
            self.control.chosen.connect(lambda index: self._put(self.choices[index].value))
        else:
            self.control.toggled.connect(self._put)
        store.changed.connect(self.show_settings)
        self.show_settings(store.current)
        self.retranslate()

    def show_settings(self, settings: Settings) -> None:
        """Shows the value these settings have."""
        value = getattr(settings, self.setting.field)
        values = [choice.value for choice in self.choices]
        if isinstance(self.control, Switch):
            self.control.setChecked(value)
        elif isinstance(self.control, Segments):
            self.control.choose(values.index(value))
        else:
            self.control.choose(values.index(value) if value in values else -1, value)

    def retranslate(self) -> None:
        """Sets the texts again."""
        label = self.setting.label()
        self.words.show_words(label, self.setting.hint())
        if isinstance(self.control, Switch):
            self.control.setAccessibleName(label)
        else:
            self.control.set_texts(tuple(choice.label() for choice in self.choices), label)

    def _fitting(self) -> Segments | Switch | DropDown:
        if self.setting.found is not None:
            return DropDown(len(self.choices))
        return Segments(len(self.choices)) if self.choices else Switch()

    def _put(self, value: object) -> None:
        self._store.put(replace(self._store.current, **{self.setting.field: value}))  # type: ignore[arg-type]


class SettingsDialog(QDialog):
    """All settings, group by group. Esc closes it. about_wanted(): what Pibu is made of."""

    about_wanted = Signal()

    def __init__(self, store: SettingsStore, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._groups = schema()
        self._headings = [PlainLabel() for _ in self._groups]
        self.rows: list[SettingRow] = []
        self._foot, self.about, self.shut = PlainLabel(), QPushButton(), CloseButton()
        self.about.setAutoDefault(False)
        self._foot.setProperty("role", "caption")
        self._foot.setWordWrap(True)
        self._content = QWidget()
        self._content.setProperty("role", "bare")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, 0)
        column.setSpacing(Space.SMALL)
        for group, heading in zip(self._groups, self._headings, strict=True):
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addWidget(self._card(group, store))
            column.addSpacing(Space.MEDIUM)
        column.addStretch(1)
        self._last = self._last_line()
        self._scroll()
        self.setFocus()
        self._retranslate()
        with_letters(self, lambda: self.resize(self._comfortable()))

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language, often its own doing."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _last_line(self) -> QHBoxLayout:
        self.about.setProperty("role", "quiet")
        self.about.clicked.connect(self.about_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.LARGE)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._foot, 1)
        row.addWidget(self.about)
        row.addWidget(self.shut)
        return row

    def _scroll(self) -> None:
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)
        outer.addLayout(self._last)
        self.setMinimumSize(560, 320)

    def _comfortable(self) -> QSize:
        """As high as all of it at this width, or as the screen allows."""
        screen = self.screen().availableGeometry()
        bar = self.area.verticalScrollBar().sizeHint().width()
        width = max(WIDTH, self._content.minimumSizeHint().width() + bar)
        height = self._content.heightForWidth(width) + self._last.totalHeightForWidth(width)
        return QSize(min(width, screen.width() * 9 // 10), min(height, screen.height() * 9 // 10))

    def _card(self, group: Group, store: SettingsStore) -> RowCard:
        rows = [SettingRow(setting, store) for setting in group.settings]
        self.rows += rows
        return RowCard(rows)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        for group, heading in zip(self._groups, self._headings, strict=True):
            heading.setText(group.label())
        for row in self.rows:
            row.retranslate()
        self.about.setText(self.tr("About Pibu…"))
        self._foot.setText(
            self.tr("Pibu {version}. Everything stays on this computer. Not a medical device.").format(
                version=self._version
            )
        )

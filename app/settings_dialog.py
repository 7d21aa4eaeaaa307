"""The settings dialog: built from the schema, every change applies at once, no OK and no Cancel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.settings import Settings, SettingsStore
from app.settings_schema import Group, Setting, schema
from app.tokens import Space
from app.widgets.drop_down import DropDown
from app.widgets.plain_label import PlainLabel
from app.widgets.segments import Segments
from app.widgets.switch import Switch

WIDTH = 720


class SettingRow(QWidget):
    """One setting: its words and its control, kept in step with the store."""

    def __init__(self, setting: Setting, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._store = store
        self._label, self._hint = PlainLabel(), PlainLabel()
        self._hint.setProperty("role", "caption")
        self._hint.setWordWrap(True)
        self.choices = setting.found() if setting.found else setting.choices
        self.control = self._fitting()
        self._lay_out()
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
        label, hint = self.setting.label(), self.setting.hint()
        self._label.setText(label)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(hint)
        if isinstance(self.control, Switch):
            self.control.setAccessibleName(label)
        else:
            self.control.set_texts(tuple(choice.label() for choice in self.choices), label)

    def _fitting(self) -> Segments | Switch | DropDown:
        if self.setting.found is not None:
            return DropDown(len(self.choices))
        return Segments(len(self.choices)) if self.choices else Switch()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._label)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        row.setSpacing(Space.WIDE)
        row.addLayout(words, 1)
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)

    def _put(self, value: object) -> None:
        self._store.put(replace(self._store.current, **{self.setting.field: value}))  # type: ignore[arg-type]


class SettingsDialog(QDialog):
    """All settings, group by group. Esc closes it."""

    def __init__(self, store: SettingsStore, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._groups = schema()
        self._headings = [PlainLabel() for _ in self._groups]
        self.rows: list[SettingRow] = []
        self._foot = PlainLabel()
        self._foot.setProperty("role", "caption")
        self._foot.setWordWrap(True)
        self._content = QWidget()
        self._content.setProperty("role", "bare")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.SMALL)
        for group, heading in zip(self._groups, self._headings, strict=True):
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addWidget(self._card(group, store))
            column.addSpacing(Space.MEDIUM)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._scroll()
        self.setFocus()
        self._retranslate()
        self.resize(self._comfortable())

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language, often its own doing."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _scroll(self) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumSize(560, 320)

    def _comfortable(self) -> QSize:
        """As high as all of it at this width, or as the screen allows."""
        width = max(WIDTH, self._content.minimumSizeHint().width())
        room = self.screen().availableGeometry().height() * 9 // 10
        return QSize(width, min(room, self._content.heightForWidth(width)))

    def _card(self, group: Group, store: SettingsStore) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, setting in enumerate(group.settings):
            if place:
                line = QFrame()
                line.setProperty("role", "line")
                column.addWidget(line)
            row = SettingRow(setting, store)
            self.rows.append(row)
            column.addWidget(row)
        return card

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        for group, heading in zip(self._groups, self._headings, strict=True):
            heading.setText(group.label())
        for row in self.rows:
            row.retranslate()
        self._foot.setText(
            self.tr("Pibu {version}. Everything stays on this computer. Not a medical device.").format(
                version=self._version
            )
        )

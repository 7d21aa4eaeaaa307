"""The navigation rail on the left: a button for each page, the state of the classifiers, who is in, the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.icons import Icon
from app.tokens import Space
from app.widgets.letters import grown, with_layout
from app.widgets.model_status import ModelStatus
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import show_icon

SIDE = 22
WIDE, NARROW = 212, 68


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One destination: its icon and its words."""

    icon: Icon
    name: Callable[[], str]


class Rail(QFrame):
    """Emits page_chosen(index) and settings_wanted(). Narrow, it shows icons only, with tips."""

    page_chosen = Signal(int)
    settings_wanted = Signal()

    def __init__(
        self,
        entries: tuple[RailEntry, ...],
        foot: ModelStatus,
        person: QToolButton,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._person = _styled(person, Icon.PERSON, checkable=False)
        self._foot = foot
        self.setProperty("role", "rail")
        self._brand = PlainLabel("Pibu")
        self._brand.setProperty("role", "brand")
        self._group = QButtonGroup(self)
        self._buttons = [_rail_button(entry.icon, checkable=True) for entry in entries]
        self._settings = _rail_button(Icon.SETTINGS, checkable=False)
        for index, button in enumerate(self._buttons):
            self._group.addButton(button, index)
        self._group.idClicked.connect(self.page_chosen)
        self._settings.clicked.connect(self.settings_wanted)
        self._narrow = False
        self._lay_out()
        self.be_narrow(narrow=False)
        self.retranslate()
        with_layout(self, self._fit)

    def choose(self, index: int) -> None:
        """Shows this page as the current one, without telling."""
        self._group.button(index).setChecked(True)

    def be_narrow(self, *, narrow: bool) -> None:
        """Icons only, or icons with words."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in (*self._buttons, self._person, self._settings):
            button.setToolButtonStyle(style)
            button.setProperty("narrow", narrow)
            button.style().polish(button)
        self._brand.setVisible(not narrow)
        self._foot.be_narrow(narrow=narrow)
        self._narrow = narrow
        self._fit()

    def retranslate(self) -> None:
        """Sets the texts again."""
        for place, (entry, button) in enumerate(zip(self._entries, self._buttons, strict=True), start=1):
            _name(button, entry.name(), f"Ctrl+{place}")
        _name(self._settings, self.tr("Settings"), "Ctrl+,")

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fit(self) -> None:
        """Wide enough for every word in letters of any size; a name keeps the room that larger icons take."""
        wide = WIDE + grown(self, SIDE) - SIDE
        self.setFixedWidth(NARROW if self._narrow else max(wide, self._widest()))

    def _widest(self) -> int:
        margins = 2 * Space.MEDIUM
        return max(button.sizeHint().width() for button in (*self._buttons, self._settings)) + margins

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.LARGE, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._brand)
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._foot)
        column.addWidget(self._person)
        column.addWidget(self._settings)


def _rail_button(name: Icon, *, checkable: bool) -> QToolButton:
    return _styled(QToolButton(), name, checkable=checkable)


def _styled(button: QToolButton, name: Icon, *, checkable: bool) -> QToolButton:
    button.setProperty("role", "rail")
    show_icon(button, name, SIDE)
    button.setCheckable(checkable)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _name(button: QToolButton, name: str, keys: str) -> None:
    button.setText(f"  {name}")
    button.setToolTip(f"{name} ({keys})")
    button.setAccessibleName(name)

"""Labelled lines to type into: a name, a password that can be shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.icons import Icon, icon
from app.notices import Text
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import SMALL, show_icon

translate = QCoreApplication.translate


class Field(QWidget):
    """A line with its name above. entered(): Return was pressed in it."""

    entered = Signal()

    def __init__(self, name: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._label = PlainLabel()
        self._label.setProperty("role", "caption")
        self.line = QLineEdit()
        self._label.setBuddy(self.line)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.TIGHT)
        self.row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._label)
        column.addLayout(self.row)
        self.retranslate()

    @property
    def text(self) -> str:
        """What was typed or pasted, every character of it."""
        return self.line.text()

    def clear(self) -> None:
        """Forgets what was typed, undo included."""
        self.line.clear()

    def retranslate(self) -> None:
        """Sets the texts again."""
        self._label.setText(self._name())
        self.line.setAccessibleName(self._name())


class PasswordField(Field):
    """Hidden unless its eye is pressed. Anything may be typed or pasted."""

    def __init__(self, name: Text, parent: QWidget | None = None) -> None:
        self.eye = QToolButton()
        super().__init__(name, parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        show_icon(self.eye, Icon.EYE, SMALL)
        self.eye.setCheckable(True)
        self.eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self.eye.toggled.connect(self._show)
        self.row.addWidget(self.eye, 0, Qt.AlignmentFlag.AlignVCenter)

    def clear(self) -> None:
        """Forgets and hides it again."""
        super().clear()
        self.eye.setChecked(False)

    def retranslate(self) -> None:
        """Sets the texts again."""
        super().retranslate()
        words = translate("Profile", "Hide") if self.eye.isChecked() else translate("Profile", "Show")
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(f"{words}: {self._name()}")

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icon(Icon.EYE_OFF if shown else Icon.EYE))
        self.retranslate()

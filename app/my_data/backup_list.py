"""The automatic backups, newest first, each with what is in it and a button that restores it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.history.backup_records import Backup
from app.my_data.words import backup_hint, backup_name
from app.tokens import Space
from app.widgets.card import RowCard
from app.widgets.letters import grown, with_letters
from app.widgets.plain_label import PlainLabel
from app.widgets.text_row import TextRow

translate = QCoreApplication.translate
BUTTON_WIDTH = 112


class BackupList(QWidget):
    """restore_wanted(Backup)."""

    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[Backup, ...] | None = None
        self.buttons: tuple[QPushButton, ...] = ()
        self._message, self._card = PlainLabel(), RowCard()
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._message)
        column.addWidget(self._card)
        column.addStretch(1)
        self.retranslate()

    def show_backups(self, backups: tuple[Backup, ...] | None) -> None:
        """Those that are there; None while they are being read."""
        self._backups = backups
        self.retranslate()

    def set_enabled(self, enabled: bool) -> None:
        """Whether one can be restored now."""
        for button, backup in zip(self.buttons, self._backups or (), strict=True):
            button.setEnabled(enabled and backup.sound)

    def retranslate(self) -> None:
        """Sets every text again."""
        rows = [self._row(backup) for backup in self._backups or ()]
        self.buttons = tuple(button for _, button in rows)
        self._card.show_rows(row for row, _ in rows)
        self._card.setVisible(bool(rows))
        self._message.setVisible(not rows)
        if self._backups is None:
            self._message.setText(translate("MyData", "Checking the backups…"))
        else:
            self._message.setText(
                translate("MyData", "None yet. The first one is made a moment after a scan was kept and you signed in.")
            )

    def _row(self, backup: Backup) -> tuple[TextRow, QPushButton]:
        button = QPushButton(translate("MyData", "Restore…"))
        button.setAutoDefault(False)
        as_wide_as_others(button)
        button.setEnabled(backup.sound)
        button.setAccessibleName(f"{button.text()} {backup_name(backup)}")
        button.clicked.connect(lambda: self.restore_wanted.emit(backup))
        row = TextRow(button)
        row.show_words(backup_name(backup), backup_hint(backup))
        return row, button


def as_wide_as_others(button: QPushButton) -> None:
    """Buttons below one another have one width."""
    with_letters(button, lambda: button.setMinimumWidth(grown(button, BUTTON_WIDTH)))

"""Offered at sign-in when the history is damaged: its backups, each with a button that restores it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.history.backup_records import Backup, Restored
from app.my_data.backup_list import BackupList
from app.my_data.errands import backup_files
from app.my_data.work_strip import WorkStrip
from app.saving.file_dialogs import SaveDialogs
from app.sign_in import SignIn
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.errors import PibuError

translate = QCoreApplication.translate
LIST_HEIGHT = 200


class RestoreView(QWidget):
    """restored(): somebody is signed in with the restored history. left(): the person wants back."""

    restored = Signal()
    left = Signal()
    _stepped = Signal(int, int)

    def __init__(self, sign_in: SignIn, dialogs: SaveDialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in, self._dialogs = sign_in, dialogs
        self._title, self._lead = PlainLabel(), PlainLabel()
        self.list, self.strip = BackupList(), WorkStrip()
        self.file, self.back = QPushButton(), QPushButton()
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.list.restore_wanted.connect(lambda backup: self._restore(backup.path))
        self.file.clicked.connect(self._choose)
        self.back.clicked.connect(lambda: self.left.emit())
        self._lay_out()
        self.retranslate()

    def start(self) -> None:
        """Reads the list."""
        self.list.show_backups(None)
        self.strip.clear()
        backups = self._sign_in.backups()
        self._sign_in.tasks.run(lambda: backups().kept(), self._show, self.strip.show_trouble)

    def retranslate(self) -> None:
        """Sets every text again."""
        self._title.setText(translate("MyData", "The history is damaged"))
        self._lead.setText(
            translate(
                "MyData",
                "Restore one of its backups: the newest that is sound has the most. The damaged files are put aside. "
                "Scans kept after that backup are lost.",
            )
        )
        self.file.setText(translate("MyData", "From a file…"))
        self.back.setText(translate("Profile", "Back"))
        self.list.retranslate()
        self.strip.retranslate()

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.list.show_backups(backups)
        first = next((button for button in self.list.buttons if button.isEnabled()), self.file)
        first.setFocus()

    def _choose(self) -> None:
        title = translate("MyData", "Restore from a file")
        path = self._dialogs.open_file(self, title, backup_files())
        if path is not None:
            self._restore(path)

    def _restore(self, source: Path) -> None:
        self._allow(False)
        self._tell(0, 0)
        self._sign_in.restore("", source, self._stepped.emit, self._done, self._failed)

    @Slot(int, int)
    def _tell(self, done: int, of: int) -> None:
        if not self.back.isEnabled():
            self.strip.show_progress(lambda: translate("MyData", "Restoring…"), done, of, can_stop=False)

    def _done(self, restored: Restored) -> None:
        self._allow(True)
        self.restored.emit()

    def _failed(self, trouble: PibuError) -> None:
        self._allow(True)
        self.strip.show_trouble(trouble)

    def _allow(self, allowed: bool) -> None:
        self.list.set_enabled(allowed)
        self.file.setEnabled(allowed)
        self.back.setEnabled(allowed)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._lead.setProperty("role", "muted")
        self._lead.setWordWrap(True)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        self.list.setProperty("role", "bare")
        area.setWidget(self.list)
        area.setMinimumHeight(LIST_HEIGHT)
        ways = QHBoxLayout()
        for button in (self.file, self.back):
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
            ways.addWidget(button)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        for widget in (self._title, self._lead, area, self.strip):
            column.addWidget(widget)
        column.addLayout(ways)

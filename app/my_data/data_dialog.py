"""Your data: export and import, backups and restore, and deleting everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.export_text import export_warning
from app.history.backup_records import Backup, Restored
from app.my_data.backup_list import BackupList, as_wide_as_others
from app.my_data.errands import Errands
from app.my_data.words import restore_lead, restored_text
from app.my_data.work_strip import WorkStrip
from app.notices import Text
from app.profiles.deletion import DeletionForm
from app.profiles.fields import PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.paged_dialog import PagedDialog
from app.profiles.photo_consent import PhotoConsent
from app.saving.file_dialogs import SaveDialogs
from app.sign_in import SignIn
from app.tokens import Space
from app.widgets.card import RowCard
from app.widgets.plain_label import PlainLabel
from app.widgets.text_row import TextRow
from ml.errors import PibuError

translate = QCoreApplication.translate
WIDTH, HEIGHT = 640, 720


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row is about, its hint, what its button says and does."""

    name: Text
    hint: Text
    label: Text
    go: Callable[[], None]


class DataDialog(PagedDialog):
    """Of whoever is signed in; it goes when nobody is any more, but for a restore: the window closes it then.

    buttons: export, import, back up, restore from a file, delete. Esc stops work that is under way; only when there is
    none it closes.
    """

    _stepped = Signal(int, int)

    def __init__(self, sign_in: SignIn, dialogs: SaveDialogs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent=parent, least_height=HEIGHT)
        self._sign_in = sign_in
        self._backup: Backup | None = None
        self.restoring = False
        self.list, self.strip = BackupList(), WorkStrip()
        self.errands = Errands(sign_in, dialogs or SaveDialogs(), self.strip, self)
        self.export, self.restore = self._export_form(), self._restore_form()
        self.deletion = DeletionForm(sign_in, PhotoConsent(), self.go_back)
        self._lines = self._all_lines()
        self.buttons = tuple(QPushButton() for _ in self._lines)
        self.rows = tuple(TextRow(button) for button in self.buttons)
        self._heading, self._caption, self._overview = PlainLabel(), PlainLabel(), QScrollArea()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.read_backups()

    def turn_to(self, form: Form) -> None:
        """Shows a form, empty."""
        for field in form.fields:
            field.clear()
        self.strip.clear()
        self.show_page(form)
        form.retranslate()
        form.start()

    def go_back(self) -> None:
        """To the overview."""
        self.show_page(self._overview)

    def read_backups(self) -> None:
        """Reads which automatic backups there are."""
        self.list.show_backups(None)
        self.errands.read_backups(self.list.show_backups)

    def reject(self) -> None:
        """Esc."""
        if self.restoring:
            return
        if self.errands.busy:
            self.errands.stop()
            return
        super().reject()

    def done(self, code: int) -> None:
        """Stops what is under way."""
        self.errands.close()
        super().done(code)

    def retranslate(self) -> None:
        """Sets every text again."""
        super().retranslate()
        self.setWindowTitle(translate("MyData", "Your data"))
        for row, button, line in zip(self.rows, self.buttons, self._lines, strict=True):
            row.show_words(line.name(), line.hint())
            button.setText(line.label())
            button.setAccessibleName(line.name())
        self._heading.setText(translate("MyData", "Automatic backups"))
        self._caption.setText(
            translate(
                "MyData",
                "Made once a day, encrypted, on this computer: the last 7 days and one for each of 4 weeks before. "
                "They don't help when the disk is lost; a backup to a file elsewhere does.",
            )
        )
        self.list.retranslate()
        self.strip.retranslate()

    def _ask_for(self, backup: Backup) -> None:
        self._backup = backup
        self.turn_to(self.restore)

    def _restore(self) -> None:
        if self._backup is None:
            return
        self.restoring = True
        self.restore.wait(True)
        password = self.restore.fields[0].text
        self._sign_in.restore(password, self._backup.path, self._stepped.emit, self._restored, self._not_restored)

    def _restored(self, restored: Restored) -> None:
        self.restoring = False
        self.restore.wait(False)
        self.go_back()
        self.read_backups()
        self.strip.show_end(lambda: restored_text(restored))

    def _not_restored(self, trouble: PibuError) -> None:
        self.restoring = False
        if self._sign_in.profile is None:
            self.restore.wait(False)
            self.go_back()
            self._allow(False)
            self.strip.show_trouble(trouble)
            return
        self.restore.show_trouble(trouble)

    def _allow(self, allowed: bool) -> None:
        for button in self.buttons:
            button.setEnabled(allowed)
        self.list.set_enabled(allowed)

    @Slot(int, int)
    def _tell(self, done: int, of: int) -> None:
        """A restore can't be stopped; until its last step nothing is changed."""
        if self.restoring:
            self.strip.show_progress(lambda: translate("MyData", "Restoring…"), done, of, can_stop=False)

    def _export_form(self) -> Form:
        words = FormWords(
            lambda: translate("MyData", "Export everything"),
            lambda: " ".join(
                (
                    translate(
                        "MyData",
                        "All scans with notes, tags, photos and heat maps, as files that other programs can read.",
                    ),
                    export_warning(),
                )
            ),
            lambda: translate("MyData", "Choose where…"),
        )
        return Form(words, (), (self._way_back(),))

    def _restore_form(self) -> Form:
        words = FormWords(
            lambda: translate("MyData", "Restore a backup"),
            lambda: "" if self._backup is None else restore_lead(self._backup),
            lambda: translate("MyData", "Restore"),
        )
        return Form(words, (PasswordField(lambda: translate("Profile", "Password")),), (self._way_back(),))

    def _way_back(self) -> Way:
        return Way(lambda: translate("Profile", "Back"), self.go_back)

    def _all_lines(self) -> tuple[_Line, ...]:
        return (
            _Line(
                lambda: translate("MyData", "Export everything"),
                lambda: translate("MyData", "A .zip that anybody can read, for other programs or another Pibu"),
                lambda: translate("MyData", "Export…"),
                lambda: self.turn_to(self.export),
            ),
            _Line(
                lambda: translate("MyData", "Import an export"),
                lambda: translate("MyData", "Takes over scans that aren't here yet; the others stay as they are"),
                lambda: translate("MyData", "Import…"),
                lambda: self.errands.take_in(self),
            ),
            _Line(
                lambda: translate("MyData", "Back up to a file"),
                lambda: translate("MyData", "Everything in one encrypted file that only your password opens"),
                lambda: translate("MyData", "Back up…"),
                lambda: self.errands.back_up(self),
            ),
            _Line(
                lambda: translate("MyData", "Restore from a file"),
                lambda: translate("MyData", "Makes the history as it was when the backup was made"),
                lambda: translate("MyData", "Restore…"),
                lambda: self.errands.look_at_file(self),
            ),
            _Line(
                lambda: translate("MyData", "Delete everything"),
                lambda: translate("MyData", "Destroys this profile with all its scans, photos and backups here"),
                lambda: translate("MyData", "Delete…"),
                lambda: self.turn_to(self.deletion),
            ),
        )

    def _connect(self) -> None:
        for line, button in zip(self._lines, self.buttons, strict=True):
            button.setAutoDefault(False)
            as_wide_as_others(button)
            button.clicked.connect(line.go)
        self.export.submitted.connect(self._export)
        self.restore.submitted.connect(self._restore)
        self.list.restore_wanted.connect(self._ask_for)
        self.errands.found.connect(self._ask_for)
        self.errands.busy_changed.connect(lambda busy: self._allow(not busy))
        self.strip.stop_wanted.connect(self.errands.stop)
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def _export(self) -> None:
        self.go_back()
        self.errands.export(self)

    def _lay_out(self) -> None:
        self._heading.setProperty("role", "heading")
        self._caption.setProperty("role", "caption")
        self._caption.setWordWrap(True)
        inside = QWidget()
        inside.setProperty("role", "bare")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(RowCard(self.rows[:-1]))
        column.addSpacing(Space.SMALL)
        for widget in (self._heading, self._caption, self.list):
            column.addWidget(widget)
        column.addSpacing(Space.SMALL)
        column.addWidget(RowCard(self.rows[-1:]))
        column.addStretch(1)
        self._overview.setFrameShape(QFrame.Shape.NoFrame)
        self._overview.setWidgetResizable(True)
        self._overview.setWidget(inside)
        self.column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.column.addWidget(self.strip)
        self.add_pages(self._overview, self.export, self.restore, self.deletion)

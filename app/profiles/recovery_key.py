"""Shows a recovery key, once: to write down, copy or print. It goes only when it is said to be written down."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.icons import Icon, icon
from app.tokens import Space
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class RecoveryKeyView(QWidget):
    """written_down(): the person has it."""

    written_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = self._owner = ""
        self._title, self._lead, self.key = PlainLabel(), PlainLabel(), PlainLabel()
        self.copy, self.print, self.done = QPushButton(), QPushButton(), QPushButton()
        self.sure = QCheckBox()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._key))
        self.print.clicked.connect(self._print)
        self.sure.toggled.connect(self.done.setEnabled)
        self.done.clicked.connect(lambda: self.written_down.emit())
        self._lay_out()
        self.retranslate()

    @property
    def unconfirmed(self) -> bool:
        """Whether a key is shown that nobody has said to have written down."""
        return bool(self._key) and not self.sure.isChecked()

    def show_key(self, key: str, owner: str) -> None:
        """Shows a key in two lines of groups. owner: whose, for the print."""
        self._key, self._owner = key, owner
        groups = key.split("-")
        half = len(groups) // 2
        self.key.setText("\n".join(" ".join(part) for part in (groups[:half], groups[half:])))
        self.sure.setChecked(False)
        self.done.setEnabled(False)

    def forget(self) -> None:
        """Takes the key from the screen, and from the clipboard where it was copied to and nothing else came since."""
        clipboard = QGuiApplication.clipboard()
        if self._key and clipboard.text() == self._key:
            clipboard.clear()
        self._key = self._owner = ""
        self.key.clear()

    def as_text(self) -> str:
        """What is printed."""
        words = translate(
            "Profile",
            "Recovery key of the Pibu profile “{name}”\n\n{key}\n\n"
            "Whoever has this key and the ID can open the history. Keep it where you keep papers that matter.",
        )
        return words.format(name=self._owner, key=self.key.text())

    def retranslate(self) -> None:
        """Sets every text again."""
        self._title.setText(translate("Profile", "Your recovery key"))
        self._lead.setText(
            translate(
                "Profile",
                "It opens your history when the password is lost; nothing else can. "
                "It is shown this once. Keep it away from this computer.",
            )
        )
        self.key.setAccessibleName(translate("Profile", "Recovery key"))
        self.copy.setText(translate("Profile", "Copy"))
        self.print.setText(translate("Profile", "Print…"))
        self.sure.setText(translate("Profile", "I have written it down"))
        self.done.setText(translate("Profile", "Done"))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paper = QTextDocument()
            paper.setPlainText(self.as_text())
            paper.print_(printer)
        dialog.deleteLater()

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._lead.setProperty("role", "muted")
        self._lead.setWordWrap(True)
        self.key.setProperty("role", "key")
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        well = QFrame()
        well.setProperty("role", "well")
        inside = QVBoxLayout(well)
        inside.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        inside.addWidget(self.key)
        self.copy.setIcon(icon(Icon.COPY))
        self.done.setProperty("role", "primary")
        for button in (self.copy, self.print, self.done):
            button.setAutoDefault(False)
        ways = QHBoxLayout()
        ways.setSpacing(Space.SMALL)
        ways.addWidget(self.copy)
        ways.addWidget(self.print)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        for widget in (self._title, self._lead, well):
            column.addWidget(widget)
        column.addLayout(ways)
        column.addWidget(self.sure)
        column.addWidget(self.done)
        column.addStretch(1)

"""The one dialog for bugs: says so plainly, and lets the user copy what happened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

translate = QCoreApplication.translate


def show_crash(text: str, log: str, parent: QWidget | None) -> None:
    """Opens the dialog without waiting for it. text: the traceback. log: the log's path, empty if there is none."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Pibu")
    box.setText(
        translate("CrashDialog", "Something went wrong. You can go on; if Pibu acts strangely, start it again.")
    )
    if log:
        box.setInformativeText(translate("CrashDialog", "What happened is written to {path}.").format(path=log))
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    box.setDetailedText(text)
    copy = box.addButton(translate("CrashDialog", "Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()

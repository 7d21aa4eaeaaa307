"""The base of dialogs that show one of several pages, forget every password when they go, and follow the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from app.profiles.form import Form
from app.profiles.recovery_key import RecoveryKeyView


class PagedDialog(QDialog):
    """Destroyed when it closes. key: the page of a recovery key, if there is one. retranslate() is the heirs' own."""

    def __init__(self, key: RecoveryKeyView | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recovery_key = key
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QStackedWidget()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.pages)

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self.pages.currentWidget()

    @property
    def forms(self) -> tuple[Form, ...]:
        """Those of the pages that are forms."""
        pages = (self.pages.widget(index) for index in range(self.pages.count()))
        return tuple(page for page in pages if isinstance(page, Form))

    def retranslate(self) -> None:
        """Sets every text again."""
        for form in self.forms:
            form.retranslate()
        if self._recovery_key is not None:
            self._recovery_key.retranslate()

    def reject(self) -> None:
        """Esc closes it, but not over a recovery key that nobody has written down."""
        key = self._recovery_key
        if key is not None and self.page is key and key.unconfirmed:
            key.sure.setFocus()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its frame's own button, and the end of the program, close it whatever it shows."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, code: int) -> None:
        """Forgets every password and key before it goes."""
        for form in self.forms:
            form.start()
        if self._recovery_key is not None:
            self._recovery_key.forget()
        super().done(code)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

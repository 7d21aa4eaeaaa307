"""The base of dialogs that show one of several pages, forget every password when they go, and follow the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.profiles.form import Form
from app.profiles.recovery_key import RecoveryKeyView
from app.widgets.close_button import CloseButton
from app.widgets.letters import grown, with_letters
from app.widgets.page_area import PageArea


class PagedDialog(QDialog):
    """Destroyed when it closes. retranslate() is the heirs' own.

    width, least_height: in logical pixels with letters of 10 points. key: the page of a recovery key, if there is one.
    """

    def __init__(
        self,
        width: int,
        key: RecoveryKeyView | None = None,
        parent: QWidget | None = None,
        least_height: int = 0,
    ) -> None:
        super().__init__(parent)
        self._recovery_key = key
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width, self._least_height = width, least_height
        self._pages = QStackedWidget()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self._pages)
        self._close = CloseButton()

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        area = self._pages.currentWidget()
        return area.widget() if isinstance(area, PageArea) else area

    def add_pages(self, *pages: QWidget) -> None:
        """All of them, once; those that don't scroll by themselves do where the screen is too low for them."""
        for page in pages:
            self._pages.addWidget(page if isinstance(page, QScrollArea) else PageArea(page, wraps=True))
        self.column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        with_letters(self, self._fit)

    def show_page(self, page: QWidget) -> None:
        """Shows one of them."""
        self._pages.setCurrentIndex(self._all().index(page))

    @property
    def forms(self) -> tuple[Form, ...]:
        """Those of the pages that are forms."""
        return tuple(page for page in self._all() if isinstance(page, Form))

    def _all(self) -> tuple[QWidget, ...]:
        areas = (self._pages.widget(index) for index in range(self._pages.count()))
        pages = (area.widget() if isinstance(area, PageArea) else area for area in areas)
        return tuple(page for page in pages if page is not None)

    def _fit(self) -> None:
        """As high as the highest page needs, so that nothing moves when another is shown; at most the screen."""
        margins, screen = self.column.contentsMargins(), self.screen().availableGeometry()
        pages = [page for page in self._all() if not isinstance(page, QScrollArea)]
        sides = margins.left() + margins.right()
        widest = max((page.minimumSizeHint().width() for page in pages), default=0) + sides
        width = min(max(grown(self, self._width), widest), screen.width() * 9 // 10)
        inside = width - sides
        highest = max((_height(page, inside) for page in pages), default=0)
        foot = self.column.spacing() + self._close.sizeHint().height()
        height = max(highest + margins.top() + margins.bottom() + foot, grown(self, self._least_height))
        self.setMinimumWidth(width)
        self.resize(width, min(height, screen.height() * 9 // 10))

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


def _height(page: QWidget, width: int) -> int:
    """What a page likes to have at a width."""
    wrapped = page.heightForWidth(width)
    return page.sizeHint().height() if wrapped < 0 else wrapped

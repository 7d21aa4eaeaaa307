"""The base of pages that read the whole history anew whenever they are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.page import Page
from app.pages import PageKind
from app.services import Services
from ml.errors import PibuError, TroubleCode


class ReadingPage(Page):
    """Heirs say what refresh() reads and what forget() drops."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._shown = False
        services.sign_in.changed.connect(self._signed)

    def enter(self) -> None:
        """Reads the history."""
        self._shown = True
        self.refresh()

    def leave(self) -> None:
        """Reads nothing any more."""
        self._shown = False

    def renew(self) -> None:
        """Reads anew."""
        self.refresh()

    def refresh(self) -> None:
        """Reads in the background and shows what was read; asks a guest to sign in."""
        raise NotImplementedError

    def forget(self) -> None:
        """Shows nothing any more of whoever was signed in."""
        raise NotImplementedError

    def _signed(self) -> None:
        """Somebody else is signed in, or nobody."""
        self.forget()
        if self._shown:
            self.refresh()

    def _fail(self, trouble: PibuError) -> None:
        """Locked meanwhile is no trouble: the page asks to sign in then."""
        if trouble.code is not TroubleCode.LOCKED:
            self._services.notices.post_trouble(trouble)

    def _act(self) -> None:
        """The button in the middle of an empty page: to the sign-in, or to where scans come from."""
        if self._services.sign_in.history is None:
            self._services.sign_in.ask()
        else:
            self.elsewhere.emit(PageKind.LIVE)

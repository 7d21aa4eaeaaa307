"""The backup that makes itself once a day, some time after signing in; it is heard of only when it fails twice."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.history.backup_records import Backup
from app.notices import Notice, NoticeAction, NoticeKind, Notices
from app.saving.long_work import LongWork
from app.sign_in import SignIn
from app.text import trouble_text
from ml.errors import PibuError

translate = QCoreApplication.translate
FIRST_MS = 20_000
"""After signing in: the pages are painted first."""
AGAIN_MS = 3_600_000
RETRY_MS = 300_000
FAILURES = 2
KEY = "daily backup"


class DailyBackup(QObject):
    """Lives as long as the window. made(Backup) after each backup."""

    def __init__(self, sign_in: SignIn, notices: Notices, first_ms: int = FIRST_MS, retry_ms: int = RETRY_MS) -> None:
        super().__init__()
        self._sign_in, self._notices = sign_in, notices
        self._first_ms, self._retry_ms = first_ms, retry_ms
        self._failures = 0
        self.work = LongWork("daily backup", self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._make)
        sign_in.changed.connect(self._follow)

    def close(self) -> None:
        """Waits for a backup that is being made. Safe to call twice."""
        self._timer.stop()
        self.work.close()

    def _follow(self) -> None:
        """Somebody else is signed in, or nobody."""
        self._timer.stop()
        self.work.stop()
        self._failures = 0
        if self._sign_in.history is not None:
            self._timer.start(self._first_ms)

    def _make(self) -> None:
        history = self._sign_in.history
        if history is None:
            return
        backups = self._sign_in.backups()
        self.work.run(
            lambda step: backups().keep_daily(history, datetime.now().astimezone(), step),
            self._made,
            self._failed,
            lambda: None,
        )

    def _made(self, backup: Backup | None) -> None:
        self._failures = 0
        self._notices.drop(KEY)
        self._timer.start(AGAIN_MS)

    def _failed(self, trouble: PibuError) -> None:
        self._failures += 1
        self._timer.start(self._retry_ms if self._failures < FAILURES else AGAIN_MS)
        if self._failures != FAILURES:
            return
        self._notices.post(
            Notice(
                KEY,
                lambda: translate("MyData", "The daily backup could not be made"),
                lambda: " ".join(trouble_text(trouble)),
                NoticeKind.WARNING,
                NoticeAction(lambda: translate("MyData", "Try again"), self._make),
                lasting=True,
            )
        )

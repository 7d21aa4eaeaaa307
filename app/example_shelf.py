"""Signs an example person in and fills their history, for screenshots."""

from __future__ import annotations

from datetime import datetime

from app.example_history import example_portraits, example_year
from app.history.records import ScanDraft
from app.services import Services
from ml.errors import PibuError

NAME, PASSWORD = "Example", "an example, not a secret 예시"


class ExampleShelf:
    """Fills the history that the services' sign-in opens; `trouble` tells what went wrong."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._begun = False
        self.filled = False
        self.portraits = ("", "")
        self.trouble: PibuError | None = None

    def fill(self) -> None:
        """Begins, unless it has; needs the classifiers."""
        if not self._begun:
            self._begun = True
            self._services.sign_in.by_new_profile(NAME, PASSWORD, self._grade, self._fail)

    def _grade(self) -> None:
        analyzer = self._services.analyzers.analyzer
        assert analyzer is not None
        until = datetime.now().astimezone()
        self._services.tasks.run(lambda: example_portraits(analyzer, until), self._save, self._fail)

    def _save(self, portraits: tuple[ScanDraft, ScanDraft]) -> None:
        history = self._services.sign_in.history
        assert history is not None
        self.portraits = (portraits[0].scan.id, portraits[1].scan.id)
        drafts = (*example_year(portraits[1].scan.taken), *portraits)
        self._services.sign_in.tasks.run(lambda: history.save_many(drafts), self._done, self._fail)

    def _done(self, saved: tuple[str, ...]) -> None:
        self.filled = True

    def _fail(self, trouble: PibuError) -> None:
        self.trouble = trouble

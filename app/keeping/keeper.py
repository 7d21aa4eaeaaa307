"""Takes a scan from a page into the history: by sign-in if need be, once consent is known, in the background."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.keeping.keepable import Keepable, drafted
from app.keeping.repeat_round import RepeatRound
from app.notices import NoticeAction, Notices
from app.profiles.photo_consent import PhotoConsent
from app.sign_in import SignIn
from ml.errors import PibuError

if TYPE_CHECKING:
    from app.history.ports import History
    from app.history.records import Scan

translate = QCoreApplication.translate
REMEMBERED = 200


class KeepState(StrEnum):
    """How far keeping the offered scan is."""

    NOTHING = "nothing"
    OFFERED = "offered"
    SIGNING_IN = "signing_in"
    ASKING = "asking"
    SAVING = "saving"
    KEPT = "kept"
    FAILED = "failed"


class Keeper(QObject):
    """changed(): the state is another. The page offers what it shows; what is being saved is saved whatever the page
    does meanwhile. A failed save is told in a notice that holds the scan for another try, even after it left the page.
    repeats: good scans are counted in it, and tagged, while it goes on.
    """

    changed = Signal()

    def __init__(
        self,
        sign_in: SignIn,
        notices: Notices,
        consent: PhotoConsent | None = None,
        repeats: RepeatRound | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign_in, self._notices = sign_in, notices
        self._consent = consent or PhotoConsent()
        self._repeats = repeats
        self._offered: Keepable | None = None
        self._wanted: Keepable | None = None
        self._asking = False
        self._saving: set[tuple[str, Hashable]] = set()
        self._failed: set[tuple[str, Hashable]] = set()
        self._kept: dict[tuple[str, Hashable], datetime] = {}

    @property
    def guest(self) -> bool:
        """Whether nobody is signed in."""
        return self._sign_in.history is None

    @property
    def state(self) -> KeepState:
        """How far the offered scan is."""
        if self._offered is None:
            return KeepState.NOTHING
        if self._wanted is self._offered:
            return KeepState.ASKING if self._asking else KeepState.SIGNING_IN
        place = self._place(self._offered)
        if place in self._saving:
            return KeepState.SAVING
        if place in self._kept:
            return KeepState.KEPT
        return KeepState.FAILED if place in self._failed else KeepState.OFFERED

    @property
    def taken(self) -> datetime | None:
        """When the kept scan was taken, as the history has it."""
        return self._kept.get(self._place(self._offered)) if self._offered is not None else None

    def offer(self, keepable: Keepable | None) -> None:
        """What the page shows now; a question about another scan is taken back."""
        if keepable is not None and self._offered is not None and keepable.key == self._offered.key:
            return
        self._wanted, self._asking = None, False
        self._offered = keepable
        self.changed.emit()

    def keep(self) -> None:
        """Keeps the offered scan; a guest is asked to sign in first."""
        if self._offered is not None and self.state in (KeepState.OFFERED, KeepState.FAILED):
            self._want(self._offered)

    def keep_repeat(self) -> None:
        """Keeps the offered scan if it is one of a round of repeats."""
        if self._offered is not None and self._is_repeat(self._offered):
            self.keep()

    def answer(self, pictures: bool) -> None:
        """What was answered to whether photos are kept: for this profile, from now on."""
        profile, wanted = self._sign_in.profile, self._wanted
        if profile is not None and wanted is not None:
            self._consent.put(profile.id, pictures)
            self._go_on()

    def follow(self) -> None:
        """Somebody is signed in: a scan that waits for that is kept now. Nobody any more: a question is taken back."""
        self._asking = False
        if self.guest:
            self._wanted = None
        if self._wanted is not None:
            self._go_on()
        else:
            self.changed.emit()

    def give_up(self) -> None:
        """Nobody signed in: the scan stays in the window, not kept."""
        self._wanted, self._asking = None, False
        self.changed.emit()

    def _want(self, keepable: Keepable) -> None:
        self._wanted, self._asking = keepable, False
        if self.guest:
            self.changed.emit()
            self._sign_in.ask()
        else:
            self._go_on()

    def _go_on(self) -> None:
        profile, history, wanted = self._sign_in.profile, self._sign_in.history, self._wanted
        if profile is None or history is None or wanted is None:
            return
        pictures = self._consent.of(profile.id)
        self._asking = pictures is None
        if pictures is not None:
            self._wanted = None
            self._save(history, wanted, pictures)
        self.changed.emit()

    def _save(self, history: History, keepable: Keepable, pictures: bool) -> None:
        place = (history.profile.id, keepable.key)
        if place in self._saving or place in self._kept:
            return
        self._saving.add(place)
        self._failed.discard(place)
        repeats = self._repeats if self._is_repeat(keepable) else None

        def kept(scan: Scan) -> None:
            self._kept[place] = scan.taken
            if repeats is not None:
                repeats.count(history.profile, scan)
            while len(self._kept) > REMEMBERED:
                del self._kept[next(iter(self._kept))]
            self._notices.drop("keep")
            self.changed.emit()

        def failed(trouble: PibuError) -> None:
            self._failed.add(place)
            again = NoticeAction(lambda: translate("Keep", "Try again"), lambda: self._want(keepable))
            self._notices.post_trouble(trouble, again, "keep")
            self.changed.emit()

        self._sign_in.tasks.run(
            lambda: history.save(drafted(keepable, pictures, repeats is not None)),
            kept,
            failed,
            always=lambda: self._saving.discard(place),
            saves=True,
        )

    def _is_repeat(self, keepable: Keepable) -> bool:
        """Whether a round of repeats goes on and this scan, good enough, is one of it."""
        going_on = self._repeats is not None and self._repeats.kept_by(self._sign_in.profile) is not None
        return going_on and not keepable.analysis.issues

    def _place(self, keepable: Keepable) -> tuple[str, Hashable]:
        profile = self._sign_in.profile
        return ("" if profile is None else profile.id, keepable.key)

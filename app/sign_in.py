"""Who is signed in: owns the open history, opens and locks it in the background, and tells when that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from app.history.ports import History, Profiles, Storage
    from app.history.records import Profile
    from app.history.vault import Vault

Done = Callable[[], None]
Failed = Callable[[PibuError], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Entered:
    """A profile that was opened."""

    vault: Vault
    history: History


def usual_storage() -> Storage:
    """The folder of this computer or the server that is chosen. Imports SQLAlchemy: for a worker thread."""
    from app.history.storage import open_storage

    return open_storage()


class SignIn(QObject):
    """At first, and whenever it is locked, nobody is signed in: a guest, whose scans are not kept.

    changed(): somebody else is signed in, or nobody any more; `history` is the new one already. Who still has the old
    one may hand work with it to `tasks` in a slot of changed(): it is done before the old history is closed.
    asked(): a page wants somebody to sign in; declined(): nobody did.
    Every method answers by done() or failed(trouble) on the window's thread; none of them blocks.
    """

    changed = Signal()
    asked = Signal()
    declined = Signal()

    def __init__(
        self, tasks: Tasks, open_storage: Callable[[], Storage] = usual_storage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._open_storage = open_storage
        self._storage: Storage | None = None
        self._opened: list[History] = []
        self._entered: _Entered | None = None

    @property
    def tasks(self) -> Tasks:
        """The worker that everything about the history runs on."""
        return self._tasks

    @property
    def history(self) -> History | None:
        """The open history; None for a guest."""
        return None if self._entered is None else self._entered.history

    @property
    def profile(self) -> Profile | None:
        """Who is signed in; None for a guest."""
        return None if self._entered is None else self._entered.vault.profile

    def ask(self) -> None:
        """Somebody should sign in: the window opens its dialog."""
        self.asked.emit()

    def decline(self) -> None:
        """The dialog was closed without signing in."""
        if self._entered is None:
            self.declined.emit()

    def find_out_if_first(self, done: Callable[[bool], None], failed: Failed) -> None:
        """Whether nobody has a profile yet."""
        self._tasks.run(lambda: self._profiles().is_empty(), done, failed)

    def by_password(self, name: str, password: str, done: Done, failed: Failed) -> None:
        """Signs in, as another profile than before if need be."""
        self._enter(lambda profiles: profiles.sign_in(name, password), done, failed)

    def by_new_profile(self, name: str, password: str, done: Done, failed: Failed) -> None:
        """Makes a profile and signs in."""
        self._enter(lambda profiles: profiles.create(name, password), done, failed)

    def by_recovery_key(self, name: str, key: str, new_password: str, done: Done, failed: Failed) -> None:
        """Signs in by the recovery key and sets a new password."""
        self._enter(lambda profiles: profiles.recover(name, key, new_password), done, failed)

    def change_password(self, old: str, new: str, done: Done, failed: Failed) -> None:
        """Of who is signed in; the old password is asked for once more."""
        vault = self._vault()
        self._tasks.run(lambda: self._profiles().change_password(vault, old, new), lambda _: done(), failed, saves=True)

    def make_recovery_key(self, password: str, done: Callable[[str], None], failed: Failed) -> None:
        """A new recovery key; an earlier one is void then."""
        vault = self._vault()
        self._tasks.run(lambda: self._profiles().make_recovery_key(vault, password), done, failed)

    def delete_profile(self, password: str, done: Done, failed: Failed) -> None:
        """Destroys profile and history, once the password was right; nobody is signed in then."""
        name = self._vault().profile.name
        self._tasks.run(
            lambda: self._profiles().sign_in(name, password),
            lambda vault: self._delete(vault, password, done, failed),
            failed,
        )

    def lock(self) -> None:
        """Signs out: the keys are forgotten as soon as what was begun is done."""
        entered, self._entered = self._entered, None
        if entered is not None:
            self.changed.emit()
            self._tasks.run(entered.history.close, lambda _: None, saves=True)

    def close(self) -> None:
        """Waits for saves, then closes everything. Safe to call twice."""
        self._tasks.close()
        self._entered = None
        while self._opened:
            self._opened.pop().close()
        if self._storage is not None:
            self._storage.close()
            self._storage = None

    def _enter(self, prove: Callable[[Profiles], Vault], done: Done, failed: Failed) -> None:
        self._tasks.run(lambda: prove(self._profiles()), lambda vault: self._open(vault, done, failed), failed)

    def _open(self, vault: Vault, done: Done, failed: Failed) -> None:
        """The old history is closed before the new one is opened: it may be the same."""
        self.lock()

        def work() -> _Entered:
            assert self._storage is not None
            history = self._storage.open(vault)
            self._opened[:] = [history]
            return _Entered(vault, history)

        def entered(now: _Entered) -> None:
            self.lock()
            self._entered = now
            self.changed.emit()
            done()

        self._tasks.run(work, entered, failed)

    def _delete(self, vault: Vault, password: str, done: Done, failed: Failed) -> None:
        self.lock()
        self._tasks.run(lambda: self._profiles().delete(vault, password), lambda _: done(), failed, saves=True)

    def _profiles(self) -> Profiles:
        """On the worker: opens the storage when it is first needed."""
        if self._storage is None:
            self._storage = self._open_storage()
        return self._storage.profiles

    def _vault(self) -> Vault:
        if self._entered is None:
            raise PibuError(TroubleCode.LOCKED)
        return self._entered.vault

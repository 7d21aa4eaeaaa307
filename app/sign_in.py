"""Who is signed in: owns the open history, opens and locks it in the background, and tells when that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.history.storage import open_storage, rescue_folder
from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from app.history.backup_records import Progress, Restored
    from app.history.ports import Backups, History, Profiles, Storage
    from app.history.records import Profile
    from app.history.vault import Vault

Done = Callable[[], None]
Failed = Callable[[PibuError], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Entered:
    """A profile that was opened."""

    vault: Vault
    history: History


@dataclass(frozen=True, slots=True, eq=False)
class _Retried:
    """What became of a restore: who is signed in then, and what was restored, or why nothing was."""

    entered: _Entered | None
    outcome: Restored | PibuError


class SignIn(QObject):
    """At first, and whenever it is locked, nobody is signed in: a guest, whose scans are not kept.

    changed(): somebody else is signed in, or nobody any more; `history` is the new one already. Who still has the old
    one may hand work with it to `tasks` in a slot of changed(): it is done before the old history is closed.
    Whose history is damaged is let in far enough to restore a backup: `stranded`.
    asked(): a page wants somebody to sign in; declined(): nobody did.
    Every method answers by done() or failed(trouble) on the window's thread; none of them blocks.
    """

    changed = Signal()
    asked = Signal()
    declined = Signal()

    def __init__(
        self,
        tasks: Tasks,
        opening: Callable[[], Storage] = open_storage,
        rescuing: Callable[[], Path | None] = rescue_folder,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._open_storage, self._rescue_folder = opening, rescuing
        self._storage: Storage | None = None
        self._opened: list[History] = []
        self._entered: _Entered | None = None
        self._stranded: Vault | None = None

    @property
    def stranded(self) -> bool:
        """Whether somebody has proved who they are, but has a history that is damaged."""
        return self._stranded is not None

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
        self._set_stranded(None)
        if self._entered is None:
            self.declined.emit()

    def find_out_if_first(self, done: Callable[[bool], None], failed: Failed) -> None:
        """Whether nobody has a profile yet."""
        self._tasks.run(lambda: self._profiles().is_empty(), done, failed)

    def by_password(self, name: str, password: str, done: Done, failed: Failed) -> None:
        """Signs in, as another profile than before if need be."""
        self._enter(lambda profiles: self._prove(profiles, name, password), done, failed)

    def by_rescue(self, name: str, password: str, done: Done, failed: Failed) -> None:
        """Where the list of profiles is damaged: puts it aside, and brings the profile back from its backups."""
        self._tasks.run(
            lambda: self._prove(self._renewed(), name, password),
            lambda vault: self._open(vault, done, failed),
            failed,
        )

    def by_new_profile(self, name: str, password: str, done: Done, failed: Failed) -> None:
        """Makes a profile and signs in."""
        self._enter(lambda profiles: profiles.create(name, password), done, failed)

    def by_recovery_key(self, name: str, key: str, new_password: str, done: Done, failed: Failed) -> None:
        """Signs in by the recovery key and sets a new password."""
        self._enter(lambda profiles: profiles.recover(name, key, new_password), done, failed)

    def by_backup(
        self, name: str, password: str, source: Path, step: Progress, done: Callable[[Restored], None], failed: Failed
    ) -> None:
        """Restores a backup file and signs in: a profile that isn't on this computer comes with it."""
        self.lock()

        def work() -> _Retried:
            from app.history.moving import Proof, restore_with

            self._renewed()
            assert self._storage is not None
            now = datetime.now().astimezone()
            vault, restored = restore_with(self._storage, source, Proof(name, password), now, step)
            return _Retried(self._opened_anew(vault), restored)

        self._tasks.run(work, lambda now: self._retried(now, done, failed), failed, saves=True)

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

    def backups(self) -> Callable[[], Backups]:
        """What a worker thread calls for the backups of who is signed in or stranded.

        Raises:
            PibuError: LOCKED, at once, when there is nobody.
        """
        vault, storage = self._stranded or self._vault(), self._storage
        assert storage is not None
        return lambda: storage.backups(vault)

    def restore(
        self, password: str, source: Path, step: Progress, done: Callable[[Restored], None], failed: Failed
    ) -> None:
        """Puts a backup in the place of the history, once the password was right, and signs in anew. Of who is
        stranded no password is asked: it was right a moment ago. Whatever fails, the history is as it was.
        """
        if self._stranded is not None:
            self._restore(self._stranded, source, step, done, failed)
            return
        name = self._vault().profile.name
        self._tasks.run(
            lambda: self._profiles().sign_in(name, password),
            lambda vault: self._restore(vault, source, step, done, failed),
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
        self._set_stranded(None)
        while self._opened:
            self._opened.pop().close()
        if self._storage is not None:
            self._storage.close()
            self._storage = None

    def _renewed(self) -> Profiles:
        """On the worker: a damaged list is put aside."""
        from app.history.rescue import opened_after_damage

        return opened_after_damage(self._profiles, self._rescue_folder(), datetime.now().astimezone())

    def _prove(self, profiles: Profiles, name: str, password: str) -> Vault:
        """On the worker: also who was lost with a damaged list."""
        from app.history.rescue import sign_in_after_damage

        return sign_in_after_damage(profiles, self._rescue_folder(), name, password)

    def _enter(self, prove: Callable[[Profiles], Vault], done: Done, failed: Failed) -> None:
        self._tasks.run(lambda: prove(self._profiles()), lambda vault: self._open(vault, done, failed), failed)

    def _open(self, vault: Vault, done: Done, failed: Failed) -> None:
        """The old history is closed before the new one is opened: it may be the same."""
        self.lock()

        def entered(now: _Entered) -> None:
            self.lock()
            self._entered = now
            self._set_stranded(None)
            self.changed.emit()
            done()

        def refused(trouble: PibuError) -> None:
            self._set_stranded(vault if trouble.code is TroubleCode.HISTORY_DAMAGED else None)
            failed(trouble)

        self._tasks.run(lambda: self._opened_anew(vault), entered, refused)

    def _restore(
        self, vault: Vault, source: Path, step: Progress, done: Callable[[Restored], None], failed: Failed
    ) -> None:
        """With the history closed; whether it worked or not, it is opened again as far as that is possible."""
        self._stranded = None
        self.lock()

        def work() -> _Retried:
            assert self._storage is not None
            outcome: Restored | PibuError
            try:
                outcome = self._storage.backups(vault).restore(source, datetime.now().astimezone(), step)
            except PibuError as trouble:
                outcome = trouble
            try:
                return _Retried(self._opened_anew(vault), outcome)
            except PibuError as trouble:
                return _Retried(None, outcome if isinstance(outcome, PibuError) else trouble)

        def retried(now: _Retried) -> None:
            if now.entered is None:
                self._set_stranded(vault)
            self._retried(now, done, failed)

        self._tasks.run(work, retried, failed, saves=True)

    def _opened_anew(self, vault: Vault) -> _Entered:
        """On the worker."""
        assert self._storage is not None
        history = self._storage.open(vault)
        self._opened[:] = [history]
        return _Entered(vault, history)

    def _retried(self, now: _Retried, done: Callable[[Restored], None], failed: Failed) -> None:
        if now.entered is not None:
            self._stranded, self._entered = None, now.entered
            self.changed.emit()
        if isinstance(now.outcome, PibuError):
            failed(now.outcome)
        else:
            done(now.outcome)

    def _set_stranded(self, vault: Vault | None) -> None:
        old, self._stranded = self._stranded, vault
        if old is not None and old is not vault:
            old.forget()

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

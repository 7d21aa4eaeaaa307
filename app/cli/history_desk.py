"""Does what `pibu history` is asked, and says what became of it."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from app.cli.history_tables import backup_object, backups_table, scans_table
from app.cli.parsing import say
from app.cli.secrets import Secrets
from app.erasing import erase_everything, usual_places
from app.export_text import export_readme, export_warning
from app.history.backup_records import BACKUP_SUFFIX, Backup
from app.history.moving import Proof, restore_with
from app.history.ports import History, Storage
from app.history.scan_json import scan_object
from app.history.storage import open_storage, rescue_folder
from app.history.vault import Vault
from app.profiles.photo_consent import PhotoConsent

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of whom."""

    profile: str
    file: Path | None
    replace: bool
    recovery: bool
    sure: bool


class Desk:
    """One command's work: opens the storage when it is entered and closes everything when it is left."""

    def __init__(self, secrets: Secrets, as_json: bool) -> None:
        self._secrets, self._json = secrets, as_json
        self._stack = ExitStack()
        self._storage_open: Storage | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def show(self, wish: Wish, limit: int | None) -> None:
        """Every scan, newest first."""
        history = self._history(self._vault(wish))
        scans = history.scans(limit=limit or max(1, history.count()))
        if self._json:
            self._print([scan_object(scan) for scan in scans])
        else:
            print(scans_table(scans) if scans else translate("Cli", "No scan is kept yet."))

    def export(self, wish: Wish) -> bool:
        """Everything into a .zip. Whether nothing was damaged."""
        from app.history.export import export_all

        assert wish.file is not None, "export wants a file"
        history = self._history(self._vault(wish))
        exported = export_all(history, wish.file, export_readme(), wish.replace)
        if self._json:
            counts = {"scans": exported.scans, "pictures": exported.pictures, "damaged": exported.damaged}
            self._print({"file": str(exported.path)} | counts)
        else:
            text = translate("Cli", "Exported to {file}. Scans: {scans}, pictures: {pictures}.")
            print(text.format(file=exported.path, scans=exported.scans, pictures=exported.pictures))
        say(export_warning())
        if exported.damaged:
            text = translate("Cli", "Pictures of {count} scans are damaged and were left out; their grades were not.")
            say(text.format(count=len(exported.damaged)))
        return not exported.damaged

    def take_in(self, wish: Wish) -> None:
        """Scans of an export that are not there yet."""
        from app.history.importing import import_all

        assert wish.file is not None, "import wants a file"
        imported = import_all(self._history(self._vault(wish)), wish.file)
        if self._json:
            self._print({"added": imported.added, "known": imported.known})
            return
        text = translate("Cli", "Scans taken over: {added}. Already there: {known}.")
        print(text.format(added=len(imported.added), known=len(imported.known)))

    def back_up(self, wish: Wish) -> bool:
        """One file with everything, or today's backup."""
        vault = self._vault(wish)
        backups, history = self._storage.backups(vault), self._history(vault)
        if wish.file is not None:
            self._say_backup(backups.write(history, wish.file, _now(), wish.replace))
            return True
        if not backups.automatic:
            say(translate("Cli", "A server's backups are made by its keeper. Name a file to make one of your own."))
            return False
        made = backups.keep_daily(history, _now())
        if made is not None:
            self._say_backup(made)
        elif history.count():
            self._say(translate("Cli", "Today's backup is there already."), {"made": False})
        else:
            self._say(translate("Cli", "No scan is kept yet."), {"made": False})
        return True

    def restore(self, wish: Wish) -> bool:
        """A backup in the place of the history; without a file, the list of backups."""
        if wish.file is None:
            return self._list_backups(self._storage.backups(self._vault_or_rescued(wish)).kept())
        key = self._secrets.ask(translate("Cli", "Recovery key")) if wish.recovery else ""
        prompt = translate("Cli", "New password") if wish.recovery else translate("Cli", "Password")
        proof = Proof(wish.profile, self._secrets.ask(prompt), key)
        source = self._source(wish, proof)
        _, restored = restore_with(self._storage, source, proof, _now())
        aside = restored.damaged if restored.aside is None else restored.aside.path
        if self._json:
            found = {"scans": restored.scans, "missing": restored.missing}
            self._print(found | {"aside": None if aside is None else str(aside)})
        else:
            print(translate("Cli", "Restored. Scans: {count}.").format(count=restored.scans))
            if aside is not None:
                print(translate("Cli", "What was there before is kept in {file}.").format(file=aside))
        if restored.missing:
            text = translate("Cli", "Pictures that are nowhere any more: {count}.")
            say(text.format(count=restored.missing))
        return not restored.missing

    def delete(self, wish: Wish) -> bool:
        """The profile with everything, backups included."""
        prompt = translate("Cli", "Password")
        password = self._secrets.ask(prompt)
        vault = self._storage.profiles.sign_in(wish.profile, password)
        question = translate("Cli", "This deletes the profile with all its scans, photos and backups for good.")
        if not self._is_sure(wish, question):
            return False
        identifier = vault.profile.id
        self._storage.profiles.delete(vault, password)
        PhotoConsent().forget(identifier)
        self._say(translate("Cli", "The profile and all its scans are deleted."), {"deleted": True})
        return True

    def delete_everything(self, wish: Wish) -> bool:
        """All of Pibu on this computer."""
        question = translate("Cli", "This deletes all profiles, scans, backups, settings and logs of Pibu for good.")
        if not self._is_sure(wish, question):
            return False
        erase_everything(usual_places())
        self._say(translate("Cli", "Nothing of Pibu is kept on this computer any more."), {"deleted": True})
        return True

    @property
    def _storage(self) -> Storage:
        if self._storage_open is None:
            self._storage_open = open_storage()
            self._stack.callback(self._storage_open.close)
        return self._storage_open

    def _vault(self, wish: Wish) -> Vault:
        return self._storage.profiles.sign_in(wish.profile, self._secrets.ask(translate("Cli", "Password")))

    def _vault_or_rescued(self, wish: Wish) -> Vault:
        """When the list of profiles is damaged, the profile comes back from its own backups."""
        from app.history.rescue import opened_after_damage, sign_in_after_damage

        password = self._secrets.ask(translate("Cli", "Password"))
        text = translate("Cli", "The list of profiles was damaged. This profile is back from its backups.")
        profiles = opened_after_damage(lambda: self._storage.profiles, rescue_folder(), _now())
        return sign_in_after_damage(profiles, rescue_folder(), wish.profile, password, lambda: say(text))

    def _history(self, vault: Vault) -> History:
        history = self._storage.open(vault)
        self._stack.callback(history.close)
        return history

    def _source(self, wish: Wish, proof: Proof) -> Path:
        """The file itself, or one of the backups on this computer by its name."""
        assert wish.file is not None, "a restore wants a file"
        if wish.file.exists() or wish.file.name != str(wish.file) or wish.recovery:
            return wish.file
        vault = self._storage.profiles.sign_in(proof.name, proof.password)
        names = (wish.file.name, wish.file.name + BACKUP_SUFFIX)
        found = (one.path for one in self._storage.backups(vault).kept() if one.path.name in names)
        return next(found, wish.file)

    def _list_backups(self, backups: tuple[Backup, ...]) -> bool:
        if self._json:
            self._print([backup_object(one) for one in backups])
        elif backups:
            print(backups_table(backups))
        else:
            print(translate("Cli", "There is no backup yet."))
        return True

    def _say_backup(self, backup: Backup) -> None:
        text = translate("Cli", "Backed up to {file}. Scans: {scans}, pictures: {pictures}.")
        words = text.format(file=backup.path, scans=backup.scans, pictures=backup.pictures)
        self._say(words, backup_object(backup))

    def _is_sure(self, wish: Wish, question: str) -> bool:
        if wish.sure:
            return True
        say(question)
        wanted = wish.profile or "Pibu"
        say(translate("Cli", "Type {word} to go on.").format(word=wanted))
        if sys.stdin is not None and sys.stdin.isatty() and sys.stdin.readline().strip() == wanted:
            return True
        say(translate("Cli", "Nothing was deleted. --yes deletes without asking."))
        return False

    def _say(self, words: str, as_object: object) -> None:
        if self._json:
            self._print(as_object)
        else:
            print(words)

    @staticmethod
    def _print(value: object) -> None:
        print(json.dumps(value, indent=2, ensure_ascii=True))


def _now() -> datetime:
    return datetime.now().astimezone()

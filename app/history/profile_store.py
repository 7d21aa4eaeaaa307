"""Keeps profiles: creates them, signs in, changes passwords, recovers, deletes. Slow on purpose; no Qt."""

from __future__ import annotations

import hmac
import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.history import wrapping
from app.history.database import reading, writing
from app.history.passwords import check_password, looked_up, spelled_name, spelled_password
from app.history.profile_rows import Sealed, columns_of, read_envelope, row_of, sealed_of, write_envelope
from app.history.records import Kind, Profile
from app.history.tables import installation, profile
from app.history.throttle import Throttle
from app.history.vault import KEY_BYTES, Vault
from app.history.wrapping import Cost
from ml.errors import PibuError, TroubleCode

SALT_BYTES = 32


class ProfileStore:
    """Implements app.history.ports.Profiles over one database.

    doom, destroy: what to do with a profile's scans before and after its row is gone. now: seconds since 1970 UTC.
    """

    def __init__(
        self,
        engine: Engine,
        doom: Callable[[str], None],
        destroy: Callable[[str], None],
        now: Callable[[], float],
        cost: Cost = wrapping.USUAL,
    ) -> None:
        self._engine = engine
        self._doom, self._destroy = doom, destroy
        self._now = now
        self._cost = cost
        self._throttle = Throttle(now)
        self._salt = self._installation_salt()

    def is_empty(self) -> bool:
        """Whether nobody has a profile yet."""
        return not self.ids()

    def ids(self) -> frozenset[str]:
        """Every profile's id."""
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(profile.c.id)).scalars())

    def create(self, name: str, password: str) -> Vault:
        """A new profile, signed in."""
        spelled = spelled_name(name)
        check_password(password, spelled)
        created = datetime.fromtimestamp(int(self._now()), UTC)
        someone = Profile(str(uuid.uuid4()), spelled, created)
        vault = Vault(someone, secrets.token_bytes(KEY_BYTES))
        wrapped = wrapping.wrap(vault.data_key(), spelled_password(password), someone.id, self._cost)
        row = row_of(Sealed(someone.id, self._sealed_name(vault), created, wrapped, None))
        with self._unless_taken() as connection:
            connection.execute(insert(profile).values(row | {"lookup": self._lookup(spelled)}))
        return vault

    def sign_in(self, name: str, password: str) -> Vault:
        """Opens a profile. The same steps, and so the same time, for a name that nobody has."""
        sealed, data_key = self._proved(self._lookup(name), password, TroubleCode.SIGN_IN_REFUSED)
        if self._cost.exceeds(sealed.wrapped.cost):
            self._wrap_again(sealed.id, data_key, password, self._cost.joined(sealed.wrapped.cost))
        return self._vault(sealed, data_key)

    def change_password(self, vault: Vault, old: str, new: str) -> None:
        """Wraps the data key anew; the recovery key stays good."""
        check_password(new, vault.profile.name)
        data_key = self._confirmed(vault, old)
        self._wrap_again(vault.profile.id, data_key, new, self._cost)

    def make_recovery_key(self, vault: Vault, password: str) -> str:
        """A recovery key, to be shown once; an earlier one is void."""
        data_key = self._confirmed(vault, password)
        key = wrapping.new_recovery_key()
        wrapped = wrapping.wrap_for_recovery(data_key, key, vault.profile.id)
        self._change(vault.profile.id, {"recovery_salt": wrapped.salt, "recovery_wrapped": wrapped.sealed})
        return key

    def has_recovery_key(self, vault: Vault) -> bool:
        """Whether one was made."""
        return self._sealed(vault.profile.id).recovery is not None

    def recover(self, name: str, recovery_key: str, new_password: str) -> Vault:
        """Signs in by recovery key and sets a new password."""
        check_password(new_password, name)
        lookup = self._lookup(name)
        with writing(self._engine) as connection:
            self._throttle.count(connection, lookup)
        sealed = self._find(lookup)
        wrapped = sealed.recovery if sealed is not None else None
        decoy = wrapping.wrap_for_recovery(secrets.token_bytes(KEY_BYTES), wrapping.new_recovery_key(), "")
        data_key = wrapping.unwrap_recovered(wrapped or decoy, recovery_key, sealed.id if sealed is not None else "")
        if sealed is None or data_key is None:
            raise PibuError(TroubleCode.RECOVERY_REFUSED)
        self._wrap_again(sealed.id, data_key, new_password, self._cost)
        self._forgive(lookup)
        return self._vault(sealed, data_key)

    def rename(self, vault: Vault, name: str) -> Vault:
        """Gives the profile another name."""
        renamed = vault.renamed(Profile(vault.profile.id, spelled_name(name), vault.profile.created))
        with self._unless_taken() as connection:
            values = {"lookup": self._lookup(name), "name": self._sealed_name(renamed)}
            connection.execute(update(profile).where(profile.c.id == vault.profile.id).values(values))
        return renamed

    def delete(self, vault: Vault, password: str) -> None:
        """Destroys the profile. Its wrapped keys go first: what a crash may leave behind can't be opened."""
        self._confirmed(vault, password)
        identifier = vault.profile.id
        self._doom(identifier)
        with writing(self._engine) as connection:
            connection.execute(delete(profile).where(profile.c.id == identifier))
        self._destroy(identifier)
        vault.forget()

    def envelope(self, vault: Vault) -> bytes:
        """The profile's wrapped keys, for a backup."""
        return write_envelope(self._sealed(vault.profile.id))

    def adopt(self, envelope: bytes, name: str, password: str) -> Vault:
        """Takes over a profile from a backup's envelope, under the name given; its wrapped keys become those here."""
        sealed = read_envelope(envelope)
        data_key = wrapping.unwrap(sealed.wrapped, spelled_password(password), sealed.id)
        if data_key is None:
            raise PibuError(TroubleCode.SIGN_IN_REFUSED)
        return self._adopted(sealed, data_key, name)

    def adopt_by_recovery(self, envelope: bytes, name: str, recovery_key: str, new_password: str) -> Vault:
        """The same by recovery key, with a new password."""
        check_password(new_password, name)
        sealed = read_envelope(envelope)
        wrapped = sealed.recovery
        data_key = None if wrapped is None else wrapping.unwrap_recovered(wrapped, recovery_key, sealed.id)
        if data_key is None:
            raise PibuError(TroubleCode.RECOVERY_REFUSED)
        anew = wrapping.wrap(data_key, spelled_password(new_password), sealed.id, self._cost)
        return self._adopted(replace(sealed, wrapped=anew), data_key, name)

    def _adopted(self, sealed: Sealed, data_key: bytes, name: str) -> Vault:
        """Puts a profile in, unless another key is here under its id: its history could never be opened again."""
        vault = Vault(Profile(sealed.id, spelled_name(name), sealed.created), data_key)
        row = row_of(sealed) | {"lookup": self._lookup(vault.profile.name), "name": self._sealed_name(vault)}
        with self._unless_taken() as connection:
            here = connection.execute(select(profile.c.name).where(profile.c.id == sealed.id)).scalar()
            for name_here in (sealed.name, here):
                if name_here is not None and not _opens(vault, bytes(name_here)):
                    raise PibuError(TroubleCode.BACKUP_FOREIGN)
            connection.execute(delete(profile).where(profile.c.id == sealed.id))
            connection.execute(insert(profile).values(row))
        return vault

    def _confirmed(self, vault: Vault, password: str) -> bytes:
        """The data key of somebody signed in who gives the password once more."""
        with reading(self._engine) as connection:
            lookup = connection.execute(select(profile.c.lookup).where(profile.c.id == vault.profile.id)).scalar()
        if lookup is None:
            raise PibuError(TroubleCode.SIGN_IN_REFUSED)
        return self._proved(bytes(lookup), password, TroubleCode.SIGN_IN_REFUSED)[1]

    def _proved(self, lookup: bytes, password: str, refused: TroubleCode) -> tuple[Sealed, bytes]:
        """A profile and its data key, once the password has opened it."""
        with writing(self._engine) as connection:
            self._throttle.count(connection, lookup)
        sealed = self._find(lookup)
        spelled = spelled_password(password)
        if sealed is None:
            wrapping.unwrap_nothing(spelled, self._cost)
            raise PibuError(refused)
        data_key = wrapping.unwrap(sealed.wrapped, spelled, sealed.id)
        if data_key is None:
            raise PibuError(refused)
        self._forgive(lookup)
        return sealed, data_key

    def _forgive(self, lookup: bytes) -> None:
        with writing(self._engine) as connection:
            self._throttle.forgive(connection, lookup)

    def _wrap_again(self, identifier: str, data_key: bytes, password: str, cost: Cost) -> None:
        wrapped = wrapping.wrap(data_key, spelled_password(password), identifier, cost)
        self._change(identifier, columns_of(wrapped))

    def _change(self, identifier: str, values: dict[str, Any]) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(profile).where(profile.c.id == identifier).values(values))

    @contextmanager
    def _unless_taken(self) -> Iterator[Connection]:
        try:
            with writing(self._engine) as connection:
                yield connection
        except IntegrityError:
            raise PibuError(TroubleCode.PROFILE_NAME_TAKEN) from None

    def _find(self, lookup: bytes) -> Sealed | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(profile).where(profile.c.lookup == lookup)).first()
        return None if row is None else sealed_of(row)

    def _sealed(self, identifier: str) -> Sealed:
        with reading(self._engine) as connection:
            row = connection.execute(select(profile).where(profile.c.id == identifier)).first()
        if row is None:
            raise PibuError(TroubleCode.SIGN_IN_REFUSED)
        return sealed_of(row)

    def _lookup(self, name: str) -> bytes:
        return hmac.digest(self._salt, looked_up(name), "sha256")

    @staticmethod
    def _sealed_name(vault: Vault) -> bytes:
        return vault.seal(vault.profile.name.encode(), "", Kind.NAME)

    @staticmethod
    def _vault(sealed: Sealed, data_key: bytes) -> Vault:
        nameless = Vault(Profile(sealed.id, "", sealed.created), data_key)
        name = nameless.unseal(sealed.name, "", Kind.NAME).decode()
        return nameless.renamed(Profile(sealed.id, name, sealed.created))

    def _installation_salt(self) -> bytes:
        """The salt of looked-up names, drawn when the database is new."""
        with writing(self._engine) as connection:
            salt = connection.execute(select(installation.c.salt)).scalar()
            if salt is None:
                salt = secrets.token_bytes(SALT_BYTES)
                connection.execute(insert(installation).values(number=1, salt=salt))
        return bytes(salt)


def _opens(vault: Vault, sealed_name: bytes) -> bool:
    """Whether a profile's name was sealed with this key."""
    try:
        vault.unseal(sealed_name, "", Kind.NAME)
    except PibuError:
        return False
    return True

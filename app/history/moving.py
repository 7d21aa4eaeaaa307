"""Restores a backup for whoever proves to own it, on a computer that knows the profile or on one that doesn't."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.history.backup_records import Progress, Restored, unwatched
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from app.history.ports import Profiles, Storage
    from app.history.vault import Vault


@dataclass(frozen=True, slots=True)
class Proof:
    """What a person gives. password: with a recovery_key it is the new one."""

    name: str
    password: str = field(repr=False)
    recovery_key: str = field(default="", repr=False)


def restore_with(
    storage: Storage, source: Path, proof: Proof, now: datetime, told: Progress = unwatched
) -> tuple[Vault, Restored]:
    """Signs in, or takes the profile over from the backup's envelope, and restores the backup. Slow (argon2id).

    When the restore fails, a profile that was taken over is gone again. The history must be closed.

    Raises:
        PibuError: SIGN_IN_REFUSED or RECOVERY_REFUSED when neither the profile here nor the backup's opens;
            PROFILE_NAME_TAKEN; and what Backups.restore raises.
    """
    vault, is_new = _proved(storage.profiles, source, proof)
    try:
        return vault, storage.backups(vault).restore(source, now, told)
    except BaseException:
        if is_new:
            with suppress(PibuError):
                storage.profiles.delete(vault, proof.password)
        raise


def _proved(profiles: Profiles, source: Path, proof: Proof) -> tuple[Vault, bool]:
    """The open vault, and whether it was taken over from the file."""
    from app.history.backup_cipher import envelope_in

    try:
        if proof.recovery_key:
            return profiles.recover(proof.name, proof.recovery_key, proof.password), False
        return profiles.sign_in(proof.name, proof.password), False
    except PibuError as trouble:
        if trouble.code not in (TroubleCode.SIGN_IN_REFUSED, TroubleCode.RECOVERY_REFUSED):
            raise
    envelope = envelope_in(source)
    if proof.recovery_key:
        return profiles.adopt_by_recovery(envelope, proof.name, proof.recovery_key, proof.password), True
    return profiles.adopt(envelope, proof.name, proof.password), True

"""Wraps a profile's data key under its password (argon2id) and under a recovery key (random, so HKDF is enough)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.history.vault import KEY_BYTES, NONCE_BYTES

SALT_BYTES = 16
RECOVERY_CHARACTERS = 32
_GROUP = 4
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, none of which looks like another: 32 of them hold 158 bits."""
_WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + 16
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 16, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of argon2id (RFC 9106). The default takes about 0.2 s and 64 MiB."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        most = (_MOST_KIB, _MOST_PASSES, _MOST_LANES)
        asked = (self.memory_kib, self.passes, self.lanes)
        if not all(1 <= part <= limit for part, limit in zip(asked, most, strict=True)):
            raise ValueError("such parameters would never end")

    def exceeds(self, other: Cost) -> bool:
        """Whether any parameter is larger than the other's."""
        return self.memory_kib > other.memory_kib or self.passes > other.passes or self.lanes > other.lanes

    def joined(self, other: Cost) -> Cost:
        """The larger one of each parameter."""
        return Cost(
            max(self.memory_kib, other.memory_kib), max(self.passes, other.passes), max(self.lanes, other.lanes)
        )


USUAL = Cost()


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key that only the password opens. sealed: nonce and AES-256-GCM."""

    cost: Cost
    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class RecoveryWrap:
    """The same data key, opened by the recovery key."""

    salt: bytes
    sealed: bytes


def wrap(data_key: bytes, password: bytes, owner: str, cost: Cost) -> WrappedKey:
    """Seals a data key under a password, bound to the profile's id."""
    salt = secrets.token_bytes(SALT_BYTES)
    return WrappedKey(cost, salt, _seal(_of_password(password, salt, cost), data_key, owner, b"password"))


def unwrap(wrapped: WrappedKey, password: bytes, owner: str) -> bytes | None:
    """The data key; None when the password is wrong."""
    key = _of_password(password, wrapped.salt, wrapped.cost)
    return _open(key, wrapped.sealed, owner, b"password")


def unwrap_nothing(password: bytes, cost: Cost) -> None:
    """Takes as long as unwrap: for names that nobody has."""
    wrong = WrappedKey(cost, secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_WRAPPED_BYTES))
    unwrap(wrong, password, "")


def wrap_for_recovery(data_key: bytes, recovery_key: str, owner: str) -> RecoveryWrap:
    """Seals a data key under a recovery key."""
    salt = secrets.token_bytes(SALT_BYTES)
    return RecoveryWrap(salt, _seal(_of_recovery(recovery_key, salt), data_key, owner, b"recovery"))


def unwrap_recovered(wrapped: RecoveryWrap, recovery_key: str, owner: str) -> bytes | None:
    """The data key; None when the recovery key is wrong."""
    return _open(_of_recovery(recovery_key, wrapped.salt), wrapped.sealed, owner, b"recovery")


def new_recovery_key() -> str:
    """A random recovery key in groups, "7KQ2-...": 158 bits."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(RECOVERY_CHARACTERS))
    return "-".join(drawn[i : i + _GROUP] for i in range(0, RECOVERY_CHARACTERS, _GROUP))


def _of_password(password: bytes, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(password, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _of_recovery(recovery_key: str, salt: bytes) -> bytes:
    """Blanks, dashes and case are left out of the key, as people type it from paper."""
    typed = "".join(c for c in recovery_key.upper() if c in _ALPHABET)
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"pibu recovery key").derive(typed.encode())


def _seal(key: bytes, content: bytes, owner: str, purpose: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, owner.encode() + b"|" + purpose)


def _open(key: bytes, sealed: bytes, owner: str, purpose: bytes) -> bytes | None:
    if len(sealed) != _WRAPPED_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode() + b"|" + purpose)
    except InvalidTag:
        return None

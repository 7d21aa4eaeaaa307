"""A profile that is signed in: its data key, in memory only, and what is sealed with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app.history.records import Kind, Profile
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
_MAGIC = b"PIBU1"


class Vault:
    """Holds the data key of one profile until it is forgotten (sign-out, lock).

    The database and the pictures have keys of their own, derived from it by HKDF-SHA256 (RFC 5869), so that no key
    serves two ciphers. Never logged, never compared, never written; repr says nothing.
    """

    __slots__ = ("_data_key", "_profile")

    def __init__(self, profile: Profile, data_key: bytes) -> None:
        if len(data_key) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._profile = profile
        self._data_key = bytearray(data_key)

    def __repr__(self) -> str:
        return "Vault(locked)" if self.locked else "Vault(open)"

    @property
    def profile(self) -> Profile:
        """Who is signed in."""
        return self._profile

    @property
    def locked(self) -> bool:
        """Whether the key was forgotten."""
        return not self._data_key

    def data_key(self) -> bytes:
        """The 32 bytes themselves, for wrapping.

        Raises:
            PibuError: LOCKED after forget().
        """
        if self.locked:
            raise PibuError(TroubleCode.LOCKED)
        return bytes(self._data_key)

    def renamed(self, profile: Profile) -> Vault:
        """The same key under another name."""
        return Vault(profile, self.data_key())

    def database_key(self) -> bytes:
        """32 bytes for SQLCipher."""
        return self._derived(b"pibu history database")

    def backup_key(self, salt: bytes) -> bytes:
        """32 bytes for one backup file; salt: 32 random bytes of its own."""
        return self._derived(b"pibu history backup", salt)

    def seal(self, content: bytes, scan_id: str, kind: Kind) -> bytes:
        """AES-256-GCM of content, tied to profile, scan and kind: it opens as nothing else."""
        nonce = os.urandom(NONCE_BYTES)
        return _MAGIC + nonce + self._cipher().encrypt(nonce, content, self._bound_to(scan_id, kind))

    def unseal(self, sealed: bytes, scan_id: str, kind: Kind) -> bytes:
        """What was sealed.

        Raises:
            PibuError: PICTURE_DAMAGED when a byte of it changed, or when it is another scan's or profile's.
        """
        from cryptography.exceptions import InvalidTag

        start = len(_MAGIC) + NONCE_BYTES
        if len(sealed) < start or not sealed.startswith(_MAGIC):
            raise PibuError(TroubleCode.PICTURE_DAMAGED, scan_id)
        try:
            bound_to = self._bound_to(scan_id, kind)
            return self._cipher().decrypt(sealed[len(_MAGIC) : start], sealed[start:], bound_to)
        except InvalidTag as problem:
            raise PibuError(TroubleCode.PICTURE_DAMAGED, scan_id) from problem

    def forget(self) -> None:
        """Overwrites the key; Python may hold copies for a while. Safe to call twice."""
        for place in range(len(self._data_key)):
            self._data_key[place] = 0
        self._data_key.clear()

    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._derived(b"pibu history pictures"))

    def _derived(self, purpose: bytes, salt: bytes | None = None) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), KEY_BYTES, salt=salt, info=purpose).derive(self.data_key())

    def _bound_to(self, scan_id: str, kind: Kind) -> bytes:
        return f"{self._profile.id}|{scan_id}|{kind.value}".encode()

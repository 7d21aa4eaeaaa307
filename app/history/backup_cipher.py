"""A file of encrypted frames: changed, cut, lengthened or put in another order, it doesn't open.

    MAGIC | u32 length of the head | head (JSON) | frames | SHA-256 of everything before
    frame: u32 length, its top bit set in the last one | AES-256-GCM of one kind byte and the content

It is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar: Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance, CRYPTO 2015): every file has a key of its own (HKDF of the data key and a random salt);
a frame's nonce is its number and whether it is the last; the head is authenticated with every frame. The SHA-256 at
the end lets a copy be checked by who has no key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.history.folders import checked_id
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode

MAGIC = b"PIBU backup\n"
FORMAT = 1
SALT_BYTES = 32
LARGEST_HEAD = 64 * 1024
LARGEST_FRAME = 2**30
_LAST = 0x8000_0000
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Head:
    """What anybody can read of a backup. envelope: the profile's wrapped keys. raw: the bytes themselves."""

    profile: str
    salt: bytes
    envelope: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """One decrypted frame. kind: one byte."""

    kind: bytes
    content: bytes


class FrameWriter:
    """Writes a backup's bytes to an empty stream. The last frame must be written as such."""

    def __init__(self, stream: IO[bytes], vault: Vault, envelope: bytes) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._number = 0
        salt = os.urandom(SALT_BYTES)
        head = _head_bytes(vault.profile.id, salt, envelope)
        self._cipher = AESGCM(vault.backup_key(salt))
        self._bound_to = hashlib.sha256(head).digest()
        self._put(head)

    def write(self, kind: bytes, content: bytes, last: bool = False) -> None:
        """One frame; the last one closes the file."""
        sealed = self._cipher.encrypt(_nonce(self._number, last), kind + content, self._bound_to)
        if len(sealed) > LARGEST_FRAME:
            raise ValueError("too much for one frame")
        self._number += 1
        self._put(struct.pack("<I", len(sealed) | (_LAST if last else 0)))
        self._put(sealed)
        if last:
            self._stream.write(self._hash.digest())

    def _put(self, content: bytes) -> None:
        self._hash.update(content)
        self._stream.write(content)


def read_head(stream: IO[bytes], subject: str) -> Head:
    """The head; the stream stands at the first frame then.

    Raises:
        PibuError: BACKUP_FOREIGN when it is no backup of Pibu, BACKUP_NEWER, BACKUP_DAMAGED.
    """
    start = stream.read(len(MAGIC) + 4)
    if not start.startswith(MAGIC):
        raise PibuError(TroubleCode.BACKUP_FOREIGN, subject, "no backup")
    try:
        (length,) = struct.unpack("<I", start[len(MAGIC) :])
        if length > LARGEST_HEAD:
            raise ValueError("too long")
        raw = stream.read(length)
        head: Any = json.loads(raw)
        newer = type(head["format"]) is int and head["format"] > FORMAT
        if not newer:
            salt = base64.b64decode(head["salt"], validate=True)
            return Head(checked_id(head["profile"]), salt, head["envelope"].encode(), start + raw)
    except (ValueError, KeyError, TypeError, AttributeError, struct.error, binascii.Error, RecursionError) as problem:
        raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, type(problem).__name__) from problem
    raise PibuError(TroubleCode.BACKUP_NEWER, subject)


def read_frames(stream: IO[bytes], vault: Vault, subject: str) -> Iterator[Frame]:
    """Every frame of a backup from its beginning, each authenticated before it is handed on; the last one only when
    nothing but the right SHA-256 follows it.

    Raises:
        PibuError: BACKUP_FOREIGN when it is another profile's, BACKUP_DAMAGED, BACKUP_NEWER.
    """
    head = read_head(stream, subject)
    if head.profile != vault.profile.id:
        raise PibuError(TroubleCode.BACKUP_FOREIGN, subject)
    cipher, bound_to = AESGCM(vault.backup_key(head.salt)), hashlib.sha256(head.raw).digest()
    whole, number, last = hashlib.sha256(head.raw), 0, False
    while not last:
        size = _exactly(stream, 4, subject)
        (length,) = struct.unpack("<I", size)
        last, length = bool(length & _LAST), length & ~_LAST
        sealed = _exactly(stream, length, subject) if length <= LARGEST_FRAME else b""
        whole.update(size)
        whole.update(sealed)
        try:
            content = cipher.decrypt(_nonce(number, last), sealed, bound_to)
        except InvalidTag:
            raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, f"frame {number}") from None
        if last and (stream.read(whole.digest_size) != whole.digest() or stream.read(1)):
            raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, "its end")
        number += 1
        yield Frame(content[:1], content[1:])


def head_of(path: Path) -> Head:
    """The head of a file; nothing is checked yet.

    Raises:
        PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_DAMAGED.
    """
    try:
        with path.open("rb") as stream:
            return read_head(stream, str(path))
    except OSError as problem:
        raise PibuError(TroubleCode.BACKUP_GONE, str(path), problem.strerror or "") from problem


def envelope_in(path: Path) -> bytes:
    """The wrapped keys in a backup file, for Profiles.adopt; needs no key. The copy is checked by its SHA-256.

    Raises:
        PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_DAMAGED.
    """
    try:
        with path.open("rb") as stream:
            head = read_head(stream, str(path))
            _check_hash(stream, head, str(path))
            return head.envelope
    except OSError as problem:
        raise PibuError(TroubleCode.BACKUP_GONE, str(path), problem.strerror or "") from problem


def _check_hash(stream: IO[bytes], head: Head, subject: str) -> None:
    whole, tail = hashlib.sha256(head.raw), b""
    while piece := stream.read(_PIECE):
        held = tail + piece
        tail = held[-whole.digest_size :]
        whole.update(held[: len(held) - len(tail)])
    if tail != whole.digest():
        raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, "its end")


def _head_bytes(profile: str, salt: bytes, envelope: bytes) -> bytes:
    head = {
        "format": FORMAT,
        "profile": profile,
        "salt": base64.b64encode(salt).decode(),
        "envelope": envelope.decode(),
    }
    content = json.dumps(head).encode()
    return MAGIC + struct.pack("<I", len(content)) + content


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _exactly(stream: IO[bytes], count: int, subject: str) -> bytes:
    content = stream.read(count)
    if len(content) != count:
        raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, "cut off")
    return content

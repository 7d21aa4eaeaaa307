"""What stands in a backup file: who has written it and why, scans as JSON, sealed pictures. One form for both storages.

Frames (app.history.backup_cipher): H head; S up to 50 scans, one a line: "id kinds JSON", deflated; P a sealed picture,
after the S of its scan, where the file holds pictures; E the end, with counts. Pictures stay sealed as they are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from app.history.backup_cipher import Frame, FrameWriter, read_frames
from app.history.backup_records import BackupKind, SealedScan, WholeScan
from app.history.records import Kind, SealedPicture
from app.history.scan_json import scan_from_json, scan_to_json
from app.history.strict_json import Part, UnfitError, parsed
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode

SCANS_A_FRAME = 50
_LARGEST_LINES = 64 * 2**20
_ID = 36
_COUNT = 2**31
_HEAD, _SCANS, _PICTURE, _END = b"H", b"S", b"P", b"E"


@dataclass(frozen=True, slots=True)
class Label:
    """What a backup says of itself. made: aware."""

    kind: BackupKind
    made: datetime
    holds_pictures: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One scan's line. json: not parsed yet."""

    scan_id: str
    kinds: tuple[Kind, ...]
    json: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of a whole backup: its label, its scans' ids, how many pictures they have."""

    label: Label
    scans: frozenset[str]
    pictures: int


class BackupWriter:
    """Writes scans to a stream, one after another; close() makes it whole."""

    def __init__(self, stream: IO[bytes], vault: Vault, envelope: bytes, label: Label) -> None:
        self._frames = FrameWriter(stream, vault, envelope)
        self._frames.write(_HEAD, _label_json(label))
        self._scans = self._pictures = 0

    def scans(self, scans: Sequence[WholeScan]) -> None:
        """Up to SCANS_A_FRAME scans, without their pictures' bytes."""
        self.lines([Line(one.scan.id, one.kinds, scan_to_json(one.scan)) for one in scans])

    def lines(self, lines: Sequence[Line]) -> None:
        """The same, as they were read."""
        if lines:
            text = "\n".join(f"{one.scan_id} {','.join(one.kinds)} {one.json}" for one in lines)
            self._frames.write(_SCANS, zlib.compress(text.encode()))
            self._scans += len(lines)
            self._pictures += sum(len(one.kinds) for one in lines)

    def picture(self, scan_id: str, picture: SealedPicture) -> None:
        """A picture of a scan that was written before it, and no later scan with it."""
        self._frames.write(_PICTURE, f"{scan_id} {picture.kind.value}\n".encode() + picture.content)

    def close(self) -> None:
        """Writes the end."""
        self._frames.write(_END, json.dumps({"scans": self._scans, "pictures": self._pictures}).encode(), last=True)


def read_contents(path: Path, vault: Vault) -> Contents:
    """Reads a whole backup: every byte is authenticated.

    Raises:
        PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_DAMAGED.
    """
    label: Label | None = None
    ids: list[str] = []
    pictures = 0
    for part in _parts(path, vault):
        if isinstance(part, Label):
            label = part
        elif isinstance(part, tuple):
            ids += [line.scan_id for line in part]
            pictures += sum(len(line.kinds) for line in part)
    assert label is not None, "a backup begins with its label"
    return Contents(label, frozenset(ids), pictures)


def read_scans(path: Path, vault: Vault) -> Iterator[SealedScan]:
    """Every scan with the pictures that the file holds of it; one scan's pictures at a time are in memory.

    Raises:
        PibuError: as read_contents; whoever keeps what it yields must do so only when it ended without any.
    """
    waiting: list[Line] = []
    pictures: dict[str, list[SealedPicture]] = {}
    for part in _parts(path, vault):
        if isinstance(part, tuple):
            yield from _sealed_scans(waiting, pictures, str(path))
            waiting, pictures = list(part), {}
        elif isinstance(part, _Owned):
            while waiting and waiting[0].scan_id != part.scan_id:
                yield from _sealed_scans([waiting.pop(0)], pictures, str(path))
            pictures.setdefault(part.scan_id, []).append(part.picture)
    yield from _sealed_scans(waiting, pictures, str(path))


def copy_without(path: Path, vault: Vault, envelope: bytes, scan_ids: frozenset[str], stream: IO[bytes]) -> bool:
    """Writes a backup to a stream without some scans: whether any of them was in it."""
    writer: BackupWriter | None = None
    left_out = False
    for part in _parts(path, vault):
        if isinstance(part, Label):
            writer = BackupWriter(stream, vault, envelope, part)
        assert writer is not None, "a backup begins with its label"
        if isinstance(part, tuple):
            staying = [line for line in part if line.scan_id not in scan_ids]
            left_out = left_out or len(staying) < len(part)
            writer.lines(staying)
        elif isinstance(part, _Owned) and part.scan_id not in scan_ids:
            writer.picture(part.scan_id, part.picture)
    assert writer is not None, "a backup begins with its label"
    writer.close()
    return left_out


@dataclass(frozen=True, slots=True)
class _Owned:
    scan_id: str
    picture: SealedPicture


def _parts(path: Path, vault: Vault) -> Iterator[Label | tuple[Line, ...] | _Owned]:
    """Label, lines and pictures in their order."""
    try:
        with path.open("rb") as stream:
            for number, frame in enumerate(read_frames(stream, vault, str(path))):
                if (number == 0) is not (frame.kind == _HEAD):
                    raise UnfitError("the head's place")
                if frame.kind != _END:
                    yield _part(frame)
    except OSError as problem:
        raise PibuError(TroubleCode.BACKUP_GONE, str(path), problem.strerror or "") from problem
    except (ValueError, zlib.error) as problem:
        raise PibuError(TroubleCode.BACKUP_DAMAGED, str(path), type(problem).__name__) from problem


def _part(frame: Frame) -> Label | tuple[Line, ...] | _Owned:
    if frame.kind == _HEAD:
        return _label(parsed(frame.content))
    if frame.kind == _SCANS:
        return tuple(_line(one) for one in _inflated(frame.content).split("\n"))
    if frame.kind == _PICTURE:
        name, _, content = frame.content.partition(b"\n")
        scan_id, _, kind = name.decode().partition(" ")
        return _Owned(scan_id, SealedPicture(Kind(kind), content))
    raise UnfitError("a frame of an unknown kind")


def _sealed_scans(
    lines: Iterable[Line], pictures: dict[str, list[SealedPicture]], subject: str
) -> Iterator[SealedScan]:
    for line in lines:
        scan = scan_from_json(line.json, subject)
        if scan.id != line.scan_id:
            raise PibuError(TroubleCode.BACKUP_DAMAGED, subject, "an id")
        yield SealedScan(scan, line.kinds, tuple(pictures.pop(line.scan_id, ())))


def _inflated(content: bytes) -> str:
    inflating = zlib.decompressobj()
    text = inflating.decompress(content, _LARGEST_LINES)
    if not inflating.eof:
        raise UnfitError("too long")
    return text.decode()


def _line(text: str) -> Line:
    scan_id, kinds, json_text = text.split(" ", 2)
    if len(scan_id) != _ID:
        raise UnfitError("an id")
    return Line(scan_id, tuple(Kind(kind) for kind in kinds.split(",") if kind), json_text)


def _label_json(label: Label) -> bytes:
    return json.dumps(
        {"kind": label.kind.value, "made": label.made.isoformat(), "holds_pictures": label.holds_pictures}
    ).encode()


def _label(part: Part) -> Label:
    kind, made, holds_pictures = part.members("kind", "made", "holds_pictures")
    time = datetime.fromisoformat(made.text(40))
    if time.utcoffset() is None:
        raise made.unfit()
    return Label(kind.one_of(BackupKind), time, holds_pictures.flag())

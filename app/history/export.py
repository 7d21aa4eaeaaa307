"""Everything of a history in one .zip that anybody can read: scans as JSON, pictures as JPEG, heat as .npz.

README.txt
scans.jsonl                         one scan a line (app.history.scan_json), oldest first
photos/2026-01-31_0730_ID.jpg       the time on the clock where it was taken
thumbnails/2026-01-31_0730_ID.jpg
heat/2026-01-31_0730_ID.npz         app.history.heat_bytes
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.history.backup_records import Exported, Progress, WholeScan, unwatched
from app.history.ports import History
from app.history.records import Kind, Scan
from app.history.scan_json import scan_to_json
from app.history.whole_files import written_whole
from ml.errors import PibuError, TroubleCode

README_FILE = "README.txt"
SCANS_FILE = "scans.jsonl"
FOLDERS = {Kind.PHOTO: ("photos", "jpg"), Kind.THUMBNAIL: ("thumbnails", "jpg"), Kind.HEAT: ("heat", "npz")}
"""Where each kind of picture lies, and how its name ends."""
_AT_ONCE = 100


def export_all(
    history: History, target: Path, readme: str, replace: bool = False, told: Progress = unwatched
) -> Exported:
    """Writes everything into a .zip, whole or not at all. It is not encrypted: say so before.

    readme: what README.txt says, in the person's language (app.export_text). told: counts scans, twice: once for
    their grades, once for their pictures.

    Raises:
        PibuError: FILE_TAKEN when target is there and replace is False; HISTORY_FULL, CANNOT_WRITE; LOCKED.
    """
    ids = history.timeline().scans
    with written_whole(target, replace) as stream, zipfile.ZipFile(stream, "w") as archive:
        writing = _Export(history, archive, told, 2 * len(ids))
        writing.text(README_FILE, readme)
        writing.scans(ids)
        writing.pictures(ids)
    return Exported(target, writing.count, writing.picture_count, tuple(writing.damaged))


class _Export:
    """One export under way."""

    def __init__(self, history: History, archive: zipfile.ZipFile, told: Progress, steps: int) -> None:
        self._history, self._archive, self._told, self._steps = history, archive, told, steps
        self._done = 0
        self.count = self.picture_count = 0
        self.damaged: list[str] = []

    def text(self, name: str, content: str) -> None:
        """One small text."""
        self._archive.writestr(_member(name, datetime.now()), content)

    def scans(self, ids: tuple[str, ...]) -> None:
        """All scans, one a line."""
        with self._archive.open(_member(SCANS_FILE, datetime.now()), "w", force_zip64=True) as member:
            for one in self._whole(ids):
                member.write(f"{scan_to_json(one.scan)}\n".encode())
                self.count += 1

    def pictures(self, ids: tuple[str, ...]) -> None:
        """All pictures; one that is damaged is left out and told."""
        for one in self._whole(ids):
            try:
                for kind in one.kinds:
                    self._picture(one.scan, kind)
            except PibuError as trouble:
                if trouble.code is TroubleCode.PICTURE_DAMAGED:
                    self.damaged.append(one.scan.id)
                elif trouble.code is not TroubleCode.SCAN_GONE:
                    raise

    def _picture(self, scan: Scan, kind: Kind) -> None:
        content = self._history.picture(scan.id, kind)
        if content is not None:
            member = _member(picture_path(scan, kind), scan.taken)
            member.compress_type = zipfile.ZIP_STORED  # a picture is compressed already
            self._archive.writestr(member, content)
            self.picture_count += 1

    def _whole(self, ids: tuple[str, ...]) -> Iterator[WholeScan]:
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._history.whole(ids[start : start + _AT_ONCE])
            self._done += len(ids[start : start + _AT_ONCE])
            self._told(self._done, self._steps)


def picture_path(scan: Scan, kind: Kind) -> str:
    """What a picture is called in an export."""
    folder, ending = FOLDERS[kind]
    return f"{folder}/{scan.taken:%Y-%m-%d_%H%M}_{scan.id}.{ending}"


def _member(name: str, time: datetime) -> zipfile.ZipInfo:
    """A compressed member, readable by its owner only when it is unpacked; zips know years from 1980 to 2107."""
    year = min(max(time.year, 1980), 2107)
    member = zipfile.ZipInfo(name, (year, time.month, time.day, time.hour, time.minute, time.second))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member

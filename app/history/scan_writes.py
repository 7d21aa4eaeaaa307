"""Writes scans: saves, annotates, deletes. Always one profile's, in the transaction given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, update

from app.history.pictures import Shelf
from app.history.records import NOTES_AT_MOST, Kind, Pictures, Scan, Tag
from app.history.scan_rows import (
    Values,
    checkpoints_text,
    grade_rows,
    issue_rows,
    scan_values,
    storable,
    tag_rows,
)
from app.history.tables import grade, issue, model, scan, tag
from ml.errors import PibuError, TroubleCode
from ml.types import ModelVersion

_AT_ONCE = 400


class ScanWriter:
    """Changes one profile's scans."""

    def __init__(self, profile: str, shelf: Shelf) -> None:
        self._profile = profile
        self._shelf = shelf

    def check_new(self, connection: Connection, scan_id: str) -> None:
        """Raises SCAN_EXISTS for an id that this profile has, deleted or not."""
        same = (scan.c.profile == self._profile, scan.c.id == scan_id)
        if connection.execute(select(scan.c.number).where(*same)).first() is not None:
            raise PibuError(TroubleCode.SCAN_EXISTS, scan_id)

    def save(
        self, connection: Connection, new: Scan, sealed: Mapping[Kind, bytes], kinds: Collection[Kind] | None = None
    ) -> None:
        """Inserts a new scan with all that belongs to it; its pictures last before its row does.

        kinds: of the pictures it has, where some lie there already; None for those that are given.
        """
        has = sealed.keys() if kinds is None else kinds
        values = scan_values(new, has, self._profile, self._model(connection, new.model))
        number = _inserted(connection, scan, values)
        children = (
            (issue, issue_rows(number, new)),
            (tag, tag_rows(number, new.tags)),
            (grade, grade_rows(number, new)),
        )
        for table, rows in children:
            if rows:
                connection.execute(insert(table), rows)
        self._shelf.keep(connection, number, new.id, sealed)

    def annotate(self, connection: Connection, number: int, notes: str, tags: Sequence[Tag]) -> None:
        """Replaces notes and tags of a scan whose number was found under this profile."""
        same = (scan.c.profile == self._profile, scan.c.number == number)
        connection.execute(update(scan).where(*same).values(notes=storable(notes, NOTES_AT_MOST)))
        connection.execute(delete(tag).where(tag.c.scan.in_(select(scan.c.number).where(*same))))
        rows = tag_rows(number, tags)
        if rows:
            connection.execute(insert(tag), rows)

    def mark_deleted(self, connection: Connection, scan_ids: Sequence[str], when: int | None) -> None:
        """Takes scans out of sight (when: microseconds since 1970 UTC) or back into it (None)."""
        for some in _chunks(scan_ids):
            same = (scan.c.profile == self._profile, scan.c.id.in_(some))
            connection.execute(update(scan).where(*same).values(deleted=when))

    def going(self, connection: Connection, everything: bool = False) -> tuple[str, ...]:
        """Ids of deleted scans, or of all."""
        going = [scan.c.profile == self._profile]
        if not everything:
            going.append(scan.c.deleted.is_not(None))
        return tuple(connection.execute(select(scan.c.id).where(*going)).scalars())

    def remove(self, connection: Connection, scan_ids: Sequence[str]) -> None:
        """Deletes the rows of scans, and of models that no scan has any more. Pictures are still to be dropped."""
        for some in _chunks(scan_ids):
            connection.execute(delete(scan).where(scan.c.profile == self._profile, scan.c.id.in_(some)))
        used = select(scan.c.model).where(scan.c.profile == self._profile)
        connection.execute(delete(model).where(model.c.profile == self._profile, model.c.number.not_in(used)))

    def known(self, connection: Connection) -> frozenset[str]:
        """Ids of all scans, deleted ones included."""
        return frozenset(connection.execute(select(scan.c.id).where(scan.c.profile == self._profile)).scalars())

    def _model(self, connection: Connection, version: ModelVersion) -> int:
        """The number of a model's row, made when it is new."""
        values = {"profile": self._profile, "version": version.version, "checkpoints": checkpoints_text(version)}
        same = (model.c[name] == value for name, value in values.items())
        number = connection.execute(select(model.c.number).where(*same)).scalar()
        if number is None:
            number = _inserted(connection, model, values)
        return int(number)


def _inserted(connection: Connection, table: Table, values: Values) -> int:
    """Inserts a row: its number."""
    key = connection.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None, "one row gives its key"
    return int(key[0])


def sealed_kinds(pictures: Pictures, heat: bytes | None) -> dict[Kind, bytes]:
    """What there is to seal, by kind."""
    parts = {Kind.PHOTO: pictures.photo, Kind.THUMBNAIL: pictures.thumbnail, Kind.HEAT: heat}
    return {kind: content for kind, content in parts.items() if content is not None}


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + _AT_ONCE] for i in range(0, len(ids), _AT_ONCE)]

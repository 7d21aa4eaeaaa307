"""Reads scans: pages, one, columns for trends. Always one profile's, never a deleted one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from app.history.backup_records import WholeScan
from app.history.profile_rows import micros
from app.history.records import Kind, Mark, Quality, Scan, ScanFilter, Series, SourceKind, Tag, Timeline
from app.history.scan_rows import WHOLE, AnyRow, scan_of, tag_of, taken_of
from app.history.tables import grade, issue, model, scan, tag
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Region

_AT_ONCE = 400
"""How many scans' children are asked for in one statement."""
_MICRO = 1e-6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scan lies: its number, and which pictures were kept of it."""

    number: int
    has_photo: bool
    has_thumbnail: bool
    has_heat: bool

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of the pictures that were kept."""
        return _kinds(self)


class ScanReader:
    """Questions about one profile's scans, each on the connection given."""

    def __init__(self, profile: str) -> None:
        self._profile = profile

    @property
    def mine(self) -> ColumnElement[bool]:
        """The condition that every statement about scans has."""
        return scan.c.profile == self._profile

    @property
    def seen(self) -> ColumnElement[bool]:
        """This profile's scans that are not deleted."""
        return and_(self.mine, scan.c.deleted.is_(None))

    def ids(self, connection: Connection, wanted: ScanFilter) -> tuple[str, ...]:
        """Of all that fit, newest first."""
        asked = select(scan.c.id).where(self._fits(wanted)).order_by(*_NEWEST)
        return tuple(connection.execute(asked).scalars())

    def page(self, connection: Connection, wanted: ScanFilter, offset: int, limit: int) -> tuple[Scan, ...]:
        """Newest first."""
        rows = self._rows(connection, self._whole().where(self._fits(wanted)).order_by(*_NEWEST), offset, limit)
        return tuple(self._with_children(connection, rows))

    def count(self, connection: Connection, wanted: ScanFilter) -> int:
        """How many fit."""
        counted = select(func.count()).select_from(scan).where(self._fits(wanted))
        return int(connection.execute(counted).scalar() or 0)

    def one(self, connection: Connection, scan_id: str) -> Scan:
        """One scan, or SCAN_GONE."""
        rows = connection.execute(self._whole().where(self.seen, scan.c.id == scan_id)).all()
        if not rows:
            raise PibuError(TroubleCode.SCAN_GONE, scan_id)
        return self._with_children(connection, rows)[0]

    def place(self, connection: Connection, scan_id: str) -> Place:
        """Where it lies, or SCAN_GONE."""
        columns = select(scan.c.number, scan.c.has_photo, scan.c.has_thumbnail, scan.c.has_heat)
        row = connection.execute(columns.where(self.seen, scan.c.id == scan_id)).first()
        if row is None:
            raise PibuError(TroubleCode.SCAN_GONE, scan_id)
        return Place(row.number, row.has_photo, row.has_thumbnail, row.has_heat)

    def whole(self, connection: Connection, scan_ids: Sequence[str]) -> tuple[WholeScan, ...]:
        """Scans by their ids, in this order; those that are not there are left out."""
        rows: list[AnyRow] = []
        for start in range(0, len(scan_ids), _AT_ONCE):
            some = scan_ids[start : start + _AT_ONCE]
            rows += connection.execute(self._whole().where(self.seen, scan.c.id.in_(some))).all()
        kinds = {row.id: _kinds(row) for row in rows}
        found = {one.id: WholeScan(one, kinds[one.id]) for one in self._with_children(connection, rows)}
        return tuple(found[scan_id] for scan_id in scan_ids if scan_id in found)

    def tags(self, connection: Connection) -> tuple[Tag, ...]:
        """Every tag in use."""
        used = select(tag.c.kind, tag.c.text).join(scan, scan.c.number == tag.c.scan).where(self.seen).distinct()
        return tuple(sorted(tag_of(row) for row in connection.execute(used)))

    def timeline(self, connection: Connection) -> Timeline:
        """Times and conditions of all scans."""
        columns = (
            scan.c.id, scan.c.taken, scan.c.lightness, scan.c.unevenness, scan.c.sharpness, scan.c.eye_distance,
            scan.c.good, scan.c.regraded_from, scan.c.source, scan.c.camera, model.c.version,
        )  # fmt: skip
        asked = select(*columns).join(model, model.c.number == scan.c.model).where(self.seen).order_by(*_OLDEST)
        parts = list(zip(*connection.execute(asked).all(), strict=True)) or [()] * len(columns)
        kinds = {kind.value: kind for kind in SourceKind}
        return Timeline(
            scans=parts[0],
            taken=np.asarray(parts[1], np.float64) * _MICRO,
            lightness=np.asarray(parts[2], np.float32),
            unevenness=np.asarray(parts[3], np.float32),
            sharpness=np.asarray(parts[4], np.float32),
            eye_distance=np.asarray(parts[5], np.float32),
            good=np.asarray(parts[6], np.bool_),
            regraded=np.asarray([origin is not None for origin in parts[7]], np.bool_),
            kinds=tuple(kinds[kind] for kind in parts[8]),
            cameras=parts[9],
            models=parts[10],
            marks=self._marks(connection),
        )

    def series(
        self, connection: Connection, attributes: Sequence[Attribute], region: Region | None
    ) -> tuple[Series, ...]:
        """Grades of all scans: statements that indexes alone can answer, put in step here."""
        scans = select(scan.c.number, scan.c.taken).where(self.seen).order_by(*_OLDEST)
        numbers, taken = _columns(connection, scans, 2)
        order = np.argsort(numbers)
        series = []
        for attribute in attributes:
            found = self._grades(connection, attribute, region)
            values = np.full((3, len(numbers)), np.nan, np.float32)
            values[:, order[np.searchsorted(numbers, found[0], sorter=order)]] = found[1:]
            series.append(Series(attribute, region, taken * _MICRO, *values))
        return tuple(series)

    def _grades(self, connection: Connection, attribute: Attribute, region: Region | None) -> NDArray[np.float64]:
        """(4, N): scan's number, expected, deviation, spread."""
        same = (grade.c.attribute == attribute.value, grade.c.region == (WHOLE if region is None else region.value))
        columns = (grade.c.scan, grade.c.expected, grade.c.deviation, grade.c.spread)
        known = exists().where(scan.c.number == grade.c.scan, self.seen)
        return _columns(connection, select(*columns).where(*same, known), len(columns))

    def _marks(self, connection: Connection) -> tuple[Mark, ...]:
        tagged = exists().where(tag.c.scan == scan.c.number)
        columns = (scan.c.number, scan.c.id, scan.c.taken, scan.c.zone_seconds, scan.c.zone, scan.c.notes)
        asked = select(*columns).where(self.seen, (scan.c.notes != "") | tagged).order_by(*_OLDEST)
        rows = connection.execute(asked).all()
        tags = self._children(connection, tag, [row.number for row in rows], tag.c.kind, tag.c.text)
        return tuple(
            Mark(row.id, taken_of(row), row.notes, tuple(tag_of(one) for one in tags.get(row.number, ())))
            for row in rows
        )

    def _fits(self, wanted: ScanFilter) -> ColumnElement[bool]:
        conditions = [self.seen]
        if wanted.since is not None:
            conditions.append(scan.c.taken >= micros(wanted.since))
        if wanted.until is not None:
            conditions.append(scan.c.taken < micros(wanted.until))
        if wanted.quality is not Quality.ANY:
            conditions.append(scan.c.good.is_(wanted.quality is Quality.GOOD))
        for one in wanted.tags:
            same = (tag.c.scan == scan.c.number, tag.c.kind == one.kind.value, tag.c.text == one.text)
            conditions.append(exists().where(*same))
        return and_(*conditions)

    @staticmethod
    def _whole() -> Select[Any]:
        return select(scan, model.c.version, model.c.checkpoints).join(model, model.c.number == scan.c.model)

    @staticmethod
    def _rows(connection: Connection, asked: Select[Any], offset: int, limit: int) -> Sequence[AnyRow]:
        return connection.execute(asked.offset(offset).limit(limit)).all()

    def _with_children(self, connection: Connection, rows: Sequence[AnyRow]) -> list[Scan]:
        numbers = [row.number for row in rows]
        issues = self._children(connection, issue, numbers, issue.c.position)
        tags = self._children(connection, tag, numbers, tag.c.kind, tag.c.text)
        grades = self._children(connection, grade, numbers, grade.c.position)
        none: tuple[AnyRow, ...] = ()
        return [
            scan_of(row, issues.get(row.number, none), tags.get(row.number, none), grades.get(row.number, none))
            for row in rows
        ]

    def _children(
        self, connection: Connection, table: Any, numbers: Sequence[int], *order: Any
    ) -> dict[int, list[AnyRow]]:
        """Rows of a child table by their scan's number, which must be one of this profile's."""
        found: dict[int, list[AnyRow]] = {}
        for some in _chunks(numbers):
            asked = select(table).join(scan, scan.c.number == table.c.scan).where(self.mine, table.c.scan.in_(some))
            for row in connection.execute(asked.order_by(*order)).all():
                found.setdefault(row.scan, []).append(row)
        return found


def _columns(connection: Connection, asked: Select[Any], count: int) -> NDArray[np.float64]:
    """(count, N) float64, NaN for NULL: exact for whole numbers below 2**53, such as microseconds until 2255."""
    rows = [tuple(row) for row in connection.execute(asked).all()]
    return np.array(rows, np.float64).reshape(-1, count).T


def _kinds(kept: Place | AnyRow) -> tuple[Kind, ...]:
    has = ((kept.has_photo, Kind.PHOTO), (kept.has_thumbnail, Kind.THUMBNAIL), (kept.has_heat, Kind.HEAT))
    return tuple(kind for there, kind in has if there)


_NEWEST = (scan.c.taken.desc(), scan.c.number.desc())
_OLDEST = (scan.c.taken, scan.c.number)


def _chunks(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[i : i + _AT_ONCE] for i in range(0, len(numbers), _AT_ONCE))

"""The tables. Two schemas: who may sign in (profiles.db) and scans (history.db); a PostgreSQL server has both."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

PROFILES = MetaData()
SCANS = MetaData()

_ID = String(36)
_WORD = String(32)
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column that is exactly INTEGER."""


def _of_scan() -> Column[int]:
    return Column("scan", _NUMBER, ForeignKey("scan.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)


installation = Table(
    "installation",
    PROFILES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
)
"""One row: the salt of the looked-up names."""

profile = Table(
    "profile",
    PROFILES,
    Column("id", _ID, primary_key=True),
    Column("lookup", LargeBinary, nullable=False, unique=True),
    Column("name", LargeBinary, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("memory_kib", Integer, nullable=False),
    Column("passes", Integer, nullable=False),
    Column("lanes", Integer, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("recovery_salt", LargeBinary),
    Column("recovery_wrapped", LargeBinary),
)
"""lookup: HMAC-SHA256 of the name. name: sealed under the data key. created: microseconds since 1970 UTC."""

attempt = Table(
    "attempt",
    PROFILES,
    Column("lookup", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
)
"""Failed tries to sign in, of unknown names too. last: microseconds since 1970 UTC."""

model = Table(
    "model",
    SCANS,
    Column("number", _NUMBER, primary_key=True),
    Column("profile", _ID, nullable=False),
    Column("version", Text, nullable=False),
    Column("checkpoints", Text, nullable=False),
    UniqueConstraint("profile", "version", "checkpoints"),
)
"""checkpoints: "attribute:sha256", sorted, separated by spaces."""

scan = Table(
    "scan",
    SCANS,
    Column("number", _NUMBER, primary_key=True),
    Column("profile", _ID, nullable=False),
    Column("id", _ID, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("zone_seconds", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("source", _WORD, nullable=False),
    Column("file", Text, nullable=False),
    Column("camera", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("mode", _WORD, nullable=False),
    Column("faces", Integer, nullable=False),
    Column("close_up", _WORD),
    Column("yaw", Double),
    Column("pitch", Double),
    Column("roll", Double),
    Column("lightness", Double),
    Column("unevenness", Double),
    Column("sharpness", Double),
    Column("eye_distance", Double),
    Column("good", Boolean(create_constraint=False), nullable=False),
    Column("model", _NUMBER, ForeignKey("model.number"), nullable=False),
    Column("frames", Integer, nullable=False),
    Column("notes", Text, nullable=False),
    Column("regraded_from", _ID),
    Column("has_photo", Boolean(create_constraint=False), nullable=False),
    Column("has_thumbnail", Boolean(create_constraint=False), nullable=False),
    Column("has_heat", Boolean(create_constraint=False), nullable=False),
    Column("deleted", BigInteger),
    UniqueConstraint("profile", "id"),
    Index("scan_by_time", "profile", "deleted", "taken", "number"),
)
"""taken, deleted: microseconds since 1970 UTC. zone_seconds, zone: the clock's offset and name where it was taken.
deleted: out of sight since then, until purged."""

issue = Table(
    "issue",
    SCANS,
    _of_scan(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", _WORD, nullable=False),
    Column("value", Double, nullable=False),
    Column("limit", Double, nullable=False),
    Column("region", _WORD),
    sqlite_with_rowid=False,
)

tag = Table(
    "tag",
    SCANS,
    _of_scan(),
    Column("kind", _WORD, primary_key=True),
    Column("text", Text, primary_key=True),
    sqlite_with_rowid=False,
)

grade = Table(
    "grade",
    SCANS,
    _of_scan(),
    Column("attribute", _WORD, primary_key=True),
    Column("region", _WORD, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("expected", Double),
    Column("deviation", Double),
    Column("spread", Double),
    Column("weight", Double),
    Column("probabilities", LargeBinary),
    Column("abstained", _WORD),
    Column("validated", Boolean(create_constraint=False)),
    CheckConstraint("(probabilities IS NULL) = (expected IS NULL)", name="grade_is_whole"),
    Index("grade_over_time", "attribute", "region", "scan", "expected", "deviation", "spread"),
    sqlite_with_rowid=False,
)
"""One row an attribute (region "") and one for each of its regions. probabilities: five float32, little-endian."""

picture = Table(
    "picture",
    SCANS,
    _of_scan(),
    Column("kind", _WORD, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""Sealed pictures, where they are not files: on a server."""

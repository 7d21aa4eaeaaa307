"""Scans with their grades, issues, tags and pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "s0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(36)
_WORD = sa.String(32)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """From nothing."""
    _model()
    _scan()
    _children()
    _grade()


def _of_scan() -> sa.Column[int]:
    parent = sa.ForeignKey("scan.number", ondelete="CASCADE")
    return sa.Column("scan", _NUMBER, parent, primary_key=True, autoincrement=False)


def _flag(name: str, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=nullable)


def _model() -> None:
    op.create_table(
        "model",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("profile", _ID, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("checkpoints", sa.Text, nullable=False),
        sa.UniqueConstraint("profile", "version", "checkpoints"),
    )


def _scan() -> None:
    op.create_table(
        "scan",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("profile", _ID, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("taken", sa.BigInteger, nullable=False),
        sa.Column("zone_seconds", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("source", _WORD, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("mode", _WORD, nullable=False),
        sa.Column("faces", sa.Integer, nullable=False),
        sa.Column("close_up", _WORD),
        sa.Column("yaw", sa.Double),
        sa.Column("pitch", sa.Double),
        sa.Column("roll", sa.Double),
        sa.Column("lightness", sa.Double),
        sa.Column("unevenness", sa.Double),
        sa.Column("sharpness", sa.Double),
        sa.Column("eye_distance", sa.Double),
        _flag("good"),
        sa.Column("model", _NUMBER, sa.ForeignKey("model.number"), nullable=False),
        sa.Column("frames", sa.Integer, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("regraded_from", _ID),
        _flag("has_photo"),
        _flag("has_thumbnail"),
        _flag("has_heat"),
        sa.UniqueConstraint("profile", "id"),
    )
    op.create_index("scan_by_time", "scan", ["profile", "taken", "number"])


def _children() -> None:
    op.create_table(
        "issue",
        _of_scan(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", _WORD, nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("limit", sa.Double, nullable=False),
        sa.Column("region", _WORD),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tag",
        _of_scan(),
        sa.Column("kind", _WORD, primary_key=True),
        sa.Column("text", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "picture",
        _of_scan(),
        sa.Column("kind", _WORD, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _grade() -> None:
    op.create_table(
        "grade",
        _of_scan(),
        sa.Column("attribute", _WORD, primary_key=True),
        sa.Column("region", _WORD, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("expected", sa.Double),
        sa.Column("deviation", sa.Double),
        sa.Column("spread", sa.Double),
        sa.Column("weight", sa.Double),
        sa.Column("probabilities", sa.LargeBinary),
        sa.Column("abstained", _WORD),
        _flag("validated", nullable=True),
        sa.CheckConstraint("(probabilities IS NULL) = (expected IS NULL)", name="grade_is_whole"),
        sqlite_with_rowid=False,
    )

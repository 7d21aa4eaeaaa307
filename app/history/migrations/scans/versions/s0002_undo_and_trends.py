"""Deleting that can be undone, and an index that trends are drawn from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "s0002"
down_revision = "s0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A time of deletion for every scan; what a graph needs of scans and grades, in the indexes alone."""
    op.add_column("scan", sa.Column("deleted", sa.BigInteger))
    op.drop_index("scan_by_time", "scan")
    op.create_index("scan_by_time", "scan", ["profile", "deleted", "taken", "number"])
    columns = ["attribute", "region", "scan", "expected", "deviation", "spread"]
    op.create_index("grade_over_time", "grade", columns)

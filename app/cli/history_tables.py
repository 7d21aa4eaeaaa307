"""Scans and backups as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.cli.table import padded, width
from app.history.backup_records import Backup, BackupKind
from app.history.records import Scan, SourceKind
from app.text import attribute_name, camera_text, number
from ml.types import Attribute

translate = QCoreApplication.translate

_NOTES = 40
_MEGABYTE = 1_000_000


def scans_table(scans: Sequence[Scan]) -> str:
    """One line a scan: when, from what, the expected grade of each attribute, notes."""
    head = [
        translate("Cli", "taken"),
        translate("Cli", "source"),
        *(attribute_name(attribute) for attribute in Attribute),
        translate("Cli", "notes"),
    ]
    return _aligned([head, *(_scan_row(scan) for scan in scans)])


def backups_table(backups: Sequence[Backup]) -> str:
    """One line a backup: when, scans, size, whether it is sound, its name."""
    head = [
        translate("Cli", "made"),
        translate("Cli", "scans"),
        translate("Cli", "size"),
        translate("Cli", "state"),
        translate("Cli", "why"),
        translate("Cli", "name"),
    ]
    return _aligned([head, *(_backup_row(backup) for backup in backups)])


def backup_object(backup: Backup) -> dict[str, Any]:
    """A backup as JSON."""
    return {
        "file": str(backup.path),
        "kind": backup.kind.value,
        "made": backup.made.isoformat(),
        "size": backup.size,
        "scans": backup.scans,
        "pictures": backup.pictures,
        "sound": backup.sound,
    }


def _scan_row(scan: Scan) -> list[str]:
    grades = (scan.of(attribute) for attribute in Attribute)
    source = camera_text(scan.source.camera) if scan.source.kind is SourceKind.LIVE else scan.source.file
    return [
        f"{scan.taken:%Y-%m-%d %H:%M}",
        _one_line(source),
        *("-" if one is None or one.grade is None else number(one.grade.expected) for one in grades),
        _one_line(scan.notes),
    ]


def _backup_row(backup: Backup) -> list[str]:
    return [
        f"{backup.made:%Y-%m-%d %H:%M}",
        str(backup.scans) if backup.sound else "-",
        f"{backup.size / 1e6:.1f} MB" if backup.size >= _MEGABYTE else f"{backup.size / 1e3:.0f} kB",
        translate("Cli", "sound") if backup.sound else translate("Cli", "damaged"),
        _why(backup.kind),
        backup.path.name,
    ]


def _why(kind: BackupKind) -> str:
    return {
        BackupKind.DAILY: translate("Cli", "daily"),
        BackupKind.ASIDE: translate("Cli", "before a restore"),
        BackupKind.FILE: translate("Cli", "by hand"),
    }[kind]


def _one_line(text: str) -> str:
    """Shortened, and without anything that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return plain if len(plain) <= _NOTES else plain[: _NOTES - 1] + "…"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(padded(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)

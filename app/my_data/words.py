"""The sentences about one's data that depend on what is there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.history.backup_records import Backup, BackupKind, Exported, Imported, Restored
from app.moments import clock_text, day_text

translate = QCoreApplication.translate


def backup_name(backup: Backup) -> str:
    """When it was made."""
    return translate("MyData", "{day}, {time}").format(day=day_text(backup.made), time=clock_text(backup.made))


def backup_hint(backup: Backup) -> str:
    """What is in it, and whether it can be trusted."""
    size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    if not backup.sound:
        return translate("MyData", "Damaged: it can't be restored · {size}").format(size=size)
    parts = [translate("MyData", "Scans: {count} ({size})").format(count=QLocale().toString(backup.scans), size=size)]
    if backup.pictures:
        parts.append(translate("MyData", "pictures: {count}").format(count=QLocale().toString(backup.pictures)))
    parts.append(translate("MyData", "checked"))
    if backup.kind is BackupKind.ASIDE:
        parts.append(translate("MyData", "put aside before a restore"))
    return " · ".join(parts)


def exported_text(exported: Exported) -> str:
    """What became of an export."""
    text = translate("MyData", "Exported: {scans} scans, {pictures} pictures.")
    words = text.format(scans=exported.scans, pictures=exported.pictures)
    if exported.damaged:
        more = translate("MyData", "Scans with damaged pictures: {count}; their grades are in it.")
        words += " " + more.format(count=len(exported.damaged))
    return words


def imported_text(imported: Imported) -> str:
    """What became of an import."""
    text = translate("MyData", "Taken over: {added}. Here already: {known}.")
    return text.format(added=len(imported.added), known=len(imported.known))


def backed_up_text(backup: Backup) -> str:
    """What became of a backup to a file."""
    text = translate("MyData", "Backed up: {scans} scans, {pictures} pictures. Only your password opens the file.")
    return text.format(scans=backup.scans, pictures=backup.pictures)


def restored_text(restored: Restored) -> str:
    """What became of a restore."""
    words = translate("MyData", "Restored. Scans: {count}.").format(count=restored.scans)
    if restored.missing:
        more = translate("MyData", "Pictures that are nowhere any more: {count}.")
        words += " " + more.format(count=restored.missing)
    if restored.aside is not None:
        words += " " + translate("MyData", "What was there before is among the automatic backups.")
    elif restored.damaged is not None:
        words += " " + translate("MyData", "The damaged files were put aside.")
    return words


def restore_lead(backup: Backup) -> str:
    """What a restore does, before it is done."""
    text = translate(
        "MyData",
        "The history will be as it was on {day}: {count} scans. What is here now is put aside as a backup first. "
        "Type your password to go on.",
    )
    return text.format(day=backup_name(backup), count=QLocale().toString(backup.scans))

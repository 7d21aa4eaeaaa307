"""What failures of signing in and of the history are called, and what to do about them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.trouble_words import TroubleText
from ml.errors import TroubleCode

translate = QCoreApplication.translate


def sign_in_troubles() -> dict[TroubleCode, TroubleText]:
    """Signing in, names and passwords. In SIGN_IN_WAIT {name} is the number of seconds."""
    return {
        TroubleCode.SIGN_IN_REFUSED: TroubleText(
            translate("Trouble", "ID or password is not right"),
            translate("Trouble", "Check both and try again."),
        ),
        TroubleCode.SIGN_IN_WAIT: TroubleText(
            translate("Trouble", "Too many tries"),
            translate("Trouble", "You can try again in {name} seconds."),
        ),
        TroubleCode.RECOVERY_REFUSED: TroubleText(
            translate("Trouble", "ID or recovery key is not right"),
            translate("Trouble", "Type the key as it was printed. Spaces and dashes don't matter."),
        ),
        TroubleCode.LOCKED: TroubleText(
            translate("Trouble", "The history is locked"),
            translate("Trouble", "Sign in again to go on."),
        ),
        TroubleCode.PROFILE_NAME_UNFIT: TroubleText(
            translate("Trouble", "This ID can't be used"),
            translate("Trouble", "Choose one with 1 to 64 characters that can be seen."),
        ),
        TroubleCode.PROFILE_NAME_TAKEN: TroubleText(
            translate("Trouble", "This ID is taken"),
            translate("Trouble", "Somebody uses it on this computer already. Choose another."),
        ),
        TroubleCode.PASSWORD_SHORT: TroubleText(
            translate("Trouble", "The password is too short"),
            translate("Trouble", "Use at least 8 characters. A short sentence is easy to remember."),
        ),
        TroubleCode.PASSWORD_LONG: TroubleText(
            translate("Trouble", "The password is too long"),
            translate("Trouble", "Use at most 1,000 characters."),
        ),
        TroubleCode.PASSWORD_COMMON: TroubleText(
            translate("Trouble", "Many people use this password"),
            translate("Trouble", "It is among the first that are tried. Add a word or two of your own."),
        ),
        TroubleCode.PASSWORD_PATTERN: TroubleText(
            translate("Trouble", "This password is easy to guess"),
            translate("Trouble", "It is a date, a row of keys or something repeated. Add a word or two of your own."),
        ),
        TroubleCode.PASSWORD_LIKE_NAME: TroubleText(
            translate("Trouble", "The password is too much like the ID"),
            translate("Trouble", "Choose one that can't be guessed from the ID."),
        ),
    }


def history_troubles() -> dict[TroubleCode, TroubleText]:
    """Keeping and reading scans."""
    return {
        TroubleCode.PROFILES_DAMAGED: TroubleText(
            translate("Trouble", "The list of profiles is damaged"),
            translate("Trouble", "“{name}” is not as Pibu wrote it. Restore it from a backup."),
        ),
        TroubleCode.HISTORY_DAMAGED: TroubleText(
            translate("Trouble", "The history is damaged"),
            translate("Trouble", "Its file is not as Pibu wrote it. Restore the latest backup."),
        ),
        TroubleCode.HISTORY_NEWER: TroubleText(
            translate("Trouble", "The history comes from a newer Pibu"),
            translate("Trouble", "Install the newest Pibu to open it. Nothing was changed."),
        ),
        TroubleCode.HISTORY_IN_USE: TroubleText(
            translate("Trouble", "The history is open elsewhere"),
            translate("Trouble", "Another Pibu on this computer has it open. Close it there first."),
        ),
        TroubleCode.HISTORY_BUSY: TroubleText(
            translate("Trouble", "The history is busy"),
            translate("Trouble", "Another program holds its file. Nothing was changed; try again in a moment."),
        ),
        TroubleCode.HISTORY_FULL: TroubleText(
            translate("Trouble", "The disk is full"),
            translate("Trouble", "Nothing was saved. Free some space and try again."),
        ),
        TroubleCode.HISTORY_LOST: TroubleText(
            translate("Trouble", "The history can't be reached"),
            translate("Trouble", "Check that its disk or server is connected and may be written to."),
        ),
        TroubleCode.SCAN_GONE: TroubleText(
            translate("Trouble", "This scan is not there any more"),
            translate("Trouble", "It may have been deleted."),
        ),
        TroubleCode.SCAN_EXISTS: TroubleText(
            translate("Trouble", "This scan is kept already"),
            translate("Trouble", "Nothing was changed."),
        ),
        TroubleCode.PICTURE_DAMAGED: TroubleText(
            translate("Trouble", "The picture of this scan is damaged"),
            translate("Trouble", "Its grades are still there. The picture may be in a backup."),
        ),
    }


def transfer_troubles() -> dict[TroubleCode, TroubleText]:
    """Exports, imports and backups."""
    return {
        TroubleCode.FILE_TAKEN: TroubleText(
            translate("Trouble", "“{name}” is there already"),
            translate("Trouble", "Nothing was written. Choose another name, or say that it may be replaced."),
        ),
        TroubleCode.SCAN_UNFIT: TroubleText(
            translate("Trouble", "A scan in “{name}” is not as Pibu writes it"),
            translate("Trouble", "Nothing was taken over. Export it again where it came from."),
        ),
        TroubleCode.EXPORT_UNFIT: TroubleText(
            translate("Trouble", "“{name}” is not an export of Pibu"),
            translate("Trouble", "Choose a .zip that Pibu exported. Nothing was changed."),
        ),
        TroubleCode.EXPORT_DAMAGED: TroubleText(
            translate("Trouble", "“{name}” is damaged"),
            translate("Trouble", "Part of it is missing or changed. Nothing was taken over; copy or export it again."),
        ),
        TroubleCode.EXPORT_UNSAFE: TroubleText(
            translate("Trouble", "“{name}” was refused"),
            translate("Trouble", "Its paths lead out of it, or it is far larger than any export. Nothing was changed."),
        ),
        TroubleCode.EXPORT_NEWER: TroubleText(
            translate("Trouble", "“{name}” comes from a newer Pibu"),
            translate("Trouble", "Install the newest Pibu to take it over. Nothing was changed."),
        ),
        TroubleCode.BACKUP_DAMAGED: TroubleText(
            translate("Trouble", "The backup “{name}” is damaged"),
            translate("Trouble", "It is not as Pibu wrote it. Nothing was changed; choose another one."),
        ),
        TroubleCode.BACKUP_FOREIGN: TroubleText(
            translate("Trouble", "The backup “{name}” is not yours"),
            translate("Trouble", "It belongs to another profile, or it is no backup of Pibu. Nothing was changed."),
        ),
        TroubleCode.BACKUP_NEWER: TroubleText(
            translate("Trouble", "The backup “{name}” comes from a newer Pibu"),
            translate("Trouble", "Install the newest Pibu to restore it. Nothing was changed."),
        ),
        TroubleCode.BACKUP_GONE: TroubleText(
            translate("Trouble", "The backup “{name}” is not there"),
            translate("Trouble", "It may have been replaced by a newer one. Choose another."),
        ),
    }

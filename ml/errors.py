"""What can go wrong in the environment, as typed errors with a code; the app translates the codes."""

from __future__ import annotations

from enum import StrEnum


class TroubleCode(StrEnum):
    """Which environment failure it is. Each has a translated text in app/text.py."""

    FACE_MODEL_MISSING = "face_model_missing"
    FACE_MODEL_DAMAGED = "face_model_damaged"
    FACE_MODEL_UNREACHABLE = "face_model_unreachable"
    FACE_MODEL_BUNDLED = "face_model_bundled"
    CHECKPOINT_MISSING = "checkpoint_missing"
    CHECKPOINT_DAMAGED = "checkpoint_damaged"
    CHECKPOINT_FOREIGN = "checkpoint_foreign"
    DEVICE_MISSING = "device_missing"
    DEVICE_FAILED = "device_failed"
    NOT_IN_EDITION = "not_in_edition"
    PACK_MISSING = "pack_missing"
    PACK_DAMAGED = "pack_damaged"
    PACK_FOREIGN = "pack_foreign"
    PACK_UNSAFE = "pack_unsafe"
    PACK_TAKEN = "pack_taken"
    PACK_UNKNOWN = "pack_unknown"
    PACK_SHIPPED = "pack_shipped"
    PHOTO_MISSING = "photo_missing"
    PHOTO_EMPTY = "photo_empty"
    PHOTO_DAMAGED = "photo_damaged"
    PHOTO_NOT_AN_IMAGE = "photo_not_an_image"
    PHOTO_TOO_LARGE = "photo_too_large"
    PHOTO_TOO_SMALL = "photo_too_small"
    PHOTO_UNREADABLE = "photo_unreadable"
    GRADING_ENDED = "grading_ended"
    ROWS_DAMAGED = "rows_damaged"
    CANNOT_WRITE = "cannot_write"
    CAMERA_NONE = "camera_none"
    CAMERA_BUSY = "camera_busy"
    CAMERA_DENIED = "camera_denied"
    CAMERA_GONE = "camera_gone"
    CAMERA_SLOW = "camera_slow"
    CAMERA_BLACK = "camera_black"
    CAMERA_FILE_UNREADABLE = "camera_file_unreadable"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_IN_WAIT = "sign_in_wait"
    RECOVERY_REFUSED = "recovery_refused"
    LOCKED = "locked"
    PROFILE_NAME_UNFIT = "profile_name_unfit"
    PROFILE_NAME_TAKEN = "profile_name_taken"
    PASSWORD_SHORT = "password_short"
    PASSWORD_LONG = "password_long"
    PASSWORD_COMMON = "password_common"
    PASSWORD_PATTERN = "password_pattern"
    PASSWORD_LIKE_NAME = "password_like_name"
    PROFILES_DAMAGED = "profiles_damaged"
    HISTORY_DAMAGED = "history_damaged"
    HISTORY_NEWER = "history_newer"
    HISTORY_IN_USE = "history_in_use"
    HISTORY_BUSY = "history_busy"
    HISTORY_FULL = "history_full"
    HISTORY_LOST = "history_lost"
    SCAN_GONE = "scan_gone"
    SCAN_EXISTS = "scan_exists"
    PICTURE_DAMAGED = "picture_damaged"
    FILE_TAKEN = "file_taken"
    SCAN_UNFIT = "scan_unfit"
    EXPORT_UNFIT = "export_unfit"
    EXPORT_DAMAGED = "export_damaged"
    EXPORT_UNSAFE = "export_unsafe"
    EXPORT_NEWER = "export_newer"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_FOREIGN = "backup_foreign"
    BACKUP_NEWER = "backup_newer"
    BACKUP_GONE = "backup_gone"


class PibuError(Exception):
    """An environment failure: not a bug. `code` picks the text; `subject` is the path or device it is about."""

    def __init__(self, code: TroubleCode, subject: str = "", detail: str = "") -> None:
        super().__init__(f"{code.value}: {subject} {detail}".strip())
        self.code = code
        self.subject = subject
        self.detail = detail

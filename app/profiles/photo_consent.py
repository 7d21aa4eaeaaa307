"""Who has agreed that photos are kept, remembered for each profile; nobody has until asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from app.settings import config_folder

CONSENT_NAME = "photo_consent.ini"


class PhotoConsent:
    """Yes, no, or not asked yet. Kept beside the settings by the profile's id, which says nothing about the person."""

    def __init__(self, path: Path | None = None) -> None:
        place = path if path is not None else config_folder() / CONSENT_NAME
        self._kept = QSettings(str(place), QSettings.Format.IniFormat)

    def of(self, profile_id: str) -> bool | None:
        """What a profile's person has said; None: not asked yet."""
        said = self._kept.value(profile_id)
        return None if said is None else said == "yes"

    def put(self, profile_id: str, agreed: bool) -> None:
        """Remembers an answer; scans kept before stay as they are."""
        self._kept.setValue(profile_id, "yes" if agreed else "no")

    def forget(self, profile_id: str) -> None:
        """The profile is gone."""
        self._kept.remove(profile_id)
        self._kept.sync()

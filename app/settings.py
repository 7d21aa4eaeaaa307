"""What the user has chosen, as one frozen value in a versioned JSON file that can never stop the start."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import platformdirs
from PySide6.QtCore import QObject, QTimer, Signal

from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Colormap, QualityMode

CONFIG_VARIABLE = "PIBU_CONFIG_DIR"
GEOMETRY_NAME = "window.ini"
"""Where the window was, beside the settings."""
SCHEMA_VERSION = 1
SAVE_DELAY_MS = 400

_log = logging.getLogger(__name__)


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    KOREAN = "ko"
    ENGLISH = "en"


class Theme(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """Letters in hundredths of the size that the system's own have."""

    USUAL = "100"
    LARGE = "125"
    LARGER = "150"
    DOUBLE = "200"

    @property
    def factor(self) -> float:
        """The same as a factor."""
        return int(self.value) / 100


class LockAfter(StrEnum):
    """Minutes without input after which the history is locked."""

    MINUTE = "1"
    FIVE = "5"
    QUARTER = "15"
    HOUR = "60"

    @property
    def seconds(self) -> float:
        """The same in seconds."""
        return 60.0 * int(self.value)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user can choose. opacity: 0-1. camera: its identifier, empty for the first one found.

    model: the name of an installed model pack, empty for the one that came with Pibu.
    """

    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    text_size: TextSize = TextSize.USUAL
    quality: QualityMode = QualityMode.NORMAL
    device: Device = Device.AUTO
    model: str = ""
    camera: str = ""
    mirror: bool = True
    auto_shutter: bool = True
    overlay: Attribute | None = None
    colormap: Colormap = Colormap.VIRIDIS
    opacity: float = 0.6
    lock_after: LockAfter = LockAfter.FIVE
    welcomed: bool = False


def config_folder() -> Path:
    """Where settings lie: PIBU_CONFIG_DIR, else the platform's folder for them."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_config_path("pibu", appauthor=False)


def settings_file() -> Path:
    """The file they lie in."""
    return config_folder() / "settings.json"


def read_settings(path: Path) -> Settings:
    """The settings in a file; a missing or broken file, or a bad value in it, gives the default there."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as problem:
        _log.warning("settings unreadable, starting with defaults: %s", problem)
        return Settings()
    if not isinstance(stored, dict):
        _log.warning("settings are not an object, starting with defaults")
        return Settings()
    return _from_json(stored)


def write_settings(path: Path, settings: Settings) -> None:
    """Writes the file whole or not at all.

    Raises:
        PibuError: CANNOT_WRITE when the folder can't be made or written.
    """
    stored: dict[str, Any] = {"version": SCHEMA_VERSION}
    stored.update((field.name, getattr(settings, field.name)) for field in fields(settings))
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(part, path)
    except OSError as problem:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(path), str(problem)) from problem


def _from_json(stored: dict[str, Any]) -> Settings:
    kinds = get_type_hints(Settings)
    good: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in stored:
            continue
        try:
            good[field.name] = _value(kinds[field.name], stored[field.name])
        except ValueError as problem:
            _log.warning("setting %s dropped: %s", field.name, problem)
    return Settings(**good)


def _value(kind: Any, raw: Any) -> Any:
    """raw as a value of kind (bool, float in 0-1, str, a StrEnum, or one of them or None)."""
    if isinstance(kind, UnionType):
        if raw is None:
            return None
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if kind is float and isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw <= 1:
        return float(raw)
    if issubclass(kind, StrEnum) and isinstance(raw, str):
        return kind(raw)
    if kind in (bool, str) and type(raw) is kind:
        return raw
    raise ValueError(f"{raw!r} is no {kind.__name__}")


class SettingsStore(QObject):
    """Holds the current settings, tells of changes at once and saves them a moment later.

    Change with `store.put(dataclasses.replace(store.current, mirror=False))`.
    changed(Settings) after each real change; not_saved(PibuError) when the file can't be written.
    """

    changed = Signal(object)
    not_saved = Signal(object)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path if path is not None else settings_file()
        self._current = read_settings(self._path)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._saving.timeout.connect(self.flush)

    @property
    def current(self) -> Settings:
        """The settings as they are now."""
        return self._current

    def put(self, settings: Settings) -> None:
        """Makes these the settings. Nothing happens if they are the same."""
        if settings == self._current:
            return
        self._current = settings
        self._saving.start()
        self.changed.emit(settings)

    def flush(self) -> None:
        """Writes what has not been written yet."""
        if not self._saving.isActive() and self.sender() is not self._saving:
            return
        self._saving.stop()
        try:
            write_settings(self._path, self._current)
        except PibuError as trouble:
            self.not_saved.emit(trouble)

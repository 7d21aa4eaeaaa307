"""Which settings the dialog offers, in which order and words; the dialog and its test read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.settings import Language, LockAfter, TextSize, Theme
from app.text import quality_mode_name
from ml.device import Device
from ml.types import Colormap, QualityMode

Text = Callable[[], str]
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a setting can have, and its word."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its field in Settings, its words, and its choices; without any it is a switch.

    found: choices that are looked up whenever the dialog is opened.
    """

    field: str
    label: Text
    hint: Text
    choices: tuple[Choice, ...] = ()
    found: Callable[[], tuple[Choice, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    label: Text
    settings: tuple[Setting, ...]


def _appearance() -> Group:
    language = Setting(
        "language",
        lambda: translate("Settings", "Language"),
        str,
        (
            Choice(Language.SYSTEM, lambda: translate("Settings", "System")),
            Choice(Language.KOREAN, lambda: "한국어"),
            Choice(Language.ENGLISH, lambda: "English"),
        ),
    )
    theme = Setting(
        "theme",
        lambda: translate("Settings", "Appearance"),
        str,
        (
            Choice(Theme.SYSTEM, lambda: translate("Settings", "System")),
            Choice(Theme.LIGHT, lambda: translate("Settings", "Light")),
            Choice(Theme.DARK, lambda: translate("Settings", "Dark")),
        ),
    )
    size = Setting(
        "text_size",
        lambda: translate("Settings", "Text size"),
        str,
        tuple(Choice(size, partial(_percent, size)) for size in TextSize),
    )
    return Group(lambda: translate("Settings", "Window"), (language, theme, size))


def _percent(size: TextSize) -> str:
    return f"{size.value}%"


def _grading() -> Group:
    quality = Setting(
        "quality",
        lambda: translate("Settings", "Quality check"),
        lambda: translate("Settings", "How good a picture must be before it is graded"),
        tuple(Choice(mode, partial(quality_mode_name, mode)) for mode in QualityMode),
    )
    colormap = Setting(
        "colormap",
        lambda: translate("Settings", "Heat colours"),
        lambda: translate("Settings", "All three are safe for colour-blind eyes"),
        (
            Choice(Colormap.VIRIDIS, lambda: "Viridis"),
            Choice(Colormap.CIVIDIS, lambda: "Cividis"),
            Choice(Colormap.INFERNO, lambda: "Inferno"),
        ),
    )
    device = Setting(
        "device",
        lambda: translate("Settings", "Computed by"),
        lambda: translate("Settings", "From the next start on. Torch is slow; the others are checked against it"),
        (
            Choice(Device.AUTO, lambda: translate("Settings", "Automatic")),
            Choice(Device.CPU, lambda: translate("Settings", "Processor")),
            Choice(Device.CUDA, lambda: translate("Settings", "Graphics card")),
            Choice(Device.TORCH, lambda: "Torch"),
        ),
    )
    model = Setting(
        "model",
        lambda: translate("Settings", "Model pack"),
        lambda: translate("Settings", "From the next start on. The command “models” adds packs"),
        found=installed_packs,
    )
    return Group(lambda: translate("Settings", "Grading"), (quality, colormap, model, device))


def installed_packs() -> tuple[Choice, ...]:
    """The pack that came with Pibu, whose value is empty, and the others."""
    from ml.pack_store import PackStore

    return tuple(
        Choice("" if p.shipped else p.name, partial(_pack_name, p.name, p.shipped)) for p in PackStore().installed()
    )


def _pack_name(name: str, shipped: bool) -> str:
    return translate("Settings", "{name} (Pibu's own)").format(name=name) if shipped else name


def _camera() -> Group:
    mirror = Setting(
        "mirror",
        lambda: translate("Settings", "Mirror the preview"),
        lambda: translate("Settings", "Shows you as in a mirror; grades are not affected"),
    )
    shutter = Setting(
        "auto_shutter",
        lambda: translate("Settings", "Auto-shutter"),
        lambda: translate("Settings", "Takes the picture after one second of good conditions"),
    )
    return Group(lambda: translate("Settings", "Camera"), (mirror, shutter))


def _privacy() -> Group:
    lock = Setting(
        "lock_after",
        lambda: translate("Settings", "Lock the history"),
        lambda: translate("Settings", "When nobody uses Pibu for so long, and when the computer sleeps"),
        (
            Choice(LockAfter.MINUTE, lambda: translate("Settings", "1 minute")),
            Choice(LockAfter.FIVE, lambda: translate("Settings", "5 minutes")),
            Choice(LockAfter.QUARTER, lambda: translate("Settings", "15 minutes")),
            Choice(LockAfter.HOUR, lambda: translate("Settings", "1 hour")),
        ),
    )
    return Group(lambda: translate("Settings", "Privacy"), (lock,))


def schema() -> tuple[Group, ...]:
    """Every group, in order of display."""
    return (_appearance(), _grading(), _camera(), _privacy())

"""What a bug report needs, as text in English: versions, machine, settings; no names, paths, pictures or grades."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence

import psutil
import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.about.facts import Package
from app.models import AnalyzerSource
from app.settings import Settings

GIGABYTE = 2**30
KINDS = ("device", "file")
"""Cameras are told by kind: their identifiers hold names and paths."""


def diagnostics(version: str, settings: Settings, analyzers: AnalyzerSource, installed: Sequence[Package]) -> str:
    """Lines of "what: how it is"."""
    rows = (
        ("Pibu", f"{version}, {'bundle' if getattr(sys, 'frozen', False) else 'source'}"),
        ("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}"),
        ("Screens", ", ".join(_screens())),
        ("Machine", f"{os.cpu_count()} cores, {psutil.virtual_memory().total / GIGABYTE:.0f} GB"),
        ("Grading", _grading(analyzers)),
        ("Settings", ", ".join(_settings(settings))),
        ("Packages", ", ".join(f"{package.name} {package.version}" for package in installed)),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows) + "\n"


def _screens() -> list[str]:
    screens = QGuiApplication.screens()
    return [f"{s.size().width()} x {s.size().height()} at {s.devicePixelRatio():g}" for s in screens]


def _grading(analyzers: AnalyzerSource) -> str:
    words = [analyzers.state.value]
    if analyzers.device is not None:
        words.append(f"on {analyzers.device.value}")
    if analyzers.trouble is not None:
        words.append(f"because of {analyzers.trouble.code.value}")
    return " ".join(words)


def _settings(settings: Settings) -> list[str]:
    camera = settings.camera.partition(":")[0] or "first"
    return [
        f"language {settings.language.value}",
        f"theme {settings.theme.value}",
        f"quality {settings.quality.value}",
        f"device {settings.device.value}",
        f"pack {'installed' if settings.model else 'shipped'}",
        f"camera {camera if camera in (*KINDS, 'demo', 'first') else 'other'}",
        f"mirror {settings.mirror}",
        f"auto-shutter {settings.auto_shutter}",
        f"colours {settings.colormap.value}",
    ]

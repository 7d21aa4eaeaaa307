"""Whether the system's privacy settings keep Pibu from the camera."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ml.errors import TroubleCode

WINDOWS_CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\webcam"


def denied_access(index: int, platform: str = sys.platform, devices: Path = Path("/dev")) -> TroubleCode | None:
    """CAMERA_DENIED when the system says so for a camera that would not open, else None.

    Linux: the device file is there but may not be read. Windows: the privacy switch for desktop programs is off.
    macOS shares cameras between programs, so one that is listed and won't open was not allowed.
    """
    if platform == "win32":
        return TroubleCode.CAMERA_DENIED if _windows_says_deny() else None
    if platform == "darwin":
        from app.live.cameras import device_indexes

        return TroubleCode.CAMERA_DENIED if index in device_indexes() else None
    device = devices / f"video{index}"
    if device.exists() and not os.access(device, os.R_OK | os.W_OK):
        return TroubleCode.CAMERA_DENIED
    return None


def _windows_says_deny() -> bool:
    if sys.platform == "win32":
        import winreg

        for key in (WINDOWS_CONSENT, WINDOWS_CONSENT + r"\NonPackaged"):
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    if winreg.QueryValueEx(opened, "Value")[0] == "Deny":
                        return True
            except OSError:
                continue
    return False

"""How a scan's picture was taken, as facts in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.change.words import signed
from app.history.records import Conditions, Scan
from app.report.parts import Fact
from app.text import number, photo_hint, quality_mode_name, region_name

translate = QCoreApplication.translate


def conditions_of(scan: Scan) -> tuple[Fact, ...]:
    """How the picture was taken, as far as it was measured."""
    seen = scan.conditions
    facts = [
        Fact(translate("Report", "Picture"), _size(seen)),
        Fact(translate("Report", "Quality check"), quality_mode_name(seen.mode)),
        Fact(translate("Report", "Remarks"), _remarks(seen)),
        Fact(translate("Report", "Model"), scan.model.version),
        *_measured(seen),
    ]
    if seen.close_up is not None:
        facts.append(Fact(translate("Report", "Close-up of"), region_name(seen.close_up)))
    return tuple(facts)


def _measured(seen: Conditions) -> Iterable[Fact]:
    if seen.pose is not None:
        angles = translate("Report", "turned {yaw}°, raised {pitch}°, tilted {roll}°")
        pose = seen.pose
        words = angles.format(yaw=signed(pose.yaw, 0), pitch=signed(pose.pitch, 0), roll=signed(pose.roll, 0))
        yield Fact(translate("Report", "Head"), words)
    if seen.eye_distance is not None:
        words = translate("Report", "{count} pixels").format(count=number(seen.eye_distance, 0))
        yield Fact(translate("Report", "Between the eyes"), words)
    if seen.lightness is not None:
        light = translate("Report", "L* {lightness}, cheeks differ by {unevenness}")
        uneven = "–" if seen.unevenness is None else number(seen.unevenness)
        yield Fact(translate("Report", "Light"), light.format(lightness=number(seen.lightness, 0), unevenness=uneven))
    if seen.sharpness is not None:
        yield Fact(translate("Report", "Sharpness"), number(seen.sharpness, 2))


def _size(seen: Conditions) -> str:
    return translate("Report", "{width} × {height} pixels").format(width=seen.width, height=seen.height)


def _remarks(seen: Conditions) -> str:
    if not seen.issues:
        return translate("Report", "none")
    return " ".join(dict.fromkeys(photo_hint(issue) for issue in seen.issues))

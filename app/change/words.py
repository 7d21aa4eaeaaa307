"""What a change, its limit and other conditions are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.change.conditions import Difference
from app.change.repeat_error import Change, Direction, Origin, RepeatError
from app.text import number

translate = QCoreApplication.translate


def no_clear_change() -> str:
    """A difference that repeats of unchanged skin show too."""
    return translate("Change", "no clear change")


def baseline_change_text(change: Change | None) -> str:
    """A scan against the person's own baseline."""
    if change is None:
        return translate("Change", "no baseline yet")
    if change.direction is Direction.UNCLEAR:
        return no_clear_change()
    if change.direction is Direction.HIGHER:
        words = translate("Change", "{difference} higher than your baseline")
    else:
        words = translate("Change", "{difference} lower than your baseline")
    return words.format(difference=number(abs(change.difference)))


def change_text(change: Change) -> str:
    """One scan against another."""
    if change.direction is Direction.UNCLEAR:
        return no_clear_change()
    if change.direction is Direction.HIGHER:
        words = translate("Change", "{difference} higher")
    else:
        words = translate("Change", "{difference} lower")
    return words.format(difference=number(abs(change.difference)))


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign; a true minus, and none before a zero."""
    text = number(abs(value), digits)
    if text == number(0.0, digits):
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def error_text(error: RepeatError) -> str:
    """From what on a change is clear, and how that is known."""
    limit, sem = number(error.limit, 2), number(error.sem, 2)
    if error.origin is Origin.REPEATS:
        text = translate(
            "Change", "A change is clear beyond {limit} grades: 2.77 times your own repeat error of {sem}, measured."
        )
    elif error.origin is Origin.NEIGHBOURS:
        text = translate(
            "Change",
            "A change is clear beyond {limit} grades: 2.77 times {sem}, estimated from scans of neighbouring days.",
        )
    else:
        text = translate(
            "Change", "A change is clear beyond {limit} grades, because your own repeat error isn't known yet."
        )
    return text.format(limit=limit, sem=sem)


def origin_text(error: RepeatError) -> str:
    """How the repeat error is known, in a few words."""
    return {
        Origin.REPEATS: translate("Change", "measured by your repeats"),
        Origin.NEIGHBOURS: translate("Change", "estimated from neighbouring days"),
        Origin.ASSUMED: translate("Change", "assumed"),
    }[error.origin]


def difference_texts(difference: Difference) -> tuple[str, ...]:
    """Why a scan can't be compared, in the order of weight."""
    words = (
        (Difference.CAMERA, translate("Change", "other camera")),
        (Difference.MODEL, translate("Change", "other model")),
        (Difference.LIGHT, translate("Change", "other light")),
        (Difference.DISTANCE, translate("Change", "other distance")),
        (Difference.QUALITY, translate("Change", "picture not good")),
    )
    return tuple(text for flag, text in words if flag & difference)

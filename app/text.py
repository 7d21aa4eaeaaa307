"""Every word the window has for the values of ml: names, grade words, hints, reasons, troubles."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.trouble_text import trouble_text as trouble_text
from app.trouble_words import TroubleText as TroubleText
from ml.types import Abstention, Attribute, QualityCode, QualityIssue, QualityMode, Region

translate = QCoreApplication.translate


def attribute_name(attribute: Attribute) -> str:
    """What the attribute is called."""
    return {
        Attribute.OIL: translate("Attribute", "Oil"),
        Attribute.HYDRATION: translate("Attribute", "Hydration"),
        Attribute.WRINKLE: translate("Attribute", "Wrinkles"),
        Attribute.PIGMENTATION: translate("Attribute", "Pigmentation"),
        Attribute.SENSITIVITY: translate("Attribute", "Sensitivity"),
    }[attribute]


def attribute_sign(attribute: Attribute) -> str:
    """The visible sign the attribute's grade grows with, as a short phrase."""
    return {
        Attribute.OIL: translate("Sign", "visible shine"),
        Attribute.HYDRATION: translate("Sign", "visible dryness"),
        Attribute.WRINKLE: translate("Sign", "visible lines"),
        Attribute.PIGMENTATION: translate("Sign", "visible spots"),
        Attribute.SENSITIVITY: translate("Sign", "visible redness"),
    }[attribute]


def region_name(region: Region) -> str:
    """What the region is called. Left and right are the person's own."""
    return {
        Region.FOREHEAD: translate("Region", "Forehead"),
        Region.EYE_CORNER_LEFT: translate("Region", "Eye corner (left)"),
        Region.EYE_CORNER_RIGHT: translate("Region", "Eye corner (right)"),
        Region.CHEEK_LEFT: translate("Region", "Cheek (left)"),
        Region.CHEEK_RIGHT: translate("Region", "Cheek (right)"),
        Region.CENTRE: translate("Region", "Centre (nose)"),
        Region.LIPS: translate("Region", "Lips"),
        Region.CHIN: translate("Region", "Chin"),
    }[region]


def grade_word(attribute: Attribute, grade: int) -> str:
    """The word for a grade, 0-4. Every attribute's grade grows with the visible amount of its sign."""
    return {
        Attribute.OIL: (
            translate("Grade", "matte"),
            translate("Grade", "soft sheen"),
            translate("Grade", "slightly shiny"),
            translate("Grade", "shiny"),
            translate("Grade", "very shiny"),
        ),
        Attribute.HYDRATION: (
            translate("Grade", "supple"),
            translate("Grade", "mostly supple"),
            translate("Grade", "slightly dry"),
            translate("Grade", "dry"),
            translate("Grade", "very dry"),
        ),
        Attribute.WRINKLE: (
            translate("Grade", "smooth"),
            translate("Grade", "faint lines"),
            translate("Grade", "fine lines"),
            translate("Grade", "clear lines"),
            translate("Grade", "deep lines"),
        ),
        Attribute.PIGMENTATION: (
            translate("Grade", "even"),
            translate("Grade", "mostly even"),
            translate("Grade", "some spots"),
            translate("Grade", "many spots"),
            translate("Grade", "very many spots"),
        ),
        Attribute.SENSITIVITY: (
            translate("Grade", "no redness"),
            translate("Grade", "hint of redness"),
            translate("Grade", "slight redness"),
            translate("Grade", "clear redness"),
            translate("Grade", "strong redness"),
        ),
    }[attribute][grade]


def quality_mode_name(mode: QualityMode) -> str:
    """What the quality mode is called in the settings."""
    return {
        QualityMode.OFF: translate("QualityMode", "Off"),
        QualityMode.NORMAL: translate("QualityMode", "Normal"),
        QualityMode.STRICT: translate("QualityMode", "Strict"),
    }[mode]


def issue_hint(issue: QualityIssue) -> str:
    """What to do before the camera about a quality issue; names the region where it is about one."""
    return _placed(issue, _live_hint(issue.code))


def photo_hint(issue: QualityIssue) -> str:
    """What is wrong with a photograph, and which one to use instead; names the region where it is about one."""
    return _placed(issue, _photo_hint(issue.code))


def _placed(issue: QualityIssue, hint: str) -> str:
    if issue.region is None:
        return hint
    return translate("Quality", "{region}: {hint}").format(region=region_name(issue.region), hint=hint)


def _live_hint(code: QualityCode) -> str:
    return {
        QualityCode.NO_FACE: translate("Quality", "No face found. Look into the camera."),
        QualityCode.SEVERAL_FACES: translate("Quality", "More than one face. One person at a time, please."),
        QualityCode.TOO_FAR: translate("Quality", "Come closer."),
        QualityCode.CUT_OFF: translate("Quality", "Bring your whole face into the picture."),
        QualityCode.TURNED: translate("Quality", "Face the camera straight on."),
        QualityCode.TOO_DARK: translate("Quality", "Too dark. More light on your face, please."),
        QualityCode.TOO_BRIGHT: translate("Quality", "Too bright. A little less light, please."),
        QualityCode.UNEVEN_LIGHT: translate("Quality", "One side is brighter. Turn towards the light."),
        QualityCode.COLOUR_CAST: translate("Quality", "The light is tinted. Daylight or white light works best."),
        QualityCode.BLURRED: translate("Quality", "Blurred. Hold still and wipe the lens."),
        QualityCode.DRAWING: translate("Quality", "This looks like a drawing or a filter. A plain photo, please."),
        QualityCode.MOVING: translate("Quality", "Hold still."),
        QualityCode.EYES_CLOSED: translate("Quality", "Open your eyes."),
        QualityCode.EXPRESSION: translate("Quality", "Relax your face."),
        QualityCode.GLASSES: translate("Quality", "Please take off your glasses."),
        QualityCode.FRINGE: translate("Quality", "Please brush your hair off your face."),
    }[code]


def _photo_hint(code: QualityCode) -> str:
    return {
        QualityCode.NO_FACE: translate("PhotoHint", "No face found. If this is a close-up, say what it shows."),
        QualityCode.SEVERAL_FACES: translate("PhotoHint", "There are several faces. Choose one, or crop the photo."),
        QualityCode.TOO_FAR: translate("PhotoHint", "The face is too small. Use a photo taken from nearer."),
        QualityCode.CUT_OFF: translate("PhotoHint", "Part of the face is cut off. Use a photo that shows all of it."),
        QualityCode.TURNED: translate("PhotoHint", "The face is turned. Use a photo taken straight from the front."),
        QualityCode.TOO_DARK: translate("PhotoHint", "The photo is too dark. Use one with more light on the face."),
        QualityCode.TOO_BRIGHT: translate("PhotoHint", "The photo is too bright. Use one with less light."),
        QualityCode.UNEVEN_LIGHT: translate("PhotoHint", "One side is brighter. Use a photo lit from the front."),
        QualityCode.COLOUR_CAST: translate("PhotoHint", "The colours are tinted. Daylight or white light works best."),
        QualityCode.BLURRED: translate("PhotoHint", "The photo is blurred. Use a sharper one."),
        QualityCode.DRAWING: translate(
            "PhotoHint", "No skin texture is visible: a drawing, a filter or a bare surface? Use a plain photo of skin."
        ),
        QualityCode.MOVING: translate("PhotoHint", "The face moved. Use a photo taken while holding still."),
        QualityCode.EYES_CLOSED: translate("PhotoHint", "The eyes are closed. Use a photo with open eyes."),
        QualityCode.EXPRESSION: translate("PhotoHint", "The face isn't relaxed. Use a photo with a calm face."),
        QualityCode.GLASSES: translate("PhotoHint", "Glasses are in the way. Use a photo without them."),
        QualityCode.FRINGE: translate("PhotoHint", "Hair is in the way. Use a photo with it brushed back."),
    }[code]


def abstention_text(abstention: Abstention) -> str:
    """Why there is no grade."""
    return {
        Abstention.NO_FACE: translate("Abstention", "No face found"),
        Abstention.QUALITY: translate("Abstention", "The picture is not good enough to judge"),
        Abstention.NOT_ENOUGH_SKIN: translate("Abstention", "Not enough visible skin to judge"),
        Abstention.TOO_FEW_PIXELS: translate("Abstention", "Too far away to judge"),
        Abstention.TURNED_AWAY: translate("Abstention", "Turned away from the camera"),
        Abstention.OUTSIDE_IMAGE: translate("Abstention", "Outside the picture"),
        Abstention.COVERED: translate("Abstention", "Covered"),
        Abstention.LIPS_OPEN: translate("Abstention", "The lips are open"),
        Abstention.NOT_SHOWN: translate("Abstention", "Not shown in this picture"),
    }[abstention]


def number(value: float, digits: int = 1) -> str:
    """A number as the language writes it."""
    return QLocale().toString(value, "f", digits)


SUREST = 0.99
"""The surest that a grade is called: none is certain."""


def camera_text(camera: str) -> str:
    """What a camera is called: its own name, but for the demo, which has one in each language."""
    return translate("Live", "Demo") if camera == "demo" else camera


def percent(share: float) -> str:
    """A share (0-1) as whole per cent, as the language writes it."""
    return translate("Number", "{number}%").format(number=QLocale().toString(round(share * 100)))

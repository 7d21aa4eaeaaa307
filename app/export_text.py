"""What the README in an export says, in the language Pibu speaks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def export_readme() -> str:
    """The text of README.txt."""
    files = (
        ("scans.jsonl", translate("Export", "one scan a line, as JSON; “probabilities” are those of grades 0 to 4")),
        ("photos", translate("Export", "your photos, as JPEG")),
        ("thumbnails", translate("Export", "the same, small")),
        ("heat", translate("Export", "where the classifiers looked, as NumPy archives")),
    )
    paragraphs = (
        translate("Export", "Your scans from Pibu"),
        export_warning(),
        "\n".join(f"{name}: {purpose}" for name, purpose in files),
        translate("Export", "To take them in on another computer, sign in there and choose this file."),
        translate("Export", "Pibu describes what a picture shows. It is not a medical device."),
    )
    return "\n\n".join(paragraphs) + "\n"


def export_warning() -> str:
    """What must be said before, and stands in it: nothing in it is encrypted."""
    return translate("Export", "Anybody who has this file can read it and see the photos. Keep it in a safe place.")

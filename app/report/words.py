"""The sentences of a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.history.records import REPEAT_TAG, Scan, SourceKind, Tag, TagKind
from app.moments import clock_text, day_text, short_day_text
from app.text import attribute_name, camera_text, number
from ml.types import Attribute

translate = QCoreApplication.translate


def footer_text() -> str:
    """Below every page."""
    return translate("Report", "Describes what a picture shows. Not a medical device, no diagnosis.")


def page_text(page: int, of: int) -> str:
    """Where one is."""
    return translate("Report", "{page} / {count}").format(page=page, count=of)


def table_head() -> tuple[str, str, str, str]:
    """Above the regions."""
    return (
        translate("Report", "Region"),
        translate("ReportPanel", "Grade"),
        translate("ReportPanel", "Expected"),
        translate("ReportPanel", "Weight"),
    )


def scan_title() -> str:
    """A report of one scan."""
    return translate("Report", "Skin scan")


def period_title() -> str:
    """A report of a stretch of time."""
    return translate("Report", "Skin trends")


def several_title(count: int) -> str:
    """A report of some scans, one after the other."""
    return translate("Report", "Skin scans: {count}").format(count=count)


def section_conditions() -> str:
    """A heading."""
    return translate("Report", "How the picture was taken")


def section_cards() -> str:
    """A heading."""
    return translate("Report", "Grades of each region")


def section_notes() -> str:
    """A heading."""
    return translate("Report", "Notes and tags")


def short_moment(moment: datetime) -> str:
    """Day and time in few letters, where it was."""
    return f"{short_day_text(moment)}  {clock_text(moment)}"


def no_comparable_text() -> str:
    """In the place of a verdict."""
    return translate("Report", "no comparable scan")


def moment_text(moment: datetime) -> str:
    """Day and time, where it was."""
    return translate("Report", "{day}, {time}").format(day=day_text(moment), time=clock_text(moment))


def running_text(what: str, when: str, owner: str) -> str:
    """Above every page: what, when, whose."""
    return "  ·  ".join(part for part in (what, when, owner) if part)


def origin_text(scan: Scan) -> str:
    """What the scan was made from."""
    parts = [source_text(scan)]
    if scan.frames > 1:
        parts.append(translate("History", "mean of {count} pictures").format(count=scan.frames))
    if scan.regraded_from is not None:
        parts.append(translate("History", "graded again"))
    return "  ·  ".join(parts)


def source_text(scan: Scan) -> str:
    """Live or photo, and which camera or file."""
    live = scan.source.kind is SourceKind.LIVE
    kind = translate("History", "Live") if live else translate("History", "Photo")
    name = camera_text(scan.source.camera) if live else scan.source.file
    return f"{kind} · {name}" if name else kind


def photo_caption() -> str:
    """Below the photo."""
    return translate("Report", "The photo that was graded")


def no_photo_text(scan: Scan, wished: bool) -> str:
    """Why there is none."""
    if scan.has_photo and not wished:
        return translate("Report", "The photo of this scan was left out of this report.")
    return translate("History", "No photo was kept of this scan, only its grades.")


def damaged_photo_text() -> str:
    """In the place of a photo that can't be read."""
    return translate("History", "The photo of this scan is damaged. Its grades are still there.")


def checkpoints_text(scan: Scan) -> str:
    """Which weights graded, by the beginnings of their fingerprints."""
    names = (f"{attribute_name(one.attribute)} {one.sha256[:8]}" for one in scan.model.checkpoints)
    text = translate("Report", "Model {version}, classifiers (sha256): {names}")
    return text.format(version=scan.model.version, names=", ".join(names))


def tag_text(tag: Tag) -> str:
    """A tag with what it is about, but for a free one; the one for repeats in the window's language."""
    if tag == REPEAT_TAG:
        return translate("Trends", "repeat")
    kinds = {
        TagKind.PRODUCT: translate("Tag", "Product"),
        TagKind.SLEEP: translate("Tag", "Sleep"),
        TagKind.STRESS: translate("Tag", "Stress"),
    }
    if tag.kind not in kinds:
        return tag.text
    return translate("Tag", "{kind}: {text}").format(kind=kinds[tag.kind], text=tag.text)


def notes_text(notes: str, tags: Iterable[Tag]) -> str:
    """Tags, then notes."""
    named = ", ".join(tag_text(tag) for tag in tags)
    return "\n".join(part for part in (named, notes) if part)


def about_title() -> str:
    """Above what a reader must know."""
    return translate("Report", "What these grades are, and what they aren't")


def about_grades(unvalidated: tuple[Attribute, ...]) -> tuple[str, ...]:
    """What a reader must know. unvalidated: attributes whose grades nobody has checked on photographs."""
    sentences = [
        translate(
            "Report",
            "Grades run from 0 to 4 and grow with the visible amount of a sign: shine, dryness, lines, spots, redness. "
            "The expected grade is the mean of 0 to 4 under the five probabilities that the bars show.",
        ),
        translate(
            "Report",
            "A program gave them from a photograph. They depend on light, camera and make-up. "
            "No dermatologist was asked; Pibu is not a medical device, and nothing here is a diagnosis or advice.",
        ),
    ]
    if unvalidated:
        names = ", ".join(attribute_name(attribute) for attribute in unvalidated)
        text = translate(
            "Report",
            "Not validated: {names}. These grades were never compared with grades that experts gave to real "
            "photographs. Read them as rough guesses.",
        )
        sentences.append(text.format(names=names))
    sentences.append(
        translate("Report", "Where too little can be seen, Pibu gives no grade and says why, instead of guessing.")
    )
    return tuple(sentences)


def span_text(since: datetime, until: datetime) -> str:
    """From one day to another."""
    pattern = translate("Report", "MMMM d, yyyy", "a day in a title")
    days = (QLocale().toString(QDate(day.year, day.month, day.day), pattern) for day in (since, until))
    return " – ".join(dict.fromkeys(days))


def made_of_text(count: int, chosen: tuple[str, ...]) -> str:
    """How many scans, and by what they were chosen."""
    words = translate("Report", "Scans: {count}").format(count=QLocale().toString(count))
    return "  ·  ".join((words, *chosen))


def summary_head() -> tuple[str, str, str, str]:
    """Above the attributes."""
    return (
        translate("Report", "Newest comparable scan"),
        translate("Report", "Your baseline"),
        translate("Report", "Clear from"),
        translate("Report", "Against your baseline"),
    )


def limit_text(limit: float) -> str:
    """From what on a change is clear."""
    return f"± {number(limit, 2)}"


def key_title() -> str:
    """Above the signs."""
    return translate("Report", "How to read the charts")


def key_lines() -> tuple[str, str, str, str]:
    """What the signs mean."""
    return (
        translate(
            "Report",
            "Expected grade of scans taken under your usual conditions, with the band in which 95% of repeats lie. "
            "Where there are many scans, points are means.",
        ),
        translate(
            "Report",
            "Your baseline, the median of your first comparable scans, and around it the zone of “no clear change”: "
            "2.77 times the error of a repeat. Unchanged skin stays in it 19 times out of 20.",
        ),
        translate(
            "Report",
            "Scans with another camera, model, light or distance, or with a picture that isn't good: not compared.",
        ),
        translate("Report", "Notes and tags, told by number after the charts."),
    )


def five_looks_text() -> str:
    """The trap of many comparisons."""
    return translate(
        "Report",
        "Five attributes are looked at, each with 95% limits: nearly one unchanged person in four sees a “clear” "
        "change somewhere. Take one seriously when it stays.",
    )


def section_charts() -> str:
    """A heading."""
    return translate("Report", "Grades over time")


def section_scans() -> str:
    """A heading."""
    return translate("Report", "All scans of this report")


def scans_head() -> tuple[str, ...]:
    """Above the scans."""
    names = tuple(attribute_name(attribute) for attribute in Attribute)
    return (translate("Report", "Taken"), *names, translate("Report", "Conditions, notes, tags"))


def others_text(reasons: tuple[str, ...]) -> str:
    """Why a scan isn't compared."""
    return translate("Report", "not compared: {reasons}").format(reasons=", ".join(reasons))


def scans_foot() -> str:
    """Below the heading of all scans."""
    return translate(
        "Report", "Expected grade ± the band in which 95% of repeats lie. A dash: too little was seen to give a grade."
    )

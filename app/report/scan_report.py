"""The report of single scans, usually two pages each: overview and photo, then a card for each attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.history.ports import History
from app.history.records import Heat, Scan
from app.moments import short_day_text
from app.panel.reasons import why_not
from app.report.cards import Strip, Verdict, spaced
from app.report.conditions import conditions_of
from app.report.flow import Piece
from app.report.lettering import Hand, Size
from app.report.parts import GAP, SECTION, Box, Facts, Title, Words, heading
from app.report.pdf import Document, Step
from app.report.pictures import Picture, Pictures, heat_picture, most_visible, photo_picture
from app.report.words import (
    about_grades,
    about_title,
    checkpoints_text,
    damaged_photo_text,
    moment_text,
    no_photo_text,
    notes_text,
    origin_text,
    photo_caption,
    running_text,
    scan_title,
    section_cards,
    section_conditions,
    section_notes,
    several_title,
)
from ml.errors import PibuError, TroubleCode
from ml.regions import regions_of
from ml.types import Abstention, Analysis, Attribute, AttributeGrade, Colormap, Region, RgbImage

_DAMAGED = (TroubleCode.PICTURE_DAMAGED, TroubleCode.PHOTO_DAMAGED)


@dataclass(frozen=True, slots=True)
class PhotoWish:
    """How photos are shown. shown: at all. attribute: whose heat, None for the highest grade's. opacity: 0-1."""

    shown: bool
    attribute: Attribute | None
    colormap: Colormap
    opacity: float


def scan_document(
    history: History,
    scan_ids: Iterable[str],
    wish: PhotoWish,
    hand: Hand,
    writer: str,
    step: Step = lambda done, of: None,
) -> Document:
    """Scans one after another, each on pages of its own. Reads the history: grades now, photos when they are painted.

    step: told before each scan, without a count; what it raises comes through.

    Raises:
        PibuError: as the history's calls do.
        ValueError: there are no ids.
    """
    pieces: list[Piece] = []
    scans = []
    for scan_id in scan_ids:
        step(0, 0)
        scans.append(history.scan(scan_id))
        first, *others = _pieces(history, scans[-1], wish, hand)
        pieces += [replace(first, on_new_page=len(scans) > 1), *others]
    if not scans:
        raise ValueError("a report needs a scan")
    what = scan_title() if len(scans) == 1 else several_title(len(scans))
    when = short_day_text(scans[0].taken) if len(scans) == 1 else ""
    running = running_text(what, when, history.profile.name)
    return Document(running, running, writer, tuple(pieces))


def _pieces(history: History, scan: Scan, wish: PhotoWish, hand: Hand) -> Iterator[Piece]:
    shown = scan.has_photo and wish.shown
    verdicts = _verdicts(history, scan)
    yield Piece(Title(hand, scan_title(), moment_text(scan.taken), origin_text(scan)))
    yield Piece(Strip(hand, verdicts), GAP)
    if shown:
        yield Piece(Pictures(hand, lambda: _pictures(history, scan, wish)), SECTION)
    else:
        yield Piece(Words(hand.style(colour=hand.inks.muted), no_photo_text(scan, wish.shown)), GAP)
    yield Piece(heading(hand, section_conditions()), SECTION, with_next=True)
    yield Piece(Facts(hand, conditions_of(scan)), 14)
    yield from _notes(scan, hand)
    unvalidated = tuple(v.graded.attribute for v in verdicts if not v.graded.validated)
    yield Piece(Box(hand, about_title(), about_grades(unvalidated)), SECTION)
    yield Piece(heading(hand, section_cards()), with_next=True, on_new_page=True)
    for card, above in spaced(verdicts, hand):
        yield Piece(card, above)
    yield Piece(Words(hand.style(Size.SMALL, colour=hand.inks.muted), checkpoints_text(scan)), GAP)


def _notes(scan: Scan, hand: Hand) -> Iterator[Piece]:
    words = notes_text(scan.notes, scan.tags)
    if not words:
        return
    yield Piece(heading(hand, section_notes()), SECTION, with_next=True)
    for place, line in enumerate(words.split("\n")):
        yield Piece(Words(hand.style(), line), 0 if place else 14)


def _verdicts(history: History, scan: Scan) -> tuple[Verdict, ...]:
    analysis = _analysis(scan, _heat(history, scan))
    spread = {one.attribute: one.value for one in scan.spread}
    return tuple(
        Verdict(graded, spread.get(graded.attribute), tuple(_reasons(analysis, graded))) for graded in scan.grades
    )


def _reasons(analysis: Analysis, graded: AttributeGrade) -> Iterator[tuple[Region, Abstention]]:
    there = {grade.region for grade in graded.regions}
    for region in regions_of(graded.attribute):
        if region not in there:
            yield region, why_not(analysis, graded, analysis.crop(region))


def _heat(history: History, scan: Scan) -> Heat | None:
    """What was kept of where the classifier looked; a damaged one is as good as none."""
    if not scan.has_heat:
        return None
    try:
        return history.heat(scan.id)
    except PibuError as trouble:
        if trouble.code in _DAMAGED:
            return None
        raise


def _pictures(history: History, scan: Scan, wish: PhotoWish) -> tuple[Picture, ...]:
    photo = _photo(history, scan)
    if photo is None:
        return (Picture.nothing(damaged_photo_text()),)
    analysis = _analysis(scan, _heat(history, scan))
    plain = photo_picture(photo, analysis, photo_caption())
    attribute = most_visible(analysis, wish.attribute)
    if attribute is None:
        return (plain,)
    return plain, heat_picture(photo, analysis, attribute, wish.colormap, wish.opacity)


def _photo(history: History, scan: Scan) -> RgbImage | None:
    """(H, W, 3) uint8 RGB; None when it is damaged."""
    from ml.photo_file import read_photo

    try:
        content = history.photo(scan.id)
        return None if content is None else read_photo(content)
    except PibuError as trouble:
        if trouble.code in _DAMAGED:
            return None
        raise


def _analysis(scan: Scan, heat: Heat | None) -> Analysis:
    from app.history.reopening import analysis_of

    return analysis_of(scan, heat)

"""The report of a stretch of time: what became of each attribute, charts, notes and tags, a table of all scans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.change.conditions import Difference
from app.change.repeat_error import NORMAL_95
from app.change.words import baseline_change_text, difference_texts, error_text
from app.history.ports import History
from app.history.records import REPEAT_TAG, Scan
from app.moments import short_day_text
from app.report.chart import Chart, Charted, Key
from app.report.flow import Piece
from app.report.lettering import Hand
from app.report.marks import NumberedMark, numbered
from app.report.paper import Paper
from app.report.parts import GAP, SECTION, Box, Title, Words, heading
from app.report.pdf import Document
from app.report.summary import ChartHead, NoteLine, Summary, SummaryRow
from app.report.table import Columns, Row, widened
from app.report.words import (
    about_grades,
    about_title,
    five_looks_text,
    key_lines,
    key_title,
    limit_text,
    made_of_text,
    no_comparable_text,
    notes_text,
    others_text,
    period_title,
    running_text,
    scans_foot,
    scans_head,
    section_charts,
    section_notes,
    section_scans,
    short_moment,
    span_text,
)
from app.text import attribute_name, number
from app.trends.reading import Reading, read
from app.trends.series import Trend, Window
from ml.types import Attribute

CHARTS_A_PAGE = 3
_HEAD_AND_GAP = 190.0


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """scans: what is told of, newest first, at least one. window: what the charts show. chosen: by what else the scans
    were chosen, in words. owner: whose they are.
    """

    scans: tuple[Scan, ...]
    window: Window
    chosen: tuple[str, ...]
    owner: str


def period_document(period: Period, reading: Reading, paper: Paper, hand: Hand, writer: str) -> Document:
    """All pages. reading: the whole history's trends: the baseline may lie before the period.

    Raises:
        ValueError: the period has no scan.
    """
    if not period.scans:
        raise ValueError("a report needs a scan")
    shown = _Shown(period, reading)
    when = span_text(period.scans[-1].taken, period.scans[0].taken)
    running = running_text(period_title(), when, period.owner)
    pieces = (*_first_page(period, shown, hand, when), *_charts(shown, paper, hand), *_scans(shown, paper, hand))
    return Document(running, running, writer, pieces)


def history_document(period: Period, history: History, paper: Paper, hand: Hand, writer: str) -> Document:
    """The same, with the trends read now."""
    return period_document(period, read(history), paper, hand, writer)


class _Shown:
    """What of the trends is in the period."""

    def __init__(self, period: Period, reading: Reading) -> None:
        self.period, self.reading = period, reading
        self.by_id = {scan.id: scan for scan in period.scans}
        self.places = {scan: place for place, scan in enumerate(reading.around.timeline.scans) if scan in self.by_id}
        self.which: NDArray[np.bool_] = np.zeros(len(reading.around.timeline.scans), np.bool_)
        self.which[list(self.places.values())] = True
        self.marks = numbered(reading.marks, period.window, self.by_id)

    def newest(self, trend: Trend) -> int | None:
        """The newest comparable scan of the period."""
        places = np.flatnonzero(trend.comparable & self.which)
        return int(places[-1]) if len(places) else None

    def verdict(self, trend: Trend) -> str:
        """That scan against the baseline."""
        place = self.newest(trend)
        return no_comparable_text() if place is None else baseline_change_text(trend.change(place))


def _first_page(period: Period, shown: _Shown, hand: Hand, when: str) -> Iterator[Piece]:
    yield Piece(Title(hand, period_title(), when, made_of_text(len(period.scans), period.chosen)))
    yield Piece(Summary(hand, tuple(_summary_row(shown, trend) for trend in shown.reading.trends)), GAP)
    yield Piece(Words(hand.style(colour=hand.inks.muted), five_looks_text()), GAP)
    yield Piece(heading(hand, key_title()), SECTION, with_next=True)
    yield Piece(Key(hand, key_lines()), 18)
    yield Piece(Box(hand, about_title(), about_grades(_unvalidated(period.scans))), SECTION)


def _summary_row(shown: _Shown, trend: Trend) -> SummaryRow:
    place = shown.newest(trend)
    graded, newest = None, "–"
    if place is not None:
        scan = shown.by_id[trend.scans[place]]
        graded, newest = scan.of(trend.attribute), f"{_expected(trend, place)}  ({short_day_text(scan.taken)})"
    baseline = "–" if trend.baseline is None else number(trend.baseline.value)
    cells = (newest, baseline, limit_text(trend.error.limit), shown.verdict(trend))
    return SummaryRow(attribute_name(trend.attribute), graded, cells)


def _charts(shown: _Shown, paper: Paper, hand: Hand) -> Iterator[Piece]:
    tall = (paper.inside.height() - SECTION) / CHARTS_A_PAGE - _HEAD_AND_GAP
    yield Piece(heading(hand, section_charts()), with_next=True, on_new_page=True)
    for place, trend in enumerate(shown.reading.trends):
        head = ChartHead(hand, attribute_name(trend.attribute), shown.verdict(trend), error_text(trend.error))
        yield Piece(head, SECTION if place else 18, with_next=True)
        yield Piece(Chart(hand, Charted(trend, shown.which, shown.period.window, shown.marks), tall), 6)
    if shown.marks:
        yield Piece(heading(hand, section_notes()), SECTION, with_next=True)
    for group in shown.marks:
        yield from _note_lines(group, hand)


def _note_lines(group: NumberedMark, hand: Hand) -> Iterator[Piece]:
    for place, mark in enumerate(group.marks):
        tags = (tag for tag in mark.tags if tag != REPEAT_TAG)
        text = " · ".join(notes_text(mark.notes, tags).split("\n"))
        yield Piece(NoteLine(hand, "" if place else str(group.number), short_day_text(mark.taken), text), 8)


def _scans(shown: _Shown, paper: Paper, hand: Hand) -> Iterator[Piece]:
    rows = [_cells(scan, shown) for scan in shown.period.scans]
    columns = widened(_columns(), [scans_head(), *rows[:200]], hand, paper.inside.width())
    head = Row(hand, columns, scans_head(), quiet=True)
    yield Piece(heading(hand, section_scans()), with_next=True, on_new_page=True)
    yield Piece(Words(hand.style(colour=hand.inks.muted), scans_foot()), 6, with_next=True)
    yield Piece(head, 18, with_next=True)
    for row in rows:
        yield Piece(Row(hand, columns, row), head=head)


def _columns() -> Columns:
    count = 2 + len(Attribute)
    return Columns((1 / count,) * count, (False, *(True for _ in Attribute), False))


def _cells(scan: Scan, shown: _Shown) -> tuple[str, ...]:
    place = shown.places.get(scan.id)
    grades = ("–" if place is None else _expected(shown.reading.of(attribute), place) for attribute in Attribute)
    reasons = () if place is None else difference_texts(Difference(int(shown.reading.around.flags[place])))
    words = [others_text(reasons)] if reasons else []
    words += [notes_text(scan.notes, scan.tags).replace("\n", " · ")]
    return (short_moment(scan.taken), *grades, "  ·  ".join(word for word in words if word))


def _expected(trend: Trend, place: int) -> str:
    if not trend.graded[place]:
        return "–"
    return f"{number(trend.expected[place])} ± {number(NORMAL_95 * trend.sem[place])}"


def _unvalidated(scans: tuple[Scan, ...]) -> tuple[Attribute, ...]:
    return tuple(
        attribute
        for attribute in Attribute
        if any(not graded.validated for scan in scans if (graded := scan.of(attribute)) is not None)
    )


def window_of(scans: tuple[Scan, ...], since: datetime | None, until: datetime | None) -> Window:
    """What the charts show: as asked for, else from the first scan to the last, at least a week, with a little room."""
    first = since.timestamp() if since is not None else scans[-1].taken.timestamp()
    last = until.timestamp() if until is not None else scans[0].taken.timestamp()
    last = max(last, scans[0].taken.timestamp())
    first = min(first, last - 7 * 86400.0)
    room = 0.015 * (last - first)
    return Window(first - room, last + room)

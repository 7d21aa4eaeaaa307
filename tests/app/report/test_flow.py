"""How parts are laid on pages, words broken into lines, time axes marked, and Qt's character maps mended."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from app.history.records import REPEAT_TAG, Mark, Tag, TagKind
from app.report.dates import MARKS_AT_MOST, date_marks
from app.report.flow import Piece, Sheet, sheets
from app.report.lettering import Size, usual_hand
from app.report.marks import numbered
from app.report.paper import A4, LETTER, paper_of
from app.report.searchable import searchable
from app.trends.series import Window

INSIDE = QRectF(10, 20, 100, 100)


@dataclass(frozen=True, slots=True)
class Brick:
    """A block of some height."""

    name: str
    tall: float = 30.0

    def height(self, width: float) -> float:
        """As given."""
        return self.tall

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Nothing."""


def _names(pages: tuple[Sheet, ...]) -> list[list[str]]:
    return [[placed.block.name for placed in page if isinstance(placed.block, Brick)] for page in pages]


def test_a_page_is_filled_and_left() -> None:
    """Distances count but for the one at the top; every place is inside the margins."""
    pieces = [Piece(Brick(str(number)), above=5) for number in range(5)]
    pages = sheets(pieces, INSIDE)
    assert _names(pages) == [["0", "1", "2"], ["3", "4"]]
    assert [placed.place.top() for placed in pages[0]] == [20, 55, 90]
    assert all(INSIDE.contains(placed.place) for page in pages for placed in page)


def test_a_heading_stays_with_what_follows() -> None:
    """And a chain of them with the first block that isn't one; what is asked for begins a page."""
    pieces = [Piece(Brick("a", 60)), Piece(Brick("h", 10), with_next=True), Piece(Brick("i", 10), with_next=True)]
    assert _names(sheets([*pieces, Piece(Brick("b", 30))], INSIDE)) == [["a"], ["h", "i", "b"]]
    assert _names(sheets([*pieces, Piece(Brick("b", 20))], INSIDE)) == [["a", "h", "i", "b"]]
    assert _names(sheets([pieces[0], Piece(Brick("n"), on_new_page=True)], INSIDE)) == [["a"], ["n"]]
    assert _names(sheets([Piece(Brick("f"), on_new_page=True)], INSIDE)) == [["f"]]


def test_a_table_has_its_headings_on_every_page() -> None:
    """What is higher than a page stands alone."""
    head = Brick("head", 10)
    pieces = [Piece(head, with_next=True), *(Piece(Brick(str(number)), head=head) for number in range(5))]
    assert _names(sheets(pieces, INSIDE)) == [["head", "0", "1", "2"], ["head", "3", "4"]]
    assert _names(sheets([Piece(Brick("a")), Piece(Brick("huge", 500)), Piece(Brick("b"))], INSIDE)) == [
        ["a"],
        ["huge"],
        ["b"],
    ]


def test_lines_break_at_spaces(qapp: QApplication) -> None:
    """Korean words stay whole; a word without an end is cut; no letter is lost."""
    style = usual_hand().style(Size.BODY)
    text = "등급은 눈에 보이는 번들거림과 잡티가 많을수록 커져요\n" + "x" * 300
    lines = style.lines(text, 400)
    assert all(style.width(line) <= 400 for line in lines)
    words = text.splitlines()[0].split(" ")
    assert [word for line in lines[:-1] for word in line.split(" ") if "x" not in word] == words
    assert "".join(lines).count("x") == 300


@pytest.mark.parametrize("days", [7, 9, 30, 90, 366, 1000, 10_000])
def test_a_time_axis_has_a_few_even_marks(qapp: QApplication, days: int) -> None:
    """Inside the window, each named differently."""
    end = datetime(2026, 11, 23, 15, 30).astimezone()
    window = Window((end - timedelta(days=days)).timestamp(), end.timestamp())
    marks = date_marks(window)
    assert 3 <= len(marks) <= MARKS_AT_MOST + 1
    assert all(window.start <= mark.taken <= window.end for mark in marks)
    assert len({mark.text for mark in marks}) == len(marks)
    steps = [later.taken - earlier.taken for earlier, later in itertools.pairwise(marks)]
    assert max(steps) < 1.25 * min(steps)


def test_near_marks_share_a_number() -> None:
    """Repeats have none; neither have scans that the report doesn't hold."""
    start = datetime(2026, 1, 1).astimezone()
    tag = Tag(TagKind.FREE, "new lamp")
    mark = Mark("a", start, "", (tag,))
    marks = (
        mark,
        replace(mark, scan="b", taken=start + timedelta(hours=1), notes="x"),
        replace(mark, scan="c", taken=start + timedelta(days=40), tags=(REPEAT_TAG,)),
        replace(mark, scan="d", taken=start + timedelta(days=60)),
        replace(mark, scan="elsewhere", taken=start + timedelta(days=70)),
    )
    window = Window(start.timestamp(), start.timestamp() + 100 * 86400)
    groups = numbered(marks, window, {"a", "b", "c", "d"})
    assert [(one.number, [mark.scan for mark in one.marks]) for one in groups] == [(1, ["a", "b"]), (2, ["d"])]


def test_paper_is_what_printers_hold() -> None:
    """By the computer's country, not by its language."""
    assert paper_of(QLocale("ko_KR")) is A4
    assert paper_of(QLocale("en_DE")) is A4
    assert paper_of(QLocale("en_US")) is LETTER
    assert paper_of(QLocale("fr_CA")) is LETTER


def test_only_character_maps_are_mended() -> None:
    """A tabulator is a space, a figure dash an en dash, a radical its character; codes and other bytes stay."""
    head, tail = b"<0009> <0009> <0009> /CIDInit /ProcSet findresource begin ", b"endcmap <0009> <0009> <0009>"
    before = head + b"<0009> <0009> <0009>\n<0001> <0003> [<2012> <2F94> <D55C> ]\n<0004> <0004> <D83DDE42> " + tail
    after = searchable(before)
    assert len(after) == len(before)
    assert (
        after == head + b"<0009> <0009> <0020>\n<0001> <0003> [<2013> <8A00> <D55C> ]\n<0004> <0004> <D83DDE42> " + tail
    )

"""The graph, the tiles and the table: what is drawn, told and copied."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.trends.aggregation import broken, with_gaps
from app.trends.graph import TrendGraph
from app.trends.marks import Markers
from app.trends.series import DAY, Trend, Window, circumstances, trend
from app.trends.table import Column, TrendTable
from app.trends.words import point_tip
from app.widgets.readable_table import ReadableTable, tab_separated
from ml.types import Attribute
from tests.app.trends.timelines import START, series_of, timeline_of

WHOLE = Window(START - DAY, START + 40 * DAY)


def _trend() -> Trend:
    """Ten usual scans, one of another camera, one without a grade; the last is much higher."""
    days = [*range(10), 11, 12, 30]
    grades = [1.0, 1.1, 0.9, 1.0, 1.1, 0.9, 1.0, 1.1, 0.9, 1.0, 3.0, float("nan"), 2.5]
    timeline = timeline_of(days, cameras=["HD"] * 10 + ["other", "HD", "HD"])
    return trend(circumstances(timeline), series_of(timeline, grades))


@pytest.fixture
def graph(qtbot: QtBot) -> TrendGraph:
    """A graph of the trend above."""
    graph = TrendGraph()
    qtbot.addWidget(graph)
    graph.resize(700, 400)
    graph.show()
    qtbot.waitExposed(graph)
    graph.show_trend(_trend(), ())
    graph.show_window(WHOLE, Window(START - 99 * DAY, START + 99 * DAY))
    return graph


def test_own_and_other_scans_are_drawn_apart(graph: TrendGraph) -> None:
    """The line runs through comparable scans only; the other camera's is a point of its own, which can be hidden."""
    x, y = graph._line.getData()
    assert len(x[np.isfinite(x)]) == 11
    assert np.nanmax(y) == pytest.approx(2.5)
    assert len(graph._others.points()) == 1
    graph.show_others(False)
    assert not graph._others.isVisible()
    assert graph._own.isVisible()


def test_keys_move_and_zoom(graph: TrendGraph, qtbot: QtBot) -> None:
    """Right goes on in time, plus shows less of it, Home asks to go back."""
    before = graph.shown
    QTest.keyClick(graph.plot, Qt.Key.Key_Right)
    assert graph.shown.start > before.start
    QTest.keyClick(graph.plot, Qt.Key.Key_Plus)
    assert graph.shown.end - graph.shown.start < before.end - before.start
    with qtbot.waitSignal(graph.reset_wanted, timeout=1000):
        QTest.keyClick(graph.plot, Qt.Key.Key_Home)


def test_it_cannot_be_moved_out_of_its_limits(graph: TrendGraph) -> None:
    """However long the key is held."""
    for _ in range(60):
        graph.pan(-0.5)
    assert graph.shown.start >= START - 99 * DAY - 1


def test_it_says_what_it_shows(graph: TrendGraph) -> None:
    """For a screen reader, and on a point."""
    assert "higher than your baseline" in graph.plot.accessibleName()
    tip = point_tip(_trend(), graph._points[graph._others], 0)
    assert "other camera" in tip


def test_the_dates_have_room_for_what_hangs_below_the_line(graph: TrendGraph) -> None:
    """Letters of any size: of "May" and "Sep", pyqtgraph's own height showed no descenders at twice the usual size."""
    letters = graph.font()
    for points in (10, 20):
        letters.setPointSize(points)
        graph.setFont(letters)
        graph._colour()
        axis = graph.plot.time_axis
        assert axis.minimumHeight() >= QFontMetricsF(axis.style["tickFont"]).height() + axis.style["tickTextOffset"][1]


def test_the_line_breaks_where_long_nothing_was_scanned(graph: TrendGraph) -> None:
    """Forty days without a scan are a gap."""
    points = graph._points[graph._own]
    assert len(broken(points, 5 * DAY)) == 2
    gapped = with_gaps(points.taken, broken(points, 5 * DAY))
    assert np.isnan(gapped).sum() == 1


def test_colours_follow_the_theme(graph: TrendGraph, qtbot: QtBot, qapp: QApplication) -> None:
    """No black plot on a light page, nor the other way round."""
    from app.theme import palette_of
    from app.tokens import DARK, LIGHT

    before = qapp.palette()
    try:
        for tones in (DARK, LIGHT):
            qapp.setPalette(palette_of(tones))
            wanted = tones.surface
            qtbot.waitUntil(partial(_has_ground, graph, wanted))
    finally:
        qapp.setPalette(before)


def _has_ground(graph: TrendGraph, colour: str) -> bool:
    return bool(graph.plot.backgroundBrush().color().name() == colour)


def test_near_markers_are_one() -> None:
    """And those who only carry the repeat tag have none."""
    timeline = timeline_of([0, 1, 2, 30], repeats=(0,))
    markers = Markers()
    markers.show_marks(timeline.marks)
    markers.show_window(WHOLE, 40 * DAY)
    assert len(markers.scatter.points()) == 0


def test_the_table_has_the_graph_in_words(qtbot: QtBot) -> None:
    """Newest first; what can't be compared says so."""
    table = TrendTable()
    table.show_trend(_trend(), (), WHOLE, others=True)
    assert table.rowCount() == 12
    cells = [table.index(row, Column.CHANGE).data() for row in range(12)]
    assert cells[0] == "1.5 higher than your baseline"
    assert cells[1] == "not compared"
    assert set(cells[2:]) == {"no clear change"}
    assert table.index(1, Column.CONDITIONS).data() == "other camera"
    table.show_trend(_trend(), (), WHOLE, others=False)
    assert table.rowCount() == 11


def test_copying_the_table(qtbot: QtBot) -> None:
    """Headings and rows, tab-separated; only the chosen ones where some are."""
    table, view = TrendTable(), ReadableTable()
    qtbot.addWidget(view)
    table.show_trend(_trend(), (), WHOLE, others=True)
    view.setModel(table)
    view.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 13
    assert all(line.count("\t") == len(Column) - 1 for line in lines)
    view.selectRow(0)
    view.copy()
    assert len(QApplication.clipboard().text().split("\n")) == 2


def test_no_cell_is_taken_for_a_formula(qtbot: QtBot) -> None:
    """Notes that begin like one get an apostrophe; negative numbers stay numbers."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(0, 3)
    model.appendRow([QStandardItem(text) for text in ('=HYPERLINK("x")', "-1.5", "a\tb\nc")])
    assert tab_separated(model, []).split("\n")[1] == '\'=HYPERLINK("x")\t-1.5\ta b c'


@pytest.mark.parametrize("attribute", list(Attribute))
def test_grades_are_named_on_the_axis(qtbot: QtBot, attribute: Attribute) -> None:
    """All five words have room."""
    graph = TrendGraph()
    qtbot.addWidget(graph)
    timeline = timeline_of([0, 1, 2])
    graph.show_trend(trend(circumstances(timeline), series_of(timeline, [1, 1, 1], attribute=attribute)), ())
    axis = graph.plot.getAxis("left")
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(axis.style["tickFont"])
    words = [text for _, text in axis._tickLevels[0]]
    assert len(words) == 5
    assert axis.fixedWidth >= max(metrics.horizontalAdvance(text) for text in words) + axis.style["tickTextOffset"][0]

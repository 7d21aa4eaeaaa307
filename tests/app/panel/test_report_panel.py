"""The report panel: what a card shows and says, how it is chosen, what can be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.panel.card_details import PanelTools
from app.panel.face_diagram import FaceDiagram
from app.panel.question import Direction
from app.panel.report_panel import ReportPanel
from app.text import abstention_text, attribute_name, grade_word, region_name
from ml.regions import regions_of
from ml.types import Abstention, Attribute, AttributeGrade, Region
from tests.app.analyses import analysis_of, attribute_grade, grade_around, usual_analysis


@pytest.fixture
def panel(qtbot: QtBot) -> ReportPanel:
    """A shown panel with every tool."""
    panel = ReportPanel(PanelTools(questions=True, checks=True))
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    panel.show()
    return panel


def seen(widget: QWidget) -> str:
    """Every text a person can see in a widget."""
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return "\n".join(labels)


def button(widget: QWidget, name: str) -> QAbstractButton:
    """The button with this text or accessible name."""
    return next(b for b in widget.findChildren(QAbstractButton) if name in (b.text(), b.accessibleName()))


@pytest.mark.parametrize("attribute", list(Attribute))
@pytest.mark.parametrize("value", range(5))
def test_card_shows_word_expected_and_confidence(panel: ReportPanel, attribute: Attribute, value: int) -> None:
    """Every grade of every attribute is shown in words and numbers and said to a screen reader."""
    grade = grade_around(value, 0.4)
    panel.show_analysis(analysis_of([attribute_grade(a, grade) for a in Attribute]))
    card = panel.card(attribute)
    text = seen(card)
    assert grade_word(attribute, value) in text
    assert f"{grade.expected:.1f}" in text
    assert "within one grade" in text
    assert f"grade {value} of 4" in card.accessibleName()
    assert grade_word(attribute, value) in card.accessibleName()


def test_abstention_says_why_and_shows_no_number(panel: ReportPanel) -> None:
    """An attribute without a grade gives its reason, no expected grade, no questions."""
    panel.show_analysis(usual_analysis())
    card = panel.card(Attribute.HYDRATION)
    card.click()
    text = seen(card)
    assert abstention_text(Abstention.NOT_ENOUGH_SKIN) in text
    assert "expected" not in text.replace("Expected", "")
    assert not button(card, "Why not one grade higher?").isVisibleTo(card)
    assert abstention_text(Abstention.NOT_ENOUGH_SKIN) in card.accessibleName()


def test_spread_is_shown_and_goes_again(panel: ReportPanel) -> None:
    """A burst's ± stands beside the expected grade; a single photo has none."""
    panel.show_analysis(usual_analysis(), ((Attribute.OIL, 0.25),))
    assert "±" in seen(panel.card(Attribute.OIL))
    assert "±" not in seen(panel.card(Attribute.WRINKLE))
    panel.show_analysis(usual_analysis())
    assert "±" not in seen(panel.card(Attribute.OIL))


def test_no_line_ends_between_a_number_and_its_spread(panel: ReportPanel) -> None:
    """In large letters there is no room for "expected 0.6 ± 0.0" in one line."""
    panel.show_analysis(usual_analysis(), ((Attribute.OIL, 0.25),))
    line = next(text for text in seen(panel.card(Attribute.OIL)).split("\n") if "±" in text)
    assert len(line.split(" ")) == 2


def test_cards_in_large_letters_are_not_cut_off_when_grades_come(qtbot: QtBot) -> None:
    """The letters grow while there are no grades yet; the panel has a scroll bar below nowhere."""
    panel = ReportPanel()
    qtbot.addWidget(panel)
    letters = panel.font()
    letters.setPointSizeF(2 * letters.pointSizeF())
    panel.setFont(letters)
    panel.clear("no grades yet")
    panel.resize(panel.minimumWidth(), 700)
    panel.show()
    qtbot.wait(50)
    panel.show_analysis(usual_analysis(), tuple((attribute, 0.25) for attribute in Attribute))
    card = panel.card(Attribute.OIL)
    room = next(area for area in panel.findChildren(QScrollArea)).viewport()
    qtbot.waitUntil(lambda: panel.width() >= panel.minimumWidth() and card.width() <= room.width(), timeout=2000)
    assert card.width() >= card.minimumSizeHint().width()


def test_only_unvalidated_attributes_carry_the_mark(panel: ReportPanel) -> None:
    """Pigmentation is marked here, with an explanation; the others aren't."""
    panel.show_analysis(usual_analysis())
    marked = [a for a in Attribute if "not validated" in seen(panel.card(a))]
    assert marked == [Attribute.PIGMENTATION]
    hints = [label.toolTip() for label in panel.card(Attribute.PIGMENTATION).findChildren(QLabel)]
    assert any("real photographs" in hint for hint in hints)


def test_click_chooses_and_click_again_takes_back(panel: ReportPanel) -> None:
    """One card is open at a time; the signal carries the attribute, or None."""
    panel.show_analysis(usual_analysis())
    told: list[object] = []
    panel.attribute_chosen.connect(told.append)
    for attribute in (Attribute.OIL, Attribute.WRINKLE, Attribute.WRINKLE):
        QTest.mouseClick(panel.card(attribute), Qt.MouseButton.LeftButton, pos=panel.card(attribute).rect().center())
    assert told == [Attribute.OIL, Attribute.WRINKLE, None]
    assert panel.chosen is None


def test_keyboard_walks_and_chooses(panel: ReportPanel) -> None:
    """Tab reaches each card, Space and Enter choose it."""
    panel.show_analysis(usual_analysis())
    panel.activateWindow()
    first = panel.card(Attribute.OIL)
    first.setFocus()
    chosen: list[Attribute | None] = []
    QTest.keyClick(first, Qt.Key.Key_Space)
    chosen.append(panel.chosen)
    second = panel.card(Attribute.WRINKLE)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    chosen.append(panel.chosen)
    assert chosen == [Attribute.OIL, Attribute.WRINKLE]
    assert all(panel.card(a).focusPolicy() & Qt.FocusPolicy.TabFocus for a in Attribute)


def test_set_chosen_is_silent(panel: ReportPanel) -> None:
    """The page may choose without hearing its own echo."""
    panel.show_analysis(usual_analysis())
    told: list[object] = []
    panel.attribute_chosen.connect(told.append)
    panel.set_chosen(Attribute.SENSITIVITY)
    assert panel.chosen is Attribute.SENSITIVITY
    panel.set_chosen(None)
    assert not any(panel.card(a).isChecked() for a in Attribute)
    assert told == []


def test_open_card_lists_regions_with_their_heat_on_skin(panel: ReportPanel) -> None:
    """A graded region has numbers; one that could not be judged has its reason."""
    panel.show_analysis(usual_analysis())
    panel.set_chosen(Attribute.WRINKLE)
    text = seen(panel.card(Attribute.WRINKLE))
    assert region_name(Region.FOREHEAD) in text
    assert "86%" in text
    assert abstention_text(Abstention.TURNED_AWAY) in text


def test_questions_name_attribute_and_direction(panel: ReportPanel) -> None:
    """One higher, then one lower, then back."""
    panel.show_analysis(usual_analysis())
    card = panel.card(Attribute.WRINKLE)
    panel.set_chosen(Attribute.WRINKLE)
    told: list[tuple[object, object]] = []
    panel.question.connect(lambda *asked: told.append(asked))
    button(card, "Why not one grade higher?").click()
    lower = button(card, "Why not one grade lower?")
    lower.click()
    assert not button(card, "Why not one grade higher?").isChecked()
    lower.click()
    wrinkle = Attribute.WRINKLE
    assert told == [(wrinkle, Direction.HIGHER), (wrinkle, Direction.LOWER), (wrinkle, None)]


@pytest.mark.parametrize(("value", "shown"), [(0, (True, False)), (2, (True, True)), (4, (False, True))])
def test_no_question_beyond_the_scale(panel: ReportPanel, value: int, shown: tuple[bool, bool]) -> None:
    """Grade 4 has nothing above it, grade 0 nothing below."""
    panel.show_analysis(analysis_of([attribute_grade(a, grade_around(value, 0.4)) for a in Attribute]))
    panel.set_chosen(Attribute.OIL)
    card = panel.card(Attribute.OIL)
    names = ("Why not one grade higher?", "Why not one grade lower?")
    assert tuple(button(card, name).isVisibleTo(card) for name in names) == shown


def test_checks_speak_up_and_their_answer_stays_until_the_next_photo(panel: ReportPanel) -> None:
    """The blur test and the detailed view are signals; a note is shown in the card."""
    first = usual_analysis()
    panel.show_analysis(first)
    panel.set_chosen(Attribute.OIL)
    card = panel.card(Attribute.OIL)
    told: list[object] = []
    panel.check_asked.connect(told.append)
    panel.detail_asked.connect(told.append)
    button(card, "Blur test").click()
    button(card, "Other methods…").click()
    assert told == [Attribute.OIL, Attribute.OIL]
    panel.show_note(Attribute.OIL, "fell from 1.2 to 0.9")
    panel.show_analysis(first)
    assert "fell from 1.2" in seen(card)
    panel.show_analysis(usual_analysis())
    assert "fell from 1.2" not in seen(card)


def test_an_edition_without_torch_offers_no_other_methods(panel: ReportPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Torch computes them; the blur test does without."""
    monkeypatch.setattr("app.panel.card_details.has_torch", lambda: False)
    panel.show_analysis(usual_analysis())
    panel.set_chosen(Attribute.OIL)
    card = panel.card(Attribute.OIL)
    assert not button(card, "Other methods…").isVisibleTo(card)
    assert button(card, "Blur test").isVisibleTo(card)


def test_live_panel_has_no_checks(qtbot: QtBot) -> None:
    """Without the tools, nothing can be asked."""
    panel = ReportPanel(PanelTools(questions=False, checks=False))
    qtbot.addWidget(panel)
    panel.show_analysis(usual_analysis())
    panel.set_chosen(Attribute.WRINKLE)
    card = panel.card(Attribute.WRINKLE)
    assert not any(b.isVisibleTo(card) for b in card.findChildren(QAbstractButton))


def test_clear_says_why(panel: ReportPanel) -> None:
    """The message takes the cards' place, the next analysis brings them back."""
    panel.show_analysis(usual_analysis())
    panel.clear("Open a photo")
    assert "Open a photo" in seen(panel)
    assert not panel.card(Attribute.OIL).isVisible()
    panel.show_analysis(usual_analysis())
    assert panel.card(Attribute.OIL).isVisible()


def test_diagram_mirrors(qtbot: QtBot) -> None:
    """A grade on one cheek only is drawn on opposite sides by a plain and a mirrored panel."""
    graded = attribute_grade(Attribute.PIGMENTATION, grade_around(4, 0.3))
    left = replace(graded, regions=tuple(r for r in graded.regions if r.region is Region.CHEEK_LEFT))
    plain, mirrored = _cheeks(qtbot, left, False), _cheeks(qtbot, left, True)
    assert plain[1] > 3 * max(plain[0], 1)
    assert mirrored[0] > 3 * max(mirrored[1], 1)


def _cheeks(qtbot: QtBot, graded: object, mirrored: bool) -> tuple[int, int]:
    from app.panel.colours import grade_colour
    from app.panel.face_diagram import FaceDiagram
    from ml.regions import regions_of
    from ml.types import AttributeGrade

    assert isinstance(graded, AttributeGrade)
    diagram = FaceDiagram(regions_of(Attribute.PIGMENTATION), mirrored)
    qtbot.addWidget(diagram)
    diagram.resize(100, 120)
    diagram.show_grades(graded.regions)
    picture: QImage = diagram.grab().toImage()
    wanted = grade_colour(4).rgb()
    hits = [x for x in range(100) for y in range(120) if picture.pixel(x, y) == wanted]
    return sum(x < 50 for x in hits), sum(x >= 50 for x in hits)


def test_bars_show_the_predicted_grade_by_shape(qtbot: QtBot) -> None:
    """The marker stands over the predicted bar and nowhere else, so colour is not the only sign."""
    from app.panel.distribution import DistributionBars

    bars = DistributionBars()
    qtbot.addWidget(bars)
    bars.resize(100, 80)
    heights: list[int] = []
    for value in range(5):
        bars.show_grade(grade_around(value, 0.3))
        picture = bars.grab().toImage()
        ground = picture.pixel(0, 0)
        top = next(y for y in range(80) if any(picture.pixel(x, y) != ground for x in range(100)))
        columns = [x for x in range(100) if picture.pixel(x, top + 1) != ground]
        heights.append(sum(columns) // len(columns) // 20)
    assert heights == [0, 1, 2, 3, 4]


def test_cards_keep_their_names_before_any_grade(panel: ReportPanel) -> None:
    """A screen reader finds every card named from the start."""
    assert all(attribute_name(a) in panel.card(a).accessibleName() for a in Attribute)


def test_a_question_ends_with_the_card_and_with_the_photo(panel: ReportPanel) -> None:
    """A question's mark does not outlive the map it stands for."""
    panel.show_analysis(usual_analysis())
    panel.set_chosen(Attribute.WRINKLE)
    higher = button(panel.card(Attribute.WRINKLE), "Why not one grade higher?")
    higher.click()
    marks = [higher.isChecked()]
    panel.set_chosen(None)
    panel.set_chosen(Attribute.WRINKLE)
    marks.append(higher.isChecked())
    higher.click()
    panel.show_analysis(usual_analysis())
    marks.append(higher.isChecked())
    assert marks == [True, False, False]


def test_a_closed_gate_is_said_of_each_region(panel: ReportPanel) -> None:
    """Regions that were never cut because the picture is bad are not called 'not shown'."""
    closed = [AttributeGrade(a, None, Abstention.QUALITY, ()) for a in Attribute]
    panel.show_analysis(replace(analysis_of(closed), crops=()))
    card = panel.card(Attribute.OIL)
    card.click()
    assert seen(card).count(abstention_text(Abstention.QUALITY)) == 1 + len(regions_of(Attribute.OIL))
    assert abstention_text(Abstention.NOT_SHOWN) not in seen(card)


def test_a_region_of_an_attribute_that_abstains_is_not_called_unseen(panel: ReportPanel) -> None:
    """A face too far away for lines: its regions are there, and say 'too far'; a close-up's other regions aren't."""
    far = [AttributeGrade(a, None, Abstention.TOO_FEW_PIXELS, ()) for a in Attribute]
    panel.show_analysis(analysis_of(far))
    card = panel.card(Attribute.WRINKLE)
    card.click()
    assert seen(card).count(abstention_text(Abstention.TOO_FEW_PIXELS)) == 1 + len(regions_of(Attribute.WRINKLE))
    chin_only = tuple(c for c in analysis_of(far).crops if c.region is Region.CHIN)
    panel.show_analysis(replace(analysis_of(far), crops=chin_only))
    assert seen(card).count(abstention_text(Abstention.NOT_SHOWN)) == len(regions_of(Attribute.WRINKLE)) - 1


def test_faces_follow_the_mirrored_preview(panel: ReportPanel) -> None:
    """Mirrored, the drawing of a card is its own looking-glass picture, with the numbers on the other side."""
    uneven = attribute_grade(Attribute.OIL, grade_around(4.0), without=[Region.CHEEK_LEFT])
    panel.show_analysis(analysis_of([uneven if a is Attribute.OIL else attribute_grade(a, None) for a in Attribute]))
    diagram = panel.card(Attribute.OIL).findChild(FaceDiagram)
    assert diagram is not None
    plain = diagram.grab().toImage()
    panel.set_mirrored(True)
    assert diagram.grab().toImage() != plain
    panel.set_mirrored(False)
    assert diagram.grab().toImage() == plain

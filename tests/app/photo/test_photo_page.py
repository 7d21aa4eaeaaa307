"""The photo page from the outside: choose, ask, check, save."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.panel.question import Direction
from app.photo.album import PhotoState
from app.photo.dialogs import JPEG, PNG, FileDialogs
from app.photo.photo_page import PhotoPage
from app.photo.saving import Overlay
from ml.types import Attribute, Colormap, QualityMode, Region
from tests.app.photo.fakes import Bench, FakeDialogs, plain_photo
from tests.app.photo.photos import done, files, press, seen


def test_another_face_is_graded_when_it_is_picked(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """By a click into its box; the zoom stays."""
    bench.analyzer.faces = 2
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    assert "Several faces" in page.work.hint.text()
    canvas = page.work.view.canvas
    canvas.resize(640, 480)
    canvas.fit()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(480, 240))
    qtbot.waitUntil(lambda: (QualityMode.NORMAL, 1, None) in bench.analyzer.calls and done(page, 1))
    assert canvas.boxes.chosen == 1


def test_in_strict_one_of_several_faces_is_graded_once_it_is_chosen(
    page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    """The widest one too, which stands first: no box is full before the choice."""
    store = bench.services.settings
    store.put(replace(store.current, quality=QualityMode.STRICT))
    bench.analyzer.faces = 2
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    canvas = page.work.view.canvas
    assert [entry.state for entry in page.queue.entries] == [PhotoState.NOT_GRADED]
    assert page.work.hint.text().startswith("Click a face"), "that there are several is said once, above"
    assert canvas.boxes.chosen is None
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (QualityMode.STRICT, 0, None) in bench.analyzer.calls and done(page, 1))
    assert [entry.state for entry in page.queue.entries] == [PhotoState.GRADED]
    assert [box for box in (canvas.boxes.chosen,) if box is not None] == [0]
    assert page.work.view.issues.isHidden()


def test_a_close_up_is_graded_as_the_region_it_shows(
    page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    """Chosen in the box; and back to the whole face."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    shows = page.work.toolbar.shows
    shows.setCurrentIndex(1 + list(Region).index(Region.CHIN))
    shows.activated.emit(shows.currentIndex())
    qtbot.waitUntil(lambda: (QualityMode.NORMAL, None, Region.CHIN) in bench.analyzer.calls and done(page, 1))
    shows.setCurrentIndex(0)
    shows.activated.emit(0)
    qtbot.waitUntil(lambda: bench.analyzer.calls[-1] == (QualityMode.NORMAL, None, None) and done(page, 1))


def test_another_quality_mode_grades_anew(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """The shown photo at once."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    store = bench.services.settings
    store.put(replace(store.current, quality=QualityMode.STRICT))
    qtbot.waitUntil(lambda: (QualityMode.STRICT, None, None) in bench.analyzer.calls and done(page, 1))


def test_a_graded_photo_can_be_kept(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Each of its own; closing the photo takes the offer away."""
    assert page.work.keep_bar.isHidden()
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    assert page.work.keep_bar.words.text() == "Nothing is kept."
    with qtbot.waitSignal(bench.services.sign_in.asked):
        page.work.keep_bar.keep.click()
    page.close_photo()
    assert page.work.keep_bar.isHidden()


def test_choosing_a_card_shows_its_heat_and_legend(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """It is remembered, and goes when the card is chosen again."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    assert not page.work.view.legend.isVisible()
    page.work.panel.card(Attribute.WRINKLE).click()
    qtbot.waitUntil(page.work.view.legend.isVisible)
    assert bench.services.settings.current.overlay is Attribute.WRINKLE
    assert page.work.view.overlay is not None
    page.work.panel.card(Attribute.WRINKLE).click()
    assert not page.work.view.legend.isVisible()
    assert page.work.view.overlay is None


def test_colours_and_strength_are_remembered(page: PhotoPage, bench: Bench) -> None:
    """As settings, shared with the live page."""
    bar = page.work.view.bar
    bar.slider.setValue(35)
    bar.colours.activated.emit(list(Colormap).index(Colormap.INFERNO))
    current = bench.services.settings.current
    assert (current.opacity, current.colormap) == (0.35, Colormap.INFERNO)


def test_why_not_higher_shows_another_map(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """What spoke for 3 is on the left, for 1 on the right (as the fake network says)."""
    page.intake.open_paths((files(tmp_path, 3)[2],))
    qtbot.waitUntil(lambda: done(page, 1))
    page.work.panel.card(Attribute.OIL).click()
    qtbot.waitUntil(lambda: page.work.view.overlay is not None)
    sides = {}
    for direction in (Direction.HIGHER, Direction.LOWER):
        overlay = _asked(page, qtbot, direction)
        heat = overlay.analysis.of(Attribute.OIL).regions[0].explanation
        assert heat is not None
        half = heat.heat.shape[1] // 2
        sides[direction] = heat.heat[:, :half].sum() > heat.heat[:, half:].sum()
    assert sides == {Direction.HIGHER: True, Direction.LOWER: False}
    assert "lower" in page.work.view.legend.accessibleName()


def _asked(page: PhotoPage, qtbot: QtBot, direction: Direction) -> Overlay:
    before = page.work.view.overlay
    assert before is not None

    def answered() -> bool:
        now = page.work.view.overlay
        return now is not None and now.analysis is not before.analysis

    page.work.panel.question.emit(Attribute.OIL, direction)
    qtbot.waitUntil(answered)
    overlay = page.work.view.overlay
    assert overlay is not None
    return overlay


def test_blur_test_answers_in_the_card(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Region by region, before and after."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    card = page.work.panel.card(Attribute.OIL)
    card.click()
    page.work.panel.check_asked.emit(Attribute.OIL)
    qtbot.waitUntil(lambda: "→" in seen(card))
    assert "of 4 regions" in seen(card)


def test_saves_in_full_size(page: PhotoPage, bench: Bench, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    """Beside the photo, with the heat that is shown; then says so."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    page.work.panel.card(Attribute.WRINKLE).click()
    qtbot.waitUntil(lambda: page.work.view.overlay is not None)
    dialogs.target = tmp_path / "out.png"
    press(page, QKeySequence.StandardKey.Save)
    qtbot.waitUntil(lambda: any(n.key == "photo-saved" for n in bench.notices))
    assert dialogs.proposed == tmp_path / "photo0-pibu.png"
    saved = np.asarray(Image.open(tmp_path / "out.png"))
    assert saved.shape == (480, 640, 3)
    assert not np.array_equal(saved, plain_photo(10))


@pytest.mark.parametrize("replaces", [False, True])
def test_a_name_completed_with_a_suffix_overwrites_nothing_unasked(
    page: PhotoPage, bench: Bench, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path, replaces: bool
) -> None:
    """The dialog asked about "me.today", but "me.today.png" would be replaced."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    there = tmp_path / "me.today.png"
    there.write_bytes(b"precious")
    dialogs.target, dialogs.replaces = tmp_path / "me.today", replaces
    page.save()
    qtbot.waitUntil(lambda: not bench.tasks.busy)
    assert dialogs.asked == [there]
    assert (there.read_bytes() == b"precious") is not replaces


@pytest.mark.parametrize(("kind", "name"), [(PNG, "me.png"), (JPEG, "me.jpg")])
def test_the_save_dialog_completes_a_name_itself(
    page: PhotoPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    """So that it can ask about the file that will be written; JPEG, where that was chosen."""

    def typed(dialog: QFileDialog) -> int:
        assert dialog.selectedFiles() == [str(tmp_path / "a-pibu.png")]
        dialog.filterSelected.emit(kind)
        dialog.selectFile("me")
        return 1

    monkeypatch.setattr(QFileDialog, "exec", typed)
    assert FileDialogs().save_as(page, tmp_path / "a-pibu.png") == tmp_path / name


def test_a_save_that_fails_is_told_and_nothing_is_lost(
    page: PhotoPage, bench: Bench, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    """The photo stays; the notice offers another place, and that works."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    dialogs.target = tmp_path / "missing" / "out.png"
    page.save()
    qtbot.waitUntil(lambda: any(n.key == "photo-save" for n in bench.notices))
    assert page.work.view.photo is not None
    notice = next(n for n in bench.notices if n.key == "photo-save")
    assert notice.action is not None
    dialogs.target = tmp_path / "out.jpg"
    notice.action.run()
    qtbot.waitUntil((tmp_path / "out.jpg").exists)


def test_issues_are_said_in_words(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """No face: the hint over the photo, and no numbers in the report."""
    bench.analyzer.faces = 0
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    assert page.queue.entries[0].state is PhotoState.NOT_GRADED
    assert page.work.view.issues.isVisible()
    assert "No face" in page.work.view.issues.accessibleName()
    assert "Not enough to judge" in seen(page.work.panel)


def test_everything_that_takes_focus_has_a_name(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """With photos open and a card chosen."""
    page.intake.open_paths(files(tmp_path, 2))
    qtbot.waitUntil(lambda: done(page, 2))
    page.work.panel.card(Attribute.OIL).click()
    focusable = [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [repr(w) for w in focusable if not w.accessibleName() and not getattr(w, "text", str)()]
    assert len(focusable) > 15
    assert not nameless
    assert all(isinstance(w, QAbstractButton) or w.accessibleName() for w in focusable)


def test_what_is_chosen_elsewhere_is_followed(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """The attribute from the live page, the colours from the settings: what is saved is what is seen."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    store = bench.services.settings
    store.put(replace(store.current, overlay=Attribute.OIL, colormap=Colormap.CIVIDIS, opacity=0.2))
    view = page.work.view
    qtbot.waitUntil(lambda: view.heat_shown)
    assert page.work.panel.chosen is Attribute.OIL
    assert (view.bar.slider.value(), view.bar.colours.currentText()) == (20, "Cividis")
    overlay = view.overlay
    assert overlay is not None
    assert (overlay.attribute, overlay.colormap, overlay.opacity) == (Attribute.OIL, Colormap.CIVIDIS, 0.2)

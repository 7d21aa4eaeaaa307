"""Notices: newest on top, one per key, three at most, gone when closed, dropped or old."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.notices import Notice, NoticeAction, NoticeKind, Notices
from app.widgets import notice_bar
from app.widgets.notice_bar import NoticeStack
from app.widgets.plain_label import PlainLabel, plain_tip
from ml.errors import PibuError, TroubleCode


@pytest.fixture
def notices() -> Notices:
    """Where notices are left."""
    return Notices()


@pytest.fixture
def stack(qtbot: QtBot, notices: Notices) -> Iterator[NoticeStack]:
    """Where they are shown."""
    shown = NoticeStack(notices)
    qtbot.addWidget(shown)
    yield shown
    shown.close()


def _keys(stack: NoticeStack) -> list[str]:
    return [bar.notice.key for bar in stack.bars]


def _say(key: str, words: str = "words") -> Notice:
    return Notice(key, lambda: words, lasting=True)


def test_newest_on_top_and_three_at_most(notices: Notices, stack: NoticeStack) -> None:
    """The fourth pushes the oldest out; without a notice the place is hidden."""
    assert stack.isHidden()
    for key in "abcd":
        notices.post(_say(key))
    assert _keys(stack) == ["d", "c", "b"]
    for key in "bcd":
        notices.drop(key)
    assert stack.isHidden()


def test_same_key_takes_the_place(notices: Notices, stack: NoticeStack) -> None:
    """Saying it again changes the words and adds no bar."""
    notices.post(_say("a", "first"))
    notices.post(_say("a", "second"))
    assert [bar.accessibleName() for bar in stack.bars] == ["second. "]


def test_names_of_files_are_not_mark_up(notices: Notices, stack: NoticeStack) -> None:
    """What looks like a tag is shown, not obeyed, in notices and in tips."""
    nasty = "<b>me</b><img src='http://example.org/x.png'>.jpg"
    notices.post_trouble(PibuError(TroubleCode.PHOTO_DAMAGED, nasty.replace("/", "")))
    labels = [label for label in stack.findChildren(QLabel) if label.text()]
    assert any("<b>me" in label.text() for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert PlainLabel(nasty).textFormat() is Qt.TextFormat.PlainText
    assert plain_tip("a\nb & c") == "a\nb & c"
    document = QTextDocument()
    document.setHtml(plain_tip(f"{nasty}\nis damaged"))
    assert document.toPlainText() == f"{nasty}\nis damaged"


def test_action_runs_once_and_closes(notices: Notices, stack: NoticeStack) -> None:
    """The button does what it says, tells that it was closed, and the bar goes."""
    calls: list[str] = []
    action = NoticeAction(lambda: "Do it", lambda: calls.append("ran"))
    notices.post(Notice("a", lambda: "t", action=action, lasting=True, closed=lambda: calls.append("closed")))
    stack.bars[0].findChildren(QPushButton)[0].click()
    assert calls == ["ran", "closed"]
    assert not stack.bars


def test_trouble_shows_its_words(notices: Notices, stack: NoticeStack) -> None:
    """An environment failure says what and what to do, as a problem that stays."""
    notices.post_trouble(PibuError(TroubleCode.PHOTO_DAMAGED, "/x/face.jpg"))
    [bar] = stack.bars
    assert (bar.notice.kind, bar.notice.lasting) == (NoticeKind.PROBLEM, True)
    assert "face.jpg" in bar.accessibleName()


def test_fleeting_notice_goes_by_itself(
    qtbot: QtBot, notices: Notices, stack: NoticeStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs no answer leaves after a while; what lasts stays."""
    monkeypatch.setattr(notice_bar, "FLEETING_MS", 30)
    notices.post(_say("stays"))
    notices.post(Notice("goes", lambda: "Saved"))
    qtbot.waitUntil(lambda: _keys(stack) == ["stays"])


def test_close_button_has_a_name(notices: Notices, stack: NoticeStack) -> None:
    """The cross can be found by a screen reader and closes."""
    notices.post(_say("a"))
    [cross] = stack.bars[0].findChildren(QToolButton)
    assert cross.accessibleName()
    cross.click()
    assert not stack.bars

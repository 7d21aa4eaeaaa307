"""Shows notices above the page: a bar for each, the newest on top, three at most."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.icons import Icon
from app.notices import Notice, NoticeKind, Notices
from app.tokens import Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import SMALL, show_icon

SHOWN_AT_MOST = 3
FLEETING_MS = 8000

_ICONS = {NoticeKind.TELLING: Icon.TELLING, NoticeKind.WARNING: Icon.WARNING, NoticeKind.PROBLEM: Icon.PROBLEM}


class NoticeBar(QFrame):
    """One notice: icon, title, text, at most one action, and a way to close it. gone(bar) when it is done with."""

    gone = Signal(object)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("role", "notice")
        self.setProperty("kind", notice.kind.value)
        picture = IconLabel(_ICONS[notice.kind])
        self._title, self._text = PlainLabel(), PlainLabel()
        self._title.setProperty("role", "strong")
        self._text.setWordWrap(True)
        self._action, self._aside = QPushButton(self), QPushButton(self)
        self._aside.setProperty("role", "quiet")
        self._close = QToolButton()
        show_icon(self._close, Icon.CLOSE, SMALL)
        self._close.clicked.connect(self._dismiss)
        self._lay_out(picture)
        self._wire()
        self.retranslate()

    def can_become(self, notice: Notice) -> bool:
        """Whether another notice differs in its words only: one about work that goes on keeps its place and focus."""
        now = self.notice
        alike = _frame_of(now) == _frame_of(notice)
        return alike and now.lasting and notice.lasting

    def become(self, notice: Notice) -> None:
        """Says what another notice says."""
        self.notice = notice
        self.retranslate()

    def retranslate(self) -> None:
        """Sets the texts again."""
        self._title.setText(self.notice.title())
        self._text.setText(self.notice.text())
        self._text.setVisible(bool(self._text.text()))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")
        if self.notice.action is not None:
            self._action.setText(self.notice.action.label())
        if self.notice.aside is not None:
            self._aside.setText(self.notice.aside.label())

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self, picture: IconLabel) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for button in (self._aside, self._action):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        QWidget.setTabOrder(self._aside, self._action)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)

    def _wire(self) -> None:
        self._action.setVisible(self.notice.action is not None)
        self._action.clicked.connect(self._act)
        self._aside.setVisible(self.notice.aside is not None)
        self._aside.clicked.connect(self._act_aside)
        if not self.notice.lasting:
            QTimer.singleShot(FLEETING_MS, self, self._dismiss)

    def _act(self) -> None:
        if self.notice.action is not None:
            self.notice.action.run()
        self._dismiss()

    def _act_aside(self) -> None:
        if self.notice.aside is not None:
            self.notice.aside.run()

    def _dismiss(self) -> None:
        if self.notice.closed is not None:
            self.notice.closed()
        self.gone.emit(self)


def _frame_of(notice: Notice) -> tuple[str, NoticeKind, bool, bool]:
    return notice.key, notice.kind, notice.action is None, notice.aside is None


class NoticeStack(QWidget):
    """The bars of all notices that hold. A notice with the key of a shown one takes its place."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        self._bars: list[NoticeBar] = []
        self.hide()
        notices.posted.connect(self.show_notice)
        notices.dropped.connect(self.drop)

    @property
    def bars(self) -> tuple[NoticeBar, ...]:
        """The bars shown, newest first."""
        return tuple(self._bars)

    def show_notice(self, notice: Notice) -> None:
        """Adds a bar on top, or changes the words of the one that is there."""
        there = next((bar for bar in self._bars if bar.can_become(notice)), None)
        if there is not None:
            there.become(notice)
            return
        self.drop(notice.key)
        while len(self._bars) >= SHOWN_AT_MOST:
            self._take_away(self._bars[-1])
        bar = NoticeBar(notice, self)
        bar.gone.connect(self._take_away)
        self._bars.insert(0, bar)
        self._column.insertWidget(0, bar)
        self.show()

    def drop(self, key: str) -> None:
        """Takes the bar with this key away, if it is there."""
        for bar in [bar for bar in self._bars if bar.notice.key == key]:
            self._take_away(bar)

    def _take_away(self, bar: NoticeBar) -> None:
        if bar not in self._bars:
            return
        self._bars.remove(bar)
        self._column.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(bool(self._bars))

"""Notices: what the window has to say, in a bar with at most one action that ends it, never in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.text import trouble_text
from ml.errors import PibuError

Text = Callable[[], str]


class NoticeKind(StrEnum):
    """How grave a notice is."""

    TELLING = "telling"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """What the user can do about it: a button's label and what it runs."""

    label: Text
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say. Texts are functions, so that they follow a change of language.

    key: two notices with one key are the same; the newer takes the older one's place.
    aside: something else to do, which leaves the notice where it is.
    lasting: stays until closed or dropped; else it goes by itself after a while.
    closed: called when the user has closed it or taken its action.
    """

    key: str
    title: Text
    text: Text = str
    kind: NoticeKind = NoticeKind.TELLING
    action: NoticeAction | None = None
    aside: NoticeAction | None = None
    lasting: bool = False
    closed: Callable[[], None] | None = None


def trouble_notice(trouble: PibuError, action: NoticeAction | None = None, key: str = "") -> Notice:
    """The notice about an environment failure; its key is the failure's code unless given."""
    return Notice(
        key=key or trouble.code.value,
        title=lambda: trouble_text(trouble).title,
        text=lambda: trouble_text(trouble).advice,
        kind=NoticeKind.PROBLEM,
        action=action,
        lasting=True,
    )


class Notices(QObject):
    """Where anyone leaves a notice; app/widgets/notice_bar.py shows them.

    posted(Notice), dropped(key).
    """

    posted = Signal(object)
    dropped = Signal(str)

    def post(self, notice: Notice) -> None:
        """Shows a notice, in place of one with the same key."""
        self.posted.emit(notice)

    def post_trouble(self, trouble: PibuError, action: NoticeAction | None = None, key: str = "") -> None:
        """Shows an environment failure."""
        self.post(trouble_notice(trouble, action, key))

    def drop(self, key: str) -> None:
        """Takes a notice away, because it is no longer true."""
        self.dropped.emit(key)

"""The greeting of the first start: what stays where, what Pibu is not, where cameras and languages are chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.i18n import language_spoken
from app.notices import Notice, NoticeAction
from app.settings import Language, SettingsStore

translate = QCoreApplication.translate

KEY = "welcome"
_OWN_NAMES = {Language.ENGLISH: "English", Language.KOREAN: "한국어"}


def welcome(store: SettingsStore, kept_in: Callable[[], str]) -> Notice:
    """Shown until it is closed once. kept_in: where what is kept lies, in words for people."""
    return Notice(
        key=KEY,
        title=lambda: translate("Welcome", "Welcome to Pibu"),
        text=lambda: _text(kept_in()),
        action=NoticeAction(lambda: translate("Welcome", "Got it"), lambda: None),
        aside=NoticeAction(lambda: _OWN_NAMES[_other(store)], lambda: _speak_other(store)),
        lasting=True,
        closed=lambda: store.put(replace(store.current, welcomed=True)),
    )


def place_of(folder: Path) -> str:
    """A folder as people write it: their own home as ~."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def _text(kept_in: str) -> str:
    return translate(
        "Welcome",
        "Pictures and grades stay on this computer; nothing is sent anywhere. "
        "Nothing is kept until you make a profile; then it lies encrypted in {folder}. "
        "The camera is on only while the Live page is open, and is chosen there. "
        "Pibu describes what a picture shows. It is not a medical device and gives no diagnosis.",
    ).format(folder=kept_in)


def _other(store: SettingsStore) -> Language:
    spoken = language_spoken(store.current.language)
    return Language.ENGLISH if spoken is Language.KOREAN else Language.KOREAN


def _speak_other(store: SettingsStore) -> None:
    store.put(replace(store.current, language=_other(store)))

"""The pages of the window, one row each: a page exists when it has a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.icons import Icon
from app.page import Page
from app.services import Services
from app.settings import Settings

Text = Callable[[], str]
translate = QCoreApplication.translate


class PageKind(StrEnum):
    """Which page."""

    LIVE = "live"
    PHOTO = "photo"
    HISTORY = "history"
    TRENDS = "trends"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page: its words, its icon, and how it is built, which happens when it is first shown.

    purpose: the line under the title; it may depend on the settings, and follows them at once.
    """

    kind: PageKind
    icon: Icon
    name: Text
    purpose: Callable[[Settings], str]
    build: Callable[[Services, QWidget], Page]


def all_pages() -> tuple[PageRow, ...]:
    """Every page, in the order of the rail and of Ctrl+1, Ctrl+2 and so on."""
    return (
        PageRow(
            PageKind.LIVE,
            Icon.CAMERA,
            lambda: translate("Pages", "Live"),
            _live_purpose,
            _live,
        ),
        PageRow(
            PageKind.PHOTO,
            Icon.PHOTO,
            lambda: translate("Pages", "Photo"),
            lambda _: translate("Pages", "Open, drop or paste photos of a face."),
            _photo,
        ),
        PageRow(
            PageKind.HISTORY,
            Icon.HISTORY,
            lambda: translate("Pages", "History"),
            lambda _: translate("Pages", "The scans you kept, newest first."),
            _history,
        ),
        PageRow(
            PageKind.TRENDS,
            Icon.TRENDS,
            lambda: translate("Pages", "Trends"),
            lambda _: translate("Pages", "How your grades change, and what is no clear change."),
            _trends,
        ),
        PageRow(
            PageKind.COMPARE,
            Icon.COMPARE,
            lambda: translate("Pages", "Compare"),
            lambda _: translate("Pages", "Two of your scans, laid over each other."),
            _compare,
        ),
    )


def _live_purpose(settings: Settings) -> str:
    if settings.auto_shutter:
        return translate("Pages", "Look into the camera; the picture is taken when all is well.")
    return translate("Pages", "Look into the camera and press the space bar to take the picture.")


def _live(services: Services, parent: QWidget) -> Page:
    from app.live.live_page import LivePage

    return LivePage(services, parent)


def _photo(services: Services, parent: QWidget) -> Page:
    from app.photo.photo_page import PhotoPage

    return PhotoPage(services, parent)


def _history(services: Services, parent: QWidget) -> Page:
    from app.history_page.history_page import HistoryPage

    return HistoryPage(services, parent)


def _trends(services: Services, parent: QWidget) -> Page:
    from app.trends.trends_page import TrendsPage

    return TrendsPage(services, parent)


def _compare(services: Services, parent: QWidget) -> Page:
    from app.compare.compare_page import ComparePage

    return ComparePage(services, parent)

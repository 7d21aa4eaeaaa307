"""Pages and analyzers that do nothing but remember, for tests of the window around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.page import Page
from app.pages import PageRow, all_pages
from app.services import Services
from ml.device import Device

if TYPE_CHECKING:
    from ml.analyzer import Analyzer


class FakePage(Page):
    """Notes what it is told, in the order it is told."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.calls: list[str] = []
        QVBoxLayout(self).addWidget(QLineEdit())

    def enter(self) -> None:
        """As a page."""
        self.calls.append("enter")

    def leave(self) -> None:
        """As a page."""
        self.calls.append("leave")

    def close_down(self) -> None:
        """As a page."""
        self.calls.append("close_down")

    def take_files(self, files: tuple[Path, ...]) -> None:
        """As a page."""
        if files:
            self.calls.append(f"take_files {' '.join(path.name for path in files)}")

    def retranslate(self) -> None:
        """As a page."""
        self.calls.append("retranslate")


def fake_pages() -> tuple[PageRow, ...]:
    """The real rows with pages that only remember."""
    return tuple(PageRow(row.kind, row.icon, row.name, row.purpose, FakePage) for row in all_pages())


class FakeAnalyzer:
    """Remembers that it was closed."""

    def __init__(self) -> None:
        self.closed = 0
        self.device = Device.CPU

    def close(self) -> None:
        """As the real one."""
        self.closed += 1


def fake_analyzer() -> Analyzer:
    """A FakeAnalyzer where the real one is wanted."""
    return cast("Analyzer", FakeAnalyzer())

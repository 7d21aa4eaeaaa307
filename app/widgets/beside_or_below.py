"""Two parts of a page beside each other, or below each other where it is too narrow: it then scrolls down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStyle, QWidget

from app.widgets.letters import grown, with_layout

LEAST_PICTURE = 320
"""Logical pixels that a part with a picture has beside the column, with letters of 10 points."""
NO_LIMIT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX, which PySide doesn't have."""


class BesideOrBelow(QWidget):
    """The main part gets the room that the side part leaves; both have all of the width where they don't fit beside
    each other. side_first: beside means to the left. turned(bool): the side part is below now, or beside again.
    """

    turned = Signal(bool)

    def __init__(self, main: QWidget, side: QWidget, gap: int, least: int = 0, *, side_first: bool = False) -> None:
        super().__init__()
        self._least = least
        self._beside = QBoxLayout.Direction.RightToLeft if side_first else QBoxLayout.Direction.LeftToRight
        self._line = QBoxLayout(self._beside, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap)
        self._line.addWidget(main, 1)
        self._line.addWidget(side)

    @property
    def below(self) -> bool:
        """Whether the side part is below the main part."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """No wider than the wider part; as high as both are at this width."""
        width = max(self._least_widths())
        high = self._line.totalMinimumHeightForWidth(max(width, self.width())) if self.below else 0
        return QSize(width, max(high, self._line.totalMinimumSize().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may be too narrow, or needs another height."""
        super().resizeEvent(event)
        self._turn()
        if self.below:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """So may other words or letters be."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        below = self.width() < self._needed()
        if below is self.below:
            return
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if below else self._beside)
        self.turned.emit(below)

    def _needed(self) -> int:
        """Width of both beside each other. To go back it takes a scroll bar's width more: one that comes or goes with
        the turn must not turn it again.
        """
        main, side = self._least_widths()
        room = max(main, grown(self, self._least)) + self._line.spacing() + side
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return room + bar if self.below else room

    def _least_widths(self) -> tuple[int, int]:
        main, side = self._line.itemAt(0), self._line.itemAt(1)
        assert main is not None
        assert side is not None
        return main.minimumSize().width(), side.minimumSize().width()


class SideColumn(QScrollArea):
    """Cards below each other, as wide as they need: scrolled, or whole where the page is what scrolls."""

    def __init__(self, cards: QWidget) -> None:
        super().__init__()
        self._cards, self._whole = cards, False
        self.setWidget(cards)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        with_layout(cards, self._fit)

    def show_whole(self, whole: bool) -> None:
        """As high as the cards, or scrolled."""
        if whole is self._whole:
            return
        self._whole = whole
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOff if whole else policies.ScrollBarAsNeeded)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for every card beside the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._cards.minimumSizeHint().width() + bar, self.minimumHeight())

    def sizeHint(self) -> QSize:
        """No wider than needed."""
        return self.minimumSizeHint().expandedTo(self.minimumSize())

    def _fit(self) -> None:
        high = max(self._cards.heightForWidth(self.width()), self._cards.minimumSizeHint().height())
        self.setMinimumHeight(high if self._whole else 0)
        self.updateGeometry()


class PictureBeside(BesideOrBelow):
    """A main part with a picture, which has this share of the window's height while the side part is below."""

    def __init__(self, main: QWidget, picture: QWidget, side: QWidget, gap: int, share: float = 0.5) -> None:
        super().__init__(main, side, gap, LEAST_PICTURE)
        self._picture, self._share = picture, share
        self.turned.connect(self._fit_picture)

    def showEvent(self, event: QShowEvent) -> None:
        """It is in its window now."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit_picture()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another height."""
        if event.type() == QEvent.Type.Resize:
            self._fit_picture()
        return super().eventFilter(watched, event)

    def _fit_picture(self) -> None:
        high = round(self._share * self.window().height())
        self._picture.setMinimumHeight(high if self.below else 0)
        self._picture.setMaximumHeight(high if self.below else NO_LIMIT)

"""The report beside a picture: one card for each of the five attributes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from app.panel.card import AttributeCard
from app.panel.card_details import PanelTools
from app.panel.measure import em
from app.widgets.beside_or_below import SideColumn
from app.widgets.letters import with_layout
from app.widgets.plain_label import PlainLabel
from ml.types import Analysis, Attribute

WIDTH = 30.0
LEAST_WIDTH, LEAST_HEIGHT = 416, 240


class ReportPanel(QWidget):
    """Shows an Analysis as five cards, or a message while there is none.

    Signals: attribute_chosen(Attribute | None) which heat to show; question(Attribute, Direction | None) why
    not one grade higher or lower, None to take the question back; check_asked(Attribute) the deletion check;
    detail_asked(Attribute) other methods.
    mirrored: draw the faces as in a looking glass, beside a mirrored preview.
    """

    attribute_chosen = Signal(object)
    question = Signal(object, object)
    check_asked = Signal(object)
    detail_asked = Signal(object)

    def __init__(self, tools: PanelTools | None = None, mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = tuple(AttributeCard(a, tools or PanelTools(), mirrored) for a in Attribute)
        self._message = PlainLabel()
        self._ground = QFrame()
        self._inside = QWidget()
        self._area = SideColumn(self._inside)
        self._whole = self._filled = False
        self._stack = QStackedLayout(self)
        self._lay_out()
        for card in self._cards:
            card.clicked.connect(lambda _checked, card=card: self._clicked(card))
            card.question.connect(self.question)
            card.check_asked.connect(self.check_asked)
            card.detail_asked.connect(self.detail_asked)
        self.retranslate()

    @property
    def chosen(self) -> Attribute | None:
        """The attribute whose heat is shown, if any."""
        return next((card.attribute for card in self._cards if card.isChecked()), None)

    def card(self, attribute: Attribute) -> AttributeCard:
        """The card of one attribute."""
        return next(card for card in self._cards if card.attribute is attribute)

    def show_analysis(self, analysis: Analysis, spread: tuple[tuple[Attribute, float], ...] = ()) -> None:
        """Shows all five attributes; spread is the ± of an attribute's expected grade, in grades."""
        spreads = dict(spread)
        for card in self._cards:
            card.show_analysis(analysis, spreads.get(card.attribute))
        self._filled = True
        self._show_height()
        self._stack.setCurrentWidget(self._area)

    def clear(self, message: str) -> None:
        """Hides the cards and says why."""
        self._message.setText(message)
        self._stack.setCurrentWidget(self._ground)

    def show_whole(self, whole: bool) -> None:
        """Below a picture every card is shown, and the page scrolls; when they go for a while, the height stays. Beside
        it, the cards scroll.
        """
        self._whole = whole
        across = Qt.AlignmentFlag.AlignHCenter
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.StrongFocus)
        self._message.setAlignment(across | (Qt.AlignmentFlag.AlignTop if whole else Qt.AlignmentFlag.AlignVCenter))
        self._show_height()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a card beside the scroll bar."""
        inside = max(self._inside.minimumSizeHint().width(), int(WIDTH * em(self)))
        bar = self._area.verticalScrollBar().sizeHint().width()
        return QSize(inside + bar + 2, max(LEAST_HEIGHT, self._area.minimumHeight()))

    def sizeHint(self) -> QSize:
        """No wider than needed."""
        return QSize(self.minimumSizeHint().width(), 640)

    def set_chosen(self, attribute: Attribute | None) -> None:
        """Chooses a card without saying so by a signal."""
        for card in self._cards:
            card.setChecked(card.attribute is attribute)

    def set_mirrored(self, mirrored: bool) -> None:
        """Draws the faces as in a looking glass, or as on a photograph."""
        for card in self._cards:
            card.set_mirrored(mirrored)

    def show_note(self, attribute: Attribute, note: str) -> None:
        """A sentence in the open part of a card: the answer of a check."""
        self.card(attribute).show_note(note)

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        self.setAccessibleName(QCoreApplication.translate("ReportPanel", "Grades"))
        self._area.setAccessibleName(self.accessibleName())
        for card in self._cards:
            card.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_height(self) -> None:
        self._area.show_whole(self._whole and self._filled)

    def _fit(self) -> None:
        """Wide enough for every card beside the scroll bar."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(LEAST_WIDTH, self._inside.minimumSizeHint().width() + bar))

    def _clicked(self, clicked: AttributeCard) -> None:
        chosen = clicked.attribute if clicked.isChecked() else None
        self.set_chosen(chosen)
        self.attribute_chosen.emit(chosen)

    def _lay_out(self) -> None:
        self._inside.setProperty("role", "bare")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(8)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        with_layout(self._inside, self._fit)
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(24)
        self._message.setProperty("role", "muted")
        self._ground.setProperty("role", "well")
        QVBoxLayout(self._ground).addWidget(self._message)
        self._stack.addWidget(self._ground)
        self._stack.addWidget(self._area)

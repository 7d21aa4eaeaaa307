"""How the photo page is laid out: the start, or photo and report beside or below each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.keeping.keep_bar import KeepBar
from app.panel.card_details import PanelTools
from app.panel.report_panel import ReportPanel
from app.photo.album import GradedPhoto, PhotoEntry
from app.photo.drop_zone import DropZone
from app.photo.photo_view import PhotoView
from app.photo.progress_row import ProgressRow
from app.photo.strip import PhotoStrip, explanation
from app.photo.toolbar import PhotoToolbar
from app.photo.words import running_text, several_faces_hint
from app.services import Services
from app.tokens import Space
from app.widgets.beside_or_below import PictureBeside
from app.widgets.plain_label import PlainLabel
from app.widgets.shown_page import ShownPage
from ml.types import Attribute

translate = QCoreApplication.translate


class Workspace(ShownPage):
    """Holds the parts; the page connects them."""

    def __init__(self, services: Services, keep_bar: KeepBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.start = DropZone()
        self.toolbar = PhotoToolbar()
        self.view = PhotoView(services)
        self.panel = ReportPanel(PanelTools(questions=True, checks=True))
        self.strip = PhotoStrip()
        self.keep_bar = keep_bar
        self.progress = ProgressRow()
        self.hint = PlainLabel()
        self._photo: GradedPhoto | None = None
        self._bench = self._lay_out()
        self.addWidget(self.start)
        self.addWidget(self._bench)
        page = QVBoxLayout(parent)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self)

    def show_start(self, start: bool) -> None:
        """The place to drop photos on, or the photos."""
        self.setCurrentWidget(self.start if start else self._bench)

    def show_photo(self, photo: GradedPhoto, attribute: Attribute | None) -> None:
        """A photo with its report."""
        if photo is not self._photo or self.view.photo is not photo:
            self._photo = photo
            self.view.show_heat(attribute)
            self.view.show_photo(photo)
        self.panel.show_analysis(photo.analysis)
        self.panel.set_chosen(attribute)
        self._show_hint()

    def show_waiting(self, photo: GradedPhoto, message: str) -> None:
        """A photo that is being graded anew; its old grades go."""
        if self.view.photo is not photo:
            self.view.show_photo(photo)
        self.panel.clear(message)

    def show_words(self, entry: PhotoEntry) -> None:
        """No photo, but the reason."""
        self._photo = None
        if entry.trouble is not None:
            self.view.show_message(explanation(entry))
            self.panel.clear(translate("PhotoPage", "This photo has no grades."))
        else:
            self.view.show_message(running_text(entry))
            self.panel.clear(translate("PhotoPage", "The grades appear here."))
        self._show_hint()

    def retranslate(self) -> None:
        """Sets every text again."""
        for part in (self.start, self.toolbar, self.view, self.strip, self.progress):
            part.retranslate()
        self._show_hint()

    def _show_hint(self) -> None:
        text = several_faces_hint(self._photo.analysis) if self._photo is not None else ""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _lay_out(self) -> QWidget:
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        main = QWidget()
        left = QVBoxLayout(main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.SMALL)
        left.addWidget(self.toolbar)
        left.addWidget(self.hint)
        left.addWidget(self.view, 1)
        left.addWidget(self.keep_bar)
        left.addWidget(self.progress)
        left.addWidget(self.strip)
        self.panel.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        both = PictureBeside(main, self.view.canvas, self.panel, Space.LARGE)
        both.turned.connect(self.panel.show_whole)
        return both

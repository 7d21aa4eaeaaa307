"""One kept scan as it was shown: photo with heat and outlines, report, notes and tags."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.history_page.notes_editor import NotesEditor
from app.history_page.opening import OpenedScan
from app.history_page.words import moment_text, regraded_text, source_text
from app.icons import Icon, icon
from app.panel.card_details import PanelTools
from app.panel.legend import HeatLegend
from app.panel.report_panel import ReportPanel
from app.picture.canvas import PhotoCanvas
from app.picture.heat import explained, heat_of, layer_of
from app.picture.issue_list import IssueList
from app.picture.outlines import box_of, outlines_of
from app.picture.overlay_bar import OverlayBar
from app.picture.zoom_pad import ZoomPad
from app.saving.save_button import SaveButton
from app.services import Services
from app.settings import Settings
from app.tokens import Space
from app.widgets.beside_or_below import BesideOrBelow, PictureBeside
from app.widgets.line import line_of
from app.widgets.plain_label import PlainLabel
from app.widgets.sized_icon import tool_button
from ml.types import Attribute

translate = QCoreApplication.translate
LEAST_TITLE = 240
"""Logical pixels that day and source have beside the buttons, with letters of 10 points."""


class ScanView(QWidget):
    """closed(), stepped(+1 | -1), deletion_wanted(), regrading_wanted(). The page opens scans and saves notes."""

    closed = Signal()
    stepped = Signal(int)
    deletion_wanted = Signal()
    regrading_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._opened: OpenedScan | None = None
        self._wanted: tuple[OpenedScan, Attribute] | None = None
        settings = services.settings.current
        self._colormap = settings.colormap
        self._title, self._origin = PlainLabel(), PlainLabel()
        self.back, self.newer, self.older = tool_button(Icon.BACK), tool_button(Icon.PREVIOUS), tool_button(Icon.NEXT)
        self.save, self.again, self.delete = SaveButton(), QPushButton(), QPushButton()
        self.issues, self.canvas = IssueList(), PhotoCanvas()
        self.legend, self.pad = HeatLegend(settings.colormap, self.canvas), ZoomPad(self.canvas)
        self.bar = OverlayBar(settings.opacity, settings.colormap)
        self.panel = ReportPanel(PanelTools(questions=False))
        self.notes = NotesEditor()
        self._lay_out()
        self._connect()
        self.follow(settings)
        self.clear()
        self.retranslate()

    @property
    def opened(self) -> OpenedScan | None:
        """What is shown."""
        return self._opened

    @property
    def heat_shown(self) -> bool:
        """Whether heat lies over the photo now."""
        return not self.legend.isHidden()

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """Of the scan that is open; empty when none is."""
        return () if self._opened is None else (self._opened.scan.id,)

    def show_scan(self, opened: OpenedScan, can_grade_again: bool) -> None:
        """Shows another scan, or the same one anew."""
        self._opened = opened
        scan, analysis = opened.scan, opened.analysis
        self._show_words()
        self.save.offer_photos(scan.has_photo)
        self.again.setVisible(scan.has_photo)
        self.again.setEnabled(can_grade_again)
        self.issues.show_analysis(analysis)
        self.panel.show_analysis(analysis, opened.spread)
        self.panel.set_chosen(self._services.settings.current.overlay)
        self.notes.show_scan(scan.id, scan.notes, scan.tags)
        if opened.photo is None:
            self.canvas.show_message(self._no_photo())
        else:
            self.canvas.show_photo(opened.photo)
            self.canvas.show_outlines(outlines_of(analysis))
            self.canvas.show_faces(() if analysis.face is None else (box_of(analysis.face),), 0)
            self.canvas.show_face()
        self.pad.setVisible(opened.photo is not None)
        self.bar.setVisible(opened.photo is not None)
        self._ask_for_heat()

    def clear(self) -> None:
        """Takes the scan from the screen; words that were typed are handed over before."""
        self.notes.flush()
        self.notes.forget()
        self._opened = None
        self.canvas.show_message("")
        self.panel.clear("")
        self.issues.show_analysis(None)
        self._ask_for_heat()

    def follow(self, settings: Settings) -> None:
        """Shows what was chosen, here, on another page or in the settings."""
        self.bar.show_choices(settings.opacity, settings.colormap)
        self.canvas.set_opacity(settings.opacity)
        self.panel.set_chosen(settings.overlay)
        if settings.colormap is not self._colormap:
            self._colormap = settings.colormap
            self.legend.set_colormap(settings.colormap)
        self._ask_for_heat()

    def retranslate(self) -> None:
        """Sets every text again."""
        table = (
            (self.back, translate("History", "All scans (Esc)")),
            (self.newer, translate("History", "Newer scan (Page Up)")),
            (self.older, translate("History", "Older scan (Page Down)")),
        )
        for button, text in table:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.again.setText(translate("History", "Grade again"))
        self.again.setToolTip(translate("History", "Grades the kept photo with the present classifiers; both are kept"))
        self.delete.setText(translate("History", "Delete"))
        for part in (self.canvas, self.issues, self.bar, self.pad, self.notes, self.save):
            part.retranslate()
        self.legend.set_title(None)
        self._show_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the legend in its corner."""
        super().resizeEvent(event)
        self._place()

    def _show_words(self) -> None:
        if self._opened is None:
            return
        scan = self._opened.scan
        self._title.setText(moment_text(scan.taken))
        parts = [source_text(scan)]
        if scan.frames > 1:
            parts.append(translate("History", "mean of {count} pictures").format(count=scan.frames))
        if scan.regraded_from is not None:
            parts.append(regraded_text())
        parts.append(translate("History", "model {version}").format(version=scan.model.version))
        self._origin.setText("  ·  ".join(parts))
        if self._opened.photo is None:
            self.canvas.show_message(self._no_photo())

    def _no_photo(self) -> str:
        if self._opened is not None and self._opened.trouble is not None:
            return translate("History", "The photo of this scan is damaged. Its grades are still there.")
        return translate("History", "No photo was kept of this scan, only its grades.")

    def _ask_for_heat(self) -> None:
        opened, attribute = self._opened, self._services.settings.current.overlay
        shows = opened is not None and opened.photo is not None
        if opened is None or attribute is None or not shows or not explained(opened.analysis, attribute):
            self._wanted = None
            self._paint_heat(None)
            return
        wanted = self._wanted = (opened, attribute)
        colormap = self._colormap
        self._services.sign_in.tasks.run(
            lambda: layer_of(heat_of(opened.analysis, attribute), colormap), lambda layer: self._take(wanted, layer)
        )

    def _take(self, wanted: tuple[OpenedScan, Attribute], layer: QImage) -> None:
        if wanted is self._wanted:
            self._paint_heat(layer)

    def _paint_heat(self, layer: QImage | None) -> None:
        self.canvas.show_heat(layer)
        self.legend.setVisible(layer is not None)
        self._place()

    def _place(self) -> None:
        self.legend.adjustSize()
        self.legend.move(Space.MEDIUM, self.canvas.height() - self.legend.height() - Space.MEDIUM)
        self.pad.move(self.canvas.width() - self.pad.width() - Space.MEDIUM, Space.MEDIUM)

    def _connect(self) -> None:
        store = self._services.settings
        self.back.clicked.connect(self.closed)
        self.newer.clicked.connect(lambda: self.stepped.emit(-1))
        self.older.clicked.connect(lambda: self.stepped.emit(1))
        self.again.clicked.connect(lambda: self.regrading_wanted.emit())
        self.delete.clicked.connect(lambda: self.deletion_wanted.emit())
        self.panel.attribute_chosen.connect(lambda a: store.put(replace(store.current, overlay=a)))
        self.bar.opacity_changed.connect(lambda v: store.put(replace(store.current, opacity=v)))
        self.bar.colormap_chosen.connect(lambda c: store.put(replace(store.current, colormap=c)))
        self.bar.outlines_toggled.connect(self.canvas.set_outlines_shown)
        self.canvas.zoom_changed.connect(lambda _: self._place())
        keys = (("Escape", self.closed.emit), ("PgUp", self.newer.click), ("PgDown", self.older.click))
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "strong")
        for label in (self._title, self._origin):
            label.setWordWrap(True)
        self._origin.setProperty("role", "caption")
        self.delete.setIcon(icon(Icon.TRASH))
        self.again.setIcon(icon(Icon.REFRESH))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._origin)
        head = QWidget()
        top = QHBoxLayout(head)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(Space.SMALL)
        top.addWidget(self.back)
        top.addLayout(words, 1)
        tools = line_of(self.newer, self.older, self.save, self.again, self.delete)
        main = QWidget()
        left = QVBoxLayout(main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.SMALL)
        left.addWidget(self.issues)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.bar)
        left.addWidget(self.notes)
        both = PictureBeside(main, self.canvas, self.panel, Space.LARGE)
        both.turned.connect(self.panel.show_whole)
        self.panel.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(BesideOrBelow(head, tools, Space.SMALL, LEAST_TITLE))
        column.addWidget(both, 1)

"""One photo with all that is laid over it: heat, outlines, faces, legend; issues above, strength below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.panel.legend import HeatLegend
from app.panel.question import Direction
from app.photo.album import GradedPhoto
from app.photo.background import asked
from app.photo.saving import Overlay
from app.picture.canvas import PhotoCanvas
from app.picture.heat import explained, heat_of, layer_of
from app.picture.issue_list import IssueList
from app.picture.outlines import box_of, outlines_of
from app.picture.overlay_bar import OverlayBar
from app.picture.zoom_pad import ZoomPad
from app.services import Services
from app.settings import Settings
from app.tokens import Space
from ml.types import Analysis, Attribute, Colormap

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """Which heat is wanted; the newest wish wins."""

    photo: GradedPhoto
    attribute: Attribute
    direction: Direction | None


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """The heat that is shown and the analysis it comes from."""

    analysis: Analysis
    attribute: Attribute
    layer: QImage


class PhotoView(QWidget):
    """Shows a GradedPhoto. Signal: face_picked(int)."""

    face_picked = Signal(int)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        settings = services.settings.current
        self._photo: GradedPhoto | None = None
        self._wanted: _Wanted | None = None
        self._shown: _Shown | None = None
        self._attribute: Attribute | None = settings.overlay
        self._direction: Direction | None = None
        self._colormap = settings.colormap
        self.issues = IssueList()
        self.canvas = PhotoCanvas()
        self.canvas.set_opacity(settings.opacity)
        self.legend = HeatLegend(settings.colormap, self.canvas)
        self.legend.hide()
        self.pad = ZoomPad(self.canvas)
        self.pad.hide()
        self.bar = OverlayBar(settings.opacity, settings.colormap)
        self.canvas.face_picked.connect(self.face_picked)
        self.canvas.zoom_changed.connect(lambda _: self._place())
        self.bar.opacity_changed.connect(self._set_opacity)
        self.bar.colormap_chosen.connect(self._set_colormap)
        self.bar.outlines_toggled.connect(self.canvas.set_outlines_shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.issues)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.bar)

    @property
    def photo(self) -> GradedPhoto | None:
        """The photo that is shown."""
        return self._photo

    @property
    def attribute(self) -> Attribute | None:
        """Whose heat is wanted."""
        return self._attribute

    @property
    def heat_shown(self) -> bool:
        """Whether heat lies over the photo now."""
        return self._shown is not None

    @property
    def overlay(self) -> Overlay | None:
        """What lies over the photo now, for saving."""
        if self._shown is None:
            return None
        settings = self._services.settings.current
        return Overlay(self._shown.analysis, self._shown.attribute, settings.colormap, settings.opacity)

    def show_photo(self, photo: GradedPhoto) -> None:
        """Shows another photo, or another grading of the same one."""
        fresh = self._photo is None or self._photo.image is not photo.image
        self._photo, self._direction = photo, None
        self.canvas.show_photo(photo.pyramid)
        self.pad.show()
        self.canvas.show_outlines(outlines_of(photo.analysis))
        self.canvas.show_faces(tuple(box_of(face) for face in photo.faces), _chosen(photo))
        self.issues.show_analysis(photo.analysis)
        if fresh and len(photo.faces) == 1:
            self.canvas.show_face()
        elif fresh:
            self.canvas.fit()
        self._ask_for_heat()

    def show_message(self, message: str) -> None:
        """Shows a sentence in place of a photo."""
        self._photo = None
        self.canvas.show_message(message)
        self.pad.hide()
        self.issues.show_analysis(None)
        self._ask_for_heat()

    def show_heat(self, attribute: Attribute | None, direction: Direction | None = None) -> None:
        """The heat of an attribute: where the model looked, or what spoke for the neighbouring grade."""
        self._attribute, self._direction = attribute, direction
        self._ask_for_heat()

    def retranslate(self) -> None:
        """Sets every text again."""
        self.canvas.retranslate()
        self.issues.retranslate()
        self.bar.retranslate()
        self.pad.retranslate()
        self.legend.set_title(_legend_title(self._direction))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the legend in its corner."""
        super().resizeEvent(event)
        self._place()

    def _ask_for_heat(self) -> None:
        photo, attribute = self._photo, self._attribute
        analyzer = self._services.analyzers.analyzer
        if photo is None or attribute is None or analyzer is None or not explained(photo.analysis, attribute):
            self._wanted, self._shown = None, None
            self._paint_heat()
            return
        wanted = self._wanted = _Wanted(photo, attribute, self._direction)
        colormap = self._services.settings.current.colormap

        def work() -> _Shown:
            analysis = photo.analysis
            if wanted.direction is not None:
                analysis = asked(analyzer, analysis, attribute, wanted.direction)
            return _Shown(analysis, attribute, layer_of(heat_of(analysis, attribute), colormap))

        self._services.tasks.run(work, lambda shown: self._take_heat(wanted, shown))

    def _take_heat(self, wanted: _Wanted, shown: _Shown) -> None:
        if wanted is self._wanted:
            self._shown = shown
            self._paint_heat()

    def _paint_heat(self) -> None:
        self.canvas.show_heat(self._shown.layer if self._shown is not None else None)
        self.legend.set_title(_legend_title(self._direction))
        self.legend.setVisible(self._shown is not None)
        self._place()

    def _place(self) -> None:
        self.legend.adjustSize()
        self.legend.move(Space.MEDIUM, self.canvas.height() - self.legend.height() - Space.MEDIUM)
        self.pad.move(self.canvas.width() - self.pad.width() - Space.MEDIUM, Space.MEDIUM)

    def _set_opacity(self, opacity: float) -> None:
        store = self._services.settings
        store.put(replace(store.current, opacity=opacity))

    def _set_colormap(self, colormap: Colormap) -> None:
        store = self._services.settings
        store.put(replace(store.current, colormap=colormap))

    def follow(self, settings: Settings) -> None:
        """Shows what was chosen, here or in the settings, so that what is saved is what is seen."""
        self.bar.show_choices(settings.opacity, settings.colormap)
        self.canvas.set_opacity(settings.opacity)
        if settings.colormap is not self._colormap:
            self._colormap = settings.colormap
            self.legend.set_colormap(settings.colormap)
            self._ask_for_heat()


def _chosen(photo: GradedPhoto) -> int | None:
    """The face that was graded or chosen; None where there are several and the user has to choose first."""
    if photo.reading.face is not None or photo.analysis.graded:
        return photo.reading.face or 0
    return None if len(photo.faces) > 1 else 0


def _legend_title(direction: Direction | None) -> str | None:
    if direction is Direction.HIGHER:
        return translate("HeatLegend", "What spoke for one grade higher")
    if direction is Direction.LOWER:
        return translate("HeatLegend", "What spoke for one grade lower")
    return None

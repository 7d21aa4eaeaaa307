"""The detailed view: each region's heat by several methods, side by side, filled in as they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.panel.legend import HeatLegend
from app.picture.pyramid import picture_of
from app.services import Services
from app.text import attribute_name, percent, region_name
from app.tokens import Space
from app.widgets.close_button import CloseButton
from app.widgets.plain_label import PlainLabel
from ml.types import Analysis, Attribute, Colormap, Explanation, Region, SkinCrop

if TYPE_CHECKING:
    from ml.gradcam import DetailMethod

translate = QCoreApplication.translate
SIDE = 132
STRENGTH = 0.6
SLOW = "score_cam"


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """One crop explained by one method, and where it is shown."""

    crop: SkinCrop
    method: DetailMethod
    picture: QLabel
    caption: QLabel


class DetailDialog(QDialog):
    """Rows are regions, columns methods. Closing it drops what has not been computed yet."""

    def __init__(self, services: Services, analysis: Analysis, attribute: Attribute, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._attribute = services, attribute
        self._colormap = services.settings.current.colormap
        self._closed, self._computing = False, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid = QGridLayout()
        self._heads: list[tuple[DetailMethod, QLabel]] = []
        self._rows: list[tuple[Region, QLabel]] = []
        self._cells = cells = self._place_cells(analysis)
        self._on_skin: dict[_Cell, float] = {}
        self._slow = [cell for cell in cells if cell.method.value == SLOW]
        self._waiting = [cell for cell in cells if cell.method.value != SLOW]
        self._hint = PlainLabel()
        self.slow_button, self.shut = QPushButton(), CloseButton()
        self.slow_button.setAutoDefault(False)
        self.slow_button.clicked.connect(self._compute_slow)
        self._lay_out()
        self.retranslate()
        self.resize(820, 640)
        self._go_on()

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        name = attribute_name(self._attribute)
        self.setWindowTitle(translate("DetailDialog", "{attribute}: other methods").format(attribute=name))
        self._hint.setText(
            translate(
                "DetailDialog",
                "Four ways to ask the same network where it looked. Where they agree, the heat can be trusted more.",
            )
        )
        self.slow_button.setText(translate("DetailDialog", "Compute Score-CAM (slow)"))
        for method, head in self._heads:
            head.setToolTip(method_hint(method))
        for region, label in self._rows:
            label.setText(region_name(region))
        for cell in self._cells:
            cell.caption.setText(self._words(cell))
            cell.picture.setAccessibleName(f"{region_name(cell.crop.region)}, {method_name(cell.method)}")

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def done(self, code: int) -> None:
        """Stops asking for more."""
        self._closed = True
        super().done(code)

    def _compute_slow(self) -> None:
        self.slow_button.setEnabled(False)
        idle = not self._waiting and not self._computing
        self._waiting += self._slow
        self._slow = []
        self.retranslate()
        if idle:
            self._go_on()

    def _words(self, cell: _Cell) -> str:
        if cell in self._slow:
            return "–"
        if cell not in self._on_skin:
            return translate("DetailDialog", "computing…")
        return translate("DetailDialog", "on skin: {percent}").format(percent=percent(self._on_skin[cell]))

    def _place_cells(self, analysis: Analysis) -> list[_Cell]:
        from ml.gradcam import DetailMethod

        regions = [grade.region for grade in analysis.of(self._attribute).regions]
        crops = [crop for region in regions if (crop := analysis.crop(region)) is not None]
        for column, method in enumerate(DetailMethod, start=1):
            head = PlainLabel(method_name(method))
            head.setProperty("role", "heading")
            self._heads.append((method, head))
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignCenter)
        cells = []
        for row, crop in enumerate(crops, start=1):
            label = PlainLabel()
            self._rows.append((crop.region, label))
            self._grid.addWidget(label, row, 0)
            for column, method in enumerate(DetailMethod, start=1):
                cells.append(self._cell(crop, method, row, column))
        return sorted(cells, key=lambda cell: list(DetailMethod).index(cell.method))

    def _cell(self, crop: SkinCrop, method: DetailMethod, row: int, column: int) -> _Cell:
        picture, caption = PlainLabel(), PlainLabel()
        picture.setPixmap(_pixmap(picture_of(crop.pixels)))
        caption.setProperty("role", "caption")
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
        box.addWidget(caption)
        self._grid.addLayout(box, row, column)
        return _Cell(crop, method, picture, caption)

    def _go_on(self) -> None:
        analyzer = self._services.analyzers.analyzer
        if self._closed or not self._waiting or analyzer is None:
            return
        cell = self._waiting.pop(0)
        self._computing = True

        def work() -> tuple[Explanation, QImage]:
            explanation = analyzer.detail(cell.crop, self._attribute, cell.method)
            return explanation, _heated(cell.crop, explanation, self._colormap)

        self._services.tasks.run(work, lambda found: self._show(cell, *found))

    def _show(self, cell: _Cell, explanation: Explanation, picture: QImage) -> None:
        self._computing = False
        if self._closed:
            return
        cell.picture.setPixmap(_pixmap(picture))
        self._on_skin[cell] = explanation.heat_on_skin
        cell.caption.setText(self._words(cell))
        self._go_on()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "bare")
        inside.setLayout(self._grid)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.MEDIUM)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._hint)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(HeatLegend(self._colormap))
        foot.addStretch(1)
        foot.addWidget(self.slow_button)
        foot.addWidget(self.shut)
        column.addLayout(foot)


def method_name(method: DetailMethod) -> str:
    """What the method is called in its paper."""
    return {
        "gradcam": "Grad-CAM",
        "gradcam_plus_plus": "Grad-CAM++",
        "eigen_cam": "Eigen-CAM",
        "score_cam": "Score-CAM",
    }[method.value]


def method_hint(method: DetailMethod) -> str:
    """How the method works, in a sentence."""
    return {
        "gradcam": translate("DetailDialog", "What spoke for the predicted grade."),
        "gradcam_plus_plus": translate("DetailDialog", "As Grad-CAM, but several small places count as much as one."),
        "eigen_cam": translate("DetailDialog", "What stands out most in the picture, whatever the grade."),
        "score_cam": translate("DetailDialog", "Shows the network parts of the picture and sees how the grade holds."),
    }[method.value]


def _heated(crop: SkinCrop, explanation: Explanation, colormap: Colormap) -> QImage:
    from ml.overlay import heat_layer

    layer = heat_layer(explanation.heat, colormap, STRENGTH).astype(np.float32)
    share = layer[..., 3:] / 255
    return picture_of((crop.pixels * (1 - share) + layer[..., :3] * share).astype(np.uint8))


def _pixmap(picture: QImage) -> QPixmap:
    return QPixmap.fromImage(picture).scaled(
        SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )

"""The detailed view: each region's heat by several methods, side by side, filled in as they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
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
from app.photo.pyramid import picture_of
from app.services import Services
from app.text import attribute_name, percent, region_name
from app.tokens import Space
from ml.types import Analysis, Attribute, Colormap, Explanation, SkinCrop

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
        title = translate("DetailDialog", "{attribute}: other methods").format(attribute=attribute_name(attribute))
        self.setWindowTitle(title)
        self._grid = QGridLayout()
        cells = self._cells(analysis)
        self._slow = [cell for cell in cells if cell.method.value == SLOW]
        self._waiting = [cell for cell in cells if cell.method.value != SLOW]
        self.slow_button = QPushButton(translate("DetailDialog", "Compute Score-CAM (slow)"))
        self.slow_button.clicked.connect(self._compute_slow)
        self._lay_out()
        self.resize(820, 640)
        self._go_on()

    def done(self, code: int) -> None:
        """Stops asking for more."""
        self._closed = True
        super().done(code)

    def _compute_slow(self) -> None:
        self.slow_button.setEnabled(False)
        idle = not self._waiting and not self._computing
        self._waiting += self._slow
        for cell in self._slow:
            cell.caption.setText(translate("DetailDialog", "computing…"))
        if idle:
            self._go_on()

    def _cells(self, analysis: Analysis) -> list[_Cell]:
        from ml.gradcam import DetailMethod

        regions = [grade.region for grade in analysis.of(self._attribute).regions]
        crops = [crop for region in regions if (crop := analysis.crop(region)) is not None]
        for column, method in enumerate(DetailMethod, start=1):
            head = QLabel(method_name(method))
            head.setProperty("role", "heading")
            head.setToolTip(method_hint(method))
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignCenter)
        cells = []
        for row, crop in enumerate(crops, start=1):
            self._grid.addWidget(QLabel(region_name(crop.region)), row, 0)
            for column, method in enumerate(DetailMethod, start=1):
                cells.append(self._cell(crop, method, row, column))
        return sorted(cells, key=lambda cell: list(DetailMethod).index(cell.method))

    def _cell(self, crop: SkinCrop, method: DetailMethod, row: int, column: int) -> _Cell:
        waits = "–" if method.value == SLOW else translate("DetailDialog", "computing…")
        picture, caption = QLabel(), QLabel(waits)
        picture.setPixmap(_pixmap(picture_of(crop.pixels)))
        caption.setProperty("role", "caption")
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
        box.addWidget(caption)
        self._grid.addLayout(box, row, column)
        picture.setAccessibleName(f"{region_name(crop.region)}, {method_name(method)}")
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
        words = translate("DetailDialog", "on skin: {percent}").format(percent=percent(explanation.heat_on_skin))
        cell.caption.setText(words)
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
        hint = QLabel(
            translate(
                "DetailDialog",
                "Four ways to ask the same network where it looked. Where they agree, the heat can be trusted more.",
            )
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(hint)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(HeatLegend(self._colormap))
        foot.addStretch(1)
        foot.addWidget(self.slow_button)
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

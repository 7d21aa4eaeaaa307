"""Two scans on the page: photos, drawn faces or the table; beside or below them, what changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.change.conditions import differences_between
from app.compare.change_key import ChangeKey
from app.compare.change_list import ChangeList
from app.compare.difference_face import DifferenceFace
from app.compare.loading import Loaded
from app.compare.region_maps import RegionMaps
from app.compare.stage import Stage, View
from app.compare.table import ChangeTable
from app.compare.words import caption_text, warning_text
from app.tokens import Space
from app.widgets.beside_or_below import PictureBeside, SideColumn
from app.widgets.letters import with_layout
from app.widgets.plain_label import PlainLabel
from app.widgets.readable_table import ReadableTable
from app.widgets.shown_page import ShownPage
from app.widgets.switch import Switch
from ml.types import Attribute

translate = QCoreApplication.translate


class Comparison(QWidget):
    """layer_wanted(Attribute): the map of change of another attribute is to be made."""

    layer_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: Loaded | None = None
        self._view: View | None = View.SLIDER
        self._attribute = Attribute.PIGMENTATION
        self.stage, self.maps = Stage(), RegionMaps()
        self.rows, self.table, self.copy = ChangeTable(), ReadableTable(), QPushButton()
        self.table.setModel(self.rows)
        self.list, self.face = ChangeList(), DifferenceFace(15.0)
        self.match, self._match_label, self._hint = Switch(), PlainLabel(), PlainLabel()
        self.key = ChangeKey()
        self._warning = PlainLabel()
        self._left = ShownPage()
        self._foot = QWidget()
        self._lay_out()
        self._connect()
        self.list.choose(self._attribute)
        self.retranslate()

    @property
    def attribute(self) -> Attribute:
        """Whose regions and map are shown."""
        return self._attribute

    def show_loaded(self, loaded: Loaded) -> None:
        """Takes two other scans."""
        self._loaded = loaded
        self.rows.show_rows(loaded.rows)
        self.table.fit()
        self.list.show_rows(loaded.rows)
        self.stage.show_layer(QImage())
        self._show_attribute()
        self._show_pictures()
        self._write()
        self.layer_wanted.emit(self._attribute)

    def show_layer(self, attribute: Attribute, layer: QImage) -> None:
        """The map of change, when it is made."""
        if attribute is self._attribute:
            self.stage.show_layer(layer)
            self._write_hint()

    def show_view(self, view: View | None) -> None:
        """Another way of showing them; None is the table."""
        self._view = view
        if view is not None:
            self.stage.show_view(view)
        self._show_pictures()
        self._write_hint()

    def retranslate(self) -> None:
        """Writes all words again."""
        self._match_label.setText(translate("Compare", "Same light and colour"))
        self.match.setAccessibleName(self._match_label.text())
        self.copy.setText(translate("Compare", "Copy table"))
        self.table.setAccessibleName(translate("Compare", "Grades of both scans"))
        self.rows.retranslate()
        self.list.retranslate()
        self.face.retranslate()
        self.maps.retranslate()
        self.key.retranslate()
        self._write()

    def _write(self) -> None:
        if self._loaded is None:
            return
        before, after = self._loaded.before.scan, self._loaded.after.scan
        words = warning_text(differences_between(before, after))
        self._warning.setText(words)
        self._warning.setVisible(bool(words))
        self.stage.show_captions(caption_text(before, after), caption_text(after, before))
        self._write_hint()

    def _write_hint(self) -> None:
        photos = self._loaded is not None and self._loaded.pair is not None
        change = photos and self._view is View.CHANGE
        aligned = self._loaded is not None and self._loaded.pair is not None and self._loaded.pair.aligned
        sides = photos and self._view in (View.BESIDE, View.SLIDER)
        self.match.setVisible(sides and aligned)
        self._match_label.setVisible(sides and aligned)
        self.key.setVisible(change and self.stage.has_layer)
        self.copy.setVisible(self._view is None)
        self._hint.setText(self._hint_text(photos, aligned))
        if self._view is None:
            self._hint.setText("")

    def _hint_text(self, photos: bool, aligned: bool) -> str:
        if not photos:
            return ""
        if not aligned:
            return translate("Compare", "No face was kept with both photos, so they are not aligned.")
        if self._view is View.CHANGE:
            if not self.stage.has_layer:
                return translate("Compare", "There is no heat map of this attribute in both scans.")
            return translate("Compare", "Where the model saw the sign more or less than before.")
        return translate(
            "Compare", "Evens out each region's light and colour: good for lines and spots, not for redness."
        )

    def _show_attribute(self) -> None:
        if self._loaded is None:
            return
        self.face.show_rows([row for row in self._loaded.rows if row.attribute is self._attribute])
        self.maps.show_scans(self._loaded.before.scan, self._loaded.after.scan, self._attribute)

    def _show_pictures(self) -> None:
        if self._loaded is None:
            return
        if self._view is None:
            self._left.setCurrentWidget(self.table)
        elif self._loaded.pair is None:
            self._left.setCurrentWidget(self.maps)
        else:
            after = self._loaded.matched_picture if self.match.isChecked() else self._loaded.after_picture
            self.stage.show_pictures(self._loaded.before_picture, after)
            self._left.setCurrentWidget(self.stage)

    def _choose(self, attribute: Attribute) -> None:
        self._attribute = attribute
        self.stage.show_layer(QImage())
        self._show_attribute()
        self.layer_wanted.emit(attribute)

    def _connect(self) -> None:
        self.match.setChecked(True)
        self.match.toggled.connect(lambda _: self._show_pictures())
        self.copy.clicked.connect(self.table.copy)
        self.list.chosen.connect(self._choose)

    def _lay_out(self) -> None:
        for widget in (self.stage, self.maps, self.table):
            self._left.addWidget(widget)
        self._hint.setProperty("role", "caption")
        self._hint.setWordWrap(True)
        self._warning.setProperty("role", "caption")
        self._warning.setWordWrap(True)
        self._warning.hide()
        self._match_label.setBuddy(self.match)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(Space.SMALL)
        for part in (self.match, self._match_label, self.key, self.copy):
            foot.addWidget(part)
        foot.addSpacing(Space.MEDIUM)
        foot.addWidget(self._hint, 1)
        foot.addStretch(0)
        main = QWidget()
        left = QVBoxLayout(main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.MEDIUM)
        left.addWidget(self._warning)
        left.addWidget(self._left, 1)
        left.addWidget(self._foot)
        side = self._side()
        both = PictureBeside(main, self._left, side, Space.WIDE)
        both.turned.connect(side.show_whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(both)

    def _side(self) -> SideColumn:
        inside = QWidget()
        inside.setProperty("role", "bare")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.LARGE)
        column.addWidget(self.list)
        column.addWidget(self.face, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        area = SideColumn(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        with_layout(inside, lambda: area.setMinimumWidth(inside.minimumSizeHint().width() + 2 * Space.LARGE))
        return area

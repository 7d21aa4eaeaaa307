"""Paints one row of the list: small picture, day and time, source and tags, and the five grades."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.history.records import Scan, SourceKind
from app.history_page.scan_list import ScanList
from app.history_page.words import flawed_text, moment_text, regraded_text, short_moment_text, under_line
from app.icons import Icon, icon
from app.panel.colours import faded, grade_colour, grade_ink, outline
from app.text import attribute_name
from app.theme import sized, tones_of
from app.tokens import TYPE, Radius, Space, Tones
from ml.types import Attribute, AttributeGrade

PICTURE = 52
CHIP = 28.0
SIGN = 64
"""Pixels of a drawn sign; thumbnails are larger."""
COLUMN_AT_MOST = 92.0


def column_width(font: QFont) -> float:
    """How wide each of the five columns of grades is."""
    metrics = QFontMetricsF(sized(font, TYPE.caption))
    return min(COLUMN_AT_MOST, max(metrics.horizontalAdvance(attribute_name(a)) for a in Attribute) + Space.MEDIUM)


def grade_columns(row: QRectF, font: QFont) -> tuple[QRectF, ...]:
    """One column for each attribute, at the right end of a row."""
    width = column_width(font)
    left = row.right() - Space.MEDIUM - width * len(Attribute)
    return tuple(QRectF(left + place * width, row.top(), width, row.height()) for place in range(len(Attribute)))


def fitting_moment(moment: datetime, metrics: QFontMetricsF, width: float) -> str:
    """Day and time: in words, else in figures, cut short only where those are too wide as well."""
    words = moment_text(moment)
    if metrics.horizontalAdvance(words) <= width:
        return words
    return metrics.elidedText(short_moment_text(moment), Qt.TextElideMode.ElideRight, width)


class ScanRow(QStyledItemDelegate):
    """All rows are equally high, so that ten thousand of them cost no more than ten to lay out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs: dict[tuple[Icon, str], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for two lines and the picture."""
        lines = QFontMetricsF(option.font).height() * 2 + Space.TIGHT
        return QSize(320, round(max(lines, PICTURE)) + 2 * Space.MEDIUM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, picture, words, grades; a row whose page isn't read yet stays empty."""
        model = index.model()
        assert isinstance(model, ScanList)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        palette = QGuiApplication.palette()
        font: QFont = option.font
        tones = tones_of(palette)
        row = QRectF(option.rect).adjusted(2, 2, -2, -2)
        _paint_ground(painter, row, option, tones)
        scan = model.scan(index.row())
        if scan is not None:
            picture = QRectF(row.left() + Space.MEDIUM, row.center().y() - PICTURE / 2, PICTURE, PICTURE)
            _paint_picture(painter, picture, model.thumbnail(scan) or self._sign(scan, tones), tones)
            columns = grade_columns(row, font)
            words = QRectF(row)
            words.setLeft(picture.right() + Space.LARGE)
            words.setRight(columns[0].left() - Space.MEDIUM)
            _paint_words(painter, words, scan, font, tones)
            for column, attribute in zip(columns, Attribute, strict=True):
                _paint_grade(painter, column, scan.of(attribute), font, palette)
        painter.restore()

    def _sign(self, scan: Scan, tones: Tones) -> QPixmap:
        """Drawn once in each colour: parsing a drawing for every row would cost more than the rest of it."""
        name = Icon.CAMERA if scan.source.kind is SourceKind.LIVE else Icon.PHOTO
        if (name, tones.muted) not in self._signs:
            drawing = icon(name, QPalette.ColorRole.PlaceholderText)
            self._signs[name, tones.muted] = drawing.pixmap(QSize(SIGN, SIGN))
        return self._signs[name, tones.muted]


def _paint_ground(painter: QPainter, row: QRectF, option: QStyleOptionViewItem, tones: Tones) -> None:
    state: QStyle.StateFlag = option.state
    chosen, over = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(QPen(QColor(tones.accent if chosen else tones.line), 1))
    ground = tones.accent_soft if chosen else (tones.raised if over else tones.surface)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(tones.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)


def _paint_picture(painter: QPainter, place: QRectF, picture: QPixmap, tones: Tones) -> None:
    """A photo fills its place; a sign is smaller and stands in the middle."""
    path = QPainterPath()
    path.addRoundedRect(place, Radius.CONTROL, Radius.CONTROL)
    painter.save()
    painter.setClipPath(path)
    painter.fillPath(path, QColor(tones.raised))
    inside = place.adjusted(15, 15, -15, -15) if picture.width() == SIGN else place
    painter.drawPixmap(inside, picture, QRectF(picture.rect()))
    painter.restore()


def _paint_words(painter: QPainter, place: QRectF, scan: Scan, font: QFont, tones: Tones) -> None:
    strong, small = sized(font, TYPE.body, QFont.Weight.DemiBold), sized(font, TYPE.caption)
    upper, lower = QFontMetricsF(strong), QFontMetricsF(small)
    height = upper.height() + Space.TIGHT + lower.height()
    line = QRectF(place.left(), place.center().y() - height / 2, place.width(), upper.height())
    painter.setFont(strong)
    painter.setPen(QColor(tones.text))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitting_moment(scan.taken, upper, line.width()))
    second = QRectF(line.left(), line.bottom() + Space.TIGHT, line.width(), lower.height())
    painter.setFont(small)
    for words in _marks(scan):
        painter.setPen(QColor(tones.warning))
        shown = lower.elidedText(words, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, shown)
        second.setLeft(second.left() + lower.horizontalAdvance(shown) + Space.MEDIUM)
    painter.setPen(QColor(tones.muted))
    rest = lower.elidedText(under_line(scan), Qt.TextElideMode.ElideRight, max(0.0, second.width()))
    painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, rest)


def _marks(scan: Scan) -> tuple[str, ...]:
    regraded = (regraded_text(),) if scan.regraded_from is not None else ()
    return regraded + ((flawed_text(),) if scan.conditions.issues else ())


def _paint_grade(
    painter: QPainter, column: QRectF, graded: AttributeGrade | None, font: QFont, palette: QPalette
) -> None:
    grade = graded.grade if graded is not None else None
    square = QRectF(0, 0, CHIP, CHIP)
    square.moveCenter(column.center())
    text = palette.color(QPalette.ColorRole.WindowText)
    painter.setPen(QPen(outline(palette), 1) if grade is not None else Qt.PenStyle.NoPen)
    painter.setBrush(grade_colour(grade.value) if grade is not None else faded(text, 0.06))
    painter.drawRoundedRect(square, Radius.SMALL, Radius.SMALL)
    painter.setFont(sized(font, TYPE.body, QFont.Weight.DemiBold))
    painter.setPen(grade_ink(grade.value) if grade is not None else faded(text, 0.5))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "–" if grade is None else str(grade.value))


class ListHead(QWidget):
    """The names of the five columns, over the rows of a list below."""

    def __init__(self, rows: QAbstractItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self) -> QSize:
        """One line of small letters."""
        return QSize(320, round(QFontMetricsF(sized(self.font(), TYPE.caption)).height()) + Space.TIGHT)

    def paintEvent(self, event: object) -> None:
        """The names, cut short where there is no room."""
        painter = QPainter(self)
        small = sized(self.font(), TYPE.caption)
        painter.setFont(small)
        painter.setPen(QColor(tones_of(QGuiApplication.palette()).muted))
        row = QRectF(2, 0, self._rows.viewport().width() - 4, self.height())
        metrics = QFontMetricsF(small)
        for column, attribute in zip(grade_columns(row, self._rows.font()), Attribute, strict=True):
            name = metrics.elidedText(attribute_name(attribute), Qt.TextElideMode.ElideRight, column.width() - 4)
            painter.drawText(column, Qt.AlignmentFlag.AlignCenter, name)

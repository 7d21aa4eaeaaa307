"""How Pibu looks: tokens, palette, the one stylesheet, and following the system's light or dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.settings import TextSize, Theme
from app.style_sheet import style_sheet
from app.tokens import DARK, LIGHT, Tones

_CJK_FAMILIES = ("Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR")
_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}


@dataclass(frozen=True, slots=True)
class _Roles:
    role: QPalette.ColorRole
    active: str
    disabled: str


def palette_of(tones: Tones) -> QPalette:
    """The palette for these tones."""
    role = QPalette.ColorRole
    table = (
        _Roles(role.Window, tones.window, tones.window),
        _Roles(role.WindowText, tones.text, tones.faint),
        _Roles(role.Base, tones.surface, tones.window),
        _Roles(role.AlternateBase, tones.raised, tones.window),
        _Roles(role.Text, tones.text, tones.faint),
        _Roles(role.Button, tones.surface, tones.window),
        _Roles(role.ButtonText, tones.text, tones.faint),
        _Roles(role.BrightText, tones.on_accent, tones.faint),
        _Roles(role.PlaceholderText, tones.muted, tones.faint),
        _Roles(role.ToolTipBase, tones.raised, tones.raised),
        _Roles(role.ToolTipText, tones.text, tones.text),
        _Roles(role.Highlight, tones.accent, tones.line),
        _Roles(role.HighlightedText, tones.on_accent, tones.faint),
        _Roles(role.Accent, tones.accent, tones.line),
        _Roles(role.Link, tones.accent, tones.faint),
        _Roles(role.LinkVisited, tones.accent, tones.faint),
        _Roles(role.Light, tones.raised, tones.raised),
        _Roles(role.Midlight, tones.line, tones.line),
        _Roles(role.Mid, tones.line, tones.line),
        _Roles(role.Dark, tones.muted, tones.faint),
        _Roles(role.Shadow, tones.shadow, tones.shadow),
    )
    palette = QPalette()
    for entry in table:
        palette.setColor(entry.role, QColor(entry.active))
        palette.setColor(QPalette.ColorGroup.Disabled, entry.role, QColor(entry.disabled))
    return palette


def tones_of(palette: QPalette) -> Tones:
    """The tones a widget paints with, told from its palette: `tones_of(self.palette())`."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def sized(font: QFont, scale: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A copy of a font, scaled (app.tokens.TypeScale) and weighted, for painting."""
    copy = QFont(font)
    copy.setPointSizeF(max(1.0, font.pointSizeF() * scale))
    copy.setWeight(weight)
    return copy


def interface_font(factor: float = 1.0) -> QFont:
    """The system's own font with Korean families behind it, at least 10 pt, made larger by a factor."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    present = set(QFontDatabase.families())
    font.setFamilies([font.family(), *(family for family in _CJK_FAMILIES if family in present)])
    font.setPointSizeF(max(10.0, font.pointSizeF()) * factor)
    return font


class Look(QObject):
    """Gives the application its style, palette, font and stylesheet, and keeps them with the system's scheme."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._theme = Theme.SYSTEM
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(interface_font())
        application.styleHints().colorSchemeChanged.connect(self._paint)

    def wear(self, theme: Theme, size: TextSize = TextSize.USUAL) -> None:
        """Changes to this theme and size of letters now."""
        self._theme = theme
        font = interface_font(size.factor)
        if font != self._application.font():
            self._application.setFont(font)
        self._application.styleHints().setColorScheme(_SCHEMES[theme])
        self._paint()

    def _paint(self) -> None:
        tones = DARK if self._is_dark() else LIGHT
        self._application.setPalette(palette_of(tones))
        self._application.setStyleSheet(style_sheet(tones, self._application.font().pointSizeF()))

    def _is_dark(self) -> bool:
        """As chosen; only "system" asks Qt, because not every platform takes setColorScheme (plain X11 doesn't)."""
        if self._theme is Theme.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._theme is Theme.DARK

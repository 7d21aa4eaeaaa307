"""The paper: A4, or Letter where printers hold that. All lengths in app.report are tenths of a millimetre."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QPageSize

DOTS_PER_INCH = 254
"""Makes a painter's unit a tenth of a millimetre."""
_SIDE, _TOP, _BOTTOM = 180.0, 210.0, 200.0
_T = QLocale.Country
LETTER_LANDS = frozenset(
    {
        *(_T.UnitedStates, _T.Canada, _T.Mexico, _T.PuertoRico, _T.Philippines, _T.Chile, _T.Colombia, _T.Venezuela),
        *(_T.CostaRica, _T.Guatemala, _T.Nicaragua, _T.Panama, _T.ElSalvador, _T.Belize),
    }
)
"""CLDR's territories with US Letter paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper, upright."""

    kind: QPageSize.PageSizeId
    width: float
    height: float

    @property
    def inside(self) -> QRectF:
        """What is between the margins."""
        return QRectF(_SIDE, _TOP, self.width - 2 * _SIDE, self.height - _TOP - _BOTTOM)


A4 = Paper(QPageSize.PageSizeId.A4, 2100.0, 2970.0)
LETTER = Paper(QPageSize.PageSizeId.Letter, 2159.0, 2794.0)


def paper_of(place: QLocale) -> Paper:
    """What is used where the computer stands: pass QLocale.system(), not the window's language."""
    return LETTER if place.territory() in LETTER_LANDS else A4

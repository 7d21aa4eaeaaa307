"""Two pages of a report as pictures, beside each other, for the README."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from app.history.ports import History
from app.settings import Settings

PAGE_WIDTH = 900
GAP = 24


def example_pages(history: History, scan_id: str, settings: Settings) -> QImage:
    """The overview of a scan, and the charts of a whole history. For a worker thread."""
    from app.report.lettering import usual_hand
    from app.report.paper import A4
    from app.report.pdf import as_pictures
    from app.report.period_report import Period, period_document, window_of
    from app.report.scan_report import PhotoWish, scan_document
    from app.trends.reading import read

    hand = usual_hand()
    wish = PhotoWish(True, settings.overlay, settings.colormap, settings.opacity)
    scan = as_pictures(scan_document(history, (scan_id,), wish, hand, "Pibu"), A4, hand, PAGE_WIDTH)
    scans = history.scans(limit=10_000)
    period = Period(scans, window_of(scans, None, None), (), history.profile.name)
    trends = as_pictures(period_document(period, read(history), A4, hand, "Pibu"), A4, hand, PAGE_WIDTH)
    return _beside(scan[0], trends[1])


def _beside(left: QImage, right: QImage) -> QImage:
    both = QImage(left.width() + right.width() + 3 * GAP, left.height() + 2 * GAP, QImage.Format.Format_RGB32)
    both.fill(0xFFC9D1CF)
    painter = QPainter(both)
    painter.drawImage(GAP, GAP, left)
    painter.drawImage(2 * GAP + left.width(), GAP, right)
    painter.end()
    return both

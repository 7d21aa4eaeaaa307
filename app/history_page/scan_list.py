"""The list of scans as a model: as many rows as there are scans, of which only the pages looked at are in memory."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from app.history.records import Scan
from app.history_page.feeder import PAGE
from app.history_page.words import spoken

KEPT_PAGES = 80
KEPT_THUMBNAILS = 300
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ScanList(QAbstractListModel):
    """page_wanted(number), thumbnail_wanted(scan id): asked whenever a row is painted that isn't there yet."""

    page_wanted = Signal(int)
    thumbnail_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._pages: OrderedDict[int, tuple[Scan, ...]] = OrderedDict()
        self._thumbnails: OrderedDict[str, QPixmap | None] = OrderedDict()

    def show_count(self, count: int) -> None:
        """Another list, of so many scans, none of them read yet."""
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Empties it, pictures included."""
        self._thumbnails.clear()
        self.show_count(0)

    def put_page(self, number: int, scans: tuple[Scan, ...]) -> None:
        """A page has been read."""
        if not scans:
            return
        self._pages[number] = scans
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        self.dataChanged.emit(self.index(number * PAGE), self.index(number * PAGE + len(scans) - 1))

    def put_scan(self, scan: Scan) -> None:
        """A scan's notes or tags are others."""
        for number, page in tuple(self._pages.items()):
            if any(one.id == scan.id for one in page):
                self.put_page(number, tuple(scan if one.id == scan.id else one for one in page))

    def put_thumbnail(self, scan_id: str, picture: QImage | None) -> None:
        """A small picture has been read; None: there is none."""
        self._thumbnails[scan_id] = None if picture is None else QPixmap.fromImage(picture)
        while len(self._thumbnails) > KEPT_THUMBNAILS:
            self._thumbnails.popitem(last=False)

    def scan(self, row: int) -> Scan | None:
        """The scan of a row; None while its page is not there, which is then asked for."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self.page_wanted.emit(row // PAGE)
            return None
        return page[row % PAGE] if row % PAGE < len(page) else None

    def thumbnail(self, scan: Scan) -> QPixmap | None:
        """A scan's small picture, if one was kept and is there; else it is asked for."""
        if scan.has_photo and scan.id not in self._thumbnails:
            self.thumbnail_wanted.emit(scan.id)
        return self._thumbnails.get(scan.id)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many scans there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A sentence about the scan, for screen readers; everything else is painted by the delegate."""
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole) or not index.isValid():
            return None
        scan = self.scan(index.row())
        return "" if scan is None else spoken(scan)

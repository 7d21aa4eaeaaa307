"""What the Compare page shows of two scans, made on the worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.compare.numbers import ChangeRow, Shelf, change_rows
from app.history.ports import History
from app.picture.pyramid import picture_of
from ml.types import Attribute

if TYPE_CHECKING:
    from app.compare.pictures import Kept, Pair


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Two scans ready to be shown. before_picture, after_picture, matched_picture: null where photos weren't kept."""

    before: Kept
    after: Kept
    rows: tuple[ChangeRow, ...]
    pair: Pair | None
    before_picture: QImage
    after_picture: QImage
    matched_picture: QImage


def load(history: History, shelf: Shelf, before_id: str, after_id: str) -> Loaded:
    """Reads both, aligns their photos and compares their grades."""
    from app.compare.pictures import kept, pair_of

    before, after = kept(history, before_id), kept(history, after_id)
    rows = change_rows(before.scan, after.scan, shelf)
    pair = pair_of(before, after)
    if pair is None:
        return Loaded(before, after, rows, None, QImage(), QImage(), QImage())
    pictures = (picture_of(pair.before), picture_of(pair.after), picture_of(pair.matched))
    return Loaded(before, after, rows, pair, *pictures)


def layer_of(loaded: Loaded, attribute: Attribute) -> QImage:
    """The map of change of an attribute over the pair's frame; null where there is none."""
    from app.compare.pictures import change_picture

    if loaded.pair is None:
        return QImage()
    layer = change_picture(loaded.before, loaded.after, loaded.pair, attribute)
    return QImage() if layer is None else picture_of(layer)

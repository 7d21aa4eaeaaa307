"""Parts of a report one below the other, and how they are laid on pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


class Block(Protocol):
    """What is never broken over two pages."""

    def height(self, width: float) -> float:
        """What it needs at this width."""

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Draws itself into a place of that width and height."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and how it stands among others.

    above: distance to what is above it, none at the top of a page. with_next: never the last on a page, where
    anything follows. on_new_page: begins one. head: a table's headings, which stand above the row again where the table
    goes on on another page.
    """

    block: Block
    above: float = 0.0
    with_next: bool = False
    on_new_page: bool = False
    head: Block | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on its page."""

    block: Block
    place: QRectF


Sheet = tuple[Placed, ...]


def sheets(pieces: Sequence[Piece], inside: QRectF) -> tuple[Sheet, ...]:
    """The pieces on as few pages as they need, at least one. What is higher than a page stands alone on one."""
    done: list[Sheet] = []
    placed: list[Placed] = []
    bottom = inside.top()
    for index, piece in enumerate(pieces):
        above = piece.above if placed else 0.0
        needed = above + _needed(pieces, index, inside.width())
        if placed and (piece.on_new_page or bottom + needed > inside.bottom()):
            done.append(tuple(placed))
            placed, bottom, above = [], inside.top(), 0.0
            if piece.head is not None:
                bottom = _put(placed, piece.head, bottom, inside)
        bottom = _put(placed, piece.block, bottom + above, inside)
    return (*done, tuple(placed))


def _needed(pieces: Sequence[Piece], index: int, width: float) -> float:
    """Height of a piece with all that must stand on the same page."""
    total = pieces[index].block.height(width)
    while pieces[index].with_next and index + 1 < len(pieces):
        index += 1
        total += pieces[index].above + pieces[index].block.height(width)
    return total


def _put(placed: list[Placed], block: Block, top: float, inside: QRectF) -> float:
    height = block.height(inside.width())
    placed.append(Placed(block, QRectF(inside.left(), top, inside.width(), height)))
    return top + height

"""Mends what Qt writes about letters in a PDF, so that words can be searched for and copied.

Qt tells for each glyph the lowest character that has it: for the space that is the tabulator, for an en dash a figure
dash, for a Chinese character the radical of the same shape. The maps (ToUnicode CMaps) are not compressed and every
character in them has four digits, so each is corrected in its place.
"""

from __future__ import annotations

import re
import unicodedata

_MAP = re.compile(rb"/CIDInit /ProcSet findresource begin.*?endcmap", re.DOTALL)
_RANGE = re.compile(rb"(<[0-9A-F]{4}> <[0-9A-F]{4}> )(\[[^\]]*\]|<[0-9A-F]{4}>)")
_CHARACTER = re.compile(rb"<([0-9A-F]{4})>")
_FIGURE_DASH, _EN_DASH, _SPACE = 0x2012, 0x2013, 0x20
_RADICALS = range(0x2E80, 0x2FE0)


def searchable(pdf: bytes) -> bytes:
    """The same file, of the same length, with the characters that were meant."""
    return _MAP.sub(lambda found: _RANGE.sub(_mended, found.group()), pdf)


def _mended(found: re.Match[bytes]) -> bytes:
    return found.group(1) + _CHARACTER.sub(lambda one: b"<%04X>" % _meant(int(one.group(1), 16)), found.group(2))


def _meant(character: int) -> int:
    if 0 < character < _SPACE:
        return _SPACE
    if character == _FIGURE_DASH:
        return _EN_DASH
    if character in _RADICALS:
        plain = unicodedata.normalize("NFKC", chr(character))
        return ord(plain) if len(plain) == 1 and ord(plain) < 0x10000 else character
    return character

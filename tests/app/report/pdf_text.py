"""Reads the words of a PDF as Qt writes it, by its own character maps: what a reader's search and copy would find."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj|\b(BT)\b")
_RANGE = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{4})> (\[[^\]]*\]|<[0-9A-F]+>)")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """words: in the order they were painted, as they are. pictures: how many were painted."""

    words: str
    pictures: int

    @property
    def squeezed(self) -> str:
        """Without any space: words of two fonts are two strings."""
        return "".join(self.words.split())

    def says(self, text: str) -> bool:
        """Whether a text stands on it, however its lines break."""
        return "".join(text.split()) in self.squeezed


def pages_of(pdf: bytes) -> tuple[PdfPage, ...]:
    """All pages, in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    tree = next(body for body in objects.values() if re.search(rb"/Type\s*/Pages", body))
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL)
    assert kids is not None
    return tuple(_page(objects, int(number)) for number in re.findall(rb"(\d+) 0 R", kids.group(1)))


def fonts_of(pdf: bytes) -> tuple[bytes, ...]:
    """For each font of the file, whether its letters are in it: their file's object, b"" where there is none."""
    files = re.findall(rb"/Type /FontDescriptor(.*?)>>", pdf, re.DOTALL)
    return tuple(b"".join(re.findall(rb"/FontFile\d? (\d+)", one)) for one in files)


def _page(objects: dict[int, bytes], number: int) -> PdfPage:
    page = objects[number]
    resources = objects[_reference(page, b"Resources")]
    named = {name: int(font) for name, font in re.findall(rb"/(F\d+) (\d+) 0 R", resources)}
    maps = {name: _map(_stream(objects[_reference(objects[font], b"ToUnicode")])) for name, font in named.items()}
    content = _stream(objects[_reference(page, b"Contents")])
    words: list[str] = []
    font: dict[int, str] = {}
    for name, codes, begins in _SHOWN.findall(content):
        if begins:
            words.append("\n")
        elif name:
            font = maps[name]
        else:
            words += [font[int(codes[at : at + 4], 16)] for at in range(0, len(codes), 4)]
    return PdfPage("".join(words), len(re.findall(rb"/Im\d+\s+Do\b", content)))


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb"\s+(\d+) 0 R", body)
    assert found is not None, key
    return int(found.group(1))


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    return zlib.decompress(found.group(1)) if b"/FlateDecode" in body[: found.start()] else found.group(1)


def _map(cmap: bytes) -> dict[int, str]:
    characters: dict[int, str] = {}
    for first, last, targets in _RANGE.findall(cmap.decode("ascii")):
        written = re.findall(r"<([0-9A-F]+)>", targets)
        for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
            one = written[place] if len(written) > 1 else f"{int(written[0], 16) + place:04X}"
            characters[code] = bytes.fromhex(one).decode("utf-16-be")
    return characters

"""What Pibu and its decoding process say to each other over two pipes: one photo, one answer, in turn.

Request: the number of bytes (uint64), the bytes. Answer: height and width (uint32 each) and RGB bytes; or height 0 and
a length, with a TroubleCode and a detail as text. Little-endian. Nothing is ever unpickled, and what doesn't fit these
rules is an EOFError or a ValueError: the process may have been taken over by the photo it decoded.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import numpy as np

from ml.errors import PibuError, TroubleCode
from ml.photo_bytes import MAX_BYTES, MAX_PIXELS
from ml.types import RgbImage

READY = b"\x06"
MOST_TEXT = 2000
_LENGTH = struct.Struct("<Q")
_SHAPE = struct.Struct("<II")
_CHUNK = 1 << 22


def send_photo(pipe: BinaryIO, content: bytes) -> None:
    """Asks for a file's bytes to be decoded. Raises OSError when nobody listens."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive_photo(pipe: BinaryIO) -> bytes | None:
    """The next file's bytes; None when no more come."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    return exactly(pipe, length) if length <= MAX_BYTES else None


def send_pixels(pipe: BinaryIO, width: int, height: int, rgb: bytes) -> None:
    """Answers with a picture; rgb: its rows, three bytes a pixel."""
    pipe.write(_SHAPE.pack(height, width))
    for start in range(0, len(rgb), _CHUNK):
        pipe.write(memoryview(rgb)[start : start + _CHUNK])
    pipe.flush()


def send_trouble(pipe: BinaryIO, trouble: PibuError) -> None:
    """Answers with the reason why there is no picture."""
    text = f"{trouble.code.value}\n{trouble.detail}".encode("utf-8", "replace")[:MOST_TEXT]
    pipe.write(_SHAPE.pack(0, len(text)))
    pipe.write(text)
    pipe.flush()


def receive_answer(pipe: BinaryIO, subject: str) -> RgbImage:
    """(H, W, 3) uint8 RGB, 0-255, contiguous and writable.

    Raises:
        PibuError: the reason why there is no picture, about `subject`.
        EOFError: the process ended.
        ValueError: this is no answer.
    """
    height, width = _SHAPE.unpack(exactly(pipe, _SHAPE.size))
    if height == 0:
        raise _trouble(exactly(pipe, min(width, MOST_TEXT)), subject)
    if not 0 < width * height <= MAX_PIXELS:
        raise ValueError(f"{width} x {height} px")
    image = np.empty((height, width, 3), np.uint8)
    left = image.reshape(-1).data
    while left:
        read = pipe.readinto(left)  # type: ignore[attr-defined]
        if not read:
            raise EOFError
        left = left[read:]
    return image


def exactly(pipe: BinaryIO, length: int) -> bytes:
    """So many bytes. Raises EOFError when fewer come."""
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _trouble(text: bytes, subject: str) -> PibuError:
    code, _, detail = text.decode("utf-8", "replace").partition("\n")
    return PibuError(TroubleCode(code), subject, detail)

"""Damaged and crafted photos, made from good ones of every format by a seed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageCms

from tests.source_tree import ROOT

EXTREMES = (
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\x80\x00\x00\x00",
    b"\xff\xff",
    b"\x00\x01",
)
HEIF = ROOT / "tests" / "golden" / "quadrants.heic"


def seeds() -> tuple[bytes, ...]:
    """Good photos: every format, with EXIF and a colour profile where it takes them, some ways of packing."""
    ramp = np.add.outer(np.arange(72) * 3, np.arange(88) * 2).astype(np.uint8)
    image = Image.fromarray(np.dstack([ramp, ramp[::-1], 255 - ramp]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a photo"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"exif": exif, "icc_profile": profile}
    made = [
        _encoded(image, "JPEG", quality=90, **more),
        _encoded(image, "JPEG", progressive=True, quality=70),
        _encoded(image.convert("CMYK"), "JPEG"),
        _encoded(image, "PNG", **more),
        _encoded(image.convert("RGBA"), "PNG"),
        _encoded(image.convert("P"), "GIF", save_all=True, append_images=[image.convert("P").rotate(90)]),
        _encoded(image, "BMP"),
        _encoded(image, "WEBP", quality=80, **more),
        _encoded(image, "WEBP", lossless=True),
        _encoded(image, "AVIF", quality=70, **more),
    ]
    made += [
        _encoded(image, "TIFF", compression=way) for way in ("raw", "tiff_lzw", "tiff_deflate", "jpeg", "packbits")
    ]
    # HEIC is what crashed decoders most: it stands for a fifth of all.
    return (*made, *[HEIF.read_bytes()] * 4)


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """So many photos, each a good one with one to eight changes."""
    good, chance = seeds(), random.Random(seed)
    for number in range(count):
        photo = bytearray(good[number % len(good)])
        for _ in range(chance.randint(1, 8)):
            chance.choice(CHANGES)(photo, chance)
        yield bytes(photo) or b"\0"


def _flip(photo: bytearray, chance: random.Random) -> None:
    photo[_place(photo, chance)] ^= 1 << chance.randrange(8)


def _byte(photo: bytearray, chance: random.Random) -> None:
    photo[_place(photo, chance)] = chance.randrange(256)


def _extreme(photo: bytearray, chance: random.Random) -> None:
    """A length or a size that no decoder expects."""
    number, place = chance.choice(EXTREMES), _place(photo, chance)
    photo[place : place + len(number)] = number[: max(1, len(photo) - place)]


def _cut(photo: bytearray, chance: random.Random) -> None:
    place = _place(photo, chance)
    del photo[place : place + chance.choice((1, 4, 64, len(photo)))]
    photo.extend(b"\0" * (not photo))


def _repeat(photo: bytearray, chance: random.Random) -> None:
    place = _place(photo, chance)
    photo[place:place] = photo[place : place + chance.choice((2, 16, 300))]


def _noise(photo: bytearray, chance: random.Random) -> None:
    place = _place(photo, chance)
    photo[place : place + 32] = chance.randbytes(32)


def _place(photo: bytearray, chance: random.Random) -> int:
    """Anywhere, and as often in the first 600 bytes, where the structure is."""
    return chance.randrange(min(600, len(photo)) if chance.random() < 0.5 else len(photo))


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


CHANGES = (_flip, _byte, _extreme, _cut, _repeat, _noise)

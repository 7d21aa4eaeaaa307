"""Pictures that a person might open by mistake, made from one portrait or drawn: crowds, halves, cartoons, files."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from ml.types import Face, RgbImage

ORIENTATION = 0x0112
SIDEWAYS = 6
"""EXIF: turn by a quarter clockwise to see it upright."""


def close(image: RgbImage, face: Face) -> RgbImage:
    """The face with little around it, a writable copy."""
    box = face.box
    x, y = 0.15 * box.width, 0.15 * box.height + 20
    rows = slice(max(0, round(box.y - y)), round(box.y + box.height + 0.15 * box.height))
    columns = slice(max(0, round(box.x - x)), round(box.x + box.width + x))
    return image[rows, columns].copy()


def ten_faces(image: RgbImage, face: Face) -> RgbImage:
    """Two rows of five."""
    row = np.hstack([close(image, face)] * 5)
    return np.vstack([row, row])


def cut_face(image: RgbImage, face: Face) -> RgbImage:
    """Seven tenths of a face, at the picture's edge."""
    return np.ascontiguousarray(image[:, : round(face.box.x + 0.7 * face.box.width)])


def half_face(image: RgbImage, face: Face) -> RgbImage:
    """One side of a face, as a profile shows it."""
    return np.ascontiguousarray(image[:, : round(face.box.x + 0.5 * face.box.width)])


def wall(height: int = 300, width: int = 400) -> RgbImage:
    """Nothing but grey."""
    return np.full((height, width, 3), 128, np.uint8)


def cartoon(skin: tuple[int, int, int] = (224, 172, 140)) -> RgbImage:
    """(600, 600, 3): a drawn head that the face finder takes for a face."""
    drawn, ink, line = np.full((600, 600, 3), 250, np.uint8), (40, 30, 30), cv2.LINE_AA
    cv2.ellipse(drawn, (300, 300), (170, 215), 0, 0, 360, skin, -1, line)
    cv2.ellipse(drawn, (300, 300), (170, 215), 0, 0, 360, ink, 5, line)
    cv2.ellipse(drawn, (300, 190), (175, 115), 0, 180, 360, (70, 45, 30), -1, line)
    for x in (230, 370):
        cv2.ellipse(drawn, (x, 270), (36, 22), 0, 0, 360, (255, 255, 255), -1, line)
        cv2.ellipse(drawn, (x, 270), (36, 22), 0, 0, 360, ink, 3, line)
        cv2.circle(drawn, (x, 270), 15, (70, 50, 35), -1, line)
        cv2.ellipse(drawn, (x, 235), (42, 16), 0, 190, 350, (60, 40, 30), 7, line)
    cv2.ellipse(drawn, (300, 335), (18, 12), 0, 10, 170, (156, 120, 98), 5, line)
    cv2.ellipse(drawn, (300, 410), (55, 22), 0, 0, 360, (190, 80, 80), -1, line)
    return drawn


def encoded(image: RgbImage, kind: str, **options: object) -> bytes:
    """A picture file's bytes."""
    file = io.BytesIO()
    Image.fromarray(image).save(file, kind, **options)
    return file.getvalue()


def sixty_megapixels() -> bytes:
    """A PNG of 8000 x 7500, small as a file."""
    file = io.BytesIO()
    Image.new("1", (8000, 7500)).save(file, "PNG")
    return file.getvalue()


def cmyk(image: RgbImage) -> bytes:
    """A TIFF for a printer."""
    file = io.BytesIO()
    Image.fromarray(image).convert("CMYK").save(file, "TIFF")
    return file.getvalue()


def sixteen_bit(image: RgbImage) -> bytes:
    """A PNG of 16 bits a colour."""
    wide = cv2.cvtColor(image, cv2.COLOR_RGB2BGR).astype(np.uint16) * 257
    written, content = cv2.imencode(".png", wide)
    assert written
    return content.tobytes()


def animated(image: RgbImage) -> bytes:
    """A PNG that shows the portrait first and then a wall."""
    file = io.BytesIO()
    then = Image.fromarray(wall(*image.shape[:2]))
    Image.fromarray(image).save(file, "PNG", save_all=True, append_images=[then], duration=200)
    return file.getvalue()


def rotated(image: RgbImage) -> bytes:
    """A PNG as a phone held sideways writes it: lying pixels, and a note of which way is up."""
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    return encoded(np.ascontiguousarray(np.rot90(image)), "PNG", exif=exif)


def mixed_folder(folder: Path, good: RgbImage) -> tuple[int, int]:
    """Two hundred photos in folders, some good. Returns how many can be graded, and how many can't be read."""
    portrait, empty, faceless = encoded(good, "JPEG", quality=95), b"", encoded(wall(72, 96), "PNG")
    kinds = (
        ("portrait.jpg", portrait, 6),
        ("portrait-named-wrongly.png", portrait, 2),
        ("wall.png", faceless, 42),
        ("empty.jpg", empty, 50),
        ("broken.jpg", portrait[: len(portrait) // 3], 40),
        ("words.png", b"Only words.", 40),
        ("tiny.png", encoded(wall(20, 20), "PNG"), 20),
    )
    number = 0
    for name, content, count in kinds:
        for _ in range(count):
            inside = folder / f"day{number % 7}"
            inside.mkdir(parents=True, exist_ok=True)
            (inside / f"{number:03d}-{name}").write_bytes(content)
            number += 1
    (folder / "notes.txt").write_text("Not a photo, and not asked for.")
    return 8, 150

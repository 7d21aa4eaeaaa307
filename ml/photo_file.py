"""Photo files: from a path or bytes to upright sRGB pixels, or a typed reason why not."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image, ImageCms, UnidentifiedImageError

from ml.errors import PibuError, TroubleCode
from ml.types import RgbImage

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".gif", ".apng")
MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 50_000_000
MIN_SIDE = 64

_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "BMP", "GIF")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"BM", b"GIF8")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_EXIF_ORIENTATION = 0x0112
_TIFF_BITS = 258
_UPRIGHT = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_180,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_90,
)


def read_photo(photo: Path | bytes) -> RgbImage:
    """Pixels of a photo: upright (EXIF), colours turned into sRGB (ICC), transparency over white, first frame.

    The format is told from the bytes, never from the file's name.

    Returns:
        (H, W, 3) uint8 RGB, 0-255, contiguous and writable.

    Raises:
        PibuError: PHOTO_MISSING, PHOTO_UNREADABLE, PHOTO_EMPTY, PHOTO_NOT_AN_IMAGE, PHOTO_DAMAGED,
            PHOTO_TOO_LARGE (over 64 MiB or 50 megapixels, told before decoding), PHOTO_TOO_SMALL (a side under 64 px).
    """
    subject = "" if isinstance(photo, bytes) else str(photo)
    content = photo if isinstance(photo, bytes) else _content(photo)
    if not content:
        raise PibuError(TroubleCode.PHOTO_EMPTY, subject)
    if len(content) > MAX_BYTES:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, f"{len(content)} bytes")
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of large pictures; both are judged here.
        warnings.simplefilter("ignore")
        return _decoded(content, subject)


def photos_in(paths: Iterable[Path]) -> list[Path]:
    """The photos that these paths mean, each once: files as they are, folders searched recursively, sorted by path.

    Hidden files and linked folders are left out. A path that doesn't exist, and a folder that can't be listed, is kept,
    so that reading it says so.
    """
    known: dict[Path, Path] = {}
    for path in paths:
        for found in _photos_under(path) if os.path.isdir(path) else (path,):
            known.setdefault(_identity(found), found)
    return list(known.values())


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle are a RuntimeError
        return path.absolute()


def _photos_under(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        photos = (name for name in names if name.lower().endswith(PHOTO_SUFFIXES) and not name.startswith("."))
        found.extend(Path(root, name) for name in photos)
    return iter(sorted(found))


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise PibuError(TroubleCode.PHOTO_UNREADABLE, str(path), "not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PibuError(TroubleCode.PHOTO_TOO_LARGE, str(path), f"{size} bytes")
        return path.read_bytes()
    except FileNotFoundError:
        raise PibuError(TroubleCode.PHOTO_MISSING, str(path)) from None
    except OSError as error:
        raise PibuError(TroubleCode.PHOTO_UNREADABLE, str(path), str(error.strerror)) from error


def _decoded(content: bytes, subject: str) -> RgbImage:
    pi_heif.register_heif_opener()
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            _check_size(opened.size, subject)
            opened.load()
            return np.array(_upright(opened, _in_srgb(opened)), np.uint8)
    except PibuError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, str(error)) from error
    except UnidentifiedImageError as error:
        code = TroubleCode.PHOTO_DAMAGED if _begins_like_an_image(content) else TroubleCode.PHOTO_NOT_AN_IMAGE
        raise PibuError(code, subject) from error
    except Exception as error:  # decoders answer damaged bytes with every kind of exception
        raise PibuError(TroubleCode.PHOTO_DAMAGED, subject, str(error)) from error


def _check_size(size: tuple[int, int], subject: str) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, f"{width} x {height} px")
    if min(width, height) < MIN_SIDE:
        raise PibuError(TroubleCode.PHOTO_TOO_SMALL, subject, f"{width} x {height} px")


def _begins_like_an_image(content: bytes) -> bool:
    return content.startswith(_BEGINNINGS) or (content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS)


def _upright(opened: Image.Image, picture: Image.Image) -> Image.Image:
    """The picture turned as its file's EXIF says; unreadable EXIF leaves it as it is."""
    try:
        orientation = int(opened.getexif().get(_EXIF_ORIENTATION, 1))
    except Exception:  # damaged metadata is no reason to refuse good pixels
        return picture
    turn = _UPRIGHT[orientation - 1] if 1 <= orientation <= len(_UPRIGHT) else None
    return picture if turn is None else picture.transpose(turn)


def _in_srgb(opened: Image.Image) -> Image.Image:
    """An RGB picture in sRGB, transparency laid over white."""
    picture = _eight_bit(opened)
    if not picture.has_transparency_data:
        return _colours_in_srgb(picture, opened.info.get("icc_profile"))
    with_alpha = picture.convert("RGBA")
    colours = _colours_in_srgb(with_alpha.convert("RGB"), opened.info.get("icc_profile"))
    white = Image.new("RGB", picture.size, "white")
    return Image.composite(colours, white, with_alpha.getchannel("A"))


def _colours_in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode in ("P", "1", "YCbCr", "HSV", "RGBX"):
        picture = picture.convert("RGB")
    if not profile and picture.mode != "LAB":
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
        turned = ImageCms.profileToProfile(
            picture,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile for another colour model, or a damaged one
        return picture.convert("RGB")
    return picture.convert("RGB") if turned is None else turned


def _eight_bit(opened: Image.Image) -> Image.Image:
    """Grey pictures of more than 8 bits brought to 0-255 by their format's own range; others as they are."""
    if not opened.mode.startswith(("I", "F")):
        return opened
    stored = np.asarray(opened)
    # Pillow keeps unsigned 32-bit samples in a signed mode.
    values = np.nan_to_num((stored.view(np.uint32) if opened.mode == "I" else stored).astype(np.float64))
    white = 1.0 if opened.mode == "F" and values.max() <= 1 else 255.0 if opened.mode == "F" else _white(opened, values)
    return Image.fromarray(np.clip(values * (255 / white) + 0.5, 0, 255).astype(np.uint8), "L")


def _white(opened: Image.Image, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    bits = getattr(opened, "tag_v2", {}).get(_TIFF_BITS, (16,))[0]
    if bits == 32 and values.max() < 2**16:
        bits = 16
    return float(2**bits - 1)

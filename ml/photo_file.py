"""Photo files: from bytes to upright sRGB pixels, or a typed reason why not. Decodes in this very process.

Photos that somebody else may have made go through ml/photo_decoder.py, which does this in a process of its own.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image, ImageCms, UnidentifiedImageError

from ml.errors import PibuError, TroubleCode
from ml.photo_bytes import check_size, photo_bytes
from ml.types import RgbImage

ROWS_AT_ONCE = 256

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
    return np.array(decoded(photo_bytes(photo), "" if isinstance(photo, bytes) else str(photo)), np.uint8)


def decoded(content: bytes, subject: str) -> Image.Image:
    """What read_photo gives, of a file's bytes, as Pillow's picture (mode RGB). subject: what troubles are about.

    Raises:
        PibuError: PHOTO_NOT_AN_IMAGE, PHOTO_DAMAGED, PHOTO_TOO_LARGE, PHOTO_TOO_SMALL.
    """
    pi_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd metadata and of large pictures; both are judged here.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                check_size(*opened.size, subject)
                opened.load()
                return _upright(opened, _in_srgb(opened))
    except PibuError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, str(error)) from error
    except UnidentifiedImageError as error:
        code = TroubleCode.PHOTO_DAMAGED if _begins_like_an_image(content) else TroubleCode.PHOTO_NOT_AN_IMAGE
        raise PibuError(code, subject) from error
    except Exception as error:  # decoders answer damaged bytes with every kind of exception
        raise PibuError(TroubleCode.PHOTO_DAMAGED, subject, str(error)) from error


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
    """An RGB picture in sRGB, transparency laid over white. Copies as little as it can: 50 megapixels are 200 MB."""
    picture = _eight_bit(opened)
    profile = opened.info.get("icc_profile")
    if not picture.has_transparency_data:
        return _colours_in_srgb(picture, profile)
    with_alpha = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    alpha = with_alpha.getchannel("A")
    colours = _colours_in_srgb(with_alpha.convert("RGB"), profile)
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(colours, mask=alpha)
    return flat


def _colours_in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode in ("P", "1", "YCbCr", "HSV", "RGBX"):
        picture = picture.convert("RGB")
    if not profile and picture.mode != "LAB":
        return _as_rgb(picture)
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
        return _as_rgb(picture)
    return _as_rgb(picture if turned is None else turned)


def _as_rgb(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _eight_bit(opened: Image.Image) -> Image.Image:
    """Grey pictures of more than 8 bits brought to 0-255 by their format's own range; others as they are."""
    if not opened.mode.startswith(("I", "F")):
        return opened
    stored = np.asarray(opened)
    # Pillow keeps unsigned 32-bit samples in a signed mode.
    stored = stored.view(np.uint32) if opened.mode == "I" else stored
    most = max(float(rows.max()) for rows in _in_rows(stored))
    white = 1.0 if opened.mode == "F" and most <= 1 else 255.0 if opened.mode == "F" else _white(opened, most)
    grey = np.empty(stored.shape, np.uint8)
    for top, rows in enumerate(_in_rows(stored)):
        grey[top * ROWS_AT_ONCE :][: len(rows)] = np.clip(rows * (255 / white) + 0.5, 0, 255)
    return Image.fromarray(grey, "L")


def _in_rows(
    stored: np.ndarray[tuple[int, ...], np.dtype[np.generic]],
) -> Iterator[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    """A few rows at a time as finite float64: the whole picture so would be gigabytes."""
    for top in range(0, len(stored), ROWS_AT_ONCE):
        yield np.nan_to_num(stored[top : top + ROWS_AT_ONCE].astype(np.float64))


def _white(opened: Image.Image, most: float) -> float:
    bits = getattr(opened, "tag_v2", {}).get(_TIFF_BITS, (16,))[0]
    if bits == 32 and most < 2**16:
        bits = 16
    return float(2**bits - 1)

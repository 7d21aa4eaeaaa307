"""Photo files of every kind, good and bad, are read right or refused with the right code."""

from __future__ import annotations

import io
import os
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from ml.errors import PibuError, TroubleCode
from ml.photo_bytes import MAX_BYTES, photos_in
from ml.photo_file import read_photo
from ml.types import RgbImage

# tests/golden/quadrants.heic is quadrants() encoded by `heif-enc -q 60` (libheif-examples 1.15.1).
GOLDEN = Path(__file__).parents[1] / "golden"
RED, GREEN, BLUE, YELLOW = (220, 40, 40), (40, 200, 60), (50, 60, 210), (230, 220, 60)


def quadrants() -> RgbImage:
    """(64, 96, 3): red top left, green top right, blue bottom left, yellow bottom right."""
    image = np.zeros((64, 96, 3), np.uint8)
    image[:32, :48], image[:32, 48:], image[32:, :48], image[32:, 48:] = RED, GREEN, BLUE, YELLOW
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def assert_same(image: RgbImage, expected: RgbImage, tolerance: int = 0) -> None:
    assert image.dtype == np.uint8
    assert image.shape == expected.shape
    assert image.flags.c_contiguous
    assert image.flags.writeable
    inner = [(y, x) for y in (8, 56) for x in (8, 88)] if image.shape[0] < image.shape[1] else [(8, 8), (88, 56)]
    for y, x in inner:
        assert np.abs(image[y, x].astype(int) - expected[y, x]).max() <= tolerance, (y, x, image[y, x], expected[y, x])


def refused(photo: Path | bytes) -> TroubleCode:
    with pytest.raises(PibuError) as caught:
        read_photo(photo)
    return caught.value.code


@pytest.mark.parametrize(
    ("kind", "options", "tolerance"),
    [
        ("PNG", {}, 0),
        ("BMP", {}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("JPEG", {"quality": 95}, 6),
        ("AVIF", {"quality": 95}, 8),
    ],
)
def test_each_format_is_read(kind: str, options: dict[str, object], tolerance: int) -> None:
    assert_same(read_photo(encoded(Image.fromarray(quadrants()), kind, **options)), quadrants(), tolerance)


def test_heic_is_read() -> None:
    assert_same(read_photo(GOLDEN / "quadrants.heic"), quadrants(), 8)


def test_a_wrong_name_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(Image.fromarray(quadrants()), "PNG"))
    assert_same(read_photo(path), quadrants())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_undone(kind: str, orientation: int) -> None:
    upright = quadrants()
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 95} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    photo = encoded(Image.fromarray(np.ascontiguousarray(stored)), kind, exif=exif, **options)
    assert_same(read_photo(photo), upright, 6)


def test_damaged_exif_does_not_lose_the_photo() -> None:
    photo = encoded(
        Image.fromarray(quadrants()), "JPEG", quality=95, exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff\x00\x01"
    )
    assert_same(read_photo(photo), quadrants(), 6)


def test_a_colour_profile_is_applied() -> None:
    """A picture stored with swapped primaries (a made profile: green and red exchanged) is turned back to sRGB."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green = srgb.index(b"rXYZ"), srgb.index(b"gXYZ")
    swapped = bytearray(srgb)
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    stored = quadrants()[..., [1, 0, 2]]
    photo = encoded(Image.fromarray(np.ascontiguousarray(stored)), "PNG", icc_profile=bytes(swapped))
    assert_same(read_photo(photo), quadrants(), 2)


@pytest.mark.parametrize("profile", [b"not a profile", b"\x00" * 200])
def test_a_damaged_profile_is_ignored(profile: bytes) -> None:
    photo = encoded(Image.fromarray(quadrants()), "PNG", icc_profile=profile)
    assert_same(read_photo(photo), quadrants())


def test_a_profile_of_another_colour_model_is_ignored() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    photo = encoded(Image.fromarray(quadrants()), "PNG", icc_profile=profile)
    assert_same(read_photo(photo), quadrants())


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_is_turned_into_rgb(kind: str) -> None:
    options = {"quality": 95} if kind == "JPEG" else {}
    assert_same(read_photo(encoded(Image.fromarray(quadrants()).convert("CMYK"), kind, **options)), quadrants(), 6)


def test_lab_is_turned_into_rgb() -> None:
    image = Image.fromarray(quadrants())
    lab = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    assert_same(read_photo(encoded(lab, "TIFF")), quadrants(), 8)  # 8-bit Lab is coarse


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bit_colour_keeps_its_range(suffix: str) -> None:
    deep = quadrants()[..., ::-1].astype(np.uint16) * 257
    assert_same(read_photo(cv2.imencode(suffix, deep)[1].tobytes()), quadrants(), 1)


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bit_grey_keeps_its_range(suffix: str) -> None:
    ramp = np.tile(np.linspace(0, 65535, 96).astype(np.uint16), (64, 1))
    image = read_photo(cv2.imencode(suffix, ramp)[1].tobytes())
    assert image.shape == (64, 96, 3)
    assert np.abs(image[0, :, 0].astype(float) - ramp[0] / 257).max() <= 0.51


@pytest.mark.parametrize(("kind", "white"), [(np.float32, 1.0), (np.uint32, 2**32 - 1), (np.float32, 255.0)])
def test_thirty_two_bit_grey_keeps_its_range(kind: type[np.generic], white: float) -> None:
    ramp = np.tile(np.linspace(0, white, 96), (64, 1)).astype(kind)
    file = io.BytesIO()
    tifffile.imwrite(file, ramp, photometric="minisblack")
    assert np.abs(read_photo(file.getvalue())[0, :, 1].astype(float) - np.linspace(0, 255, 96)).max() <= 0.6


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA"])
def test_grey_and_palette_pictures_are_read(mode: str) -> None:
    grey = Image.fromarray(np.full((64, 96), 255, np.uint8)).convert(mode)
    assert (read_photo(encoded(grey, "PNG")) == 255).all()


def test_transparency_lies_over_white() -> None:
    image = Image.fromarray(quadrants()).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 48, 32))
    half = Image.new("RGBA", (48, 32), (0, 0, 0, 128))
    image.paste(half, (48, 0))
    pixels = read_photo(encoded(image, "PNG"))
    assert pixels[8, 8].tolist() == [255, 255, 255]
    assert pixels[8, 88].tolist() == pytest.approx([127] * 3, abs=1)
    assert pixels[56, 88].tolist() == list(YELLOW)


def test_a_palette_with_transparency_lies_over_white() -> None:
    image = Image.fromarray(quadrants()).quantize(4)
    index = image.getpixel((8, 8))
    pixels = read_photo(encoded(image, "PNG", transparency=index))
    assert pixels[8, 8].tolist() == [255, 255, 255]
    assert np.abs(pixels[56, 88].astype(int) - YELLOW).max() <= 2


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_gives_its_first_frame(kind: str) -> None:
    frames = [Image.fromarray(quadrants()), Image.new("RGB", (96, 64), "black"), Image.new("RGB", (96, 64), "white")]
    options = {"lossless": True} if kind == "WEBP" else {}
    photo = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=40, **options)
    assert getattr(Image.open(io.BytesIO(photo)), "n_frames", 1) == 3
    assert_same(read_photo(photo), quadrants(), 3)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    assert refused(path) is TroubleCode.PHOTO_EMPTY
    assert refused(b"") is TroubleCode.PHOTO_EMPTY


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF"])
@pytest.mark.parametrize("share", [0.1, 0.6])
def test_a_truncated_file_is_damaged(kind: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    photo = encoded(Image.fromarray(noise), kind)
    assert refused(photo[: int(len(photo) * share)]) is TroubleCode.PHOTO_DAMAGED


@pytest.mark.parametrize("kept", [12, 40, 300, 420])
def test_a_truncated_heic_is_damaged(kept: int) -> None:
    assert refused((GOLDEN / "quadrants.heic").read_bytes()[:kept]) is TroubleCode.PHOTO_DAMAGED


@pytest.mark.parametrize("text", [b"Just words, no picture.", b"%PDF-1.7 ...", b"<svg></svg>", b"\x00" * 500])
def test_what_is_no_image_is_said_to_be_none(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "words.jpg"
    path.write_bytes(text)
    assert refused(path) is TroubleCode.PHOTO_NOT_AN_IMAGE


def test_sixty_megapixels_are_refused_before_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = encoded(Image.new("L", (10_000, 6_000)), "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded a photo that is too large"))
    assert refused(photo) is TroubleCode.PHOTO_TOO_LARGE


def test_a_decompression_bomb_is_refused() -> None:
    photo = bytearray(encoded(Image.new("1", (64, 64)), "BMP"))
    photo[18:26] = (60_000).to_bytes(4, "little") * 2
    assert refused(bytes(photo)) is TroubleCode.PHOTO_TOO_LARGE


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read a file that is too large"))
    assert refused(path) is TroubleCode.PHOTO_TOO_LARGE


def test_a_side_below_64_pixels_is_too_small() -> None:
    assert refused(encoded(Image.new("RGB", (63, 500)), "PNG")) is TroubleCode.PHOTO_TOO_SMALL
    assert read_photo(encoded(Image.new("RGB", (64, 500)), "PNG")).shape == (500, 64, 3)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.jpg") is TroubleCode.PHOTO_MISSING
    assert refused(tmp_path) is TroubleCode.PHOTO_UNREADABLE
    os.mkfifo(tmp_path / "pipe.jpg") if hasattr(os, "mkfifo") else (tmp_path / "pipe.jpg").mkdir()
    assert refused(tmp_path / "pipe.jpg") is TroubleCode.PHOTO_UNREADABLE


def test_a_forbidden_file_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.jpg"
    path.write_bytes(b"x")

    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", deny)
    assert refused(path) is TroubleCode.PHOTO_UNREADABLE


def test_folders_are_searched_and_each_photo_listed_once(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.heic", "sub/c.png", "sub/notes.txt", ".hidden.jpg", ".cache/d.jpg", "README"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    named, absent = tmp_path / "README", tmp_path / "absent.jpg"
    found = photos_in([tmp_path / "b.JPG", tmp_path, named, absent])
    assert found == [tmp_path / "b.JPG", tmp_path / "a.heic", tmp_path / "sub/c.png", named, absent]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_paths_that_the_system_refuses_are_kept_to_be_told_about(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 300 + ".jpg")
    circle = tmp_path / "circle.jpg"
    circle.symlink_to(circle)
    found = photos_in([long, circle])
    assert found == [long, circle]
    for path in found:
        with pytest.raises(PibuError) as caught:
            read_photo(path)
        assert caught.value.code in (TroubleCode.PHOTO_UNREADABLE, TroubleCode.PHOTO_MISSING)

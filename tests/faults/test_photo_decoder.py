"""Photos decoded in a process of their own: the same pixels, and nothing that a photo does reaches the caller."""

from __future__ import annotations

import gc
import io
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image, ImageCms

from ml.errors import PibuError, TroubleCode
from ml.photo_decoder import PhotoDecoder, decoding_command
from ml.photo_file import read_photo
from tests.source_tree import ROOT

HEIC = ROOT / "tests" / "golden" / "quadrants.heic"


@pytest.fixture
def decoder() -> Iterator[PhotoDecoder]:
    with PhotoDecoder() as made:
        yield made


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def good() -> bytes:
    """A small photo."""
    return encoded(Image.fromarray(np.arange(96 * 64 * 3, dtype=np.uint8).reshape(64, 96, 3)), "PNG")


def processes() -> list[psutil.Process]:
    """The decoding processes this one has."""
    return [p for p in psutil.Process().children() if p.status() != psutil.STATUS_ZOMBIE]


def refused(decoder: PhotoDecoder, photo: Path | bytes) -> TroubleCode:
    with pytest.raises(PibuError) as caught:
        decoder.read(photo)
    return caught.value.code


SHOUT = """
def shout(words):
    for number in range(1, 9):
        try:
            os.write(number, words)
        except OSError:
            pass"""
"""Writes into every pipe there is, that of the answers among them."""


def instead(body: str) -> tuple[str, ...]:
    """A decoding process whose decoder is another one. body: statements of `decoded(content, subject)`."""
    script = f"import os, sys, time\nimport ml.photo_process as p\n{SHOUT}\ndef decoded(content, subject):\n {body}\n"
    return (sys.executable, "-P", "-B", "-c", script + "p.decoded, p.PHOTO_SECONDS = decoded, 0.5\np.main()")


# --- the same as in this process ----------------------------------------------------------------------------------


def test_pixels_are_the_same_as_decoded_here(decoder: PhotoDecoder) -> None:
    photos = [encoded(Image.open(io.BytesIO(good())), kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")]
    for photo in (*photos, HEIC.read_bytes()):
        image = decoder.read(photo)
        assert np.array_equal(image, read_photo(photo)), photo[:12]
        assert image.flags.writeable
        assert image.flags.c_contiguous


def test_one_process_reads_photo_after_photo(decoder: PhotoDecoder, tmp_path: Path) -> None:
    assert processes() == []
    decoder.start()
    (first,) = processes()
    path = tmp_path / "photo.jpg"
    path.write_bytes(good())
    assert np.array_equal(decoder.read(path), decoder.read(HEIC.read_bytes())) is False
    assert refused(decoder, b"no picture") is TroubleCode.PHOTO_NOT_AN_IMAGE
    assert refused(decoder, good()[:150]) is TroubleCode.PHOTO_DAMAGED
    assert [p.pid for p in processes()] == [first.pid]


def test_troubles_name_the_file_and_need_no_process(decoder: PhotoDecoder, tmp_path: Path) -> None:
    with pytest.raises(PibuError) as caught:
        decoder.read(tmp_path / "nowhere.jpg")
    assert caught.value.code is TroubleCode.PHOTO_MISSING
    assert caught.value.subject.endswith("nowhere.jpg")
    assert processes() == []


def test_threads_take_turns(decoder: PhotoDecoder) -> None:
    photos = [encoded(Image.new("RGB", (64 + n, 70), (n, 2 * n, 3 * n)), "PNG") for n in range(12)]
    read: list[tuple[int, ...]] = [() for _ in photos]

    def work(number: int) -> None:
        read[number] = decoder.read(photos[number]).shape

    threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [(70, 64 + n, 3) for n in range(12)]
    assert len(processes()) == 1


# --- what a photo can do to its decoder ---------------------------------------------------------------------------

ENDS = (
    ("crash", "os.kill(os.getpid(), 11)", TroubleCode.PHOTO_DAMAGED),
    ("abort", "os.abort()", TroubleCode.PHOTO_DAMAGED),
    ("hang", "time.sleep(3600)", TroubleCode.PHOTO_DAMAGED),
    ("busy", "exec('while 1: pass')", TroubleCode.PHOTO_DAMAGED),
    ("memory", "return bytearray(3_000_000_000)", TroubleCode.PHOTO_TOO_LARGE),
    ("nonsense", "shout(b'\\0' * 4 + b'\\4\\0\\0\\0nope')", TroubleCode.PHOTO_DAMAGED),
    ("bug", "raise KeyError(content)", TroubleCode.PHOTO_DAMAGED),
    ("huge", "shout(b'\\xff' * 8)", TroubleCode.PHOTO_DAMAGED),
)


@pytest.mark.skipif(sys.platform != "linux", reason="signals, and a limit of memory")
@pytest.mark.parametrize(("name", "body", "code"), ENDS, ids=[name for name, _, _ in ENDS])
def test_the_photo_is_refused_and_the_next_one_is_read(name: str, body: str, code: TroubleCode) -> None:
    """The photo of three bytes does it; others are decoded as ever, by a new process where the old one ended."""
    body = f"if len(content) == 3: {body}\n from ml.photo_file import decoded as real\n return real(content, subject)"
    with PhotoDecoder(instead(body)) as decoder:
        assert decoder.read(good()).shape == (64, 96, 3)
        start = time.monotonic()
        assert refused(decoder, b"bad") is code
        assert time.monotonic() - start < 10
        assert decoder.read(good()).shape == (64, 96, 3)
        assert len(processes()) == 1
    assert processes() == []


def test_what_a_decoder_prints_is_no_answer() -> None:
    body = "print('noise', flush=True); os.write(1, b'noise')\n from ml.photo_file import decoded as real\n"
    with PhotoDecoder(instead(body + " return real(content, subject)")) as decoder:
        assert decoder.read(good()).shape == (64, 96, 3)


def test_a_process_that_was_killed_between_photos_is_replaced(decoder: PhotoDecoder) -> None:
    decoder.read(good())
    (first,) = processes()
    first.kill()
    time.sleep(0.1)
    assert decoder.read(good()).shape == (64, 96, 3)
    assert [p.pid for p in processes()] != [first.pid]


@pytest.mark.parametrize("command", [("/no/such/python",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_without_a_process_nothing_is_called_damaged(command: tuple[str, ...]) -> None:
    with PhotoDecoder(command) as decoder:
        assert refused(decoder, good()) is TroubleCode.PHOTO_UNREADABLE


def test_closing_interrupts_a_photo_and_leaves_no_process() -> None:
    decoder = PhotoDecoder(instead("time.sleep(0.4)"))
    troubles: list[TroubleCode] = []
    reader = threading.Thread(target=lambda: troubles.append(refused(decoder, good())))
    reader.start()
    while not processes():
        time.sleep(0.01)
    time.sleep(0.1)
    decoder.close()
    reader.join(5)
    assert troubles == [TroubleCode.PHOTO_UNREADABLE]
    assert processes() == []
    assert refused(decoder, good()) is TroubleCode.PHOTO_UNREADABLE
    decoder.close()


def test_a_forgotten_decoder_leaves_no_process() -> None:
    decoder = PhotoDecoder()
    decoder.read(good())
    assert len(processes()) == 1
    del decoder
    gc.collect()
    assert processes() == []


def test_modules_in_the_photos_folder_are_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ml", "PIL", "numpy", "struct"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    with PhotoDecoder() as decoder:
        assert decoder.read(good()).shape == (64, 96, 3)


def test_a_bundled_program_is_called_by_its_own_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decoding_command() == (sys.executable, "decode-photos")
    with PhotoDecoder((sys.executable, "-P", "-m", "app", "decode-photos")) as decoder:
        assert decoder.read(good()).shape == (64, 96, 3)


# --- bombs --------------------------------------------------------------------------------------------------------


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def with_chunk(kind: bytes, content: bytes) -> bytes:
    """A good PNG with one more chunk before its pixels."""
    photo = good()
    return photo[:33] + chunk(kind, content) + photo[33:]


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is this large, with a megabyte of zeros in place of its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zeros(1)) + chunk(b"IEND", b"")


BOMBS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("too many pixels", lambda: png_of(60_000, 60_000)),
    ("one endless row", lambda: png_of(2**31 - 1, 64)),
    ("half of its pixels missing", lambda: png_of(7_000, 7_000)),
    ("a profile of 60 MB", lambda: with_chunk(b"iCCP", b"x\0\0" + zeros(60))),
    ("a text of 60 MB", lambda: with_chunk(b"zTXt", b"x\0\0" + zeros(60))),
    ("a GIF of 65,535 squared", lambda: b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(99)),
)


def test_bombs_cost_little_memory_and_time(decoder: PhotoDecoder) -> None:
    """Some are refused, some are pictures all the same once what is too large is left out."""
    decoder.start()
    first = processes()
    for name, make in BOMBS:
        photo, start = make(), time.monotonic()
        assert len(photo) < 2_000_000
        try:
            assert decoder.read(photo).shape == (64, 96, 3), name
        except PibuError as trouble:
            code = trouble.code
            assert code in (TroubleCode.PHOTO_TOO_LARGE, TroubleCode.PHOTO_DAMAGED), name
        assert time.monotonic() - start < 10, name
        assert peak_of(processes()) < 500_000_000, name
    assert processes() == first


def peak_of(found: list[psutil.Process]) -> int:
    """The most resident memory of the only process, bytes; none, if it ended."""
    if not found or sys.platform != "linux":
        return 0
    status = Path(f"/proc/{found[0].pid}/status").read_text()
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


@pytest.mark.slow
def test_the_largest_photo_that_is_allowed_fits_the_limit() -> None:
    """50 megapixels, transparent, with a colour profile and to be turned: all that costs memory at once."""
    exif = Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    large = Image.new("RGBA", (8_000, 6_250), (200, 100, 50, 128))
    photo = encoded(large, "PNG", compress_level=1, exif=exif, icc_profile=profile)
    del large
    patient = "import ml.photo_process as p; p.PHOTO_SECONDS = 120; p.main()"  # it is about memory here
    with PhotoDecoder((sys.executable, "-P", "-B", "-c", patient)) as decoder:
        image = decoder.read(photo)
        assert image.shape == (8_000, 6_250, 3)
        assert image[0, 0].tolist() == pytest.approx([227, 177, 152], abs=1)
        assert peak_of(processes()) < 1_500_000_000

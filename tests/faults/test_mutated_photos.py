"""Damaged and crafted photos of every format: each is read or refused, quickly, in little memory; nothing crashes.

`python3 start.py test tests/faults/test_mutated_photos.py -m slow` tries 10,000 of them.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from ml.errors import PibuError
from ml.photo_decoder import PhotoDecoder
from ml.photo_file import read_photo
from tests.faults.mutants import mutants, seeds

REFUSED = {"photo_damaged", "photo_not_an_image", "photo_too_large", "photo_too_small"}
LONGEST_SECONDS = 10.0
MOST_BYTES = 1_500_000_000


def outcomes(count: int, seed: int) -> Counter[str]:
    """What became of so many mutants: "read", or the code; checked one by one for time, and for memory at the end."""
    seen: Counter[str] = Counter()
    peaks: dict[int, int] = {}
    with PhotoDecoder() as decoder:
        for number, photo in enumerate(mutants(count, seed)):
            start = time.monotonic()
            try:
                image = decoder.read(photo)
                assert image.ndim == 3
                seen["read"] += 1
            except PibuError as trouble:
                seen[trouble.code.value] += 1
                seen["ended the process"] += "process ended" in trouble.detail
            assert time.monotonic() - start < LONGEST_SECONDS, f"mutant {number} of seed {seed}"
            if number % 50 == 0:
                peaks |= peaks_now()
    assert max(peaks.values(), default=0) < MOST_BYTES
    return seen


def peaks_now() -> dict[int, int]:
    """The most memory of each decoding process, by its number, bytes; Linux only."""
    found: dict[int, int] = {}
    for process in psutil.Process().children():
        status = Path(f"/proc/{process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        for line in lines:
            if line.startswith("VmHWM"):
                found[process.pid] = 1024 * int(line.split()[1])
    return found


def assert_all_told(seen: Counter[str], count: int) -> None:
    ended = seen.pop("ended the process", 0)
    assert set(seen) <= REFUSED | {"read"}
    assert sum(seen.values()) == count
    assert seen["read"] > count / 20, "the changes must not spoil everything, or decoders are hardly reached"
    assert seen["photo_damaged"] > count / 5, "the changes must reach the decoders"
    assert ended < count / 10


def test_the_good_ones_are_read() -> None:
    assert {read_photo(photo).shape[2] for photo in seeds()} == {3}


def test_a_thousand_mutants_are_read_or_refused() -> None:
    assert_all_told(outcomes(1_000, seed=1), 1_000)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_ten_thousand_mutants_are_read_or_refused() -> None:
    seen = outcomes(10_000, seed=2)
    print(dict(seen))
    assert_all_told(seen, 10_000)

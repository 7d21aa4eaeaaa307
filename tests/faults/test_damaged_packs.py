"""The shipped model pack with one byte changed is refused, whichever file and place it is.

`python3 start.py test tests/faults/test_damaged_packs.py -m slow` changes 1,000.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from ml.checkpoints import load_pack, shipped_pack
from ml.errors import PibuError, TroubleCode

REFUSED = (TroubleCode.CHECKPOINT_DAMAGED, TroubleCode.CHECKPOINT_FOREIGN)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_pack(), tmp_path / "pack"))


def flip(path: Path, place: int, bits: int) -> None:
    """Changes one byte in place; the same again changes it back."""
    with path.open("r+b") as file:
        file.seek(place)
        (value,) = file.read(1)
        file.seek(place)
        file.write(bytes([value ^ bits]))


def refuses(pack: Path, count: int, seed: int) -> None:
    """Asserts it of so many bytes; each file has its turn, half of the places among the first 4,096."""
    files, chance = sorted(pack.iterdir()), random.Random(seed)
    assert len(files) == 11
    for number in range(count):
        path = files[number % len(files)]
        size = path.stat().st_size
        place, bits = chance.randrange(min(size, 4096) if chance.random() < 0.5 else size), chance.randrange(1, 256)
        flip(path, place, bits)
        with pytest.raises(PibuError) as caught:
            load_pack(pack)
        assert caught.value.code in REFUSED, f"{path.name} at {place} by {bits:#x}"
        flip(path, place, bits)
    assert load_pack(pack).version


def test_changed_bytes_are_refused(pack: Path) -> None:
    refuses(pack, 22, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_thousand_changed_bytes_are_refused(pack: Path) -> None:
    refuses(pack, 1_000, seed=2)

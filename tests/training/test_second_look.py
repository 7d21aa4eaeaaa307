"""Second looks: which rows they show, how far apart grades are, and what the loader makes of crops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ml.preprocess import prepare_pixels
from ml.types import Attribute
from tests.training.tiny_bench import make_bench
from training.augment import Jitter, noisy
from training.loader import make_batch
from training.ranks import Ranks
from training.second_look import EVERY, NONE, gaps, pairs, with_again

STILL = Jitter(exposure=0, balance=0, contrast=0, skin=0, turn=0, smallest=1, noise=0)


def test_pairs_are_where_both_hold_the_same_crop() -> None:
    first, second = pairs(torch.tensor([1, 4, 5, 8]), torch.tensor([0, 4, 8, 12]))
    assert first.tolist() == [1, 3]
    assert second.tolist() == [1, 2]
    assert not len(pairs(torch.tensor([1, 2]), NONE)[0])


def test_the_gap_is_the_squared_difference_of_expected_grades() -> None:
    sure = torch.eye(5) * 100
    found = gaps(sure[[0, 1, 3]], sure[[2, 1, 4]])
    assert found[:, 0].tolist() == pytest.approx([4, 0, 1])
    assert found[:, 1].tolist() == [1, 1, 1]


def likeness(first: torch.Tensor, second: torch.Tensor) -> float:
    """Correlation of two inputs (6, S, S), seen from afar: the test's crops are fine noise."""
    small = torch.nn.functional.avg_pool2d(torch.stack([first, second]), 20).flatten(1)
    return float(torch.corrcoef(small)[0, 1])


def test_a_second_look_shows_the_same_crop_a_little_moved_and_every_second_one_mirrored(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 4, 8, 3)
    batch = make_batch(bench, np.arange(24), (Attribute.WRINKLE,), STILL, np.random.default_rng(0))
    assert batch.again_rows.tolist() == list(range(0, 24, EVERY))
    assert batch.again.shape == (6, 6, 160, 160)
    looks = list(zip(batch.inputs[batch.again_rows], batch.again, strict=True))
    mirrored = [likeness(first.flip(2), again) > likeness(first, again) for first, again in looks]
    for (first, again), turned in zip(looks, mirrored, strict=True):
        assert 0.5 < likeness(first.flip(2) if turned else first, again) < 0.99999
    assert 0 < sum(mirrored) < len(mirrored)
    assert len(with_again(batch.inputs, batch.again)) == 30


def test_processes_look_twice_at_the_same_crops(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 4, 8, 3)
    looks = [
        make_batch(bench, np.arange(22), (Attribute.WRINKLE,), Jitter(), np.random.default_rng(1), Ranks(n, 3)).again
        for n in range(3)
    ]
    whole = make_batch(bench, np.arange(22), (Attribute.WRINKLE,), Jitter(), np.random.default_rng(1)).again
    assert torch.equal(torch.cat(looks), whole)


def test_noise_is_as_strong_as_asked() -> None:
    grey = np.full((160, 160, 3), 128, np.uint8)
    rng = np.random.default_rng(2)
    spreads = [float(noisy(grey, rng, Jitter(noise=6)).std()) for _ in range(60)]
    assert max(spreads) < 6.5
    assert max(spreads) > 3
    assert min(spreads) < 1
    assert np.array_equal(noisy(grey, rng, STILL), grey)
    assert prepare_pixels(grey[None], np.full((1, 3), 0.2, np.float32)).shape == (1, 6, 160, 160)

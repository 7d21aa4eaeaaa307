"""Samplers, augmentation and batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ml.colour import to_linear
from ml.preprocess import prepare_pixels
from ml.types import Attribute
from tests.training.tiny_bench import make_bench
from training.augment import Jitter, augmented
from training.loader import EpochLoader, make_batch
from training.samplers import EpochSampler, crop_weights, grade_weights

STILL = Jitter(exposure=0, balance=0, contrast=0, skin=0, turn=0, smallest=1)


def test_power_one_makes_every_grade_count_the_same() -> None:
    counts = [100, 50, 20, 10, 0]
    weights = grade_weights(counts, 1.0)
    assert np.allclose((weights * counts)[:4], 45)
    assert weights[4] == 0
    assert np.allclose(grade_weights(counts, 0.0)[:4], 1)
    assert grade_weights([100_000, 1, 1, 1, 1], 1.0, limit=20).max() == pytest.approx(20, rel=0.01)


def test_inverse_frequency_draws_every_grade_alike() -> None:
    grades = np.repeat(np.arange(5, dtype=np.int8), [400, 300, 200, 80, 20])[:, None]
    drawn = EpochSampler(1000, 7, crop_weights(grades, 1.0)).epoch(0)
    shares = np.bincount(grades[drawn, 0], minlength=5) / 1000
    assert np.abs(shares - 0.2).max() < 0.05
    assert len(np.unique(drawn)) < 1000


def test_epochs_differ_and_repeat_exactly() -> None:
    sampler = EpochSampler(50, 7)
    assert sorted(sampler.epoch(0)) == list(range(50))
    assert (sampler.epoch(1) == EpochSampler(50, 7).epoch(1)).all()
    assert (sampler.epoch(0) != sampler.epoch(1)).any()


def test_without_jitter_a_crop_is_itself_or_its_mirror_image() -> None:
    rng = np.random.default_rng(0)
    crops = rng.integers(0, 256, (8, 160, 160, 3), dtype=np.uint8)
    skin = np.full((8, 3), 0.3, np.float32)
    pixels, colours, _ = augmented(crops, skin, rng, STILL, np.zeros((8, 5, 1, 1), np.uint8))
    same = [(a == b).all() for a, b in zip(pixels, crops, strict=True)]
    mirrored = [(a == b[:, ::-1]).all() for a, b in zip(pixels, crops, strict=True)]
    assert all(s != m for s, m in zip(same, mirrored, strict=True))
    assert 0 < sum(same) < 8
    assert np.allclose(colours, skin)


def test_light_changes_pixels_and_skin_colour_alike() -> None:
    rng = np.random.default_rng(1)
    crops = np.full((6, 160, 160, 3), (150, 110, 90), np.uint8)
    skin = to_linear(crops[:, 0, 0])
    pixels, colours, _ = augmented(crops, skin, rng, Jitter(skin=0), np.zeros((6, 5, 1, 1), np.uint8))
    assert np.abs(to_linear(pixels[:, 80, 80]) - colours).max() < 0.01
    assert np.ptp(pixels[:, 80, 80].astype(int), axis=0).max() > 10
    assert np.abs(prepare_pixels(pixels, colours)[:, 3:]).max() < 0.2


def test_cells_move_with_their_crop() -> None:
    rng = np.random.default_rng(2)
    cells = np.zeros((20, 5, 10, 10), np.uint8)
    cells[:, 3, 2:5, 6:9] = 255
    wide = cells[:, 3].repeat(16, axis=1).repeat(16, axis=2)
    crops = np.repeat(wide[..., None], 3, axis=3)
    pixels, _, moved = augmented(crops, np.full((20, 3), 0.3, np.float32), rng, Jitter(0, 0, 0, 0), cells)
    shares = pixels[..., 0].reshape(20, 10, 16, 10, 16).mean(axis=(2, 4))
    assert moved.shape == cells.shape
    assert np.abs(shares - moved[:, 3]).mean() < 6
    assert (moved[:, 0] == 0).all()
    assert any((a != b).any() for a, b in zip(moved, cells, strict=True))


def test_a_batch_carries_only_known_grades(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 4, 10, 3)
    batch = make_batch(bench, np.arange(30), (Attribute.OIL, Attribute.WRINKLE), None, np.random.default_rng(0))
    assert batch.inputs.shape == (30, 6, 160, 160)
    assert [len(r) for r in batch.rows] == [0, len(bench.rows(Attribute.WRINKLE))]
    assert (batch.rows[1].numpy() == bench.rows(Attribute.WRINKLE)).all()
    assert (batch.severities[1].round().long() == batch.labels[1]).all()


def test_the_loader_can_start_in_the_middle_of_an_epoch(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 4, 10, 3)
    loader = EpochLoader(bench, (Attribute.WRINKLE,), 8, Jitter(), seed=5)
    whole = list(loader.batches(np.arange(30), epoch=2))
    rest = list(loader.batches(np.arange(30), epoch=2, first=2))
    assert [len(b.inputs) for b in whole] == [8, 8, 8, 6]
    assert loader.steps(30) == 4
    assert loader.steps(27) == 3
    for early, late in zip(whole[2:], rest, strict=True):
        assert (early.inputs == late.inputs).all()


def test_a_failing_loader_raises_in_the_training(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 2, 3, 3)
    loader = EpochLoader(bench, (Attribute.WRINKLE,), 4, Jitter(), seed=5)
    with pytest.raises(IndexError):
        list(loader.batches(np.arange(1000, 1008), epoch=0))

"""Rows on a frozen trunk: what is computed once, and that the layers learn as their recipe says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml.types import Attribute
from tests.training.tiny_bench import make_bench
from training.augmentations import AugmentationName, pipeline
from training.backbones import BackboneName
from training.experiments.frozen import Probe, trained
from training.losses import LossName
from training.metrics import measure
from training.predict import softmax
from training.recipe import Recipe

RED = Attribute.SENSITIVITY
RECIPE = Recipe(
    name="probe",
    attributes=(RED,),
    losses=(LossName.CROSS_ENTROPY,),
    pipeline=pipeline(AugmentationName.RESIZE, size=64),
    backbone=BackboneName.EFFICIENTNET_LITE0,
    steps=60,
    batch=32,
    rate=3e-3,
    threads=1,
)


@pytest.fixture(autouse=True)
def _threads() -> object:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Probe:
    train = make_bench(tmp_path_factory.mktemp("train"), people=6, faces=50, seed=1)
    test = make_bench(tmp_path_factory.mktemp("test"), people=5, faces=20, seed=2)
    return Probe(train, test, np.arange(len(test)), crops=140)


def test_frozen_features_tell_redness(probe: Probe) -> None:
    ((graded,), seconds) = probe.run(RECIPE)
    labels = probe.test.grades[graded.rows, list(Attribute).index(RED)]
    assert measure(labels, softmax(graded.logits)).p_recall_present > 0.35
    assert seconds > 0


def test_features_are_computed_once_for_what_only_the_layers_see(probe: Probe) -> None:
    before = len(probe._kept)
    for more in (
        replace(RECIPE, losses=(LossName.FOCAL,)),
        replace(RECIPE, inverse=True),
    ):
        probe.run(more)
    assert len(probe._kept) == max(before, 1)
    probe.run(replace(RECIPE, pipeline=pipeline(AugmentationName.RANDOM_CROP, size=64)))
    assert len(probe._kept) == max(before, 1) + 1


def test_features_are_scaled_and_of_the_same_crops(probe: Probe) -> None:
    features = probe._features(RECIPE)
    assert features.train.shape == (140, 1280)
    assert torch.allclose(features.train.mean(dim=0), torch.zeros(1280), atol=1e-3)
    spread = features.train.std(dim=0)
    assert torch.allclose(spread[spread > 0.01], torch.tensor(1.0), atol=1e-3)
    assert (spread > 0.01).float().mean() > 0.6
    other = probe._features(replace(RECIPE, pipeline=pipeline(AugmentationName.RANDOM_CROP, size=64)))
    assert (features.rows == other.rows).all()
    again = probe._features(replace(RECIPE, seed=7))
    assert (features.rows != again.rows).any(), "another seed, other crops"
    assert not torch.allclose(features.train, other.train)


def test_a_layer_depends_on_its_seed_loss_and_sampler_alone() -> None:
    generator = torch.Generator().manual_seed(0)
    labels = torch.from_numpy(np.repeat(np.arange(5), [60, 30, 6, 3, 1]))
    features = torch.randn(100, 8, generator=generator) + labels[:, None] * 0.4
    plain = trained(RECIPE, 0, features, labels, labels.float())
    assert torch.equal(plain.weight, trained(RECIPE, 0, features, labels, labels.float()).weight)
    for other in (replace(RECIPE, seed=1), replace(RECIPE, losses=(LossName.CLASS_BALANCED,))):
        assert not torch.equal(plain.weight, trained(other, 0, features, labels, labels.float()).weight)
    shares = []
    for inverse in (False, True):
        layer = trained(replace(RECIPE, inverse=inverse), 0, features, labels, labels.float())
        shares.append(torch.bincount(layer(features).argmax(dim=1), minlength=5))
    assert shares[1][2:].sum() > shares[0][2:].sum(), "rare grades are answered more often when drawn as often"


def test_a_trunk_without_weights_is_measured_too(probe: Probe, tmp_path: Path) -> None:
    graded, _ = probe.run(replace(RECIPE, start=False, steps=5))
    assert np.isfinite(graded[0].logits).all()

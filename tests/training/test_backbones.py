"""The original's backbones: their sizes, their shape as a classifier, and the weights they can start from."""

from __future__ import annotations

from typing import Any

import pytest
import timm
import torch

from ml.types import Attribute
from training.__main__ import main
from training.backbones import (
    BACKBONES,
    STARTED,
    Backbone,
    BackboneClassifier,
    BackboneName,
    backbone,
    millions,
    recalibrate,
    start_weights,
)
from training.imagenet import imagenet_weights

ONE = (Attribute.WRINKLE,)
SMALL = (BackboneName.EFFICIENTNET_B0, BackboneName.EFFICIENTNET_LITE0, BackboneName.SWIN)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)


def picture(size: int, channels: int = 3, count: int = 2) -> torch.Tensor:
    return torch.randn(count, channels, size, size, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("facts", [b for b in BACKBONES if b.stated], ids=lambda b: b.name)
def test_it_is_the_backbone_that_the_original_counted(facts: Backbone) -> None:
    with torch.device("meta"):
        whole = timm.create_model(facts.timm, pretrained=False)
    assert millions(whole) == pytest.approx(facts.stated, rel=0.02)


@pytest.mark.parametrize("facts", BACKBONES, ids=lambda b: b.name)
def test_every_backbone_is_a_classifier_of_one_attribute(facts: Backbone) -> None:
    network = BackboneClassifier(facts.name, ONE, 3, 64).eval()
    with torch.inference_mode():
        ((logits, features),) = network(picture(64))
        (head,) = network.heads.values()
        assert logits.shape == (2, 5)
        assert features.shape == (2, network.width, 2, 2)
        assert torch.allclose(head(features.mean((2, 3))), logits, atol=1e-5), "average pooling and one linear layer"
    linear = sum(p.numel() for p in network.heads.parameters())
    assert linear == 5 * network.width + 5


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("size", [96, 160])
def test_they_take_our_size_and_six_channels(name: BackboneName, size: int) -> None:
    network = BackboneClassifier(name, (Attribute.OIL, Attribute.WRINKLE), 6, size).eval()
    with torch.inference_mode():
        rows = [torch.tensor([1]), torch.tensor([0, 1])]
        answers = network(picture(size, 6), (Attribute.WRINKLE, Attribute.OIL), rows)
    assert [len(a.logits) for a in answers] == [1, 2]
    assert answers[0].features.shape[2:] == (size // 32, size // 32)


def test_a_side_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple of 32"):
        BackboneClassifier(BackboneName.SWIN, ONE, 3, 100)


def test_lite0_starts_with_the_reference_features() -> None:
    network = BackboneClassifier(BackboneName.EFFICIENTNET_LITE0, ONE, 3, 64).eval()
    own = len(network.backbone.state_dict())
    assert start_weights(network, BackboneName.EFFICIENTNET_LITE0) == own == 294
    donor: Any = timm.create_model("tf_efficientnet_lite0").eval()
    donor.load_state_dict(dict(zip(donor.state_dict(), imagenet_weights().values(), strict=True)))
    with torch.inference_mode():
        assert torch.allclose(network.feature_map(picture(64)), donor.forward_features(picture(64)), atol=1e-4)


def test_b0_takes_all_but_its_gates_which_start_open_and_can_learn() -> None:
    network = BackboneClassifier(BackboneName.EFFICIENTNET_B0, ONE, 3, 64)
    own = len(network.backbone.state_dict())
    assert start_weights(network, BackboneName.EFFICIENTNET_B0) == 294
    assert own == 294 + 64
    inside: Any = network.backbone
    gate = inside.blocks[1][0].se
    x = torch.randn(2, gate.conv_expand.out_channels, 4, 4)
    assert torch.allclose(gate(x), x * torch.sigmoid(torch.tensor(4.0)), atol=1e-5)
    optimiser = torch.optim.SGD(network.parameters(), lr=10.0)
    for _ in range(2):
        optimiser.zero_grad()
        network(picture(64))[0].logits.square().sum().backward()
        optimiser.step()
    assert gate.conv_reduce.weight.grad is not None
    assert float(gate.conv_reduce.weight.grad.abs().sum()) > 0


def test_others_have_no_weights_here() -> None:
    for facts in BACKBONES:
        if facts.name not in STARTED:
            with pytest.raises(ValueError, match="no pretrained weights"):
                start_weights(BackboneClassifier(BackboneName.EFFICIENTNET_LITE0, ONE, 3, 64), facts.name)
            assert "none" in backbone(facts.name).start


def test_recalibrated_batch_norm_describes_what_it_saw() -> None:
    network = BackboneClassifier(BackboneName.EFFICIENTNET_LITE0, ONE, 3, 64)
    inputs = picture(64, count=6) * 3 + 1
    recalibrate(network, [inputs[:3], inputs[3:]])
    inside: Any = network.backbone
    seen = inside.conv_stem(inputs).mean((0, 2, 3))
    assert torch.allclose(inside.bn1.running_mean, seen, atol=1e-4)
    assert inside.bn1.momentum == pytest.approx(0.1)


def test_the_command_prints_both_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backbones", "--size", "64"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(BACKBONES) + 2
    (b0,) = (line for line in told if line.startswith("efficientnet_b0"))
    assert "5.3 M" in b0
    assert "5.29 M" in b0
    assert "4.01 M" in b0

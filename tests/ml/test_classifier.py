"""The networks: their shapes, what joint and single ones share, and the ImageNet start."""

from __future__ import annotations

from typing import Any

import pytest
import timm
import torch

from ml.classifier import ClassifierSpec, JointClassifier, build, split, start_from_imagenet
from ml.types import Attribute
from training.imagenet import imagenet_weights

SPEC = ClassifierSpec(shared_stages=4)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def _input(count: int = 2) -> torch.Tensor:
    return torch.randn(count, 6, 160, 160, generator=torch.Generator().manual_seed(0))


def test_a_classifier_gives_five_logits_and_a_map_of_16_pixel_cells() -> None:
    with torch.inference_mode():
        logits, features = build(SPEC).eval()(_input())
    assert logits.shape == (2, 5)
    assert features.shape == (2, SPEC.head_width, 10, 10)
    assert features.min() >= 0, "taken after the activation"


def test_logits_are_the_linear_layer_on_the_averaged_map() -> None:
    network = build(SPEC).eval()
    with torch.inference_mode():
        logits, features = network(_input())
        assert torch.allclose(network.head.linear(features.mean((2, 3))), logits, atol=1e-6)


def test_split_networks_agree_with_the_joint_one_and_share_its_trunk() -> None:
    joint = JointClassifier(SPEC, tuple(Attribute)).eval()
    single = split(joint)
    wanted = (Attribute.WRINKLE, Attribute.OIL)
    with torch.inference_mode():
        graded = joint(_input(3), wanted, [torch.tensor([2]), torch.tensor([0, 1])])
        assert torch.allclose(graded[0].logits, single[Attribute.WRINKLE](_input(3)).logits[2:], atol=1e-5)
        assert torch.allclose(graded[1].logits, single[Attribute.OIL](_input(3)).logits[:2], atol=1e-5)
    assert all(network.trunk is joint.trunk for network in single.values())
    assert {id(n.head) for n in single.values()} == {id(h) for h in joint.heads.values()}


def test_the_imagenet_start_gives_the_reference_features_on_rgb() -> None:
    weights = imagenet_weights()
    joint = JointClassifier(SPEC, tuple(Attribute)).eval()
    start_from_imagenet(joint, SPEC, weights)
    network = split(joint)[Attribute.OIL]
    donor: Any = timm.create_model(SPEC.backbone).eval()
    donor.load_state_dict(dict(zip(donor.state_dict(), weights.values(), strict=True)))
    x = _input()
    x[:, 3:] = 0
    with torch.inference_mode():
        shared = network.trunk(x)
        expected = donor.blocks[:4](donor.bn1(donor.conv_stem(x[:, :3])))
        late = network.head.blocks(shared)
        assert torch.allclose(shared, expected, atol=1e-4)
        assert torch.allclose(late, donor.blocks[4](expected), atol=1e-4)
        x[:, 3:] = 1
        assert not torch.allclose(network.trunk(x), expected, atol=1e-2), "the new channels are read from the start"


def test_names_of_the_copied_tensors_agree() -> None:
    donor: Any = timm.create_model(SPEC.backbone)
    pairs = dict(zip(imagenet_weights(), donor.state_dict(), strict=True))
    assert pairs["_conv_stem.weight"] == "conv_stem.weight"
    assert pairs["_blocks.1._expand_conv.weight"] == "blocks.1.0.conv_pw.weight"
    assert pairs["_blocks.8._bn1.running_var"] == "blocks.4.0.bn2.running_var"
    assert pairs["_fc.bias"] == "classifier.bias"


def test_weights_of_another_network_are_refused() -> None:
    weights = imagenet_weights()
    weights.pop("_fc.bias")
    with pytest.raises(ValueError, match="not of"):
        start_from_imagenet(build(SPEC), SPEC, weights)


def test_a_backbone_that_cannot_be_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="not a classifier"):
        build(ClassifierSpec(backbone="resnet18"))
    with pytest.raises(ValueError, match="not a classifier"):
        build(ClassifierSpec(stages=3, shared_stages=4))

"""A training that shares more stages starts from one that shared fewer."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from ml.card import ClassifierSpec
from ml.classifier import JointClassifier
from ml.types import Attribute
from training.merge_stages import merge_stages

BOTH = (Attribute.OIL, Attribute.WRINKLE)
FEW = ClassifierSpec(stages=3, shared_stages=2, head_width=16)
ALL = replace(FEW, shared_stages=3)


def test_heads_that_were_alike_say_the_same_when_they_share_that_stage() -> None:
    torch.manual_seed(1)
    before = JointClassifier(FEW, BOTH).eval()
    oil, wrinkle = (before.heads[a.value] for a in BOTH)
    wrinkle.blocks.load_state_dict(oil.blocks.state_dict())
    after = JointClassifier(ALL, BOTH).eval()
    after.load_state_dict(merge_stages(before.state_dict(), BOTH, FEW, ALL))
    crops = torch.randn(3, FEW.channels, 64, 64)
    with torch.inference_mode():
        for one, other in zip(before(crops, BOTH), after(crops, BOTH), strict=True):
            assert torch.equal(one.logits, other.logits)
            assert torch.equal(one.features, other.features)


def test_what_differs_becomes_the_mean() -> None:
    before = JointClassifier(FEW, BOTH).state_dict()
    own = [before[f"heads.{a.value}.blocks.2.0.conv_pw.weight"] for a in BOTH]
    merged = merge_stages(before, BOTH, FEW, ALL)
    torch.testing.assert_close(merged["trunk.blocks.2.0.conv_pw.weight"], (own[0] + own[1]) / 2)
    assert not [name for name in merged if name.startswith("heads.") and ".blocks." in name]


def test_nothing_changes_between_two_of_one_shape() -> None:
    before = JointClassifier(FEW, BOTH).state_dict()
    same = merge_stages(before, BOTH, FEW, FEW)
    assert same.keys() == before.keys()
    assert all(same[name] is before[name] for name in before)


@pytest.mark.parametrize("before", [ALL, replace(FEW, head_width=24), replace(FEW, channels=3)])
def test_another_shape_is_refused(before: ClassifierSpec) -> None:
    with pytest.raises(ValueError, match="same shape"):
        merge_stages({}, BOTH, before, replace(FEW, shared_stages=2))

"""The losses against torch, torchvision, coral-pytorch and numbers worked by hand."""

from __future__ import annotations

import math
import re

import pytest
import torch
import torch.nn.functional as F
from coral_pytorch.dataset import corn_label_from_logits
from coral_pytorch.losses import corn_loss
from torch import Tensor
from torchvision.ops import sigmoid_focal_loss

from training import losses


@pytest.fixture
def batch() -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(5)
    return torch.randn(64, 5, generator=generator) * 2, torch.randint(0, 5, (64,), generator=generator)


def test_label_smoothing_spreads_over_the_other_four_only(batch: tuple[Tensor, Tensor]) -> None:
    # torch gives eps / 5 to the label too, so its eps of 0.125 is our 0.1
    assert torch.allclose(losses.label_smoothing(*batch), F.cross_entropy(*batch, label_smoothing=0.125))


def test_focal_by_hand_and_at_gamma_zero(batch: tuple[Tensor, Tensor]) -> None:
    even = torch.zeros(1, 5)
    assert float(losses.focal(even, torch.tensor([2]))) == pytest.approx(0.8**2 * math.log(5))
    assert torch.allclose(losses.focal(*batch, gamma=0.0), F.cross_entropy(*batch))


def test_class_balanced_weights_by_hand() -> None:
    weights = losses.class_balanced_weights([1, 10_000, 10_000, 10_000, 10_000])
    big = (1 - 0.9999) / (1 - 0.9999**10_000)
    assert float(weights.sum()) == pytest.approx(5)
    assert float(weights[0] / weights[1]) == pytest.approx(1 / big, rel=1e-3)
    assert float(losses.class_balanced_weights([0, 5, 5, 5, 5])[0]) == 0.0


def test_class_balanced_losses(batch: tuple[Tensor, Tensor]) -> None:
    logits, labels = batch
    weights = losses.class_balanced_weights([900, 500, 100, 20, 5])
    summed = F.cross_entropy(logits, labels, weight=weights, reduction="sum") / len(labels)
    assert torch.allclose(losses.class_balanced(logits, labels, weights), summed)
    same = torch.ones(5)
    assert torch.allclose(losses.class_balanced_focal(logits, labels, same), losses.focal(logits, labels))


def test_masked_label_smoothing_table(batch: tuple[Tensor, Tensor]) -> None:
    inner = [[0.05, 0.9, 0.05, 0, 0], [0, 0.05, 0.9, 0.05, 0], [0, 0, 0.05, 0.9, 0.05]]
    table = torch.tensor([[0.95, 0.05, 0, 0, 0], *inner, [0, 0, 0, 0.05, 0.95]])
    assert torch.allclose(losses.masked_targets(torch.arange(5)), table)
    logits, labels = batch
    assert torch.allclose(losses.masked_label_smoothing(logits, labels), F.cross_entropy(logits, table[labels]))


def test_corn_agrees_with_its_authors(batch: tuple[Tensor, Tensor]) -> None:
    logits, labels = batch
    steps = logits[:, :4]
    assert torch.allclose(losses.corn(steps, labels), corn_loss(steps, labels, num_classes=5), atol=1e-5)
    above = 1 - torch.cumsum(losses.corn_probabilities(steps), dim=1)[:, :4]
    assert ((above > 0.5).sum(dim=1) == corn_label_from_logits(steps)).all()


def test_five_logits_imply_the_same_distribution_as_their_steps(batch: tuple[Tensor, Tensor]) -> None:
    logits, _ = batch
    steps = losses.ordinal_logits(logits)
    assert torch.allclose(losses.corn_probabilities(steps), F.softmax(logits, dim=1), atol=1e-5)


def test_corn_on_five_softmax_logits_is_cross_entropy_but_for_a_factor(batch: tuple[Tensor, Tensor]) -> None:
    logits, labels = batch
    asked = (labels + 1).clamp(max=4).sum()
    expected = F.cross_entropy(logits, labels) * len(labels) / asked
    assert torch.allclose(losses.corn(losses.ordinal_logits(logits), labels), expected, atol=1e-5)


def test_earth_mover_by_hand() -> None:
    sure = torch.tensor([[0.0, 0.0, 0.0, 0.0, 100.0]])
    assert float(losses.earth_mover(sure, torch.tensor([1]))) == pytest.approx(3.0)
    assert float(losses.earth_mover(sure, torch.tensor([4]))) == pytest.approx(0.0)


def test_severity_targets_keep_the_mean() -> None:
    severity = torch.tensor([0.0, 2.3, 3.75, 4.0, 4.6])
    targets = losses.severity_targets(severity)
    assert torch.allclose(targets[1], torch.tensor([0, 0, 0.7, 0.3, 0]), atol=1e-6)
    assert torch.allclose(targets @ torch.arange(5.0), severity.clamp(0, 4))
    assert torch.allclose(targets.sum(dim=1), torch.ones(5))


@pytest.mark.parametrize("name", list(losses.LossName))
def test_every_loss_prefers_the_right_answer(name: losses.LossName) -> None:
    loss = losses.grade_loss(name, [50, 40, 30, 20, 10])
    labels = torch.arange(5)
    right, wrong = 6 * torch.eye(5), 6 * torch.eye(5).roll(2, dims=1)
    assert float(loss(right, labels, labels.float())) < float(loss(wrong, labels, labels.float()))


def test_focal_agrees_with_torchvision_where_two_grades_are_left() -> None:
    generator = torch.Generator().manual_seed(2)
    pair, first = torch.randn(40, 2, generator=generator) * 2, torch.rand(40, generator=generator) < 0.5
    logits = torch.cat([pair, torch.full((40, 3), -60.0)], dim=1)
    expected = sigmoid_focal_loss(pair[:, 1] - pair[:, 0], (~first).float(), alpha=-1, gamma=2.0, reduction="mean")
    assert torch.allclose(losses.focal(logits, (~first).long()), expected, atol=1e-6)


def test_class_balanced_focal_by_hand() -> None:
    weights = torch.tensor([2.0, 1.0, 1.0, 0.5, 0.5])
    logits = torch.log(torch.tensor([[0.6, 0.1, 0.1, 0.1, 0.1], [0.2, 0.2, 0.2, 0.2, 0.2]]))
    expected = (2.0 * 0.4**2 * -math.log(0.6) + 0.5 * 0.8**2 * -math.log(0.2)) / 2
    assert float(losses.class_balanced_focal(logits, torch.tensor([0, 4]), weights)) == pytest.approx(
        expected, rel=1e-5
    )


def test_class_balanced_weights_follow_the_effective_number_of_samples() -> None:
    # Cui et al. 2019, section 3: E = 1 + beta + beta^2 + ... of n terms
    counts = [3, 2, 1, 4, 5]
    effective = [sum(0.9**i for i in range(n)) for n in counts]
    inverse = [1 / e for e in effective]
    expected = torch.tensor([5 * i / sum(inverse) for i in inverse])
    assert torch.allclose(losses.class_balanced_weights(counts, beta=0.9), expected, atol=1e-6)


def test_the_training_set_is_counted_and_not_the_batch() -> None:
    loss = losses.grade_loss(losses.LossName.CLASS_BALANCED, [10_000, 10_000, 10_000, 10_000, 10])
    even, common, rare = torch.zeros(1, 5), torch.tensor([0]), torch.tensor([4])
    assert float(loss(even, rare, rare.float())) > 100 * float(loss(even, common, common.float()))


def test_cross_entropy_and_soft_ordinal_by_hand() -> None:
    even = torch.zeros(2, 5)
    assert float(losses.cross_entropy(even, torch.tensor([1, 3]))) == pytest.approx(math.log(5))
    # severity 0 on even chances: cumulative 0.2 .. 0.8 against 1, squared gaps 0.64 + 0.36 + 0.16 + 0.04
    expected = math.log(5) + 0.5 * 1.2
    found = losses.soft_ordinal(torch.zeros(1, 5), torch.tensor([0.0]), torch.ones(5))
    assert float(found) == pytest.approx(expected, 1e-5)
    doubled = losses.soft_ordinal(torch.zeros(1, 5), torch.tensor([0.0]), torch.full((5,), 2.0))
    assert float(doubled) == pytest.approx(2 * expected, rel=1e-5)


def test_earth_mover_agrees_with_the_continuous_ranked_probability_score(batch: tuple[Tensor, Tensor]) -> None:
    logits, labels = batch
    chances = F.softmax(logits, dim=1).numpy()
    each = [
        sum((sum(row[: k + 1]) - float(label <= k)) ** 2 for k in range(5))
        for row, label in zip(chances.tolist(), labels.tolist(), strict=True)
    ]
    assert float(losses.earth_mover(logits, labels)) == pytest.approx(sum(each) / len(each), rel=1e-5)


@pytest.mark.parametrize("name", [n for n in losses.LossName if n is not losses.LossName.CROSS_ENTROPY])
def test_every_loss_names_its_source(name: losses.LossName) -> None:
    told = getattr(losses, name.value).__doc__
    assert re.search(r"arXiv:\d{4}\.\d{5}|et al\. \d{4}|Marathe 2019|[Tt]he original's", told), name

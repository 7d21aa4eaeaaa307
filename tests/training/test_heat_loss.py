"""The loss that keeps heat on the change: hand-worked, and it learns."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from training.change_mask import dilated
from training.heat_loss import heat_off_change, mean_counted
from training.skin_synthesis.bench import cells_of


def _off(features: Tensor, weight: Tensor, labels: Tensor, cells: Tensor) -> Tensor:
    return mean_counted(heat_off_change(features, weight, labels, cells))


def test_the_share_of_heat_off_the_change_by_hand() -> None:
    features = torch.tensor([[[[1.0, 3.0]], [[2.0, 0.0]]]])
    weight = torch.zeros(5, 2)
    weight[3] = torch.tensor([1.0, -1.0])
    cells = torch.tensor([[[1.0, 0.5]]])
    found = _off(features, weight, torch.tensor([3]), cells)
    assert float(found) == pytest.approx(0.5, abs=1e-3), "the map is (-1, 3): only 3 counts, half of it is off"


@pytest.mark.parametrize(("label", "cover"), [(1, 1.0), (4, 0.0)])
def test_low_grades_and_unchanged_crops_do_not_count(label: int, cover: float) -> None:
    found = _off(torch.ones(1, 2, 3, 3), torch.ones(5, 2), torch.tensor([label]), torch.full((1, 3, 3), cover))
    assert float(found) == 0


def test_descending_moves_the_heat_onto_the_change() -> None:
    torch.manual_seed(0)
    features = torch.rand(8, 6, 4, 4).requires_grad_()
    weight = torch.rand(5, 6)
    cells = torch.zeros(8, 4, 4)
    cells[:, 1:3, 1:3] = 1
    labels = torch.full((8,), 2)
    before = float(_off(features.detach(), weight, labels, cells))
    for _ in range(40):
        (slope,) = torch.autograd.grad(_off(features, weight, labels, cells), features)
        features = (features - 20 * slope).detach().requires_grad_()
    assert float(_off(features.detach(), weight, labels, cells)) < 0.6 * before


def test_cells_are_the_shares_of_the_grown_change() -> None:
    mask = np.zeros((160, 160), np.bool_)
    mask[40:56, 64:80] = True
    cells = cells_of(mask)
    assert cells.shape == (10, 10)
    assert cells.dtype == np.uint8
    assert cells[2:4, 3:6].min() > 0
    assert not cells[4:].any()
    assert cells[3, 4] == 255
    assert cells.sum() / 255 == pytest.approx(dilated(mask).mean() * 100, abs=0.1)

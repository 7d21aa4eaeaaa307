"""The detailed heat maps: the package's Grad-CAM must be our closed form; the others must be maps of this crop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ml.checkpoints import Pack, load_pack
from ml.detail import DetailedMaps
from ml.engine import TorchEngine
from ml.gradcam import DetailLayer, DetailMethod, Target, heat_for
from ml.types import Attribute, Region
from tests.grad_cam_reference import stretched
from tests.support import random_crop, random_pack

CROP = random_crop(Region.CENTRE)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    torch.set_num_threads(1)
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.mark.parametrize("attribute", [Attribute.OIL, Attribute.WRINKLE])
def test_its_grad_cam_at_the_last_layer_is_the_closed_form(pack: Pack, attribute: Attribute) -> None:
    (evidence,) = TorchEngine(pack).run((CROP,), (attribute,))
    ours = stretched(heat_for(evidence, Target.PREDICTED, len(CROP.mask)))
    assert np.ptp(ours) > 0.9
    theirs = DetailedMaps(pack)(CROP, attribute, DetailMethod.GRADCAM, DetailLayer.LAST)
    assert np.abs(ours - theirs).max() <= 1e-4


@pytest.mark.parametrize("layer", list(DetailLayer))
@pytest.mark.parametrize("method", [m for m in DetailMethod if m is not DetailMethod.SCORE_CAM])
def test_every_method_gives_a_map_of_the_crop(pack: Pack, method: DetailMethod, layer: DetailLayer) -> None:
    maps = DetailedMaps(pack)
    heat = maps(CROP, Attribute.OIL, method, layer)
    assert heat.shape == CROP.mask.shape
    assert heat.dtype == np.float32
    assert heat.min() == 0
    assert heat.max() == pytest.approx(1, abs=1e-3)
    other = maps(random_crop(Region.CENTRE, seed=1), Attribute.OIL, method, layer)
    assert np.abs(heat - other).mean() > 0.01


def test_score_cam_runs_without_a_progress_bar(pack: Pack, capfd: pytest.CaptureFixture[str]) -> None:
    heat = DetailedMaps(pack)(CROP, Attribute.OIL, DetailMethod.SCORE_CAM, DetailLayer.FINE)
    assert heat.max() == pytest.approx(1, abs=1e-3)
    assert "it/s" not in capfd.readouterr().err


def test_finer_layers_have_finer_maps(pack: Pack) -> None:
    def kinks(layer: DetailLayer) -> int:
        """Columns at which the map, linear within its cells, bends."""
        heat = DetailedMaps(pack)(CROP, Attribute.OIL, DetailMethod.EIGEN_CAM, layer)
        return int((np.abs(np.diff(heat, 2, axis=1)).max(axis=0) > 1e-5).sum())

    assert kinks(DetailLayer.FINE) > 1.5 * kinks(DetailLayer.LAST) > 0


def test_the_package_is_not_imported_before_it_is_used() -> None:
    import subprocess
    import sys

    code = "import ml.detail, sys; assert not {'pytorch_grad_cam', 'matplotlib', 'sklearn'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])

"""Checks of a bench on disk: columns fit together, the same settings give the same bytes, shards are gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from ml.types import Attribute
from training.bench import open_bench
from training.masks import change_masks
from training.skin_synthesis.bench import BenchSettings, render_bench
from training.skin_synthesis.own_skin import OwnTrait

SETTINGS = BenchSettings("train", 3, 1, "mixed", True)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A faces folder of one public-domain portrait."""
    folder = tmp_path_factory.mktemp("faces")
    image = np.asarray(skimage.data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]
    cv2.imwrite(str(folder / "a.png"), image[..., ::-1])
    (folder / "manifest.csv").write_text("file,person,split\na.png,A,train\n", "utf-8")
    return folder


def test_a_bench_opens_and_repeats(faces: Path, tmp_path: Path) -> None:
    render_bench(faces, tmp_path / "work", tmp_path / "one", SETTINGS)
    render_bench(faces, tmp_path / "work", tmp_path / "two", SETTINGS)
    first, second = open_bench(tmp_path / "one"), open_bench(tmp_path / "two")
    assert len(first) == 24
    assert np.array_equal(first.crops, second.crops)
    assert np.array_equal(first.grades, second.grades)
    assert set(first.person) == {"A"}
    masks = change_masks(first, Attribute.OIL, 8)
    assert masks is not None
    assert masks[1].any()


def test_a_bench_goes_on_and_refuses_other_settings(faces: Path, tmp_path: Path) -> None:
    out = tmp_path / "bench"
    render_bench(faces, tmp_path / "work", out, SETTINGS)
    shard = out / "shards" / "00000.npz"
    before = shard.stat().st_mtime_ns
    (out / "crops.npy").unlink()
    render_bench(faces, tmp_path / "work", out, SETTINGS)
    assert shard.stat().st_mtime_ns == before
    assert (out / "crops.npy").is_file()
    with pytest.raises(ValueError, match="other settings"):
        render_bench(faces, tmp_path / "work", out, replace(SETTINGS, seed=2))


def test_varied_skin_repeats_and_has_labels_of_its_own(faces: Path, tmp_path: Path) -> None:
    varied = replace(SETTINGS, varied=tuple(OwnTrait))
    names = {"plain": SETTINGS, "one": varied, "two": varied}
    for name, settings in names.items():
        render_bench(faces, tmp_path / "work", tmp_path / name, settings)
    plain, first, second = (open_bench(tmp_path / name) for name in names)
    assert np.array_equal(first.crops, second.crops)
    assert np.array_equal(first.severity, second.severity)
    assert not np.array_equal(first.crops, plain.crops)
    with pytest.raises(ValueError, match="other settings"):
        render_bench(faces, tmp_path / "work", tmp_path / "one", replace(SETTINGS, varied=(OwnTrait.REDNESS,)))
    assert not np.array_equal(first.severity[:, 4], plain.severity[:, 4])
    assert np.array_equal(first.severity[:, :4], plain.severity[:, :4]), "ranks among one person stay as they are"


def test_an_empty_split_is_refused(faces: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no photograph"):
        render_bench(faces, tmp_path / "work", tmp_path / "none", replace(SETTINGS, split="test"))

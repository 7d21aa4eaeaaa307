"""A scan is opened again exactly as it was shown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import torch

from app.history.draft import Capture, draft_scan
from app.history.records import Source, SourceKind
from app.history.reopening import analysis_of
from app.history.storage import open_storage
from ml.open import open_analyzer
from ml.overlay import painted
from ml.photo_file import read_photo
from ml.types import Analysis, Attribute, Colormap, QualityMode, Region, RgbImage
from tests.app.history.example_scans import PASSWORD, QUICK, example_scan
from tests.faces import portrait
from tests.support import random_pack


@pytest.fixture(scope="module")
def image() -> RgbImage:
    return np.ascontiguousarray(portrait(2.0))


@pytest.fixture(scope="module")
def analyses(image: RgbImage, tmp_path_factory: pytest.TempPathFactory) -> tuple[Analysis, Analysis]:
    """The portrait's analysis, and that of its middle as a close-up, by random networks."""
    torch.set_num_threads(1)
    analyzer = open_analyzer(random_pack(tmp_path_factory.mktemp("pack")))
    both = (
        analyzer.analyze_photo(image, QualityMode.OFF),
        analyzer.analyze_close_up(image, Region.CENTRE, QualityMode.OFF),
    )
    analyzer.close()
    return both


@pytest.mark.parametrize("close_up", [False, True], ids=["face", "close-up"])
def test_a_scan_looks_as_it_did(
    analyses: tuple[Analysis, Analysis], image: RgbImage, tmp_path: Path, close_up: bool
) -> None:
    shown = analyses[close_up]
    capture = Capture(
        datetime(2026, 3, 1, tzinfo=UTC),
        Source(SourceKind.PHOTO, "astronaut.png"),
        QualityMode.OFF,
        keep_pictures=True,
        close_up=Region.CENTRE if close_up else None,
    )
    storage = open_storage(tmp_path / "kept", "", QUICK)
    history = storage.open(storage.profiles.create("Jimin", PASSWORD))
    kept = history.save(draft_scan(shown, image, capture))
    photo = history.photo(kept.id)
    assert photo is not None
    again = analysis_of(kept, history.heat(kept.id), read_photo(photo))
    history.close()
    storage.close()
    for attribute in Attribute:
        assert (again.of(attribute).grade is None) == (shown.of(attribute).grade is None)
        before = painted(image, shown, attribute, Colormap.VIRIDIS, 0.6)
        after = painted(image, again, attribute, Colormap.VIRIDIS, 0.6)
        assert np.abs(before.astype(int) - after).max() <= 3, "heat is kept in steps of 1/255"
        for old, new in zip(shown.of(attribute).regions, again.of(attribute).regions, strict=True):
            assert new.grade.value == old.grade.value
            assert new.grade.expected == pytest.approx(old.grade.expected, abs=1e-5)
            assert new.weight == old.weight
    assert len(again.crops) == len(shown.crops) > 0
    for crop, first in zip(again.crops, shown.crops, strict=True):
        assert crop.region is first.region
        assert np.array_equal(crop.mask, first.mask)
        assert np.abs(crop.pixels.astype(int) - first.pixels).mean() < 3
    assert (again.width, again.height, again.faces, again.issues) == (
        shown.width,
        shown.height,
        shown.faces,
        shown.issues,
    )


def test_without_pictures_only_grades_come_back() -> None:
    again = analysis_of(example_scan())
    assert again.face is None
    assert again.crops == ()
    assert again.graded
    with pytest.raises(ValueError, match="not the scan's photo"):
        analysis_of(example_scan(), None, np.zeros((10, 10, 3), np.uint8))

"""The commands of `python -m training`: there, and doing what they are named for."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from training.__main__ import main
from training.bench import open_bench


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A faces folder of one public-domain portrait."""
    folder = tmp_path_factory.mktemp("faces")
    image = np.asarray(skimage.data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]
    cv2.imwrite(str(folder / "a.png"), image[..., ::-1])
    (folder / "manifest.csv").write_text("file,person,split\na.png,A,train\n", "utf-8")
    return folder


def test_synthesize_renders_a_bench(faces: Path, tmp_path: Path) -> None:
    words = ["--faces", str(faces), "--work", str(tmp_path / "work"), "--out", str(tmp_path / "bench")]
    assert main(["synthesize", *words, "--count", "1", "--workers", "1"]) == 0
    assert len(open_bench(tmp_path / "bench")) == 8


def test_sheet_draws_five_grades_of_a_region(faces: Path, tmp_path: Path) -> None:
    words = ["--faces", str(faces), "--work", str(tmp_path / "work"), "--out", str(tmp_path / "sheet.png")]
    assert main(["sheet", *words, "--attribute", "wrinkle", "--region", "forehead", "--people", "1"]) == 0
    drawn = cv2.imread(str(tmp_path / "sheet.png"))
    assert drawn is not None
    assert drawn.shape == (320, 5 * 320, 3)


def test_an_empty_split_is_one_line_of_error(faces: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--faces", str(faces), "--work", str(tmp_path / "work"), "--out", str(tmp_path / "bench")]
    assert main(["synthesize", *words, "--count", "1", "--split", "test"]) == 2
    assert "no photograph of split 'test'" in capsys.readouterr().err

"""What `pibu scan --json` prints has exactly the keys, nulls and codes that the issue asks for, on real photos."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from ml.errors import TroubleCode
from ml.regions import regions_of
from ml.types import Abstention, Attribute, QualityCode, RgbImage

TOP = ["photo", "model", "faces", "face", "issues", "attributes"]
GRADED = ["grade", "expected", "probabilities"]


@pytest.fixture
def mixed(tmp_path: Path, picture: RgbImage) -> list[Path]:
    """A portrait, one whose face is small and dark, a photo without a face, and an empty file."""
    dark = (picture * 0.12).astype(np.uint8)
    for name, image in (("good", picture), ("dark", dark), ("wall", np.full((300, 400, 3), 128, np.uint8))):
        Image.fromarray(image).save(tmp_path / f"{name}.png", compress_level=1)
    (tmp_path / "empty.png").touch()
    return [tmp_path / f"{name}.png" for name in ("good", "dark", "wall", "empty")]


def scan(application: QApplication, printed: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    """Exit status, and what was printed, parsed."""
    status = main(["scan", *map(str, arguments)], application)
    return status, json.loads(printed.readouterr().out)


def test_one_photo_is_an_object(photo: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = scan(qapp, capsys, photo, "--json")
    assert status == 0
    check_report(report, photo)
    assert report["issues"] == []
    assert report["faces"] == 1
    assert any(attribute["grade"] is not None for attribute in report["attributes"].values())


def test_several_photos_are_a_list(
    mixed: list[Path], qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, reports = scan(qapp, capsys, *mixed, "--json")
    assert status == 1
    assert [report["photo"] for report in reports] == [str(path) for path in mixed]
    good, dark, wall, empty = reports
    for report, path in zip((good, dark, wall), mixed, strict=False):
        check_report(report, path)
    assert "too_dark" in dark["issues"]
    assert wall["face"] is None
    assert wall["issues"] == ["no_face"]
    assert list(empty) == ["photo", "error"]
    assert TroubleCode(empty["error"]["code"]) is TroubleCode.PHOTO_EMPTY
    assert empty["error"]["message"]
    main(["scan", *map(str, mixed), "--jsonl", str(tmp_path / "lines.jsonl")], qapp)
    lines = (tmp_path / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    assert [{key: line[key] for key in report} for line, report in zip(kept, reports, strict=True)] == reports
    assert all(
        set(line) - set(report) == {"sha256", "quality", "region"} for line, report in zip(kept, reports, strict=True)
    )


def check_report(report: Any, path: Path) -> None:
    """Keys in the issue's order, and values of the issue's kinds."""
    assert list(report) == TOP
    assert report["photo"] == str(path)
    assert list(report["model"]) == ["version", "attributes"]
    assert list(report["model"]["attributes"]) == list(Attribute)
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha) for sha in report["model"]["attributes"].values())
    assert isinstance(report["faces"], int)
    assert (report["face"] is None) == (report["faces"] == 0)
    assert all(issue in list(QualityCode) for issue in report["issues"])
    if report["face"] is not None:
        check_face(report["face"])
    assert list(report["attributes"]) == list(Attribute)
    for name, attribute in report["attributes"].items():
        check_attribute(attribute, Attribute(name))


def check_face(face: Any) -> None:
    """Box, pose and eye distance are numbers."""
    assert list(face) == ["box", "pose", "eye_distance"]
    assert len(face["box"]) == 4
    assert list(face["pose"]) == ["yaw", "pitch", "roll"]
    assert all(isinstance(n, float) for n in (*face["box"], *face["pose"].values(), face["eye_distance"]))


def check_attribute(attribute: Any, name: Attribute) -> None:
    """Either a grade and no reason, or a reason, nulls and no regions."""
    assert list(attribute) == [*GRADED, "abstained", "regions"]
    if attribute["grade"] is None:
        assert attribute["expected"] is attribute["probabilities"] is None
        assert attribute["abstained"] in list(Abstention)
        assert attribute["regions"] == {}
        return
    assert attribute["abstained"] is None
    check_grade(attribute)
    assert attribute["regions"]
    for region, graded in attribute["regions"].items():
        assert region in regions_of(name)
        assert list(graded) == [*GRADED, "heat_on_skin"]
        assert 0 <= graded["heat_on_skin"] <= 1
        check_grade(graded)


def check_grade(graded: Any) -> None:
    """A whole number 0-4, its probabilities and their mean belong together."""
    probabilities = graded["probabilities"]
    assert isinstance(graded["grade"], int)
    assert len(probabilities) == 5
    assert sum(probabilities) == pytest.approx(1, abs=1e-4)
    assert max(probabilities) == probabilities[graded["grade"]]
    assert graded["expected"] == pytest.approx(sum(i * p for i, p in enumerate(probabilities)), abs=1e-3)

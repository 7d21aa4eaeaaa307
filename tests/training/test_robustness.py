"""Steadiness figures: hand-worked from readings, and measured by the shipped analyzer on a real face."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from ml.card import from_json, to_json
from ml.types import Attribute
from tests.faces import portrait
from tests.support import random_pack
from training.__main__ import main
from training.repeats import Readings, chosen_photos
from training.robustness import RobustnessReport, face_spread, markdown, robustness_report
from training.skin_synthesis.canvas import Photo

OIL, WRINKLE = list(Attribute).index(Attribute.OIL), list(Attribute).index(Attribute.WRINKLE)


def readings() -> Readings:
    """Four people with two shots; oil as drawn here, wrinkle abstains on one shot, the others are never graded."""
    photos = tuple(Photo(f"{n}_{shot}.jpg", f"P{n}", "test") for n in range(4) for shot in ("neutral", "smiling"))
    expected = np.full((8, 3, 5), np.nan)
    plain = np.array([0.0, 0.2, 1.0, 0.8, 2.0, 2.3, 3.0, 3.1])
    expected[:, :, OIL] = plain[:, None] + [0.0, 0.3, -0.1]
    expected[:, :, WRINKLE] = plain[:, None]
    expected[0, 0, WRINKLE] = np.nan
    return Readings(photos, np.array([60.0] * 6 + [0.0] * 2), ("one", "other"), expected)


def test_figures_follow_from_readings() -> None:
    report = robustness_report("try-1", readings())
    oil = report.repeats[OIL].agreement[0]
    assert (oil.people, oil.difference) == (4, pytest.approx(0.2))
    assert report.repeats[WRINKLE].agreement[0].people == 3
    assert report.repeats[1].agreement == ()
    shifts = {(s.attribute, s.disturbance): s for s in report.shifts}
    assert shifts[Attribute.OIL, "one"].sd == pytest.approx(0.3)
    assert shifts[Attribute.OIL, "other"].mean == pytest.approx(-0.1)
    assert shifts[Attribute.OIL, "other"].largest == pytest.approx(0.1)
    assert shifts[Attribute.WRINKLE, "one"].photos == 7
    steady = {s.attribute: s for s in report.steadiness}
    assert steady[Attribute.OIL].sd == pytest.approx(np.std([0, 0.3, -0.1]))
    assert steady[Attribute.WRINKLE].sd == 0
    assert set(steady) == {Attribute.OIL, Attribute.WRINKLE}
    assert np.isnan(face_spread(readings(), Attribute.WRINKLE)[0])


def test_tones_hold_the_right_faces() -> None:
    report = robustness_report("try-1", readings())
    tones = {(t.attribute, t.tone): t for t in report.tones}
    assert tones[Attribute.OIL, "very light"].photos == 6
    assert tones[Attribute.OIL, "brown"].expected == pytest.approx(3.05)
    assert tones[Attribute.WRINKLE, "very light"].photos == 5


def test_a_report_survives_json_and_prints() -> None:
    report = robustness_report("try-1", readings())
    assert from_json(RobustnessReport, to_json(report)) == report
    text = markdown(report)
    assert "| oil | 4 | 0.9" in text
    assert "| hydration | too few |" in text
    assert "| oil | 0.30 | 0.10 |" in text


def test_people_with_several_shots_come_first(tmp_path: Path) -> None:
    rows = ["a.jpg,A,test", "b_smiling.jpg,B,test", "b_neutral.jpg,B,test", "c.jpg,C,train"]
    (tmp_path / "manifest.csv").write_text("\n".join(["file,person,split", *rows]), "utf-8")
    chosen = chosen_photos(tmp_path, ("test", "val"), limit=2)
    assert [photo.file for photo in chosen] == ["b_neutral.jpg", "b_smiling.jpg"]
    with pytest.raises(ValueError, match="no photograph of split val"):
        chosen_photos(tmp_path, ("val",))


def test_the_command_measures_a_real_face(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cv2.imwrite(str(tmp_path / "face.png"), portrait(1.5)[..., ::-1])
    (tmp_path / "manifest.csv").write_text("file,person,split\nface.png,A,test\n", "utf-8")
    words = ["--pack", str(random_pack(tmp_path)), "--faces", str(tmp_path), "--out", str(tmp_path / "out.json")]
    assert main(["robustness", *words, "--threads", "1"]) == 0
    report = from_json(RobustnessReport, (tmp_path / "out.json").read_bytes())
    assert report.photos == 1
    names = {s.disturbance for s in report.shifts if s.attribute is Attribute.PIGMENTATION}
    assert names == {"-1 EV", "-0.5 EV", "+0.5 EV", "+1 EV", "4000 K", "5000 K", "6500 K", "7500 K"} | {
        "JPEG 60",
        "0.75x",
        "mirrored",
    }
    by_name = {s.disturbance: s.sd for s in report.shifts if s.attribute is Attribute.PIGMENTATION}
    assert by_name["6500 K"] < by_name["4000 K"]
    assert report.randomisation
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["pack"] == "random-0"
    assert "# Steadiness of random-0 on 1 real photographs" in capsys.readouterr().out
    assert (tmp_path / "out.md").is_file()


def test_a_missing_pack_is_one_line_of_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.csv").write_text("file,person,split\nface.png,A,test\n", "utf-8")
    words = ["--pack", str(tmp_path / "none"), "--faces", str(tmp_path), "--out", str(tmp_path / "out.json")]
    assert main(["robustness", *words]) == 2
    assert "pack.json" in capsys.readouterr().err

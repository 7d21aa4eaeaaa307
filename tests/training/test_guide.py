"""The guide's commands, run as they stand there, on tiny input; only what makes them long is made short.

Half a minute: `python3 start.py test tests/training/test_guide.py -m slow`.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from ml.types import Region
from tests.faces import portrait
from tests.support import random_crop
from tests.training.test_documents import GUIDE
from training.__main__ import main

SHORTER: tuple[tuple[str, str], ...] = (
    ("prepare", ""),
    ("eda", ""),
    ("train", "--minutes 0.02 --threads 1 --batch 8"),
    ("train --recipe", "--size 64 --steps 2 --batch 4 --threads 1"),
    ("evaluate", "--rounds 5 --threads 1"),
    ("baseline", ""),
    ("export", ""),
    ("card", ""),
    ("backbones", "--size 64"),
    ("compare", "--table sampler --steps 2 --batch 8 --size 32 --crops 20 --rounds 5"),
    ("robustness", "--limit 2 --threads 1"),
    ("synthesize", "--count 1 --workers 1"),
    ("sheet", "--people 1 --region forehead"),
)
"""What is added to each command. Where an option stands twice, the last one counts."""

PEOPLE = 9


def guide_calls() -> list[list[str]]:
    """The words after `python -m training` of each indented line of the guide."""
    lines = [line.strip() for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("    ")]
    return [shlex.split(line.split("python -m training ", 1)[1]) for line in lines if "python -m training " in line]


def kind(call: list[str]) -> str:
    """The command, and whether it trains by a recipe."""
    return f"{call[0]} --recipe" if "--recipe" in call else call[0]


def put_pictures(folder: Path) -> None:
    """graded.csv with photos/, and faces/ with its manifest: drawn close-ups, and one public-domain portrait."""
    (folder / "photos").mkdir()
    (folder / "faces").mkdir()
    lines = ["file,person,region,oil,hydration,wrinkle,pigmentation,sensitivity"]
    for person in range(PEOPLE):
        for shot, region in enumerate(("forehead", "chin", "forehead", "chin")):
            name, grade = f"{person}_{shot}.png", (person + shot) % 5
            picture = random_crop(Region(region), 10 * person + shot).pixels
            cv2.imwrite(str(folder / "photos" / name), picture[..., ::-1])
            grades = f",{grade},{grade},," if region == "chin" else f"{grade},,{grade},{4 - grade},{(grade + 2) % 5}"
            lines.append(f"{name},P{person},{region},{grades}")
    (folder / "graded.csv").write_text("\n".join(lines), "utf-8")
    shown = ["file,person,split"]
    for number, (shown_person, split) in enumerate((("A", "train"), ("B", "test"), ("B", "test"))):
        picture = np.clip(portrait(1.5).astype(int) + 3 * number, 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / "faces" / f"{number}.png"), picture[..., ::-1])
        shown.append(f"{number}.png,{shown_person},{split}")
    (folder / "faces" / "manifest.csv").write_text("\n".join(shown), "utf-8")


def test_every_command_of_the_guide_is_known_here() -> None:
    assert {kind(call) for call in guide_calls()} == {name for name, _ in SHORTER}


@pytest.mark.slow
def test_the_guides_commands_run_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    threads = torch.get_num_threads()
    monkeypatch.chdir(tmp_path)
    put_pictures(tmp_path)
    try:
        for call in guide_calls():
            code = main([*call, *dict(SHORTER)[kind(call)].split()])
            assert code == 0, f"{shlex.join(call)}: {capsys.readouterr().err[-2000:]}"
    finally:
        torch.set_num_threads(threads)
    made = "bench/train/crops.npy eda.html run/best.safetensors run/report.json trees.json pack/pack.json card.md"
    made += " oil/best.safetensors experiments.md steady.json steady.md"
    assert [name for name in made.split() if not (tmp_path / "mine" / name).is_file()] == []
    assert (tmp_path / "synthetic" / "train" / "crops.npy").is_file()
    assert (tmp_path / "wrinkle.png").is_file()
    assert "Our clinic's photos" in (tmp_path / "mine" / "card.md").read_text("utf-8")

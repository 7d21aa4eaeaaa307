"""`pibu bench`: what it prints and writes, in both languages, and its wrong calls (figures: tests/ml/bench)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.cli.bench.measuring import Wanted, measure
from app.cli.bench.names import Part, Stage
from app.cli.bench.pages import benchmarks_page
from app.cli.bench.report import BenchReport, as_json
from app.cli.bench.roofline_page import roofline_page
from app.cli.bench.table import table
from app.cli.parsing import Voice
from ml.bench.growth import Axis
from ml.bench.memory import Memory, ProcessMemory
from ml.bench.peaks import Bandwidth, Peaks
from tests.support import random_pack

pytestmark = pytest.mark.alone

TOP = [
    *("pibu", "pack", "device", "threads", "machine"),
    *("race", "stages", "memory", "agreement", "growth", "roofline"),
]
QUICK = ("--only", "agreement", "--rounds", "1", "--crops", "8")
BANDWIDTHS = (Bandwidth("L2", 2**18, 80.0), Bandwidth("L3", 2**22, 80.0), Bandwidth("memory", 2**28, 20.0))
PEAKS = Peaks(1, 100.0, 200.0, BANDWIDTHS)
NAIVE = ProcessMemory(
    bare=50.0, imported=900.0, opened=950.0, peak=1050.0, import_ms=5000.0, open_ms=400.0, first_ms=900.0
)
ENGINE = ProcessMemory(bare=50.0, imported=60.0, opened=120.0, peak=140.0, import_ms=60.0, open_ms=90.0, first_ms=50.0)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_pack(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def report(pack: Path) -> BenchReport:
    """Every part, quickly; the machine's peaks and the memory of other processes are given."""
    heard: list[Part] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ml.bench.roofline.measured_peaks", lambda threads: PEAKS)
        patch.setattr("ml.bench.growth.CROPS", (1,))
        patch.setattr("ml.bench.growth.SIZES", (64,))
        patch.setattr("app.cli.bench.measuring.THREADS", (1,))
        patch.setattr("app.cli.bench.measuring.memory_of", lambda *_: Memory(NAIVE, ENGINE, 0.09, 0.2))
        found = measure(Wanted(pack, crops=8, rounds=1), heard.append)
    assert heard == list(Part)
    return found


def test_the_json_is_as_documented(report: BenchReport) -> None:
    told = json.loads(as_json(report))
    assert list(told) == TOP
    assert (told["pack"], told["device"], told["threads"]) == ("random-0", "cpu", 1)
    assert told["machine"]["cores"] >= 1
    check_race(told["race"])
    assert [one["stage"] for one in told["stages"]["times"]] == list(Stage)
    assert told["stages"]["per_second"] > 0
    assert (told["agreement"]["crops"], told["agreement"]["pairs"]) == (8, 20)
    assert told["agreement"]["same_grade"] == 1
    assert told["agreement"]["heat_least"] > 0.999
    assert {step["axis"] for step in told["growth"]} == set(Axis)
    assert len(told["roofline"]["roofline"]["layers"]) == 35
    text = (Path(__file__).parents[4] / "docs" / "json.md").read_text(encoding="utf-8")
    assert not [key for key in keys_of(told) if f'"{key}"' not in text]


def check_race(race: Any) -> None:
    """Both ways' times, and their ratio."""
    assert (race["crops"], race["pairs"]) == (8, 20)
    for variant in ("one_by_one", "batched", "no_heat"):
        found = race[variant]
        assert found["slow"]["median"] > 0
        assert found["ratio"]["low"] <= found["ratio"]["median"] <= found["ratio"]["high"]
    assert [(one["size"], one["attributes"]) for one in race["one_crop"]] == [(160, 5), (224, 5)]
    assert all(one["race"]["fast"]["median"] < one["race"]["slow"]["median"] for one in race["one_crop"])


def keys_of(value: Any) -> set[str]:
    """All keys in nested JSON."""
    if isinstance(value, dict):
        return set(value).union(*(keys_of(each) for each in value.values()))
    return set().union(*(keys_of(each) for each in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(("language", "title"), [("en", "against the naive way"), ("ko", "단순 방식과 비교")])
def test_the_table_speaks_both_languages(language: str, title: str, report: BenchReport, qapp: QApplication) -> None:
    voice = Voice(["--language", language], qapp)
    printed = table(report)
    voice.close()
    assert title in printed
    assert len(printed.split("\n\n")) == 1 + len(Part)
    assert "1000 MiB" in printed
    assert "90 MiB" in printed
    english = [line for line in printed.splitlines() if "naive" in line or "crops" in line]
    assert bool(english) is (language == "en")


def test_parts_that_were_not_measured_are_not_told(report: BenchReport) -> None:
    only = replace(report, stages=None, memory=None, agreement=None, growth=None, roofline=None)
    assert len(table(only).split("\n\n")) == 2
    page = benchmarks_page(only)
    assert "## Against" in page
    assert "## Memory" not in page
    assert json.loads(as_json(only))["memory"] is None
    with pytest.raises(ValueError, match="no roofline"):
        roofline_page(only)


def test_the_pages_are_whole(report: BenchReport) -> None:
    page, roofline = benchmarks_page(report), roofline_page(report)
    for text, titles in (
        (page, ("Against the naive way", "Stages", "Memory", "Agreement", "How the cost grows")),
        (roofline, ("What one analysis must cost", "Layer by layer", "How close", "What is left")),
    ):
        assert text.startswith("# ")
        assert all(f"\n## {title}" in text for title in titles)
        assert "{" not in text, "a place left unfilled"
        assert all(len(line) <= 120 for line in text.splitlines() if not line.startswith("|"))
    assert "| added, MiB | 1000 | 90 | **0.090** |" in page
    assert "### One crop, all five attributes" in page
    assert "asked for 2.5 attributes on average" in " ".join(page.split())
    assert re.search(r"^\| 224 \| .+ \| .+ \| \*\*.+\*\* \|$", page, re.MULTILINE)
    assert report.race is not None
    assert "### One crop" not in benchmarks_page(replace(report, race=replace(report.race, one_crop=())))
    assert roofline.count("\n| trunk.") >= 24
    assert "times as fast as the naive way" in roofline
    assert "times as fast as the naive way" not in roofline_page(replace(report, race=None))


def test_the_command_prints_and_writes(
    pack: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "benchmarks.md"
    assert main(["bench", "--json", "--model", str(pack), "--markdown", str(page), *QUICK], qapp) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["agreement"]["pairs"] == 20
    assert told["race"] is None
    assert "## Agreement" in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_said(
    pack: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "nowhere" / "benchmarks.md"
    assert main(["bench", "--model", str(pack), "--language", "en", "--markdown", str(page), *QUICK], qapp) == 2
    assert "can't be saved" in capsys.readouterr().err


def test_a_missing_pack_is_said(qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["bench", "--only", "race", "--model", str(tmp_path), "--language", "en"], qapp) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "A classifier is missing" in printed.err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--device", "tpu"), "there is no tpu"),
        (("--device", "auto"), "name the device to measure"),
        (("--threads", "0"), "--threads must be a number from 1 to 64"),
        (("--crops", "3"), "--crops must be a number from 8 to 100000"),
        (("--rounds", "0"), "--rounds must be"),
        (("--only", "race,speed"), "there is no speed; choose one of " + ", ".join(Part)),
        (("--only", "race", "--roofline", "x.md"), "--roofline needs"),
        (("--device", "torch", "--roofline", "x.md"), "--roofline needs"),
        (("--fast",), "there is no option --fast"),
    ],
)
def test_wrong_calls(wrong: tuple[str, ...], said: str, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--language", "en", *wrong], qapp) == 2
    assert said in capsys.readouterr().err


def test_an_edition_without_torch_says_so(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The naive way is torch's."""
    monkeypatch.setattr("app.cli.bench.command.has_torch", lambda: False)
    assert main(["bench", "--language", "ko"], qapp) == 2
    assert "PyTorch" in capsys.readouterr().err

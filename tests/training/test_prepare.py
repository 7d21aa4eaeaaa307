"""Own pictures to benches: people kept apart, shares kept, nothing lost without a word."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from ml.types import Attribute, Region
from tests.faces import portrait
from tests.support import random_crop
from training.__main__ import main
from training.bench import BenchError, open_bench
from training.manifest import Row
from training.split_people import split_people


def close_ups(folder: Path, people: int, each: int = 2) -> list[str]:
    """Lines of a table of graded forehead close-ups, with their pictures."""
    lines = ["file,person,region,oil,wrinkle"]
    for person in range(people):
        for shot in range(each):
            name = f"p{person}_{shot}.png"
            picture = random_crop(Region.FOREHEAD, person * each + shot).pixels
            cv2.imwrite(str(folder / name), cv2.resize(picture, (200, 180))[..., ::-1])
            lines.append(f"{name},P{person},forehead,{(person + shot) % 5},{person % 3}")
    return lines


def run(folder: Path, lines: list[str], *more: str) -> int:
    (folder / "graded.csv").write_text("\n".join(lines), "utf-8")
    return main(["prepare", str(folder / "graded.csv"), "--images", str(folder), "--out", str(folder / "out"), *more])


def rejected(folder: Path) -> list[dict[str, str]]:
    with (folder / "out" / "rejected.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_close_ups_become_three_benches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, close_ups(tmp_path, 8), "--split", "0.5", "0.25", "0.25") == 0
    benches = [open_bench(tmp_path / "out" / part) for part in ("train", "val", "test")]
    assert [len(set(b.person)) for b in benches] == [4, 2, 2]
    assert sum(len(b) for b in benches) == 16
    assert set(benches[0].region) == {list(Region).index(Region.FOREHEAD)}
    wrinkle = list(Attribute).index(Attribute.WRINKLE)
    for bench in benches:
        people = [int(p.removeprefix("P")) for p in bench.person]
        assert bench.grades[:, wrinkle].tolist() == [p % 3 for p in people]
        assert (bench.grades[:, list(Attribute).index(Attribute.PIGMENTATION)] == -1).all()
        assert bench.severity[:, wrinkle].tolist() == [p % 3 for p in people]
        assert 60 < bench.crops.mean() < 200
    assert "train: 4 people, 8 pictures, 8 crops" in capsys.readouterr().out
    assert rejected(tmp_path) == []


def test_what_is_not_used_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = close_ups(tmp_path, 4)
    (tmp_path / "broken.jpg").write_bytes(b"no picture at all, only text, but long enough to be read")
    (tmp_path / "copy.png").write_bytes((tmp_path / "p0_0.png").read_bytes())
    cv2.imwrite(str(tmp_path / "blue.png"), np.full((200, 200, 3), (250, 20, 10), np.uint8))
    lines += [
        "gone.png,P0,forehead,1,1",
        "broken.jpg,P0,forehead,1,1",
        "copy.png,P3,forehead,1,1",
        "blue.png,P0,,1,1",
        "p0_0.png,P0,forehead,1,1",
        "x.png,P0,forehead,7,1",
    ]
    assert run(tmp_path, lines) == 0
    reasons = {row["file"]: row["reason"] for row in rejected(tmp_path)}
    assert reasons == {
        "gone.png": "No such file or directory",
        "broken.jpg": reasons["broken.jpg"],
        "copy.png": "the same picture as p0_0.png of P0",
        "blue.png": "no face found",
        "p0_0.png": "listed twice, first in row 2",
        "x.png": "oil is '7'; expected 0 to 4, empty, -1 or -2",
    }
    assert reasons["broken.jpg"].startswith("photo not an image")
    told = capsys.readouterr().out
    assert all(reason in told for reason in reasons.values())
    assert "6 not used" in told


def test_a_whole_face_is_cut_as_the_app_cuts_it(tmp_path: Path) -> None:
    lines = ["file,person,region,oil,wrinkle,hydration"]
    for person in range(3):
        picture = np.clip(portrait(1.5).astype(int) + person, 0, 255).astype(np.uint8)
        cv2.imwrite(str(tmp_path / f"{person}.png"), picture[..., ::-1])
        lines.append(f"{person}.png,P{person},,1,2,3")
    assert run(tmp_path, lines, "--split", "0.4", "0.3", "0.3") == 0
    bench = open_bench(tmp_path / "out" / "val")
    by_region = dict(zip((list(Region)[i] for i in bench.region), bench.grades.tolist(), strict=True))
    assert by_region[Region.CENTRE] == [1, -1, 2, -1, -1]
    assert by_region[Region.CHIN] == [-1, 3, 2, -1, -1]
    assert Region.LIPS not in by_region
    assert {(row["region"], row["reason"]) for row in rejected(tmp_path)} >= {("lips", "lips open")}
    assert len(set(bench.face)) == 1


def test_nothing_usable_is_an_error_that_says_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, ["file,person,oil", "a.png,A,9"]) == 2
    assert "rejected.csv" in capsys.readouterr().err
    assert len(rejected(tmp_path)) == 1
    assert run(tmp_path, ["file,person,oil", *(f"{n}.png,{n},1" for n in range(4))]) == 2
    assert "no usable crop left for train and val and test" in capsys.readouterr().err
    assert run(tmp_path, close_ups(tmp_path, 2)) == 2
    assert "2 people can't be split into 3 parts" in capsys.readouterr().err


def test_a_bench_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, close_ups(tmp_path, 4, each=1)) == 0
    assert run(tmp_path, close_ups(tmp_path, 4, each=1)) == 2
    assert "holds a bench already" in capsys.readouterr().err


def rows_of(people: int, seed: int) -> list[Row]:
    """1 to 5 pictures a person, wrinkle grades mostly low."""
    rng = np.random.default_rng(seed)
    return [
        Row(f"{p}_{n}.jpg", f"P{p}", None, (-1, -1, int(rng.choice(5, p=(0.4, 0.3, 0.15, 0.1, 0.05))), -1, -1))
        for p in range(people)
        for n in range(rng.integers(1, 6))
    ]


def test_parts_get_their_shares_of_people_and_grades() -> None:
    rows = rows_of(120, 3)
    parts = split_people(rows, (0.7, 0.15, 0.15), 1)
    people = Counter(parts.values())
    assert people[0] == pytest.approx(84, abs=4)
    assert people[1] == pytest.approx(18, abs=3)
    for grade in range(5):
        counts = Counter(parts[row.person] for row in rows if row.grades[2] == grade)
        assert counts[0] / counts.total() == pytest.approx(0.7, abs=0.06)
    assert parts == split_people(rows, (0.7, 0.15, 0.15), 1)
    assert parts != split_people(rows, (0.7, 0.15, 0.15), 2)


def test_no_part_stays_empty() -> None:
    for seed in range(5):
        assert set(split_people(rows_of(3, seed), (0.9, 0.05, 0.05), seed).values()) == {0, 1, 2}


@pytest.mark.parametrize("shares", [(0.7, 0.3, 0.0), (0.5, 0.2, 0.2), (1.2, -0.1, -0.1)])
def test_shares_must_add_up(shares: tuple[float, ...]) -> None:
    with pytest.raises(BenchError, match="add up to 1"):
        split_people(rows_of(9, 1), shares, 1)


def test_a_prepared_bench_can_be_trained_on_and_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, close_ups(tmp_path, 8), "--split", "0.5", "0.25", "0.25") == 0
    train, val, test = (str(tmp_path / "out" / part) for part in ("train", "val", "test"))
    words = ["--attributes", "oil", "wrinkle", "--epochs", "1", "--batch", "4", "--threads", "1", "--from-nothing"]
    assert main(["train", "--train", train, "--val", val, "--out", str(tmp_path / "run"), *words]) == 0
    words = ["--run", str(tmp_path / "run"), "--rounds", "5", "--threads", "1"]
    assert main(["evaluate", "--val", val, "--test", test, *words]) == 0
    told = capsys.readouterr().out
    assert "best mean P-Recall" in told
    assert "wrinkle       face        4" in told

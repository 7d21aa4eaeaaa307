"""The report on a data set: its figures, and that it is one file that loads nothing."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from ml.types import Attribute, Region
from tests.support import random_crop
from tests.training.tiny_bench import make_bench
from training.__main__ import main
from training.bench import Bench
from training.eda.page import page
from training.eda.pictures import Look, brightness, examples, of_bench, sharpness


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("bench"), people=5, faces=12, seed=4)


class _Links(HTMLParser):
    """Collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "iframe", "object", "embed"):
            self.found.append(tag)
        self.found += [
            v for k, v in attrs if k in ("src", "href", "xlink:href") and v and not v.startswith(("#", "data:"))
        ]


def links(text: str) -> list[str]:
    parser = _Links()
    parser.feed(text)
    return parser.found + re.findall(r"url\((?!#)[^)]*\)|@import", text)


def pictures(text: str) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    coded = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', text)
    decoded = [cv2.imdecode(np.frombuffer(base64.b64decode(c), np.uint8), cv2.IMREAD_COLOR) for c in coded]
    return [np.asarray(d, np.uint8) for d in decoded if d is not None]


def test_sharpness_falls_with_blur_and_brightness_is_the_mean() -> None:
    crop = random_crop(Region.CENTRE, 1).pixels
    blurred = cv2.GaussianBlur(crop, (0, 0), 3).astype(np.uint8)
    sharp, soft = sharpness(np.stack([crop, blurred]))
    assert soft < 0.1 * sharp
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float64)
    padded = np.pad(grey, 1, mode="reflect")
    by_hand = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:] - 4 * grey
    assert sharp == pytest.approx(by_hand.var())
    assert brightness(crop[None])[0] == pytest.approx(crop.mean())


def test_examples_are_of_their_grade_and_of_many_people(bench: Bench) -> None:
    look = of_bench(bench)
    column = list(Attribute).index(Attribute.SENSITIVITY)
    grade = int(look.counts(Attribute.SENSITIVITY).argmax())
    found = examples(look, Attribute.SENSITIVITY, grade, 4)
    rows = [next(i for i, c in enumerate(bench.crops) if (c == crop).all()) for crop in found]
    assert {int(bench.grades[row, column]) for row in rows} == {grade}
    people = set(bench.person[bench.grades[:, column] == grade])
    assert len({str(bench.person[row]) for row in rows}) == min(4, len(people))
    assert examples(look, Attribute.OIL, 2, 4) == []


def test_a_benchs_page_is_one_file_with_its_figures(bench: Bench, tmp_path: Path) -> None:
    assert main(["eda", "--bench", str(bench.folder), "--out", str(tmp_path / "new" / "report.html")]) == 0
    text = (tmp_path / "new" / "report.html").read_text("utf-8")
    assert links(text) == []
    assert text.count("<svg") == 5
    counts = [int((bench.grades[:, list(Attribute).index(Attribute.SENSITIVITY)] == g).sum()) for g in range(5)]
    cells = "".join(f'<td class="number">{c}</td>' for c in counts)
    assert f"<td>sensitivity</td>{cells}" in text
    assert "5 people, 12 pictures, 36 crops" in text
    assert "oil isn&#x27;t graded at all." in text
    shown = pictures(text)
    graded = [np.count_nonzero(of_bench(bench).counts(a)) for a in Attribute]
    assert len(shown) == sum(graded)
    assert {picture.shape[0] for picture in shown} == {112}


def test_no_examples_means_no_photograph(bench: Bench) -> None:
    text = page(of_bench(bench), each=0)
    assert "data:image" not in text
    assert "<image" not in text


def test_names_are_escaped(bench: Bench) -> None:
    look: Look = replace(of_bench(bench), name="<script>alert(1)</script>")
    assert links(page(look, each=0)) == []


def test_a_manifest_is_cut_as_the_app_cuts_it_and_tells_what_is_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["file,person,region,oil"]
    for number in range(3):
        picture = random_crop(Region.FOREHEAD, number).pixels
        cv2.imwrite(str(tmp_path / f"{number}.png"), cv2.resize(picture, (300, 200 + number))[..., ::-1])
        lines.append(f"{number}.png,P{number},forehead,{number}")
    lines += ["gone.png,P9,forehead,1", "0.png,P0,forehead,9"]
    (tmp_path / "graded.csv").write_text("\n".join(lines), "utf-8")
    words = ["--manifest", str(tmp_path / "graded.csv"), "--out", str(tmp_path / "report.html")]
    assert main(["eda", *words]) == 2
    assert "--images" in capsys.readouterr().err
    assert main(["eda", *words, "--images", str(tmp_path)]) == 0
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "Shorter side 200 to 202 pixels" in text
    assert "3 people, 3 pictures, 3 crops" in text
    assert "No such file or directory" in text
    assert "oil is &#x27;9&#x27;" in text
    assert "Looked at" not in text
    assert len(pictures(text)) == 3
    assert main(["eda", *words, "--images", str(tmp_path), "--most", "2"]) == 0
    assert "Looked at 2 of 4 pictures" in (tmp_path / "report.html").read_text("utf-8")

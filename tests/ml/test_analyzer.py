"""From an image to an Analysis: what is graded, what abstains and why, on a real face with random networks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from ml.analyzer import Analyzer
from ml.checkpoints import Pack, load_pack
from ml.crops import close_up
from ml.detail import DetailedMaps
from ml.engine import TorchEngine
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine, Evidence
from ml.gradcam import DetailMethod
from ml.landmarker import Landmarker
from ml.open import open_analyzer
from ml.quality import check
from ml.regions import regions_of
from ml.types import (
    Abstention,
    Analysis,
    Attribute,
    Face,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RgbImage,
    SkinCrop,
)
from tests.faces import finder, grained, portrait
from tests.support import random_pack

OFF, NORMAL, STRICT = QualityMode.OFF, QualityMode.NORMAL, QualityMode.STRICT


class Watched:
    """An engine that remembers what it was asked to run."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.version = engine.version
        self.cards = engine.cards
        self.device = engine.device
        self.runs: list[tuple[SkinCrop, ...]] = []

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        self.runs.append(tuple(crops))
        return self.engine.run(crops, wanted)

    def close(self) -> None:
        self.engine.close()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    torch.set_num_threads(1)
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Watched:
    return Watched(TorchEngine(pack))


@pytest.fixture(scope="module")
def landmarker() -> Iterator[Landmarker]:
    with finder() as made:
        yield made


@pytest.fixture
def analyzer(engine: Watched, pack: Pack, landmarker: Landmarker) -> Analyzer:
    engine.runs.clear()
    return Analyzer(engine, lambda: landmarker, DetailedMaps(pack))


@pytest.fixture(scope="module")
def image() -> RgbImage:
    return portrait()


@pytest.fixture(scope="module")
def face(image: RgbImage, landmarker: Landmarker) -> Face:
    return landmarker.detect(image)[0]


def _expected(analysis: Analysis) -> list[float | None]:
    return [a.grade.expected if a.grade else None for a in analysis.attributes]


def _reasons(analysis: Analysis) -> set[Abstention | None]:
    return {a.abstained for a in analysis.attributes}


def test_a_photo_is_graded_region_by_region(analyzer: Analyzer, engine: Watched, image: RgbImage) -> None:
    analysis = analyzer.analyze_photo(image, OFF)
    assert (analysis.width, analysis.height, analysis.faces) == (1280, 1280, 1)
    assert [a.attribute for a in analysis.attributes] == list(Attribute)
    assert analysis.model == engine.version
    assert [c.region for c in analysis.crops] == list(Region)
    for graded in analysis.attributes:
        assert graded.grade is not None
        assert graded.abstained is None
        assert graded.validated == (graded.attribute not in (Attribute.OIL, Attribute.HYDRATION))
        assert sum(r.weight for r in graded.regions) == pytest.approx(1)
        judged = [c.region for c in analysis.crops if c.abstained is None and c.region in regions_of(graded.attribute)]
        assert [r.region for r in graded.regions] == judged
        for region in graded.regions:
            assert region.explanation is not None
            assert region.explanation.heat.shape == (160, 160)
            assert sum(region.grade.probabilities) == pytest.approx(1)
    lips = analysis.crop(Region.LIPS)
    assert lips is not None
    assert lips.abstained is Abstention.LIPS_OPEN
    assert [r.region for r in analysis.of(Attribute.HYDRATION).regions] == [Region.CHIN]


def test_crops_are_cut_once_and_run_once(analyzer: Analyzer, engine: Watched, image: RgbImage) -> None:
    analysis = analyzer.analyze_photo(image, OFF)
    (run,) = engine.runs
    assert [id(c) for c in run] == [id(c) for c in analysis.crops if c.abstained is None]


def test_a_video_frame_and_a_photo_get_the_same_grades(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    photo = analyzer.analyze_photo(image, OFF)
    frame = analyzer.analyze(image, face, 1, check(image, (face,), OFF), OFF)
    assert _expected(frame) == pytest.approx(_expected(photo), abs=1e-6)


def test_attributes_and_heat_maps_can_be_chosen(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    wrinkle, oil = Attribute.WRINKLE, Attribute.OIL
    analysis = analyzer.analyze(image, face, 1, (), OFF, attributes=(wrinkle, oil), explained=(oil,))
    assert [a.attribute for a in analysis.attributes] == [wrinkle, oil]
    assert all(r.explanation is None for r in analysis.of(wrinkle).regions)
    assert all(r.explanation is not None for r in analysis.of(oil).regions)
    assert analysis.crop(Region.LIPS) is None, "neither reads the lips"


def test_a_closed_gate_reports_its_issues_and_grades_nothing(analyzer: Analyzer, image: RgbImage) -> None:
    dark = (image * 0.12).astype(np.uint8)
    for mode in (NORMAL, STRICT):
        analysis = analyzer.analyze_photo(dark, mode)
        assert QualityCode.TOO_DARK in {i.code for i in analysis.issues}
        assert analysis.face is not None
        assert _reasons(analysis) == {Abstention.QUALITY}
        assert not analysis.graded
    assert analyzer.analyze_photo(dark, OFF).graded


def test_no_face_is_said_by_every_attribute(analyzer: Analyzer, engine: Watched) -> None:
    for mode in QualityMode:
        analysis = analyzer.analyze_photo(np.full((300, 400, 3), 128, np.uint8), mode)
        assert analysis.faces == 0
        assert analysis.face is None
        assert analysis.crops == ()
        assert _reasons(analysis) == {Abstention.NO_FACE}
        assert QualityCode.NO_FACE in {i.code for i in analysis.issues}
    assert not engine.runs


def test_one_of_several_faces_is_chosen(analyzer: Analyzer, image: RgbImage) -> None:
    beside = np.pad(portrait(2)[:512, 240:688], ((0, 128), (0, 0), (0, 0)))
    two = np.hstack([image[:640, 300:860], beside])
    wide, narrow = (analyzer.analyze_photo(two, OFF, index) for index in (0, 1))
    assert wide.faces == narrow.faces == 2
    assert wide.face is not None
    assert narrow.face is not None
    assert wide.face.box.x < 560 < narrow.face.box.x
    assert _expected(wide) != _expected(narrow)
    for index in (-1, 2):
        with pytest.raises(ValueError, match="no face"):
            analyzer.analyze_photo(two, OFF, index)


def test_several_faces_close_the_gate_of_a_photo_only_in_strict(
    analyzer: Analyzer, image: RgbImage, face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = QualityIssue(QualityCode.SEVERAL_FACES, 2, 1)
    monkeypatch.setattr("ml.analyzer.check", lambda *_: (several,))
    normal, strict = (analyzer.analyze_photo(image, mode) for mode in (NORMAL, STRICT))
    assert normal.graded
    assert normal.issues == strict.issues == (several,)
    assert _reasons(strict) == {Abstention.QUALITY}
    chosen = analyzer.analyze_photo(image, STRICT, 0)
    assert chosen.graded, "somebody has chosen"
    assert chosen.issues == ()
    assert _reasons(analyzer.analyze(image, face, 2, (several,), NORMAL)) == {Abstention.QUALITY}, "live: one person"


def test_fine_attributes_need_enough_pixels(analyzer: Analyzer, landmarker: Landmarker) -> None:
    """At 1.5 the irises are 65 px apart: under the floor of wrinkle in normal, over that of pigmentation."""
    image = portrait(1.5)
    (face,) = landmarker.detect(image)
    few = {
        mode: {a.attribute for a in analysis.attributes if a.abstained is Abstention.TOO_FEW_PIXELS}
        for mode in QualityMode
        for analysis in [analyzer.analyze(image, face, 1, (), mode)]
    }
    assert few == {OFF: set(), NORMAL: {Attribute.WRINKLE}, STRICT: set(Attribute)}


def test_an_issue_of_one_region_lets_that_region_abstain(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    fringe = QualityIssue(QualityCode.FRINGE, region=Region.FOREHEAD)
    bright = QualityIssue(QualityCode.TOO_BRIGHT, region=Region.CENTRE)
    analysis = analyzer.analyze(image, face, 1, (fringe, bright), NORMAL)
    reasons = {c.region: c.abstained for c in analysis.crops}
    assert reasons[Region.FOREHEAD] is Abstention.COVERED
    assert reasons[Region.CENTRE] is Abstention.QUALITY
    assert [r.region for r in analysis.of(Attribute.OIL).regions] == [Region.CHEEK_LEFT, Region.CHEEK_RIGHT]
    off = analyzer.analyze(image, face, 1, (fringe, bright), OFF)
    by_place = sorted(regions_of(Attribute.OIL), key=list(Region).index)
    assert [r.region for r in off.of(Attribute.OIL).regions] == by_place


def test_too_little_left_says_why(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    turned = replace(face, pose=replace(face.pose, yaw=40.0))
    left_only_hidden = analyzer.analyze(image, turned, 1, (), OFF)
    assert left_only_hidden.of(Attribute.OIL).grade is not None
    covered = tuple(QualityIssue(QualityCode.GLASSES, region=r) for r in (Region.FOREHEAD, Region.CENTRE))
    analysis = analyzer.analyze(image, turned, 1, covered, NORMAL)
    oil = analysis.of(Attribute.OIL)
    assert oil.grade is None
    assert oil.abstained is Abstention.COVERED
    assert oil.regions == ()


@pytest.mark.parametrize("region", list(Region))
def test_a_close_up_grades_what_reads_its_region(analyzer: Analyzer, image: RgbImage, region: Region) -> None:
    skin = grained(cv2.resize(image[330:450, 500:660], (320, 240)))
    analysis = analyzer.analyze_close_up(skin, region, NORMAL)
    assert (analysis.faces, analysis.face) == (0, None)
    assert [c.region for c in analysis.crops] == [region]
    for graded in analysis.attributes:
        if region in regions_of(graded.attribute):
            assert graded.grade is not None
            assert [(r.region, r.weight) for r in graded.regions] == [(region, 1.0)]
        else:
            assert graded.abstained is Abstention.NOT_SHOWN


def test_a_close_up_without_skin_is_graded_only_in_mode_off(
    analyzer: Analyzer, image: RgbImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = replace(close_up(image, Region.CHIN), abstained=Abstention.NOT_ENOUGH_SKIN)
    monkeypatch.setattr("ml.analyzer.close_up", lambda *_: bare)
    analysis = analyzer.analyze_close_up(image, Region.CHIN, NORMAL)
    assert not analysis.graded
    assert analysis.of(Attribute.HYDRATION).abstained is Abstention.NOT_ENOUGH_SKIN
    assert analysis.of(Attribute.OIL).abstained is Abstention.NOT_SHOWN
    assert analyzer.analyze_close_up(image, Region.CHIN, OFF).of(Attribute.HYDRATION).grade is not None


def test_a_close_up_in_bad_light_is_refused_with_its_issue(analyzer: Analyzer) -> None:
    black = np.zeros((200, 200, 3), np.uint8)
    analysis = analyzer.analyze_close_up(black, Region.CHIN, NORMAL)
    assert QualityCode.TOO_DARK in {issue.code for issue in analysis.issues}
    assert analysis.of(Attribute.HYDRATION).abstained is Abstention.QUALITY
    assert analysis.of(Attribute.OIL).abstained is Abstention.NOT_SHOWN
    unchecked = analyzer.analyze_close_up(black, Region.CHIN, OFF)
    assert unchecked.issues == ()
    assert unchecked.of(Attribute.HYDRATION).grade is not None


def test_details_of_a_crop(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    crop = analyzer.analyze(image, face, 1, (), OFF).crops[0]
    explanation = analyzer.detail(crop, Attribute.OIL, DetailMethod.EIGEN_CAM)
    assert explanation.heat.shape == (160, 160)
    assert 0 < explanation.heat_on_skin <= 1
    with pytest.raises(ValueError, match="doesn't read"):
        analyzer.detail(crop, Attribute.HYDRATION, DetailMethod.GRADCAM)


def test_threads_may_share_an_analyzer(analyzer: Analyzer, image: RgbImage, face: Face) -> None:
    alone = _expected(analyzer.analyze_photo(image, OFF))
    found: list[list[float | None]] = []
    workers = [
        threading.Thread(target=lambda: found.append(_expected(analyzer.analyze_photo(image, OFF)))),
        threading.Thread(target=lambda: found.append(_expected(analyzer.analyze(image, face, 1, (), OFF)))),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert len(found) == 2
    assert all(one == pytest.approx(alone, abs=1e-5) for one in found)


def test_the_opened_analyzer_grades_and_closes(pack: Pack, image: RgbImage) -> None:
    analyzer = open_analyzer(pack.folder)
    assert analyzer.analyze_photo(image, OFF).graded
    assert analyzer.version == pack.model_version
    analyzer.close()
    analyzer.close()


def test_opening_names_what_is_missing(tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PibuError) as caught:
        open_analyzer(tmp_path)
    assert caught.value.code is TroubleCode.CHECKPOINT_MISSING
    monkeypatch.setenv("PIBU_FACE_MODEL", str(tmp_path / "gone.task"))
    with pytest.raises(PibuError) as caught:
        open_analyzer(pack.folder)
    assert caught.value.code is TroubleCode.FACE_MODEL_MISSING

"""The photo page with the real face finder and real networks (random weights): one portrait, two, and a close-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.models import AnalyzerSource
from app.notices import Notices
from app.photo.photo_page import PhotoPage
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.open import open_analyzer
from ml.types import Attribute, QualityMode, Region
from tests.app.photo.photos import done
from tests.faces import grained, portrait
from tests.support import random_pack

NEAR = np.s_[0:700, 200:900]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights that answer, though not rightly."""
    return random_pack(tmp_path_factory.mktemp("models"))


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, pack: Path) -> Iterator[PhotoPage]:
    """A page that grades for real."""
    tasks, model_tasks = Tasks("background"), Tasks("models")
    source = AnalyzerSource(model_tasks, lambda: open_analyzer(pack))
    services = Services(SettingsStore(tmp_path / "settings.json"), tasks, source, Notices(), SignIn(Tasks("history")))
    page = PhotoPage(services)
    qtbot.addWidget(page)
    page.resize(1040, 680)
    page.show()
    page.enter()
    yield page
    page.close_down()
    tasks.close()
    model_tasks.close()
    source.close()


def test_one_portrait(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Graded, with heat on the face and nowhere else, and saved as it is shown."""
    path = tmp_path / "portrait.jpg"
    Image.fromarray(portrait()).save(path, quality=95)
    page.intake.open_paths((path,))
    qtbot.waitUntil(lambda: done(page, 1), timeout=60_000)
    photo = page.work.view.photo
    assert photo is not None
    assert photo.analysis.face is not None
    graded = [a.attribute for a in photo.analysis.attributes if a.grade is not None]
    assert Attribute.WRINKLE in graded
    page.work.panel.card(Attribute.WRINKLE).click()
    qtbot.waitUntil(lambda: page.work.view.overlay is not None, timeout=20_000)
    from app.picture.heat import heat_of

    heat = heat_of(photo.analysis, Attribute.WRINKLE)
    box = photo.analysis.face.box
    rows, columns = np.nonzero(heat > 0.05)
    assert len(rows) > 100
    assert rows.min() >= box.y - 5
    assert columns.min() >= box.x - 5
    assert columns.max() <= box.x + box.width + 5


def test_two_people(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Two boxes; picking the other face grades the other half of the photo."""
    near = portrait()[NEAR]
    path = tmp_path / "two.png"
    Image.fromarray(np.hstack([near, np.ascontiguousarray(near[:, ::-1])])).save(path)
    page.intake.open_paths((path,))
    qtbot.waitUntil(lambda: done(page, 1), timeout=60_000)
    photo = page.work.view.photo
    assert photo is not None
    assert photo.analysis.faces == 2
    first = photo.analysis.face
    canvas = page.work.view.canvas
    assert len(canvas.boxes.boxes) == 2
    assert canvas.boxes.chosen == 0
    canvas.face_picked.emit(1)
    qtbot.waitUntil(lambda: done(page, 1) and page.work.view.photo is not photo, timeout=60_000)
    other = page.work.view.photo
    assert other is not None
    assert other.analysis.face is not None
    assert first is not None
    middle = near.shape[1]
    assert (first.box.x < middle) != (other.analysis.face.box.x < middle)
    assert canvas.boxes.chosen == 1


def test_a_close_up(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """A patch of cheek, named by the user: graded for what a cheek shows, nothing else."""
    skin = Image.fromarray(np.ascontiguousarray(portrait()[330:430, 510:600])).resize((320, 320))
    path = tmp_path / "cheek.png"
    Image.fromarray(grained(np.asarray(skin))).save(path)
    page.intake.open_paths((path,))
    qtbot.waitUntil(lambda: done(page, 1), timeout=60_000)
    page.work.toolbar.close_up_chosen.emit(Region.CHEEK_RIGHT)
    qtbot.waitUntil(lambda: _close_up(page) is Region.CHEEK_RIGHT and done(page, 1), timeout=60_000)
    photo = page.work.view.photo
    assert photo is not None
    assert photo.reading.mode is QualityMode.NORMAL
    graded = {a.attribute for a in photo.analysis.attributes if a.grade is not None}
    assert graded == {Attribute.OIL, Attribute.PIGMENTATION, Attribute.SENSITIVITY}


def _close_up(page: PhotoPage) -> Region | None:
    photo = page.work.view.photo
    return photo.reading.close_up if photo is not None else None

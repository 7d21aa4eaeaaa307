"""What the acceptance tests share: the shipped classifiers, one portrait, and the window's services around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.i18n import Translations
from app.live.demo_camera import demo_image
from app.models import AnalyzerSource
from app.notices import Notices
from app.portrait import enlarged_portrait
from app.services import Services
from app.settings import Language, SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.analyzer import Analyzer
from ml.checkpoints import shipped_pack
from ml.open import open_analyzer
from ml.types import RgbImage


@pytest.fixture(scope="session")
def analyzer() -> Iterator[Analyzer]:
    """The analyzer with the shipped pack. Fails, and does not skip, when the pack is missing or damaged."""
    before = torch.get_num_threads()
    opened = open_analyzer(shipped_pack())
    opened.find_faces(np.zeros((64, 64, 3), np.uint8))  # starts the finder's thread before any test counts threads
    yield opened
    opened.close()
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def picture() -> RgbImage:
    """(720, 1280, 3): the first image of the demo camera, irises 128 px apart; read-only."""
    image = demo_image(enlarged_portrait(), 0)
    image.setflags(write=False)
    return image


@pytest.fixture(scope="session")
def photo(picture: RgbImage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pixels as a PNG."""
    path = tmp_path_factory.mktemp("acceptance") / "portrait.png"
    Image.fromarray(picture).save(path, compress_level=1)
    return path


@pytest.fixture
def services(analyzer: Analyzer, tmp_path: Path) -> Iterator[Services]:
    """The window's services around the shared analyzer, their workers ended in the end."""
    tasks, model_tasks = Tasks("background"), Tasks("models")
    source = AnalyzerSource(model_tasks, lambda: analyzer)
    yield Services(SettingsStore(tmp_path / "settings.json"), tasks, source, Notices(), SignIn(Tasks("history")))
    tasks.close()
    model_tasks.close()


@pytest.fixture(params=[Language.ENGLISH, Language.KOREAN], ids=["english", "korean"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """Each test that asks for it runs twice; the window speaks this language meanwhile."""
    spoken: Language = request.param
    translations = Translations(qapp)
    translations.speak(spoken)
    yield spoken
    translations.close()

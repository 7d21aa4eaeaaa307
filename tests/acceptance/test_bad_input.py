"""Bad input, each with a clear message in both languages, and nothing lost.

| bad input                         | where it is tested
|-----------------------------------|--------------------
| no camera                         | test_bad_cameras; app/live/test_live_page, test_cameras; app/cli/test_live
| camera busy                       | test_bad_cameras; app/live/test_cameras, test_pipeline
| unplugged in the middle           | test_bad_cameras; app/live/test_live_page, test_cameras, test_pipeline
| black frames                      | test_bad_cameras; app/live/test_camera_watch, test_live_page, test_pipeline
| first frame late                  | test_bad_cameras (8 s for real); app/live/test_camera_watch, test_cameras
| zero-byte, truncated, mislabelled | here, window and command; ml/test_photo_file (each format)
| 60 megapixels                     | here; ml/test_photo_file (before decoding)
| CMYK, 16-bit, animated, rotated   | here: same grades; ml/test_photo_file: same pixels
| no face, profile, cut face        | here; ml/test_quality (TURNED by pose), ml/test_landmarker
| ten faces                         | here; app/photo/test_real_photos (choosing another)
| a cartoon                         | here; ml/test_quality (DRAWING)
| a folder with 200 mixed files     | here (command); app/photo/test_bringing_photos (window)
| unwritable output folder          | here; app/cli/test_scan; app/photo/test_saving, test_photo_page
| missing or damaged checkpoint     | here, window and command; ml/test_checkpoints (each file, each way)
| face model missing or damaged     | app/test_shell; app/cli/test_face_model; app/live/test_pipeline; ml/test_analyzer
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.models import AnalyzerSource
from app.notices import Notices
from app.photo.album import PhotoState
from app.photo.photo_page import PhotoPage
from app.services import Services
from app.settings import Language, SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from app.text import photo_hint, trouble_text
from ml.analyzer import Analyzer
from ml.checkpoints import shipped_pack
from ml.errors import PibuError, TroubleCode
from ml.open import MODELS_VARIABLE, open_analyzer
from ml.photo_file import read_photo
from ml.types import Analysis, Attribute, Face, QualityCode, QualityIssue, RgbImage
from tests.acceptance import pictures

HANGUL = re.compile("[가-힣]")
TOLERANCE = 0.02


def in_language(text: str, language: Language) -> bool:
    """Whether a message is there and in the language asked for."""
    return bool(text.strip()) and bool(HANGUL.search(text)) == (language is Language.KOREAN)


BAD_FILES: tuple[tuple[str, Callable[[RgbImage], bytes], TroubleCode], ...] = (
    ("empty.jpg", lambda image: b"", TroubleCode.PHOTO_EMPTY),
    ("half.png", lambda image: pictures.encoded(image, "PNG")[:200_000], TroubleCode.PHOTO_DAMAGED),
    ("half.jpg", lambda image: pictures.encoded(image, "JPEG")[:20_000], TroubleCode.PHOTO_DAMAGED),
    ("words.jpg", lambda image: b"Only words.", TroubleCode.PHOTO_NOT_AN_IMAGE),
    ("huge.png", lambda image: pictures.sixty_megapixels(), TroubleCode.PHOTO_TOO_LARGE),
)
ODD_FILES: tuple[tuple[str, Callable[[RgbImage], bytes]], ...] = (
    ("really-png.jpg", lambda image: pictures.encoded(image, "PNG", compress_level=1)),
    ("cmyk.tif", pictures.cmyk),
    ("sixteen.png", pictures.sixteen_bit),
    ("animated.png", pictures.animated),
    ("rotated.png", pictures.rotated),
)


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[PhotoPage]:
    """The photo page with the shipped classifiers, shown."""
    one = PhotoPage(services)
    qtbot.addWidget(one)
    one.resize(1040, 680)
    one.show()
    one.enter()
    yield one
    one.close_down()


def opened(page: PhotoPage, qtbot: QtBot, *paths: Path) -> None:
    """Opens photos and waits until all are done."""
    page.intake.open_paths(paths)
    qtbot.waitUntil(lambda: len(page.queue.entries) == len(paths) and not page.queue.busy, timeout=60_000)


def grades_of(analysis: Analysis) -> dict[Attribute, float | None]:
    """Expected grades."""
    return {a.attribute: None if a.grade is None else a.grade.expected for a in analysis.attributes}


@pytest.mark.parametrize(("name", "content"), ODD_FILES, ids=[name for name, _ in ODD_FILES])
def test_odd_but_good_files_get_the_same_grades(
    analyzer: Analyzer, picture: RgbImage, tmp_path: Path, name: str, content: Callable[[RgbImage], bytes]
) -> None:
    (tmp_path / name).write_bytes(content(picture))
    plain, odd = (
        grades_of(analyzer.analyze_photo(picture)),
        grades_of(analyzer.analyze_photo(read_photo(tmp_path / name))),
    )
    assert odd == pytest.approx(plain, abs=TOLERANCE)


def test_bad_files_say_why_in_the_window(
    page: PhotoPage, qtbot: QtBot, picture: RgbImage, photo: Path, tmp_path: Path, language: Language
) -> None:
    """Each photo in place of its picture; the good one among them is graded all the same."""
    paths = [tmp_path / name for name, _, _ in BAD_FILES]
    for path, (_, content, _) in zip(paths, BAD_FILES, strict=True):
        path.write_bytes(content(picture))
    opened(page, qtbot, *paths, photo)
    *bad, good = page.queue.entries
    assert good.state is PhotoState.GRADED
    for entry, (name, _, code) in zip(bad, BAD_FILES, strict=True):
        assert entry.trouble is not None
        assert entry.trouble.code is code
        text = trouble_text(entry.trouble)
        assert name in text.title
        assert in_language(text.advice, language)
        page.work.strip.chosen.emit(entry.number)
        qtbot.waitUntil(lambda text=text: text.title in page.work.view.canvas.accessibleDescription())  # type: ignore[misc]


FACES: tuple[tuple[str, Callable[[RgbImage, Analysis], RgbImage], QualityCode], ...] = (
    ("wall", lambda image, seen: pictures.wall(), QualityCode.NO_FACE),
    ("profile", lambda image, seen: pictures.half_face(image, _face(seen)), QualityCode.NO_FACE),
    ("cut", lambda image, seen: pictures.cut_face(image, _face(seen)), QualityCode.CUT_OFF),
    ("cartoon", lambda image, seen: pictures.cartoon(), QualityCode.DRAWING),
)


@pytest.mark.parametrize(("name", "make", "code"), FACES, ids=[name for name, _, _ in FACES])
def test_pictures_without_a_whole_face_are_not_graded_and_say_why(
    page: PhotoPage,
    qtbot: QtBot,
    analyzer: Analyzer,
    picture: RgbImage,
    tmp_path: Path,
    language: Language,
    name: str,
    make: Callable[[RgbImage, Analysis], RgbImage],
    code: QualityCode,
) -> None:
    path = tmp_path / f"{name}.png"
    path.write_bytes(pictures.encoded(make(picture, analyzer.analyze_photo(picture)), "PNG"))
    opened(page, qtbot, path)
    shown = page.work.view.photo
    assert shown is not None
    assert not shown.analysis.graded
    assert code in {issue.code for issue in shown.analysis.issues}
    hint = photo_hint(QualityIssue(code))
    assert in_language(hint, language)
    assert hint in page.work.view.issues.accessibleName()


def test_ten_faces_are_found_and_one_is_graded(
    page: PhotoPage, qtbot: QtBot, analyzer: Analyzer, picture: RgbImage, tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "ten.png"
    path.write_bytes(pictures.encoded(pictures.ten_faces(picture, analyzer.find_faces(picture)[0]), "PNG"))
    opened(page, qtbot, path)
    shown = page.work.view.photo
    assert shown is not None
    assert shown.analysis.faces == 10
    assert shown.analysis.graded
    assert in_language(page.work.hint.text(), language)
    first = _face(shown.analysis)
    page.work.view.canvas.face_picked.emit(4)
    qtbot.waitUntil(lambda: page.work.view.photo is not shown and not page.queue.busy, timeout=60_000)
    other = page.work.view.photo
    assert other is not None
    assert other.analysis.graded
    assert abs(_face(other.analysis).box.x - first.box.x) + abs(_face(other.analysis).box.y - first.box.y) > 100


@pytest.mark.parametrize("spoken", ["en", "ko"])
def test_two_hundred_mixed_files(
    picture: RgbImage, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], spoken: str
) -> None:
    """Exit status 1; every good photo is graded, every other one has its reason, in words and as a code."""
    graded, unreadable = pictures.mixed_folder(tmp_path / "photos", picture)
    lines = tmp_path / "lines.jsonl"
    call = ["scan", str(tmp_path / "photos"), "--jsonl", str(lines), "--language", spoken]
    assert main(call, qapp) == 1
    table = capsys.readouterr().out
    reports = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert len(reports) == 200
    errors = [report["error"] for report in reports if "error" in report]
    assert len(errors) == unreadable
    assert all(in_language(re.sub("“.*?”", "", error["message"]), Language(spoken)) for error in errors)
    done = [r for r in reports if any(a["grade"] is not None for a in r.get("attributes", {}).values())]
    assert len(done) == graded
    assert all("portrait" in report["photo"] for report in done)
    assert all(Path(report["photo"]).name in table for report in reports)


@pytest.mark.parametrize("spoken", ["en", "ko"])
def test_an_output_folder_that_cannot_be_written(
    photo: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], spoken: str
) -> None:
    """Said before anything is graded; what lies there stays as it was."""
    (tmp_path / "taken").write_text("A file, not a folder.")
    assert main(["scan", str(photo), "--out", str(tmp_path / "taken"), "--language", spoken], qapp) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "taken" in printed.err
    assert in_language(re.sub(r"“.*?”|\(.*?\)", "", printed.err), Language(spoken))
    assert (tmp_path / "taken").read_text() == "A file, not a folder."


def _missing(pack: Path) -> TroubleCode:
    (pack / "wrinkle.safetensors").unlink()
    return TroubleCode.CHECKPOINT_MISSING


def _damaged(pack: Path) -> TroubleCode:
    path = pack / "wrinkle.safetensors"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return TroubleCode.CHECKPOINT_DAMAGED


@pytest.mark.parametrize("spoil", [_missing, _damaged])
def test_a_spoiled_checkpoint_says_what_to_do(
    photo: Path,
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
    spoil: Callable[[Path], TroubleCode],
) -> None:
    """The command and the window name the file and the way out; the photo stays open in the window."""
    pack = Path(shutil.copytree(shipped_pack(), tmp_path / "pack"))
    code = spoil(pack)
    text = trouble_text(PibuError(code, str(pack / "wrinkle.safetensors")))
    assert in_language(text.title, language)
    assert "wrinkle.safetensors" in text.advice
    monkeypatch.setenv(MODELS_VARIABLE, str(pack))
    assert main(["scan", str(photo), "--json", "--language", language.value], qapp) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert text.title in printed.err
    assert text.advice in printed.err
    description, state = _in_the_window(photo, tmp_path, qtbot)
    assert state is PhotoState.FAILED
    assert text.title in description
    assert text.advice in description


def _in_the_window(photo: Path, folder: Path, qtbot: QtBot) -> tuple[str, PhotoState]:
    """What the photo page says in the photo's place, and the photo's state, with the pack PIBU_MODELS names."""
    tasks, model_tasks = Tasks("background"), Tasks("models")
    source = AnalyzerSource(model_tasks, open_analyzer)
    page = PhotoPage(
        Services(SettingsStore(folder / "settings.json"), tasks, source, Notices(), SignIn(Tasks("history")))
    )
    qtbot.addWidget(page)
    page.show()
    page.enter()
    opened(page, qtbot, photo)
    said = page.work.view.canvas.accessibleDescription(), page.queue.entries[0].state
    page.close_down()
    tasks.close()
    model_tasks.close()
    return said


def _face(analysis: Analysis) -> Face:
    assert analysis.face is not None
    return analysis.face

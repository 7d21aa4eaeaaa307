"""Reports of real, kept scans: what stands on their pages, in both languages, read back from the PDF itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.example_history import example_days
from app.history.draft import Capture, draft_scan
from app.history.ports import History
from app.history.records import ScanDraft, Source, SourceKind, Spread, Tag, TagKind
from app.history.storage import open_storage
from app.i18n import Translations
from app.report.lettering import usual_hand
from app.report.paper import A4, LETTER, Paper
from app.report.pdf import Document, as_pdf
from app.report.period_report import Period, period_document, window_of
from app.report.scan_report import PhotoWish, scan_document
from app.report.words import moment_text, short_moment
from app.settings import Language
from app.text import grade_word, number
from app.trends.reading import read
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Colormap, QualityCode, QualityIssue, QualityMode
from tests.app.analyses import usual_analysis
from tests.app.history.example_scans import FIRST_DAY, PASSWORD, QUICK, draft
from tests.app.photo.fakes import fake_face, plain_photo
from tests.app.report.pdf_text import PdfPage, fonts_of, pages_of

WISH = PhotoWish(True, Attribute.WRINKLE, Colormap.VIRIDIS, 0.6)
LAST = FIRST_DAY + timedelta(days=400)


@pytest.fixture
def history(tmp_path: Path, qapp: QApplication) -> Iterator[History]:
    """Jimin's, empty."""
    storage = open_storage(tmp_path / "kept", "", QUICK)
    kept = storage.open(storage.profiles.create("지민", PASSWORD))
    yield kept
    kept.close()
    storage.close()


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """Unless another language is asked for."""
    translations = Translations(qapp)
    translations.speak(Language.ENGLISH)
    yield
    translations.close()


@pytest.fixture(params=[Language.KOREAN, Language.ENGLISH])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """The one that is spoken."""
    translations = Translations(qapp)
    translations.speak(request.param)
    yield request.param
    translations.close()


def with_photo() -> ScanDraft:
    """What draft_scan makes of hand-made grades on a plain photo."""
    capture = Capture(
        FIRST_DAY,
        Source(SourceKind.PHOTO, file="초상 <b>.jpg"),
        QualityMode.STRICT,
        True,
        spread=(Spread(Attribute.OIL, 0.25),),
        notes="두 줄의 메모\n= 수식이 아님",
        tags=(Tag(TagKind.PRODUCT, "비타민 C"),),
    )
    return draft_scan(usual_analysis(face=fake_face(320, 240, 300)), plain_photo(), capture)


def _painted(document: Document, paper: Paper = A4) -> bytes:
    return as_pdf(document, paper, usual_hand(), lambda done, of: None)


def _scan_pages(history: History, ids: Sequence[str], wish: PhotoWish = WISH) -> tuple[PdfPage, ...]:
    return pages_of(_painted(scan_document(history, ids, wish, usual_hand(), "Pibu test")))


def test_a_scan_is_told_whole(history: History, language: Language) -> None:
    """Grades and their words, regions and why some have none, conditions, notes, photo with heat and without."""
    scan = history.save(with_photo())
    first, second = _scan_pages(history, [scan.id])
    korean = language is Language.KOREAN
    assert first.says("피부 스캔" if korean else "Skin scan")
    assert first.says("2026년 1월 1일 목요일 오전 7:30" if korean else moment_text(scan.taken))
    assert first.says("초상 <b>.jpg")
    assert first.says("지민")
    assert all(first.says(words) for words in ("두 줄의 메모", "= 수식이 아님", "비타민 C"))
    assert first.pictures == 2
    assert first.says("의료기기가 아니며" if korean else "not a medical device")
    for graded in scan.grades:
        if graded.grade is None:
            assert second.says("판정하기에 부족함" if korean else "Not enough to judge")
            continue
        assert first.says(grade_word(graded.attribute, graded.grade.value))
        assert second.says(f"{graded.grade.expected:.1f}")
    unvalidated = [graded for graded in scan.grades if not graded.validated]
    assert second.squeezed.count("미검증" if korean else "notvalidated") == len(unvalidated)
    assert second.says(f"± {number(0.25)}")
    assert second.says(scan.model.checkpoints[0].sha256[:8])
    assert second.says("2 / 2")


def test_words_can_be_searched_for(history: History, language: Language) -> None:
    """Spaces are spaces, every digit is a digit, and the letters are in the file."""
    scan = history.save(with_photo())
    pdf = _painted(scan_document(history, [scan.id], WISH, usual_hand(), "Pibu test"))
    words = "".join(page.words for page in pages_of(pdf))
    assert ("분류기가 본 곳" if language is Language.KOREAN else "Where the model looked") in words
    assert not {letter for letter in words if ord(letter) < 32 and letter != "\n"}
    assert fonts_of(pdf)
    assert all(fonts_of(pdf))


def test_a_photo_can_be_left_out_or_be_missing(history: History) -> None:
    """The page says which; a damaged one doesn't stop the report."""
    kept, plain = history.save(with_photo()), history.save(draft(1))
    left_out = _scan_pages(history, [kept.id], replace(WISH, shown=False))
    assert (left_out[0].pictures, len(left_out)) == (0, 2)
    assert left_out[0].says("left out of this report")
    both = _scan_pages(history, [plain.id, kept.id])
    assert len(both) == 4
    assert both[0].says("No photo was kept")
    assert [page.pictures for page in both] == [0, 0, 2, 0]
    damaged = _scan_pages(_Damaged(history), [kept.id])  # type: ignore[arg-type]
    assert damaged[0].says("The photo of this scan is damaged")
    assert damaged[1].says("smooth") or damaged[1].says("lines")


def test_remarks_and_reasons_are_told(history: History) -> None:
    """A quality issue in the words for photos; an attribute that abstained with its reason."""
    scan = history.save(draft(0, issues=(QualityIssue(QualityCode.TOO_DARK),)))
    first, second = _scan_pages(history, [scan.id])
    assert first.says("The photo is too dark.")
    assert second.says("Not enough visible skin to judge")


@pytest.mark.parametrize(("count", "pages"), [(1, 4), (100, 5), (1000, 21)])
def test_a_period_has_the_pages_it_needs(history: History, count: int, pages: int) -> None:
    """Each scan once in the table, headings on each page, a chart for each attribute."""
    history.save_many(example_days(count, LAST))
    document = _period(history)
    found = pages_of(_painted(document))
    assert len(found) == pages
    for place, page in enumerate(found, start=1):
        assert page.says(f"{place} / {pages}")
    for attribute in ("Oil", "Hydration", "Wrinkles", "Pigmentation", "Sensitivity"):
        assert any(page.says(attribute) for page in found[1:3])
    tables = "".join(page.squeezed for page in found[3:])
    assert tables.count("Conditions,notes,tags") == pages - 3
    assert tables.count("±") == 1 + count * len(Attribute)
    assert all("".join(short_moment(scan.taken).split()) in tables for scan in history.scans(limit=count))


def test_a_period_says_what_is_a_change(history: History, language: Language) -> None:
    """Baseline, minimal detectable change, verdict, notes and tags by number, the trap of five looks."""
    drafts = list(example_days(60, LAST))
    marked = replace(drafts[30].scan, tags=(Tag(TagKind.PRODUCT, "자외선 차단제"),), notes="오늘부터")
    history.save_many([*drafts[:30], ScanDraft(marked), *drafts[31:]])
    found = pages_of(_painted(_period(history), LETTER))
    whole = "".join(page.squeezed for page in found)
    korean = language is Language.KOREAN
    for words in (
        ("뚜렷한 변화 없음", "내 기준선", "넷 중 하나", "스캔 60개")
        if korean
        else ("no clear change", "Your baseline", "one unchanged person in four", "Scans: 60")
    ):
        assert "".join(words.split()) in whole
    assert whole.count("자외선차단제") == 2
    assert whole.count("오늘부터") == 2
    trends = read(history).trends
    assert f"±{trends[0].error.limit:.2f}" in whole


def test_a_report_is_made_on_any_thread_and_can_be_stopped(history: History) -> None:
    """The same words as on the window's; what stops it comes through."""
    history.save_many(example_days(3, LAST))
    document = _period(history)
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(_painted(document)))
    worker.start()
    worker.join()
    assert [page.words for page in pages_of(made[0])] == [page.words for page in pages_of(_painted(document))]
    told: list[tuple[int, int]] = []

    def stop_at_two(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        as_pdf(document, A4, usual_hand(), stop_at_two)
    assert told == [(0, 4), (1, 4), (2, 4)]


def _period(history: History) -> Document:
    scans = history.scans(limit=10_000)
    period = Period(scans, window_of(scans, None, None), (), history.profile.name)
    return period_document(period, read(history), A4, usual_hand(), "Pibu test")


class _Damaged:
    """A history whose pictures can't be read."""

    def __init__(self, history: History) -> None:
        self._history = history

    def __getattr__(self, name: str) -> object:
        return getattr(self._history, name)

    def photo(self, scan_id: str) -> bytes | None:
        """As the history does with a changed file."""
        raise PibuError(TroubleCode.PICTURE_DAMAGED, scan_id)


def test_a_window_has_room(history: History) -> None:
    """A single scan stands in a week."""
    scan = history.save(draft(5))
    window = window_of((scan,), None, None)
    assert window.start < scan.taken.timestamp() < window.end
    assert np.isclose(window.end - window.start, 7 * 86400 * 1.03)

"""Two languages: complete, up to date, with every placeholder kept, Qt's own words included."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import text
from app.i18n import Translations, language_spoken, words_that_qt_lacks
from app.settings import Language
from ml.types import Attribute, QualityCode, QualityIssue, Region
from resources.files import translations_folder
from resources.i18n import update

HANGUL = re.compile("[가-힣]")
PLACEHOLDER = re.compile(r"\{\w+\}|%n|%\d")


@pytest.fixture
def translations(qtbot: QtBot, qapp: QApplication) -> Iterator[Translations]:
    """Translators that are taken out again at the end."""
    installed = Translations(qapp)
    yield installed
    installed.close()
    QLocale.setDefault(QLocale.system())


def _messages() -> list[tuple[str, str]]:
    """(English, Korean) of every message."""
    root = ElementTree.parse(translations_folder() / "pibu_ko.ts").getroot()
    pairs = []
    for message in root.iter("message"):
        target = message.find("translation")
        assert target is not None
        pairs.append((message.findtext("source") or "", target.text or ""))
    return pairs


def test_nothing_is_stale_missing_or_unfinished() -> None:
    """The same as `python -m resources.i18n.update --check`."""
    assert update.check() == []


def test_check_notices_what_is_amiss(tmp_path: Path) -> None:
    """A text added to the source, an unfinished translation and a missing .qm are all told."""
    folder, source = tmp_path / "i18n", tmp_path / "source"
    shutil.copytree(translations_folder(), folder)
    source.mkdir()
    (source / "page.py").write_text('from x import translate\ntranslate("Page", "A new text")\n')
    (folder / "pibu_ko.qm").unlink()
    complaints = update.check(folder, source)
    assert "pibu_ko.ts is stale: run python -m resources.i18n.update" in complaints
    assert "pibu_ko.qm is stale: run python -m resources.i18n.update" in complaints
    assert "pibu_ko.ts: Page: 'A new text'" in complaints


def test_placeholders_survive() -> None:
    """A translation names the same placeholders as its source, so filling it in can't fail."""
    broken = [
        (english, korean)
        for english, korean in _messages()
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(korean))
    ]
    assert not broken


def test_korean_is_korean() -> None:
    """Every text with English words has Hangul in its translation, names of things aside."""
    names = {"Viridis", "Cividis", "Inferno", "English"}
    english_left = [
        english
        for english, korean in _messages()
        if re.search("[a-z]{3}", PLACEHOLDER.sub("", english)) and not HANGUL.search(korean) and english not in names
    ]
    assert [text for text in english_left if "Pibu" not in text and "CAM" not in text] == []


def test_korean_has_one_politeness() -> None:
    """What is told ends formally, never in -요, which requests ("-세요"), questions and a word to wait may have."""
    casual = re.compile(r"(?<!세)(?<!만)요(?=[.:!…]|$)")
    assert [korean for _, korean in _messages() if casual.search(korean)] == []


def test_a_scan_is_called_one_thing() -> None:
    """ "스캔", whatever tells of it; "측정" is what a benchmark does."""
    mixed = [korean for english, korean in _messages() if "scan" in english.lower() and "측정" in korean]
    assert mixed == []


def test_the_quality_check_is_called_one_thing() -> None:
    """ "사진 상태 확인", in the settings, in a report and in a benchmark."""
    assert {korean for english, korean in _messages() if english == "Quality check"} == {"사진 상태 확인"}
    assert [korean for _, korean in _messages() if "품질" in korean] == []


def test_no_particle_hangs_on_what_is_filled_in() -> None:
    """Whether it is 은 or 는 depends on a name nobody knows yet; texts are worded so that they need none."""
    both = r"[은이을과](?=\([는가를와]\))|[는가를와](?=\([은이을과]\))|\(으\)로|\(이\)"
    hanging = re.compile(rf"\}}[”’\"')]*(?:은|는|이|가|을|를|과|와|으로|로|이?라고|이?라는)(?![가-힣])|{both}")
    assert [korean for _, korean in _messages() if hanging.search(korean)] == []
    assert hanging.search("“{name}”이(가) 없습니다")
    assert hanging.search("{name}을 열었습니다")


@pytest.mark.parametrize("attribute", list(Attribute))
def test_attributes_in_korean(translations: Translations, attribute: Attribute) -> None:
    """Names and grade words come out in Korean, and in English again."""
    english = [text.attribute_name(attribute), *(text.grade_word(attribute, grade) for grade in range(5))]
    translations.speak(Language.KOREAN)
    korean = [text.attribute_name(attribute), *(text.grade_word(attribute, grade) for grade in range(5))]
    assert all(HANGUL.search(word) for word in korean)
    assert len(set(korean)) == 6
    translations.speak(Language.ENGLISH)
    assert [text.attribute_name(attribute), *(text.grade_word(attribute, grade) for grade in range(5))] == english


def test_original_words_are_kept(translations: Translations) -> None:
    """The five attributes keep the names of the system this one grows from."""
    translations.speak(Language.KOREAN)
    assert [text.attribute_name(attribute) for attribute in Attribute] == ["유분", "수분", "주름", "색소", "민감도"]
    hint = text.issue_hint(QualityIssue(QualityCode.GLASSES, region=Region.EYE_CORNER_LEFT))
    assert hint == "눈가(왼쪽): 안경을 벗어 주세요."


def test_qts_own_words_too(translations: Translations) -> None:
    """Buttons that Qt labels itself are Korean; what its translation leaves out is in ours."""
    translations.speak(Language.KOREAN)
    assert all(HANGUL.search(word) for word in words_that_qt_lacks())
    assert HANGUL.search(QCoreApplication.translate("QPlatformTheme", "Close"))
    assert QLocale().language() is QLocale.Language.Korean


def test_chosen_language_wins() -> None:
    """Only "system" asks the system."""
    assert language_spoken(Language.KOREAN) is Language.KOREAN
    assert language_spoken(Language.ENGLISH) is Language.ENGLISH
    assert language_spoken(Language.SYSTEM) in (Language.KOREAN, Language.ENGLISH)

"""The window's language: installs the translations, Qt's own included, and changes them without a restart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings import Language
from resources.files import translations_folder


def language_spoken(language: Language) -> Language:
    """Korean or English: the chosen one, or the system's where it is Korean, else English."""
    if language is not Language.SYSTEM:
        return language
    korean = any(name.startswith("ko") for name in QLocale.system().uiLanguages())
    return Language.KOREAN if korean else Language.ENGLISH


def words_that_qt_lacks() -> tuple[str, ...]:
    """Words of Qt's file dialog that qtbase_ko of 6.11 leaves in English. Named here, they are in our own translation,
    which Qt asks too.
    """
    translate = QCoreApplication.translate
    return (
        translate("QFileDialog", "&Look in:"),
        translate("QFileDialog", "&Directory:"),
        translate("QFileDialog", "Files of &type:"),
        translate("QAbstractFileIconProvider", "Drive"),
        translate("QAbstractFileIconProvider", "File"),
        translate("QAbstractFileIconProvider", "%1 File"),
        translate("QAbstractFileIconProvider", "Folder"),
    )


class Translations:
    """Holds the installed translators. Installing or removing one sends every widget a LanguageChange."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._spoken: Language | None = None

    def speak(self, language: Language) -> None:
        """Changes to this language now."""
        spoken = language_spoken(language)
        if spoken is self._spoken:
            return
        self._spoken = spoken
        own = QLocale.system()
        QLocale.setDefault(own if own.name().startswith(spoken.value) else QLocale(spoken.value))
        self._take_out()
        self._installed = _translators(spoken)
        for translator in self._installed:
            self._application.installTranslator(translator)

    def close(self) -> None:
        """Takes the translators out again. Safe to call twice."""
        self._take_out()
        self._spoken = None

    def _take_out(self) -> None:
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []


def _translators(language: Language) -> list[QTranslator]:
    """Qt's own and ours, where there are any: English needs none."""
    places = (
        (f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"pibu_{language.value}", str(translations_folder())),
    )
    loaded = []
    for name, folder in places:
        translator = QTranslator()
        if translator.load(name, folder):
            loaded.append(translator)
    return loaded

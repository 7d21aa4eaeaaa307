"""The about dialog: version, what grades and how well, what Pibu is built on, and diagnostics to copy."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QStyle, QVBoxLayout, QWidget

from app.about.diagnostics import diagnostics
from app.about.facts import AttributeFacts, Package, PackFacts, pack_facts, packages
from app.services import Services
from app.text import attribute_name, number, percent, trouble_text
from app.tokens import Space
from app.widgets.card import RowCard
from app.widgets.close_button import CloseButton
from app.widgets.letters import grown, with_layout
from app.widgets.plain_label import PlainLabel
from app.widgets.text_row import TextRow
from ml.errors import PibuError
from resources.files import licences_folder

WIDTH = 640
translate = QCoreApplication.translate


class ClassifierRow(QWidget):
    """One attribute: whether it is validated, and its three figures."""

    def __init__(self, facts: AttributeFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._figures = PlainLabel()
        self._figures.setProperty("role", "muted")
        self._row = TextRow(self._figures)
        alone = QVBoxLayout(self)
        alone.setContentsMargins(0, 0, 0, 0)
        alone.addWidget(self._row)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets the texts again."""
        facts = self._facts
        mark = "" if facts.validated else translate("About", "not validated on real photographs")
        self._row.show_words(attribute_name(facts.attribute), mark)
        if facts.p_recall is None or facts.kappa is None or facts.within_one is None:
            self._figures.setText("–")
            return
        text = translate("About", "P-Recall {recall}   kappa {kappa}   within one grade {percent}")
        shown = {"recall": number(facts.p_recall, 2), "kappa": number(facts.kappa, 2)}
        surely = floor(100 * facts.within_one) / 100  # 99.9% is not 100%
        self._figures.setText(text.format(**shown, percent=percent(surely)))


class AboutDialog(QDialog):
    """Filled in the background whenever it is shown. Esc closes it."""

    def __init__(self, services: Services, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._version = services, version
        self._pack: PackFacts | None = None
        self._trouble: PibuError | None = None
        self._packages: tuple[Package, ...] = ()
        self._copied = False
        self._name, self._purpose = PlainLabel("Pibu"), _wrapped("muted")
        self._graders, self._measured = PlainLabel(), _wrapped("caption")
        self._sources, self._made_with, self._parts = _wrapped("caption"), PlainLabel(), _wrapped("caption")
        self._card, self._content = RowCard(), QWidget()
        self.copy, self.licences, self.shut = QPushButton(), QPushButton(), CloseButton()
        self._hint = _wrapped("caption")
        self._lay_out()
        self._connect()
        self._retranslate()
        self.resize(QSize(WIDTH, min(720, self.screen().availableGeometry().height() * 9 // 10)))
        self.shut.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Looks again, in the background: another pack may be chosen by now."""
        super().showEvent(event)
        self._copied = False
        self._services.tasks.run(self._found, self._show, self._miss)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def copy_diagnostics(self) -> None:
        """Puts what a bug report needs on the clipboard."""
        settings = self._services.settings.current
        text = diagnostics(self._version, settings, self._services.analyzers, self._packages)
        QGuiApplication.clipboard().setText(text)
        self._copied = True
        self._retranslate()

    def _found(self) -> tuple[PackFacts | PibuError, tuple[Package, ...]]:
        """On the worker: reads the cards and asks for the packages."""
        from app.packs import chosen_folder
        from ml.open import chosen_pack

        facts: PackFacts | PibuError
        try:
            facts = pack_facts(chosen_folder(self._services.settings.current.model) or chosen_pack())
        except PibuError as trouble:
            facts = trouble
        return facts, packages()

    def _show(self, found: tuple[PackFacts | PibuError, tuple[Package, ...]]) -> None:
        facts, self._packages = found
        if isinstance(facts, PibuError):
            self._trouble = facts
        else:
            self._pack, self._trouble = facts, None
            self._card.show_rows([ClassifierRow(each) for each in facts.attributes])
        self._retranslate()

    def _miss(self, trouble: PibuError) -> None:
        self._trouble = trouble
        self._retranslate()

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_diagnostics)
        self.licences.setVisible(licences_folder().is_dir())
        self.licences.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(licences_folder()))))

    def _lay_out(self) -> None:
        self._name.setProperty("role", "title")
        for heading in (self._graders, self._made_with):
            heading.setProperty("role", "heading")
        self._content.setProperty("role", "bare")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.SMALL)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._name, self._purpose),
            (self._graders, self._card, self._measured, self._sources),
            (self._made_with, self._parts),
        )
        for group in groups:
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(Space.MEDIUM)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(self._foot())
        self.setMinimumSize(560, 320)
        with_layout(self._content, self._widen)

    def _widen(self) -> None:
        """Wide enough for every classifier's figures, as far as the screen goes."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        wanted = max(self.width(), grown(self, WIDTH), self._content.minimumSizeHint().width() + bar)
        self.resize(min(wanted, self.screen().availableGeometry().width() * 9 // 10), self.height())

    def _foot(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.copy)
        row.addWidget(self.licences)
        row.addStretch(1)
        row.addWidget(self.shut)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.LARGE)
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self._hint)
        foot.addLayout(row)
        return foot

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("About", "About Pibu"))
        self._purpose.setText(
            translate(
                "About",
                "Version {version}, MIT licence. Pibu describes what a picture of skin shows. It is not a medical "
                "device: it diagnoses nothing and advises nothing. Pictures and grades stay on this computer.",
            ).format(version=self._version)
        )
        self._say_pack()
        self._made_with.setText(translate("About", "Built with"))
        self._parts.setText("   ".join(_words(package) for package in self._packages))
        self.copy.setText(translate("About", "Copy diagnostics"))
        self.licences.setText(translate("About", "Licences…"))
        self._hint.setText(
            translate("About", "Copied. It holds versions, machine and settings; no names, pictures or grades.")
            if self._copied
            else translate("About", "For a bug report: versions, machine and settings; no names, pictures or grades.")
        )

    def _say_pack(self) -> None:
        pack = self._pack
        version = "" if pack is None else pack.version
        self._graders.setText(translate("About", "Classifiers {version}").format(version=version).strip())
        self._card.setVisible(pack is not None)
        if self._trouble is not None:
            self._measured.setText("\n".join(trouble_text(self._trouble)))
        elif pack is not None:
            self._measured.setText(
                translate(
                    "About",
                    "As their cards say. Figures of Pibu's own classifiers are about changes that a program drew on "
                    "photographs of people they never saw; no dermatologist has graded them.",
                )
            )
            sources = translate("About", "Learned from: {sources}").format(sources="\n".join(("", *pack.sources)))
            self._sources.setText(sources if pack.sources else "")
            for row in self._card.findChildren(ClassifierRow):
                row.retranslate()


def _wrapped(role: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _words(package: Package) -> str:
    """One package, which a line break doesn't tear apart."""
    licence = f" ({package.licence})" if package.licence else ""
    return f"{package.name} {package.version}{licence}".replace(" ", "\N{NO-BREAK SPACE}")

"""What is wrong with the photo, in words, with what would help."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.icons import Icon
from app.text import photo_hint
from app.tokens import Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel
from ml.types import Analysis, QualityCode, QualityIssue

translate = QCoreApplication.translate
LINES = 3


class IssueList(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self.setProperty("role", "notice")
        self.setProperty("kind", "warning")
        self._sign, self._words = IconLabel(Icon.WARNING), PlainLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Lists the issues of an analysis: the first LINES in words, the rest counted and in the tooltip."""
        self._analysis = analysis
        issues = _told(analysis) if analysis is not None else ()
        self.setVisible(bool(issues))
        if analysis is None or not issues:
            return
        title, hints = _title(analysis.graded), _hints(issues)
        shown = list(hints[:LINES])
        if len(hints) > LINES:
            shown.append(translate("IssueList", "and {count} more").format(count=len(hints) - LINES))
        self._words.setText(f"<b>{escape(title)}</b> {escape(' '.join(shown))}")
        self.setToolTip("\n".join(hints))
        self.setAccessibleName(f"{title} {' '.join(hints)}")

    def retranslate(self) -> None:
        """Sets every text again."""
        self.show_analysis(self._analysis)


def _told(analysis: Analysis) -> tuple[QualityIssue, ...]:
    """Several faces are no trouble where one of them was graded: the page says how to choose another."""
    if not analysis.graded:
        return analysis.issues
    return tuple(issue for issue in analysis.issues if issue.code is not QualityCode.SEVERAL_FACES)


def _hints(issues: tuple[QualityIssue, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(photo_hint(issue) for issue in issues))


def _title(graded: bool) -> str:
    if graded:
        return translate("IssueList", "Graded, but the photo could be better:")
    return translate("IssueList", "This photo can't be graded as it is:")

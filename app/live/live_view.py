"""Binds a live scan to what shows it: video, words, ring, heat and report. Decides nothing about cameras."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.live.director import LiveDirector, LivePhase
from app.live.frames import BurstOutcome, Graded, Tracked
from app.live.heat_patches import heat_patches
from app.live.video_widget import Hint, Ring, VideoWidget
from app.panel.report_panel import ReportPanel
from app.settings import Settings
from app.text import issue_hint
from ml.regions import regions_of
from ml.types import Analysis, Frame, QualityCode, QualityIssue

translate = QCoreApplication.translate

PANEL_SECONDS = 0.3
"""The cards change no more often than this: numbers have to be readable, and painting words is costly."""
STALE_SECONDS = 6.0
"""Grades of longer ago are taken away from the live report: two analyses on a slow machine."""
ABSENT_SECONDS = 1.0
"""So are the grades of a face that has been gone for longer: the next one may be another person's."""
MISSED_SECONDS = 4.0


class LiveView(QObject):
    """Lives on the window's thread; `video` and the panel it is given belong to the page."""

    def __init__(self, director: LiveDirector, panel: ReportPanel, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(director)
        self.video = VideoWidget(clock)
        self._director = director
        self._panel = panel
        self._clock = clock
        self._settings = Settings()
        self._waiting = ""
        self._analysis: Analysis | None = None
        self._analysed = -STALE_SECONDS
        self._face_seen = 0.0
        self._panel_shown = -PANEL_SECONDS
        self._code: QualityCode | None = None
        self._missed = -MISSED_SECONDS
        self._connect()

    @property
    def analysis(self) -> Analysis | None:
        """What the report shows, if anything."""
        return self._analysis

    def apply(self, settings: Settings) -> None:
        """Mirror, chosen attribute, colours."""
        self._settings = settings
        self.video.set_mirrored(settings.mirror)
        self.video.show_chosen(regions_of(settings.overlay) if settings.overlay is not None else ())
        self._panel.set_mirrored(settings.mirror)
        self._panel.set_chosen(settings.overlay)
        self._show_heat()

    def show_waiting(self, words: str) -> None:
        """What the report says while there are no grades."""
        self._waiting = words
        if self._analysis is None:
            self._panel.clear(words)

    def clear(self) -> None:
        """Forgets everything that was seen."""
        self._forget_grades()
        self._code = None
        self.video.clear()

    def _connect(self) -> None:
        director = self._director
        director.frame_shown.connect(self._show_frame)
        director.tracked.connect(self._show_tracked)
        director.graded.connect(self._show_graded)
        director.hint_changed.connect(self._note_hint)
        director.countdown_changed.connect(lambda share: self._show_ring(share, ""))
        director.burst_step.connect(self._show_step)
        director.frozen.connect(self._freeze)
        director.missed.connect(self._note_missed)
        director.phase_changed.connect(self._follow_phase)
        self.video.frame_painted.connect(self._count_painted)

    def _show_frame(self, frame: Frame) -> None:
        self.video.show_frame(frame)

    def _show_tracked(self, tracked: Tracked) -> None:
        self.video.show_tracked(tracked)
        now = tracked.frame.time
        self._face_seen = now if tracked.face is not None else self._face_seen
        if self._analysis is None:
            return
        if now - self._analysed > STALE_SECONDS or now - self._face_seen > ABSENT_SECONDS:
            self._forget_grades()

    def _show_graded(self, graded: Graded) -> None:
        self._analysis, self._analysed = graded.analysis, graded.tracked.frame.time
        self._show_heat()
        now = self._clock()
        if now - self._panel_shown >= PANEL_SECONDS:
            self._panel_shown = now
            self._panel.show_analysis(graded.analysis)

    def _show_heat(self) -> None:
        chosen = self._settings.overlay
        if self._analysis is None or chosen is None:
            self.video.show_heat((), self._analysed)
            return
        patches = heat_patches(self._analysis, chosen, self._settings.colormap, self._settings.opacity)
        self.video.show_heat(patches, self._analysed)

    def _note_hint(self, code: QualityCode | None) -> None:
        self._code = code
        self._show_hint()

    def _note_missed(self) -> None:
        self._missed = self._clock()
        self._show_hint()

    def _show_hint(self) -> None:
        phase = self._director.phase
        if phase is LivePhase.FROZEN:
            self.video.show_hint(None)
        elif phase is LivePhase.GRADING:
            self.video.show_hint(Hint(translate("Live", "Grading the pictures…"), urgent=False))
        elif self._code is not None:
            self.video.show_hint(Hint(issue_hint(QualityIssue(self._code))))
        elif phase is LivePhase.COLLECTING:
            self.video.show_hint(Hint(translate("Live", "Hold still…"), urgent=False))
        elif self._clock() - self._missed < MISSED_SECONDS:
            self.video.show_hint(Hint(translate("Live", "No picture was good enough. Try once more.")))
        else:
            self.video.show_hint(None)

    def _show_ring(self, share: float, words: str) -> None:
        self.video.show_ring(Ring(share, words) if share > 0 else None)

    def _show_step(self, number: int, size: int) -> None:
        if self._director.phase in (LivePhase.COLLECTING, LivePhase.GRADING):
            self.video.show_ring(Ring(number / size, f"{number}/{size}"))

    def _follow_phase(self, phase: LivePhase) -> None:
        if phase is LivePhase.LIVE:
            self.video.thaw()
            self._forget_grades()
        elif phase in (LivePhase.STARTING, LivePhase.STOPPED, LivePhase.CLOSED):
            self.clear()
        self._show_hint()

    def _freeze(self, outcome: BurstOutcome) -> None:
        self._analysis, self._analysed = outcome.analysis, outcome.kept.frame.time
        self.video.freeze(outcome.kept)
        self._show_heat()
        self._panel.show_analysis(outcome.analysis, outcome.spread)

    def _forget_grades(self) -> None:
        self._analysis = None
        self._panel_shown = -PANEL_SECONDS
        self.video.show_heat((), 0.0)
        self._panel.clear(self._waiting)

    def _count_painted(self, taken: float, now: float) -> None:
        if (pipeline := self._director.pipeline) is not None:
            pipeline.meter.displayed(taken, now)

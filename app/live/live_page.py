"""The live page: the camera's picture with what is seen in it, the shutter, and the report beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.keeping.keep_bar import KeepBar
from app.keeping.keeper import Keeper
from app.live.camera import Camera
from app.live.camera_message import FACE_MODEL, CameraMessage
from app.live.cameras import DEMO, VIDEO_SUFFIXES, Device, camera_of, devices, file_id
from app.live.director import LiveDirector, LivePhase
from app.live.frames import BurstOutcome
from app.live.keeping import camera_name, keepable_of
from app.live.live_controls import ShutterBar, ViewBar
from app.live.live_view import LiveView
from app.live.repeat_strip import RepeatStrip
from app.page import Page
from app.panel.card_details import PanelTools
from app.panel.report_panel import ReportPanel
from app.places import Kind, usual_folder
from app.services import Services
from app.settings import Settings
from app.text import trouble_text
from app.tokens import Space
from app.widgets.beside_or_below import PictureBeside
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

translate = QCoreApplication.translate
PICTURE = 0.375
"""Of the window's height, where the report is below: the shutter is still in sight with letters twice as large."""
FindDevices = Callable[[], tuple[Device, ...]]
MakeCamera = Callable[[str, tuple[Device, ...]], Camera | None]


class LivePage(Page):
    """Camera on while the page is shown, off when it is left. What isn't kept by then is gone."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        director: LiveDirector | None = None,
        find_devices: FindDevices = devices,
        make_camera: MakeCamera = camera_of,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._find_devices, self._make_camera = find_devices, make_camera
        self._devices: tuple[Device, ...] = ()
        self._camera_id = ""
        self._shown = False
        self._trouble: PibuError | None = None
        self.director = director if director is not None else LiveDirector()
        self.director.setParent(self)
        self.view_bar, self.shutter_bar, self.message = ViewBar(), ShutterBar(), CameraMessage()
        self.panel = ReportPanel(PanelTools(questions=False), mirrored=services.settings.current.mirror)
        self.view = LiveView(self.director, self.panel)
        self.keeper = Keeper(services.sign_in, services.notices, repeats=services.repeats, parent=self)
        self.keep_bar = KeepBar(self.keeper)
        self.repeat_strip = RepeatStrip(services.repeats, services.sign_in)
        self._stage = QStackedWidget()
        self._lay_out()
        self._connect()
        self._apply(services.settings.current)
        self.retranslate()

    def enter(self) -> None:
        """Starts the camera."""
        self._shown = True
        self._services.analyzers.start()
        self.look_for_cameras()

    def leave(self) -> None:
        """Stops the camera and forgets what was seen."""
        self._shown = False
        self.director.close()

    def look_for_cameras(self) -> None:
        """Asks the system in the background which cameras there are, then starts the chosen one."""
        self.director.close()
        self._show_trouble(None)
        self._services.tasks.run(self._find_devices, self._found)

    def retranslate(self) -> None:
        """Sets the page's own texts; its parts look after theirs."""
        analyzers = self._services.analyzers
        if analyzers.trouble is not None:
            text = trouble_text(analyzers.trouble)
            words = text.title if analyzers.trouble.code in FACE_MODEL else "\n\n".join(text)
        elif analyzers.analyzer is None:
            words = translate("Live", "Preparing the classifiers…")
        else:
            words = translate("Live", "Grades appear here as soon as your face is well in the picture.")
        self.view.show_waiting(words)
        self.view.video.setAccessibleName(translate("Live", "Camera"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar takes the picture, or scans again; Escape gives up a burst or a frozen picture."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._press()
        elif event.key() == Qt.Key.Key_Escape:
            self.director.again()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        services, store = self._services, self._services.settings
        store.changed.connect(self._apply)
        services.analyzers.ready.connect(self._ready)
        services.analyzers.state_changed.connect(lambda _: self.retranslate())
        if services.analyzers.analyzer is not None:
            self._ready(services.analyzers.analyzer)
        self.view_bar.cameras.chosen.connect(self._choose_camera)
        self.view_bar.cameras.file_wanted.connect(self._choose_file)
        self.view_bar.cameras.look_again.connect(self.look_for_cameras)
        self.view_bar.quality_chosen.connect(lambda mode: store.put(replace(store.current, quality=mode)))
        self.view_bar.overlay_chosen.connect(self._choose_overlay)
        self.panel.attribute_chosen.connect(self._choose_overlay)
        self.shutter_bar.auto_switched.connect(lambda auto: store.put(replace(store.current, auto_shutter=auto)))
        self.shutter_bar.pressed.connect(self._press)
        self.message.retry.connect(self.look_for_cameras)
        self.message.demo.connect(lambda: self._choose_camera(DEMO))
        self.director.phase_changed.connect(self._show_phase)
        self.director.frozen.connect(self._offer)
        services.sign_in.changed.connect(self._signed)
        services.sign_in.declined.connect(self._declined)
        self.repeat_strip.going_on.connect(self.shutter_bar.show_keeping)
        self.repeat_strip.show_state()
        self.director.trouble_changed.connect(self._show_trouble)

    def _offer(self, outcome: BurstOutcome) -> None:
        self.keeper.offer(keepable_of(outcome, camera_name(self._camera_id, self._devices)))
        self.keeper.keep_repeat()

    def _signed(self) -> None:
        self.keeper.follow()

    def _declined(self) -> None:
        self.keeper.give_up()

    def _choose_overlay(self, overlay: Attribute | None) -> None:
        store = self._services.settings
        store.put(replace(store.current, overlay=overlay))

    def _choose_camera(self, camera_id: str) -> None:
        store = self._services.settings
        if camera_id == store.current.camera:
            self.look_for_cameras()
        store.put(replace(store.current, camera=camera_id))

    def _choose_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
        kinds = translate("Live", "Videos ({patterns})").format(patterns=patterns)
        title, films = translate("Live", "Open a video file"), str(usual_folder(Kind.MoviesLocation))
        short = QFileDialog.Option.HideNameFilterDetails
        path, _ = QFileDialog.getOpenFileName(self, title, films, kinds, options=short)
        if path:
            self._choose_camera(file_id(Path(path)))

    def _found(self, connected: tuple[Device, ...]) -> None:
        self._devices = connected
        if self._shown:
            self._start_camera(self._services.settings.current.camera)

    def _start_camera(self, camera_id: str) -> None:
        self._camera_id = camera_id
        camera = self._make_camera(camera_id, self._devices)
        first = self._devices[0].id if self._devices else ""
        self.view_bar.cameras.show_cameras(self._devices, camera_id or first)
        if camera is None:
            self.director.close()
            self._show_trouble(PibuError(TroubleCode.CAMERA_NONE))
            return
        self.director.open(camera)

    def _apply(self, settings: Settings) -> None:
        self.view_bar.show_choices(settings.quality, settings.overlay)
        self.shutter_bar.show_auto(settings.auto_shutter)
        self.director.set_mode(settings.quality)
        self.director.set_overlay(settings.overlay)
        self.director.set_auto_shutter(settings.auto_shutter)
        self.view.apply(settings)
        if self._shown and settings.camera != self._camera_id:
            self._start_camera(settings.camera)

    def _ready(self, analyzer: Analyzer) -> None:
        self.director.grade_with(analyzer.for_video())
        self._show_phase(self.director.phase)
        if self._shown and self._trouble is not None and self._trouble.code in FACE_MODEL:
            self.look_for_cameras()  # the face model is there now

    def _press(self) -> None:
        if self.director.phase is LivePhase.LIVE:
            self.director.take()
        else:
            self.director.again()

    def _show_phase(self, phase: LivePhase) -> None:
        if phase is not LivePhase.FROZEN:
            self.keeper.offer(None)
        self.shutter_bar.show_phase(phase, self._services.analyzers.analyzer is not None)
        if phase in (LivePhase.LIVE, LivePhase.COLLECTING, LivePhase.GRADING, LivePhase.FROZEN):
            self._show_on_stage(self.view.video)

    def _show_trouble(self, trouble: PibuError | None) -> None:
        self._trouble = trouble
        if trouble is not None:
            self.message.show_trouble(trouble)
        else:
            self.message.show_starting()
        live = trouble is None and self.director.phase not in (LivePhase.CLOSED, LivePhase.STARTING)
        self._show_on_stage(self.view.video if live else self.message)

    def _show_on_stage(self, widget: QWidget) -> None:
        """Shows the picture or the message. The picture gets the keys when it comes after the message."""
        came = widget is self.view.video and self._stage.currentWidget() is self.message
        self._stage.setCurrentWidget(widget)
        if came:
            widget.setFocus()

    def _lay_out(self) -> None:
        self._stage.addWidget(self.message)
        self._stage.addWidget(self.view.video)
        main = QWidget()
        left = QVBoxLayout(main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.LARGE)
        left.addWidget(self.view_bar)
        left.addWidget(self.repeat_strip)
        left.addWidget(self._stage, 1)
        left.addWidget(self.keep_bar)
        left.addWidget(self.shutter_bar)
        both = PictureBeside(main, self._stage, self.panel, Space.WIDE, PICTURE)
        both.turned.connect(self.panel.show_whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(both)
        for attribute in Attribute:
            self.panel.card(attribute).setFocusPolicy(Qt.FocusPolicy.TabFocus)

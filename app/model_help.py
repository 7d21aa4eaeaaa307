"""Says in a notice why the classifiers can't be loaded, and offers what may help."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject

from app.notices import Notice, NoticeAction
from app.services import Services
from ml.errors import PibuError, TroubleCode

KEY = "classifiers"
translate = QCoreApplication.translate


def bring_face_model() -> None:
    """Brings the face model where ml/assets.py finds it.

    Raises:
        PibuError: when it can't be had or can't be written.
    """
    from app.cli.face_model import bring

    bring()


class ModelHelp(QObject):
    """Watches the analyzer source.

    A missing face model can be brought; a chosen model pack that can't be used can be given up for Pibu's own;
    anything else can be tried again.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        services.analyzers.failed.connect(self._explain)
        services.analyzers.ready.connect(lambda _: services.notices.drop(KEY))

    def _explain(self, trouble: PibuError) -> None:
        if trouble.code in (TroubleCode.FACE_MODEL_MISSING, TroubleCode.FACE_MODEL_DAMAGED):
            action = NoticeAction(lambda: translate("ModelHelp", "Bring the face model"), self._bring)
        elif trouble.code in (TroubleCode.PACK_UNKNOWN, TroubleCode.PACK_DAMAGED, TroubleCode.PACK_FOREIGN):
            action = NoticeAction(lambda: translate("ModelHelp", "Use Pibu's own"), self._use_shipped)
        else:
            action = NoticeAction(lambda: translate("ModelHelp", "Try again"), self._services.analyzers.start)
        self._services.notices.post_trouble(trouble, action, KEY)

    def _use_shipped(self) -> None:
        settings = self._services.settings
        settings.put(replace(settings.current, model=""))
        self._services.analyzers.start()

    def _bring(self) -> None:
        self._services.notices.post(
            Notice(KEY, lambda: translate("ModelHelp", "Bringing the face model…"), lasting=True)
        )
        self._services.tasks.run(bring_face_model, lambda _: self._services.analyzers.start(), self._explain)

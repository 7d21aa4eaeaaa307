"""What every page is handed: the settings, the background worker, the classifiers and the notices."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import AnalyzerSource
from app.notices import Notices
from app.settings import SettingsStore
from app.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of a page. Built once by app/application.py, by tests as they like."""

    settings: SettingsStore
    tasks: Tasks
    analyzers: AnalyzerSource
    notices: Notices

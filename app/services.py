"""What every page is handed: settings, background worker, classifiers, notices, who is signed in, repeats."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.keeping.repeat_round import RepeatRound
from app.models import AnalyzerSource
from app.notices import Notices
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of a page. Built once by app/application.py, by tests as they like."""

    settings: SettingsStore
    tasks: Tasks
    analyzers: AnalyzerSource
    notices: Notices
    sign_in: SignIn
    repeats: RepeatRound = field(default_factory=RepeatRound)

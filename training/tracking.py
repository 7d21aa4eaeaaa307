"""Where a training's settings and figures are kept: MLflow in a local SQLite file, W&B offline, or nowhere else.

Nothing leaves the computer: telemetry is switched off before either library is imported, no server is named.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from training.plan import PLAN_FILE, FitPlan
from training.run_folder import BEST_FILE, LOG_FILE, RunFolder

DATABASE = "mlflow.db"
EXPERIMENT = "pibu"
TRACKED_FILE = "tracked.txt"
QUIET = (
    ("MLFLOW_DISABLE_TELEMETRY", "true"),
    ("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", "false"),
    ("DO_NOT_TRACK", "true"),
    ("WANDB_MODE", "offline"),
    ("WANDB_SILENT", "true"),
    ("WANDB_ERROR_REPORTING", "false"),
)
"""Environment variables that keep both libraries from sending anything."""


class Tracking(StrEnum):
    """A place where runs are kept."""

    MLFLOW = "mlflow"
    WANDB_OFFLINE = "wandb-offline"
    NONE = "none"


class Tracker(Protocol):
    """Takes note of one run."""

    def note(self, step: int, figures: Mapping[str, float]) -> None:
        """Keep figures by name; step: the epoch that has ended."""

    def close(self, finished: bool) -> None:
        """Nothing more will come. finished: trained to the end, not interrupted."""


class NoTracker:
    """Keeps nothing; the run's own log.jsonl is written anyway."""

    def note(self, step: int, figures: Mapping[str, float]) -> None:
        """See Tracker."""

    def close(self, finished: bool) -> None:
        """See Tracker."""


class MlflowTracker:
    """One run in an MLflow store, gone on with when the training goes on."""

    def __init__(self, plan: FitPlan, folder: Path) -> None:
        _be_quiet()
        with _unbothered():
            from mlflow import MlflowClient

            self._client: Any = MlflowClient(tracking_uri=database_uri(folder))
            self._run: str = self._known(folder) or self._new(plan, folder)
            self._client.update_run(self._run, status="RUNNING")

    def note(self, step: int, figures: Mapping[str, float]) -> None:
        """See Tracker."""
        from mlflow.entities import Metric

        now = int(time.time() * 1000)
        with _unbothered():
            self._client.log_batch(self._run, metrics=[Metric(name, v, now, step) for name, v in figures.items()])

    def close(self, finished: bool) -> None:
        """See Tracker."""
        with _unbothered():
            self._client.set_terminated(self._run, "FINISHED" if finished else "KILLED")

    def _known(self, folder: Path) -> str | None:
        from mlflow.exceptions import MlflowException

        try:
            run = (folder / TRACKED_FILE).read_text("utf-8").strip()
            self._client.get_run(run)
        except (FileNotFoundError, MlflowException):
            return None
        return run

    def _new(self, plan: FitPlan, folder: Path) -> str:
        from mlflow.entities import Param, RunTag

        found = self._client.get_experiment_by_name(EXPERIMENT)
        kept_at = folder.absolute().parent.as_uri()
        experiment = found.experiment_id if found else self._client.create_experiment(EXPERIMENT, kept_at)
        run: str = self._client.create_run(experiment, run_name=folder.absolute().name).info.run_id
        files = [RunTag(name, str((folder / file).absolute())) for name, file in _files()]
        params = [Param(name, value) for name, value in told(plan).items()]
        self._client.log_batch(run, params=params, tags=files)
        (folder / TRACKED_FILE).write_text(run + "\n", "utf-8")
        return run


class WandbTracker:
    """One run of Weights & Biases, kept in the run's folder (wandb sync would send it: that is left to the user)."""

    def __init__(self, plan: FitPlan, folder: Path) -> None:
        _be_quiet()
        wandb: Any = importlib.import_module("wandb")
        config = {**told(plan), **{name: str((folder / file).absolute()) for name, file in _files()}}
        with _unbothered():
            self._run: Any = wandb.init(
                project=EXPERIMENT, name=folder.absolute().name, dir=str(folder), mode="offline", config=config
            )

    def note(self, step: int, figures: Mapping[str, float]) -> None:
        """See Tracker."""
        self._run.log(dict(figures), step=step)

    def close(self, finished: bool) -> None:
        """See Tracker."""
        self._run.finish(exit_code=0 if finished else 1)


def require(kind: Tracking) -> None:
    """Check that a tracker can be opened, without importing anything.

    Raises:
        ModuleNotFoundError: its library isn't installed; the message says what to do.
    """
    missing = {
        Tracking.MLFLOW: ("mlflow", "install mlflow-skinny, or use --tracking none"),
        Tracking.WANDB_OFFLINE: ("wandb", "install it (Pibu doesn't bring it), or use --tracking mlflow or none"),
    }.get(kind)
    if missing is not None and importlib.util.find_spec(missing[0]) is None:
        raise ModuleNotFoundError(f"the package {missing[0]} is not installed; {missing[1]}")


def open_tracker(kind: Tracking, plan: FitPlan, folder: RunFolder) -> Tracker:
    """The tracker of a run; for a process that doesn't write, one that keeps nothing."""
    if kind is Tracking.NONE or not folder.writes:
        return NoTracker()
    if kind is Tracking.WANDB_OFFLINE:
        return WandbTracker(plan, folder.path)
    return MlflowTracker(plan, folder.path)


def database_uri(folder: Path) -> str:
    """The store that all runs beside `folder` share."""
    return f"sqlite:///{(folder.absolute().parent / DATABASE).as_posix()}"


def told(plan: FitPlan) -> dict[str, str]:
    """A plan's settings by name, nested ones with a dot, as text."""
    return dict(_flat("", asdict(plan)))


def _flat(before: str, settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{before}{name}.", value)
        else:
            yield before + name, " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _files() -> tuple[tuple[str, str], ...]:
    return (("file.weights", BEST_FILE), ("file.plan", PLAN_FILE), ("file.log", LOG_FILE))


def _be_quiet() -> None:
    os.environ.update(QUIET)


@contextmanager
def _unbothered() -> Iterator[None]:
    """The libraries' own use of what their dependencies deprecate is not ours to mend."""
    chatty = logging.getLogger("mlflow.store.db.utils")
    before = chatty.level
    chatty.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", FutureWarning)
            yield
    finally:
        chatty.setLevel(before)

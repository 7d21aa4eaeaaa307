"""Runs are kept in a local SQLite store that MLflow itself reads back; nothing is sent anywhere."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
import torch

from tests.training.killed_process import PLAN
from tests.training.tiny_bench import make_bench
from training import tracking
from training.fit import start
from training.run_folder import RunFolder
from training.tracking import QUIET, NoTracker, Tracking, WandbTracker, open_tracker, require, told


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> object:
    for name, _ in QUIET:
        monkeypatch.delenv(name, raising=False)
    for name in ("CI", "PYTEST_CURRENT_TEST"):
        monkeypatch.delenv(name, raising=False)
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)
    for name, _ in QUIET:
        os.environ.pop(name, None)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every try to reach another program or machine, refused."""
    tried: list[str] = []

    def refuse(name: str) -> Any:
        def refused(*given: object, **_: object) -> NoReturn:
            tried.append(f"{name} {given[1:]}")
            raise OSError("no network in this test")

        return refused

    for name in ("connect", "connect_ex", "sendto", "listen"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse(name))
    return tried


def figures(database: Path) -> dict[tuple[str, int], float]:
    """Every figure in the store, read without MLflow."""
    store = sqlite3.connect(database)
    rows = store.execute("select key, step, value from metrics").fetchall()
    store.close()
    return {(key, step): value for key, step, value in rows}


def test_a_training_leaves_its_plan_and_figures_in_sqlite(tmp_path: Path, calls: list[str]) -> None:
    """Two starts of one training are one run; the store holds what the run's log holds; no connection was tried."""
    train, val = make_bench(tmp_path / "t", 4, 4, 1), make_bench(tmp_path / "v", 3, 3, 2)
    plan = replace(PLAN, epochs=2)
    folder = tmp_path / "runs" / "first"
    begun = start(plan, train, val, folder, quiet=True, tracking=Tracking.MLFLOW)
    begun._epoch()
    begun._look()
    begun._keep()
    reached = start(plan, train, val, folder, quiet=True, tracking=Tracking.MLFLOW).run()
    kept = figures(folder.parent / "mlflow.db")
    assert {step for _, step in kept} == {1, 2}
    assert max(kept["val.reached", step] for step in (1, 2)) == reached
    assert {"train.loss", "val.wrinkle_qwk", "val.sensitivity_mae"} <= {name for name, _ in kept}
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=tracking.database_uri(folder))
    (experiment,) = [e for e in client.search_experiments() if e.name == "pibu"]
    (run,) = client.search_runs([experiment.experiment_id])
    assert (run.info.status, run.info.run_name) == ("FINISHED", "first")
    assert run.data.params == told(plan)
    assert Path(run.data.tags["file.weights"]).is_file()
    assert not (Path.cwd() / "mlruns").exists()
    assert calls == []
    assert all(os.environ[name] == value for name, value in QUIET)


def test_none_and_processes_that_do_not_write_keep_nothing(tmp_path: Path) -> None:
    assert isinstance(open_tracker(Tracking.NONE, PLAN, RunFolder(tmp_path)), NoTracker)
    assert isinstance(open_tracker(Tracking.MLFLOW, PLAN, RunFolder(tmp_path, writes=False)), NoTracker)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "package"), [(Tracking.MLFLOW, "mlflow"), (Tracking.WANDB_OFFLINE, "wandb")])
def test_a_missing_library_is_a_sentence(kind: Tracking, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModuleNotFoundError, match=f"the package {package} is not installed; .*--tracking"):
        require(kind)


class _Run:
    """What wandb.init returns."""

    def __init__(self) -> None:
        self.logged: list[tuple[int, dict[str, float]]] = []
        self.code = -1

    def log(self, figures: Mapping[str, float], step: int) -> None:
        """As wandb's."""
        self.logged.append((step, dict(figures)))

    def finish(self, exit_code: int) -> None:
        """As wandb's."""
        self.code = exit_code


def test_wandb_is_only_ever_used_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package isn't ours to bring: a stand-in with its interface notes how it is called."""
    asked: dict[str, Any] = {}
    run = _Run()
    module = ModuleType("wandb")
    setattr(module, "init", lambda **given: asked.update(given) or run)  # noqa: B010
    monkeypatch.setitem(sys.modules, "wandb", module)
    tracker = WandbTracker(PLAN, tmp_path / "run")
    tracker.note(3, {"val.reached": 0.5})
    tracker.close(finished=True)
    assert (asked["mode"], os.environ["WANDB_MODE"]) == ("offline", "offline")
    assert asked["config"]["batch"] == str(PLAN.batch)
    assert (run.logged, run.code) == ([(3, {"val.reached": 0.5})], 0)

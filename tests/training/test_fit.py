"""A real training on drawn textures, from the first step to a pack that the app's engine can open."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ml.card import ClassifierSpec
from ml.types import Attribute
from tests.training.tiny_bench import make_bench
from training.bench import BenchError
from training.fit import Fit, start
from training.losses import LossName
from training.plan import FitPlan
from training.quick_depthwise import QuickDepthwise
from training.run_folder import RunFolder

TWO = (Attribute.WRINKLE, Attribute.SENSITIVITY)
TINY = FitPlan(
    attributes=TWO,
    losses=(LossName.SOFT_ORDINAL, LossName.MASKED_LABEL_SMOOTHING),
    spec=ClassifierSpec(stages=3, shared_stages=2, head_width=96),
    epochs=3,
    batch=24,
    trunk_rate=2e-3,
    head_rate=4e-3,
    ema=0.8,
    threads=2,
)
SHORT = replace(TINY, epochs=2, batch=6, half=False, threads=1)


@pytest.fixture(autouse=True)
def _threads() -> object:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_a_tiny_training_learns_to_grade_drawn_textures(tmp_path: Path) -> None:
    train, val = make_bench(tmp_path / "t", 12, 64, 1), make_bench(tmp_path / "v", 8, 24, 2)
    reached = start(TINY, train, val, tmp_path / "run", quiet=True).run()
    assert reached >= 0.55
    network, plan = RunFolder(tmp_path / "run").best()
    assert plan == TINY
    assert network.attributes == TWO
    notes = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert max(n["reached"] for n in notes if n["kind"] == "val") == reached
    assert sum(n["kind"] == "epoch" for n in notes) == TINY.epochs


def test_the_last_averaged_weights_can_be_made_the_best(tmp_path: Path) -> None:
    train, val = make_bench(tmp_path / "t", 4, 8, 1), make_bench(tmp_path / "v", 3, 5, 2)
    fit = start(replace(SHORT, epochs=1), train, val, tmp_path / "run", quiet=True)
    fit.run()
    folder = RunFolder(tmp_path / "run")
    folder.save_best({name: torch.zeros_like(kept) for name, kept in folder.best_weights().items()})
    folder.take_last()
    averaged = fit.average.network.state_dict()
    assert all(torch.equal(kept, averaged[name]) for name, kept in folder.best_weights().items())
    with pytest.raises(FileNotFoundError):
        RunFolder(tmp_path / "nothing").take_last()


def test_without_a_rate_the_trunk_stays_as_it_was(tmp_path: Path) -> None:
    train, val = make_bench(tmp_path / "t", 4, 8, 1), make_bench(tmp_path / "v", 3, 5, 2)
    start(replace(SHORT, epochs=1), train, val, tmp_path / "first", quiet=True).run()
    plan = replace(SHORT, epochs=1, trunk_rate=0.0, start=str(tmp_path / "first"))
    start(plan, train, val, tmp_path / "heads", quiet=True).run()
    before, after = (RunFolder(tmp_path / name).best_weights() for name in ("first", "heads"))
    changed = {name.split(".")[0] for name, kept in after.items() if not torch.equal(kept, before[name])}
    assert changed == {"heads"}


class _Killed(Exception):
    pass


def test_a_killed_training_goes_on_as_if_nothing_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train, val = make_bench(tmp_path / "t", 4, 8, 1), make_bench(tmp_path / "v", 3, 5, 2)
    plan = replace(SHORT, keep_every=1)
    whole = start(plan, train, val, tmp_path / "whole", quiet=True)
    whole.run()
    cut = start(plan, train, val, tmp_path / "cut", quiet=True)
    keep, kept = Fit._keep, []

    def killed_after_two(self: Fit) -> None:
        keep(self)
        kept.append(self.progress.total_steps)
        if len(kept) == 2:
            raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr(Fit, "_keep", killed_after_two)
        with pytest.raises(_Killed):
            cut.run()
    again = start(plan, train, val, tmp_path / "cut", quiet=True)
    assert (again.progress.epoch, again.progress.step) == (0, 2)
    again.run()
    for name, tensor in whole.network.state_dict().items():
        assert torch.allclose(again.network.state_dict()[name], tensor, atol=1e-5), name
    assert again.progress.best == pytest.approx(whole.progress.best)


def test_other_settings_in_the_same_folder_are_refused(tmp_path: Path) -> None:
    train, val = make_bench(tmp_path / "t", 4, 4, 1), make_bench(tmp_path / "v", 3, 3, 2)
    plan = replace(SHORT, epochs=1)
    start(plan, train, val, tmp_path / "run", quiet=True).run()
    with pytest.raises(ValueError, match="other settings"):
        start(replace(plan, batch=5), train, val, tmp_path / "run", quiet=True)


def test_shared_people_are_refused_before_the_first_step(tmp_path: Path) -> None:
    train, val = make_bench(tmp_path / "t", 4, 4, 1), make_bench(tmp_path / "v", 3, 3, 1)
    with pytest.raises(BenchError, match="people in both"):
        start(SHORT, train, val, tmp_path / "run", quiet=True)


@pytest.mark.parametrize(("kernel", "stride"), [(3, 1), (3, 2), (5, 1), (5, 2)])
def test_quick_depthwise_has_the_gradients_of_a_plain_convolution(kernel: int, stride: int) -> None:
    conv = torch.nn.Conv2d(16, 16, kernel, stride, kernel // 2, groups=16, bias=False)
    x = torch.randn(2, 16, 20, 20).contiguous(memory_format=torch.channels_last).requires_grad_()
    pull = torch.randn_like(conv(x))
    plain = torch.autograd.grad((conv(x) * pull).sum(), (x, conv.weight))
    with QuickDepthwise():
        quick = torch.autograd.grad((conv(x) * pull).float().sum(), (x, conv.weight))
    for one, other in zip(plain, quick, strict=True):
        assert one.dtype == other.dtype
        assert float((one - other).norm() / one.norm()) < 0.02
